//! The ways from the panel into the shop, and the buttons that lead there.

pub mod api;
mod buttons;

pub(crate) use buttons::{Press, a_year, price, renew};
