//! The use cases of the shop: each loads, lets `domain` decide, saves and commits.
//!
//! A use case is a function that takes the [`Context`] and who asks, and returns
//! [`Result`]. All SQL is in `store`, and only [`platform::db`] knows that
//! there are two engines. Ids and moments come from the context, so that tests can fix them.

#![deny(missing_docs)]
#![cfg_attr(not(test), warn(clippy::pedantic))]
#![allow(
    clippy::large_futures,
    reason = "one unit of work is one future: boxing each would cost an allocation and gain nothing"
)]

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use domain::price_list::PriceList;
use platform::{Clock, Db, Ids, KeyRing};
use uuid::Uuid;

use demo::DemoProvider;
use ports::provider::NoProvider;
use prices::InForce;

pub mod account;
pub mod accountant;
pub mod activation;
pub mod backup;
mod buyer;
pub mod cart;
pub mod commitment;
pub mod demo;
pub mod digest;
pub mod doctor;
pub mod error;
pub mod figures;
pub mod guessing;
mod hex;
pub mod housekeeping;
pub mod jobs;
pub mod mail;
mod mail_domain;
pub mod migrations;
pub mod news;
mod notices;
pub mod office;
pub mod order;
pub mod outbox;
mod palette;
pub mod panel;
pub mod paper;
pub mod password;
mod pay_later;
pub mod payment;
pub mod personal_data;
pub mod ports;
pub mod prices;
pub mod readiness;
pub mod recovery;
pub mod renewal;
mod renewal_link;
pub mod second_factor;
mod secret_link;
pub mod settings;
pub mod sign_ins;
pub mod statement;
#[cfg_attr(
    feature = "testing",
    allow(
        missing_docs,
        clippy::missing_errors_doc,
        clippy::must_use_candidate,
        reason = "nobody but tests sees the tables from outside"
    )
)]
pub(crate) mod store;
pub mod termination;
#[cfg(feature = "testing")]
pub mod testing;
pub mod texts;
pub mod timeline;
pub mod unreadable;

pub use buyer::{Buyer, Purchase};
pub use error::{Error, Result, UseCaseError};
pub use guessing::Browser;
/// Pages show moments as clocks in Italy do, and do not see the platform.
pub use platform::clock::civil_time;
pub use ports::{Mailer, Provider};
pub use settings::Settings;

/// What every use case needs. Cloning it is cheap.
#[derive(Clone, Debug)]
pub struct Context {
    /// Where everything is kept.
    pub db: Db,
    /// What day and moment it is.
    pub clock: Clock,
    /// What the operator decides.
    pub settings: Arc<Settings>,
    prices: InForce,
    /// Who collects money from cards and PayPal.
    pub provider: Arc<dyn Provider>,
    /// What seals secrets, and signs what a browser or a mail carries for us.
    pub keys: Arc<KeyRing>,
    /// What this server does while nobody looks.
    pub jobs: jobs::Jobs,
    ids: Ids,
}

impl Context {
    /// A shop without a payment provider; the demo has its own.
    #[must_use]
    pub fn new(db: Db, clock: Clock, settings: Settings, prices: PriceList, keys: KeyRing) -> Self {
        let provider: Arc<dyn Provider> = if settings.demo {
            Arc::new(DemoProvider::new(db.clone(), clock.clone(), settings.brand.home_url.clone()))
        } else {
            Arc::new(NoProvider)
        };
        let (settings, prices) = (Arc::new(settings), InForce::new(prices));
        let (keys, jobs) = (Arc::new(keys), jobs::Jobs::default());
        Self { db, clock, settings, prices, provider, keys, jobs, ids: Ids::new() }
    }

    /// The same shop with another payment provider.
    #[must_use]
    pub fn with_provider(self, provider: impl Provider + 'static) -> Self {
        Self { provider: Arc::new(provider), ..self }
    }

    /// The price list in force. One unit of work asks once and keeps the answer, since the next
    /// one may differ.
    #[must_use]
    pub fn prices(&self) -> Arc<PriceList> {
        self.prices.now()
    }

    /// Puts another price list into force for every clone, and gives back the one before.
    #[expect(clippy::must_use_candidate, reason = "not everybody asks what was there before")]
    pub fn replace_prices(&self, list: PriceList) -> Arc<PriceList> {
        self.prices.replace(list)
    }

    /// A fresh id, later than those made before.
    #[must_use]
    pub fn new_id(&self) -> Uuid {
        self.ids.next(self.now())
    }

    /// This moment, to the microsecond.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Today's civil date in Italy, the one that rules every contract.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.clock.today()
    }
}
