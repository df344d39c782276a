//! What every use case stands on and no page sees: the clock, ids, keys, calls to other machines.
//!
//! Nothing here knows the business; whoever builds on it adds reasons to refuse of its own.

pub mod clock;
mod error;
pub mod http;
mod ids;
pub mod keys;

pub use clock::Clock;
pub use error::{Cause, Error, Result};
pub use ids::Ids;
pub use keys::KeyRing;
