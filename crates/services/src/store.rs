//! All the SQL of the shop, which nobody outside this crate sees. Each file has the rows of one
//! thing and the statements on them, nothing else.

use domain::Product;
use platform::{Error, Result};

pub mod accounts;
pub mod attempts;
pub mod carts;
pub mod cases;
pub mod checks;
pub mod commitments;
pub(crate) mod copying;
pub mod credits;
pub mod demo_clock;
pub mod demo_mark;
pub mod discounts;
pub mod events;
pub mod figures;
pub mod file;
pub mod guesses;
pub mod job_leases;
pub(crate) mod json;
pub mod layouts;
pub mod ledger;
pub mod mailbox;
pub mod method_setups;
pub mod methods;
pub mod orders;
pub mod payments;
pub mod price_lists;
pub mod put_off;
pub mod recoveries;
pub mod refunds;
pub mod reminders;
pub mod renewals;
pub mod schema;
pub mod secret_links;
pub mod staff;
pub mod statements;
pub mod subscriptions;
pub mod terminations;
pub mod timeline;
pub mod unreadable;
pub mod visitors;
pub(crate) mod write_probe;

/// A product column.
fn read_product(code: &str, corrupt: impl FnOnce() -> Error) -> Result<Product> {
    code.parse().map_err(|_| corrupt())
}
