//! The shop that a demo plays: its company, its accounts, its prices and its code are invented.
//!
//! This is the only place that has them. What it gives always says that it is a demo, so a real
//! shop cannot take one of its values by leaving something out.

use domain::Money;
use domain::calendar::Date;
use domain::coupon::DiscountCode;
use domain::money::Percent;
use domain::order::{PaymentMethod, VALIDITY_DAYS};
use domain::party::RecipientCode;
use domain::payment::REMINDER_DAYS;
use domain::postal_slip::PostalAccount;
use domain::price_list::PriceList;
use domain::renewal::{Calendar, TRY_DAYS};
use domain::terms::Terms;
use domain::vat::SplitPayment;

use crate::Settings;
use crate::settings::{BankAccount, Brand, Company, NAME, Postal, REFUND_ALONE_UP_TO};
use crate::texts::{Kind, Text, Texts};

/// The settings of the demo shop.
#[must_use]
#[expect(clippy::missing_panics_doc, reason = "what is written here can be read")]
pub fn settings() -> Settings {
    Settings {
        demo: true,
        brand: Brand {
            name: NAME.into(),
            home_url: "http://localhost:3000".into(),
            sender: "Bottega <noreply@bottega.example>".into(),
            support_email: "assistenza@bottega.example".into(),
            company: Company {
                name: "Bottega Demo S.r.l.".into(),
                seat: "Via dell'Esempio 1, 50123 Firenze (FI)".into(),
                vat_number: "01234560512".into(),
                rea: Some("FI-000000".into()),
                pec: Some("bottega@pec.bottega.example".into()),
            },
        },
        texts: texts(),
        split_payment: SplitPayment::default(),
        bank: BankAccount {
            beneficiary: "Bottega Demo S.r.l.".into(),
            iban: "IT60X0542811101000000123456".into(),
            bic: "BPPIITRRXXX".into(),
            bank: "Banca dell'Esempio".into(),
        },
        postal: Some(Postal {
            account: PostalAccount::parse("1234567").expect("these are digits"),
            authorisation: None,
        }),
        account_suffix: "@bottega.example".into(),
        panel_prefix: "BT".into(),
        sdi_code: RecipientCode::of_private("BTTG001").ok(),
        order_validity_days: VALIDITY_DAYS,
        reminder_days: REMINDER_DAYS.to_vec(),
        renewal_try_days: TRY_DAYS.to_vec(),
        expiry_reminders: Calendar::default(),
        payment_methods: PaymentMethod::ALL.to_vec(),
        acceptances_stand: false,
        staff_needs_factor: false,
        refund_alone_up_to: Money::from_cents(REFUND_ALONE_UP_TO),
    }
}

fn texts() -> Texts {
    let text = |kind, body: &str| Text { kind, version: "2026-12".into(), body: body.into() };
    Texts {
        conditions: text(Kind::Conditions, include_str!("../../texts/conditions.txt")),
        onerous_clauses: text(
            Kind::OnerousClauses,
            include_str!("../../texts/onerous_clauses.txt"),
        ),
        supply_sheets: text(Kind::SupplySheets, include_str!("../../texts/supply_sheets.txt")),
        privacy: text(Kind::Privacy, include_str!("../../texts/privacy.txt")),
    }
}

/// The prices of the demo shop, and its one discount code.
#[must_use]
#[expect(clippy::missing_panics_doc, reason = "what is written here can be read")]
pub fn price_list() -> PriceList {
    let welcome = DiscountCode {
        code: "BENVENUTO10".into(),
        percent: Percent::whole(10),
        from: Date::from_ymd_opt(2000, 1, 1).expect("a date of the calendar"),
        until: None,
        first_purchase_only: true,
        products: Vec::new(),
        uses_max: None,
        uses_per_account_max: Some(1),
    };
    PriceList { number: 1, terms: Terms::demo(), discount_codes: vec![welcome] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::subscription::CONSULTATION_DAYS;

    /// What somebody agrees to is what the shop does.
    #[test]
    fn the_contract_says_how_a_service_renews_and_ends() {
        let Settings { texts, payment_methods, renewal_try_days, .. } = settings();
        let conditions = &texts.conditions.body;
        let says = |what: &str| assert!(conditions.contains(what), "art. 6 says: {what}");

        assert!(payment_methods.iter().any(|method| method.is_immediate()));
        says("paga con carta o PayPal, il servizio si rinnova tacitamente alla scadenza");
        says("Con bonifico o bollettino il servizio non si rinnova da sé");
        assert_eq!(renewal_try_days.iter().max(), Some(&7));
        says("dal settimo giorno prima della scadenza");
        assert_eq!(CONSULTATION_DAYS, 90);
        says("consultabili per novanta giorni");

        // Artt. 1341 and 1342 c.c.: a tacit renewal binds whoever has approved it by name.
        let clauses = &texts.onerous_clauses.body;
        let sixth = clauses.lines().find(|line| line.starts_with("- Art. 6.")).unwrap();
        assert!(sixth.contains("rinnovo tacito") && sixth.contains("salvo disattivazione"));
    }
}
