//! Opens what the use cases need: the database, the clock and the shop's settings.

use chrono::NaiveDate;
use domain::vat::SplitPayment;
use services::{
    Clock, Context, Db, KeyRing,
    ports::{Mailer, Stripe},
    settings::{BankAccount, Brand, Postal},
};

use crate::{
    config::{KeySource, Secret, Settings},
    key,
    stop::Stop,
};

/// What only a demo may do.
#[derive(Clone, Copy, Debug, Default)]
pub struct Demo {
    pub on: bool,
    /// The day that it plays on.
    pub today: Option<NaiveDate>,
}

/// Opens the database and brings its tables up to date.
pub async fn open(settings: &Settings, demo: Demo) -> Result<Context, Stop> {
    let configured = key::configured(&settings.key)?;
    let db = migrated(&settings.database_url).await?;
    let keys = match configured {
        Some(keys) => keys,
        None => without_a_key(&db, settings, demo).await?,
    };
    let clock = demo.today.map_or_else(Clock::system, Clock::starting);
    let (shop, prices) = (of_the_shop(settings, demo), services::demo::price_list());
    let context = Context::new(db, clock.clone(), shop, prices, keys);
    Ok(match stripe(settings, demo) {
        Some(key) => {
            let secrets = settings.stripe.webhook_secrets();
            let api = settings.stripe.stripe_url.as_str();
            let stripe = Stripe::new(key.reveal().to_owned(), secrets, api, clock);
            let stripe = stripe.map_err(|error| Stop::Failed(format!("Stripe: {error}.")))?;
            context.with_provider(stripe)
        }
        None => context,
    })
}

/// Only a demo goes without a key of the operator, and whoever works on its database.
async fn without_a_key(db: &Db, settings: &Settings, demo: Demo) -> Result<KeyRing, Stop> {
    let broken = |error| Stop::Failed(format!("the database cannot be read: {error}."));
    if demo.on || services::demo::is_demo(db).await.map_err(broken)? {
        key::of_demo(settings)
    } else {
        Err(Stop::Wrong(KeySource::MISSING.into()))
    }
}

/// The key of Stripe, if it is Stripe who collects: the demo has a provider of its own.
fn stripe(settings: &Settings, demo: Demo) -> Option<&Secret> {
    settings.stripe.stripe_key.as_ref().filter(|_| !demo.on)
}

/// The database with the tables of this version.
pub async fn migrated(url: &str) -> Result<Db, Stop> {
    let because =
        |what: &str, error: services::Error| Stop::Failed(format!("the database {what}: {error}."));
    let db = Db::open(url).await.map_err(|error| because("does not open", error))?;
    db.migrate().await.map_err(|error| because("cannot be brought up to date", error))?;
    Ok(db)
}

/// Who carries the mails away: the server that was configured, or the demo's mailbox.
pub fn mailer(settings: &Settings, db: &Db) -> Result<Mailer, Stop> {
    let Some(url) = &settings.smtp_url else { return Ok(Mailer::mailbox(db.clone())) };
    Mailer::smtp(url).map_err(|error| Stop::Wrong(format!("the SMTP address: {error}.")))
}

/// The configuration in the words of the use cases. Prices and discount codes are the demo's
/// until the office can change them.
fn of_the_shop(settings: &Settings, demo: Demo) -> services::Settings {
    let business = &settings.business;
    let company = &business.company;
    let bank = business.bank.clone();
    let postal = business.postal.clone();
    let invented = services::demo::settings();
    let mut shop = services::Settings {
        demo: demo.on,
        brand: Brand {
            home_url: settings.base_url.to_string(),
            sender: settings.mail_sender.clone(),
            support_email: company.support_email.clone(),
            company_line: format!(
                "{} · {} · P.IVA {}",
                company.company_name, company.company_seat, company.company_vat_number
            ),
            ..invented.brand
        },
        bank: BankAccount {
            beneficiary: bank.beneficiary,
            iban: bank.iban,
            bic: bank.bic,
            bank: bank.bank,
        },
        postal: Postal {
            account: postal.postal_account,
            authorisation: postal.postal_authorisation,
        },
        account_suffix: format!("@{}", business.account_suffix),
        panel_prefix: business.panel_prefix.clone(),
        order_validity_days: business.order_validity_days,
        split_payment: SplitPayment {
            from: business.split_payment.split_payment_from,
            until: Some(business.split_payment.split_payment_until),
        },
        ..invented
    };
    if !demo.on && stripe(settings, demo).is_none() {
        // Until a provider is configured nobody could collect these.
        shop.payment_methods.retain(|method| !method.is_immediate());
    }
    shop
}
