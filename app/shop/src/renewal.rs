//! `Rinnovo`: how a service goes on, by itself or by hand.

mod api;
mod automatic;
mod by_hand;
mod page;

pub use page::RenewalPage;
