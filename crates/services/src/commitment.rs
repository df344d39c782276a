//! The document by which a public body commits itself to pay: sent by the customer, registered or
//! refused by the office.
//!
//! Registering it fulfils the order before any money arrives; the money is registered later, like
//! that of any other order, and then only settles it.

mod refuse;
mod register;
mod send;
mod show;

pub use domain::commitment::{Decision, Deposited, File, Undecided};
pub use refuse::refuse;
pub use register::{Registered, register};
pub use send::{Sending, send};
pub use show::{document_of, show, undecided};
