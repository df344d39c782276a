//! The settings of a real shop: complete, or a sentence for each thing that is missing. Nothing
//! that was invented for the demo can be reached from here.

use domain::Money;
use domain::order::PaymentMethod;
use domain::payment::REMINDER_DAYS;
use domain::renewal::{Calendar, TRY_DAYS};
use domain::subscription::CONSULTATION_DAYS;
use domain::transfer::is_bank_of;
use domain::vat::SplitPayment;
use services::settings::{BankAccount, Brand, Company, NAME, Postal, REFUND_ALONE_UP_TO};

use super::settings::Business;
use super::{KeySource, Settings, texts};

/// The settings in the words of the use cases.
///
/// # Errors
/// A sentence for each thing that only the operator knows and has not said.
pub fn real(settings: &Settings) -> Result<services::Settings, Vec<String>> {
    let mut missing = Missing(Vec::new());
    let business = &settings.business;
    let brand = brand(settings, &mut missing);
    let bank = bank(business, &mut missing);
    let suffix = missing.unless(
        business.account_suffix.as_ref(),
        "account-suffix",
        "it ends every user name",
    );
    missing.unless(settings.smtp_url.as_ref(), "smtp-url", "somebody must deliver the e-mails");
    let list = settings.price_list.as_ref().map(|path| path.display());
    missing.unless(list.as_ref(), "price-list", "nobody else knows the prices");
    let folder = settings.texts.as_ref().map(|path| path.display());
    missing.unless(
        folder.as_ref(),
        "texts",
        "customers would accept conditions that are not yours",
    );
    let texts = settings.texts.as_ref().and_then(|folder| texts::read(folder, &mut missing.0));
    if settings.key.file().is_none() {
        missing.0.push(KeySource::MISSING.into());
    }
    if business.staff_second_factor == Some(false) {
        missing.0.push(
            "--staff-second-factor (BOTTEGA_STAFF_SECOND_FACTOR) cannot be false without --demo: \
             the office sees every customer and moves money."
                .into(),
        );
    }
    // What is wrong with Stripe's secrets is a sentence of its own.
    missing.0.extend(settings.stripe.problem().map(str::to_owned));

    let Some(texts) = texts.filter(|_| missing.0.is_empty()) else { return Err(missing.0) };
    Ok(services::Settings {
        demo: false,
        brand,
        texts,
        bank,
        split_payment: business.split_payment(),
        postal: business.postal(),
        account_suffix: format!("@{suffix}"),
        panel_prefix: business.panel_prefix.clone(),
        sdi_code: business.sdi_code.clone(),
        order_validity_days: business.order_validity_days,
        reminder_days: REMINDER_DAYS.to_vec(),
        renewal_try_days: TRY_DAYS.to_vec(),
        expiry_reminders: business.calendar(),
        payment_methods: methods(settings),
        acceptances_stand: business.acceptances_stand,
        staff_needs_factor: true,
        refund_alone_up_to: Money::from_cents(REFUND_ALONE_UP_TO),
    })
}

/// The sentences about what has not been said.
struct Missing(Vec<String>);

impl Missing {
    /// The value as text; without one, an empty text that is never used, and the sentence.
    fn unless<T: ToString>(&mut self, value: Option<&T>, flag: &str, why: &str) -> String {
        if value.is_none() {
            let key = flag.to_uppercase().replace('-', "_");
            self.0.push(format!("--{flag} (BOTTEGA_{key}) is missing: without --demo {why}."));
        }
        value.map(T::to_string).unwrap_or_default()
    }
}

fn brand(settings: &Settings, missing: &mut Missing) -> Brand {
    let company = &settings.business.company;
    let law = "it stands on every page and paper (art. 2250 c.c.)";
    let why = "links in e-mails lead there, and only its own forms are accepted";
    let home_url = missing.unless(settings.base_url.as_ref(), "base-url", why);
    let sender =
        missing.unless(settings.mail_sender.as_ref(), "mail-sender", "it sends every e-mail");
    let name = missing.unless(company.company_name.as_ref(), "company-name", law);
    let seat = missing.unless(company.company_seat.as_ref(), "company-seat", law);
    let number = missing.unless(company.company_vat_number.as_ref(), "company-vat-number", law);
    let why = "customers must know where to write to";
    let support_email = missing.unless(company.support_email.as_ref(), "support-email", why);
    let company = Company {
        name,
        seat,
        vat_number: number,
        rea: company.company_rea.clone(),
        pec: company.company_pec.clone(),
    };
    Brand { name: NAME.into(), home_url, sender, support_email, company }
}

fn bank(business: &Business, missing: &mut Missing) -> BankAccount {
    let bank = &business.bank;
    let why = "customers must know where transfers go";
    BankAccount {
        beneficiary: missing.unless(bank.beneficiary.as_ref(), "beneficiary", why),
        iban: missing.unless(bank.iban.as_ref(), "iban", why),
        bic: missing.unless(bank.bic.as_ref(), "bic", why),
        bank: missing.unless(bank.bank.as_ref(), "bank", why),
    }
}

/// Only the ways to pay that lead to somebody: cards and `PayPal` to Stripe, bollettini to a postal
/// account.
fn methods(settings: &Settings) -> Vec<PaymentMethod> {
    let collected = settings.stripe.stripe_key.is_some();
    let posted = settings.business.postal.postal_account.is_some();
    let leads_somewhere = |method: &PaymentMethod| match method {
        PaymentMethod::Card | PaymentMethod::PayPal => collected,
        PaymentMethod::PostalSlip => posted,
        PaymentMethod::BankTransfer => true,
    };
    PaymentMethod::ALL.into_iter().filter(leads_somewhere).collect()
}

impl Business {
    pub fn split_payment(&self) -> SplitPayment {
        let days = &self.split_payment;
        SplitPayment { from: days.split_payment_from, until: Some(days.split_payment_until) }
    }

    pub fn calendar(&self) -> Calendar {
        let days = &self.reminders;
        Calendar {
            before: days.reminders_before.0.clone(),
            after: days.reminders_after.0.clone(),
            with_charge: days.reminders_before_charge.0.clone(),
        }
    }

    pub fn postal(&self) -> Option<Postal> {
        let account = self.postal.postal_account.clone()?;
        Some(Postal { account, authorisation: self.postal.postal_authorisation.clone() })
    }

    /// What no single value can tell: each of these is right by itself.
    pub fn disagreements(&self) -> Vec<String> {
        let mut found = Vec::new();
        let days = &self.split_payment;
        if days.split_payment_until < days.split_payment_from {
            found.push(format!(
                "--split-payment-until (BOTTEGA_SPLIT_PAYMENT_UNTIL) is wrong: {} comes before the \
                 first day, {}.",
                days.split_payment_until, days.split_payment_from
            ));
        }
        let beyond = |day: &&u32| !(1..=CONSULTATION_DAYS).contains(*day);
        if let Some(day) = self.reminders.reminders_after.0.iter().find(beyond) {
            found.push(format!(
                "--reminders-after (BOTTEGA_REMINDERS_AFTER) is wrong: {day} is not among the \
                 {CONSULTATION_DAYS} days in which a service can still be renewed."
            ));
        }
        if let (Some(iban), Some(bic)) = (&self.bank.iban, &self.bank.bic)
            && !is_bank_of(bic, iban)
        {
            found.push(format!(
                "--bic (BOTTEGA_BIC) is wrong: {bic} is of a bank in another country than the \
                 account {iban}."
            ));
        }
        if self.postal.postal_authorisation.is_some() && self.postal.postal_account.is_none() {
            found.push(
                "--postal-account (BOTTEGA_POSTAL_ACCOUNT) is missing: without it there is nothing \
                 to print that --postal-authorisation allows."
                    .into(),
            );
        }
        found
    }
}

#[cfg(test)]
mod tests;
