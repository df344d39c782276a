//! `Rinnovo`: how a service goes on, by itself or by hand.

mod api;
mod automatic;
mod by_hand;
mod page;
mod state;

pub use page::RenewalPage;
pub use state::{is_urgent, way_to_pay};
