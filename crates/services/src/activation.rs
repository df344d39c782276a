//! Fulfilment: what was ordered becomes active, and before that, whether it could.
//!
//! Nothing in here asks for money or knows where it came from: a payment, a commitment and an order of
//! nothing are fulfilled alike, each in the unit of work of the fact behind it.

mod credentials;
mod fulfil;
mod obstacle;
mod one_service;
mod paid;
mod panel_user;

pub(crate) use credentials::Credentials;
pub(crate) use fulfil::{TEMPORARY_PASSWORD_HOURS, fulfil, temporary_until};
pub use obstacle::why_impossible;
pub(crate) use obstacle::{obstacle, obstacle_of, outlook};
pub(crate) use one_service::{close_over, oldest_expiry, refuse_second_service};
pub(crate) use paid::paid;
pub(crate) use panel_user::give_panel_user;
