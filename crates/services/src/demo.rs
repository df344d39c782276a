//! What only the demonstration shop has.

mod behaviour;
mod keeper;
mod mailbox;
mod mark;
mod provider;
mod seed;
mod shop;

pub use keeper::{DemoKeeping, choose_method, keeping};
pub use mailbox::{mail, mails};
pub use mark::is_demo;
pub use provider::{DemoPayment, DemoProvider, DemoStep, choose, payment};
pub use seed::{PASSWORD, SignIns, seed};
pub use shop::{price_list, settings};
