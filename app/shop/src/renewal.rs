//! `Rinnovo`: how a service goes on, by itself or by hand.

mod api;
mod automatic;
mod choices;
mod live;
mod page;
mod state;
mod summary;

pub use page::{LIVE, RenewalPage, renewing};
