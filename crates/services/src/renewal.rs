//! How a service goes on: `Rinnova`, and the automatic renewal with a stored method.
//!
//! A service is renewed *from* its expiry, and that day names the renewal (`docs/rules.md` P5):
//! any number of servers may look after the same services, each renewal is one order, and a try
//! to collect it is committed before the provider hears of it, like every other payment.

mod after_attempt;
mod by_link;
mod plan;
mod prepare;
mod quote;
mod rehearse;
mod remind;
mod show;
mod start;
mod switch;

pub(crate) use after_attempt::after_attempt;
pub use by_link::{ByLink, buyer_by_link, by_link, start_by_link, what_if};
pub use plan::plan;
pub(crate) use prepare::{due, prepare};
pub(crate) use quote::quote_on;
pub use rehearse::{Hitch, Place, Rehearsal, Rehearsals, rehearse};
pub use remind::remind;
pub use show::{Renewal, renewal};
use show::{Stands, as_it_stands};
pub(crate) use show::{stands_with_order, status_now, status_with_due, waiting};
pub use start::start;
pub(crate) use start::start_within;
pub(crate) use switch::{method_removed, method_replaced, turn_on_after_payment};
pub use switch::{turn_off, turn_on};
