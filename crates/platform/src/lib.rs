//! What every use case stands on and no page sees: database, clock, ids, keys, mails on their way,
//! calls to other machines, sessions, counters of attempts.
//!
//! Nothing here knows what the tables are about. Whoever builds on it gives the [`Migrations`] of
//! its tables and adds its own reasons to refuse to [`Error`].

#![deny(missing_docs)]
#![cfg_attr(not(test), warn(clippy::pedantic))]
#![allow(
    clippy::large_futures,
    reason = "one unit of work is one future: boxing each would cost an allocation and gain nothing"
)]

pub mod clock;
pub mod db;
mod error;
pub mod http;
mod ids;
pub mod keys;
pub mod mail;
pub mod outbox;
pub mod sessions;
pub mod throttle;

pub use clock::Clock;
pub use db::{Db, Migrations, Tx};
pub use error::{Cause, Error, Passing, Result, is_collision};
pub use ids::Ids;
pub use keys::KeyRing;
