//! What any business could stand on: money, civil dates, ids, text, and how Italians write them.
//!
//! Nothing in here knows the shop. The rest of the crate uses it, and never the other way round;
//! `circles.rs` among the tests of `services` fails otherwise.

pub mod calendar;
pub mod country;
pub mod format;
pub(crate) mod id;
pub mod in_words;
pub mod money;
pub mod text;
