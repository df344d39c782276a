//! The data with which an order is paid later, for pages, papers and mails alike.

use chrono::Datelike;
use domain::order::Order;
use domain::postal_slip::{CustomerCode, PostalSlip};

use crate::{Error, Result, Settings};

/// What stands on the bollettino of an order; nothing when the shop has given its postal account up
/// since.
///
/// # Errors
/// When the number of the order, or what is missing of its money, does not fit on a bollettino.
pub fn filled_in_slip(settings: &Settings, order: &Order) -> Result<Option<PostalSlip>> {
    let Some(postal) = &settings.postal else { return Ok(None) };
    let code = CustomerCode::of_order(order.concluded_on.year(), order.number);
    let account = postal.account.clone();
    let slip = code.and_then(|code| PostalSlip::new(account, order.missing(), code));
    slip.map(Some).map_err(Error::broken)
}
