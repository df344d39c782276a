//! Orders, their lines, and what was accepted with them: a file for each thing that is asked.

mod acceptance;
mod candidates;
mod find;
mod free;
mod history;
mod hold;
mod insert;
mod listed;
mod of_owner;
mod pending;
mod row;
mod state;
mod unpaid;

#[cfg(feature = "testing")]
pub use acceptance::acceptances;
pub use acceptance::{
    Accepted, WithOrder, accepted_before, accepted_with, insert_acceptance, keep_text,
};
pub use candidates::{Candidates, candidates};
pub use find::{by_id, by_number, newest, of_account, of_intent, own, pending, pending_among};
pub use free::never_paid;
pub use history::{Noted, history};
pub use hold::{HeldOrder, hold, hold_of, hold_with};
pub use insert::{Form, insert};
pub use listed::{Counted, Height, OrderQuery, counted, newer, page};
pub use of_owner::{Own, choices, own_newer, own_page};
pub(super) use pending::pending_columns;
pub use pending::{Pending, PendingRow, pending_products};
pub use state::{save_method, save_state};
pub use unpaid::{Unpaid, reminders, save_reminders, unpaid};
