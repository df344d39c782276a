//! What only the demonstration shop has.

mod mailbox;
mod seed;

pub use mailbox::{mail, mails};
pub use seed::{PASSWORD, SignIns, seed};
