//! Opens what the use cases need: the database, the clock and the shop's settings.

use chrono::NaiveDate;
use platform::{Clock, Db, KeyRing};
use services::migrations::MIGRATIONS;
use services::{
    Context,
    ports::{Mailer, Stripe},
};

use crate::{
    config::{self, KeySource, Secret, Settings},
    demo, key, prices,
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
    let keys = key::configured(&settings.key)?;
    of_the_shop(migrated(&settings.database_url).await?, keys, settings, demo)
}

/// The same for whoever works on a database beside its server: it is a demo's if a demo made it.
pub async fn beside_its_server(settings: &Settings) -> Result<Context, Stop> {
    let keys = key::configured(&settings.key)?;
    let db = migrated(&settings.database_url).await?;
    let on = demo::is_made_by(&db).await?;
    let context = of_the_shop(db, keys, settings, Demo { on, today: None })?;
    if on {
        demo::follow_clock(&context).await?;
    }
    Ok(context)
}

/// The shop on an open database, at the prices of its file; a demo has what was invented for it.
fn of_the_shop(
    db: Db,
    keys: Option<KeyRing>,
    settings: &Settings,
    demo: Demo,
) -> Result<Context, Stop> {
    let clock = demo.today.map_or_else(Clock::system, Clock::starting);
    let listed = prices::configured(settings, clock.today())?;
    let ((shop, prices), keys) = if demo.on {
        let keys = keys.map_or_else(|| key::of_demo(settings), Ok)?;
        (demo::shop(settings, listed), keys)
    } else {
        let shop = config::real(settings).map_err(Stop::all)?;
        let prices = listed.ok_or_else(|| Stop::Wrong("there is no price list.".into()))?;
        ((shop, prices), keys.ok_or_else(|| Stop::Wrong(KeySource::MISSING.into()))?)
    };
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

/// The key of Stripe, if it is Stripe who collects: the demo has a provider of its own.
fn stripe(settings: &Settings, demo: Demo) -> Option<&Secret> {
    settings.stripe.stripe_key.as_ref().filter(|_| !demo.on)
}

/// The database with the tables of this version.
pub async fn migrated(url: &str) -> Result<Db, Stop> {
    let because =
        |what: &str, error: platform::Error| Stop::Failed(format!("the database {what}: {error}."));
    let db = Db::open(url).await.map_err(|error| because("does not open", error))?;
    db.migrate(&MIGRATIONS)
        .await
        .map_err(|error| because("cannot be brought up to date", error))?;
    Ok(db)
}

/// Who carries the mails away: the server that was configured, or the demo's mailbox.
pub fn mailer(settings: &Settings, db: &Db) -> Result<Mailer, Stop> {
    let Some(url) = &settings.smtp_url else { return Ok(Mailer::mailbox(db.clone())) };
    Mailer::smtp(url).map_err(|error| Stop::Wrong(format!("the SMTP address: {error}.")))
}
