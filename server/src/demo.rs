//! Fills the demo shop with its invented people, tells whoever started it how to get in, and keeps
//! it apart from a real shop.

use domain::price_list::PriceList;
use platform::Db;
use services::settings::{BankAccount, Brand, Company};
use services::{Context, Error, demo::SignIns};

use crate::{config::Settings, stop::Stop};

/// The shop that a demo plays: what is configured, and for the rest what was invented.
pub fn shop(settings: &Settings, listed: Option<PriceList>) -> (services::Settings, PriceList) {
    let invented = services::demo::settings();
    let business = settings.business.clone();
    let (company, bank) = (business.company.clone(), business.bank.clone());
    let named = match (company.company_name, company.company_seat, company.company_vat_number) {
        (Some(name), Some(seat), Some(number)) => Company {
            name,
            seat,
            vat_number: number.to_string(),
            rea: company.company_rea,
            pec: company.company_pec,
        },
        _ => invented.brand.company,
    };
    let suffix = business.account_suffix.as_ref().map(|suffix| format!("@{suffix}"));
    let shop = services::Settings {
        brand: Brand {
            home_url: settings.base_url().to_string(),
            sender: settings.mail_sender.clone().unwrap_or(invented.brand.sender),
            support_email: company.support_email.unwrap_or(invented.brand.support_email),
            company: named,
            name: invented.brand.name,
        },
        bank: BankAccount {
            beneficiary: bank.beneficiary.unwrap_or(invented.bank.beneficiary),
            iban: bank.iban.unwrap_or(invented.bank.iban),
            bic: bank.bic.unwrap_or(invented.bank.bic),
            bank: bank.bank.unwrap_or(invented.bank.bank),
        },
        postal: business.postal().or(invented.postal),
        account_suffix: suffix.unwrap_or(invented.account_suffix),
        panel_prefix: business.panel_prefix.clone(),
        sdi_code: business.sdi_code.clone().or(invented.sdi_code),
        order_validity_days: business.order_validity_days,
        acceptances_stand: business.acceptances_stand,
        staff_needs_factor: business.staff_second_factor.unwrap_or(invented.staff_needs_factor),
        split_payment: business.split_payment(),
        demo: invented.demo,
        texts: invented.texts,
        reminder_days: invented.reminder_days,
        renewal_try_days: invented.renewal_try_days,
        expiry_reminders: business.calendar(),
        payment_methods: invented.payment_methods,
        refund_alone_up_to: invented.refund_alone_up_to,
    };
    (shop, listed.unwrap_or_else(services::demo::price_list))
}

/// Goes by the clock that all processes share on the database of a demonstration.
pub async fn follow_clock(services: &Context) -> Result<(), Stop> {
    let followed = services::demo::clock::follow(services).await;
    followed.map_err(|error| Stop::Failed(format!("the demo's clock cannot be read: {error}.")))
}

/// Sets that clock to the day that this process was told to play, if it was told one.
pub async fn begin_clock(services: &Context, was_told: bool) -> Result<(), Stop> {
    let begun = services::demo::clock::begin(services, was_told).await;
    begun.map_err(|error| Stop::Failed(format!("the demo's clock cannot be set: {error}.")))
}

/// Makes the people, unless they are there from an earlier start.
pub async fn people(services: &Context) -> Result<SignIns, Stop> {
    services::demo::seed(services).await.map_err(|error| match error {
        Error::NotAllowed => Stop::Wrong(
            "the database is that of a real shop, and --demo would open its office to everybody: \
             name another one with --database-url."
                .into(),
        ),
        error => Stop::Failed(format!("the demo cannot be filled: {error}.")),
    })
}

/// Whether a demo has made this database.
pub async fn is_made_by(db: &Db) -> Result<bool, Stop> {
    let made = services::demo::is_demo(db).await;
    made.map_err(|error| Stop::Failed(format!("the database cannot be read: {error}.")))
}

/// Keeps a real shop from opening on what a demo left behind.
pub async fn refuse(services: &Context) -> Result<(), Stop> {
    if is_made_by(&services.db).await? {
        return Err(Stop::Wrong(
            "the database is that of a demo, whose passwords everybody knows: name another one \
             with --database-url, or add --demo."
                .into(),
        ));
    }
    Ok(())
}

/// Prints the addresses and the sign-ins. They open nothing but this demo.
pub fn welcome(settings: &Settings, sign_ins: &SignIns) {
    let home = settings.base_url();
    let SignIns { customer, panel, accountant, staff, password } = sign_ins;
    println!(
        "\nThe demo shop is open. Everybody's password is {password}\n\
         \n  Shop    {home}            {customer}\
         \n  Panel   {home}/pannello   {panel}\
         \n  Accountant  {home}/commercialista   {accountant}\
         \n  Office  {home}/ufficio    {staff}\
         \n  Mails   {home}/posta\n\
         \n`bottega clock +30d` and the office's page Orologio let days pass, with all that happens on \
         them; --today YYYY-MM-DD begins on another day.\n"
    );
}

#[cfg(test)]
mod tests;
