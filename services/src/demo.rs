//! What only the demonstration shop has.

mod mailbox;
mod mark;
mod provider;
mod seed;

pub use mailbox::{mail, mails};
pub use mark::is_demo;
pub use provider::{DemoPayment, DemoProvider, DemoStep, choose, payment};
pub use seed::{PASSWORD, SignIns, seed};
