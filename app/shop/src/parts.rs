//! The living parts of the shop's pages, for the programs that take them over. Browser only.

use ui::start::Part;

use crate::{account, cart, renewal};

/// The cart with its prices.
pub fn cart(part: &Part) {
    part.take_over(cart::LIVE, cart::filled_cart);
}

/// A renewal with its live prices.
pub fn renewal(part: &Part) {
    part.take_over(renewal::LIVE, renewal::renewing);
}

/// The forms about somebody.
pub fn account(part: &Part) {
    part.take_over(account::SIGN_IN, account::recognition);
    part.take_over(account::REGISTRATION, account::registering);
    part.take_over(account::HOLDER, account::holder_data);
}
