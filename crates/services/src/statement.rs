//! Bank statements: read, kept once, and decided about, one credit after the other.
//!
//! A file is read whole or not at all. What it tells is kept as the bank said it; which order a
//! credit was meant for is worked out anew whenever somebody looks ([`domain::statement`]), and
//! only a member of staff accepts it.

mod accept;
mod amount;
mod archive;
mod camt053;
mod entry;
mod import;
mod list;
mod mapping;
mod read;
mod set_aside;
mod table;
mod xml;

pub use accept::{Accepted, accept};
pub use domain::statement::{Layout, Statement};
pub use entry::{Entry, Read};
pub use import::{Imported, Refused, import};
pub use list::{Found, Overview, overview};
pub use mapping::{
    Preview, Unmapped, Waiting, forget, hand_over, import_mapped, preview, remembered, waiting,
};
pub use read::read;
pub use set_aside::set_aside;
pub use table::Unknown;

use domain::format::euro;
use domain::statement::Credit;

/// What the office should know of a credit when it has to decide: payer, account and text.
fn note(credit: &Credit) -> String {
    let iban = credit.iban.as_deref().unwrap_or_default();
    let parts = [credit.payer.as_str(), iban, credit.text.as_str()];
    let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if said.is_empty() { euro(credit.amount) } else { said.join(" · ") }
}
