//! What only the demonstration shop has.

mod behaviour;
pub mod clock;
pub mod film;
mod mailbox;
mod mark;
mod method_setup;
mod provider;
mod seed;
mod shop;

pub use domain::demo::Received;
pub use mailbox::{mail, mails};
pub use mark::is_demo;
pub use method_setup::{DemoSetup, choose_method, method_setup};
pub use provider::{DemoPayment, DemoProvider, DemoStep, choose, payment};
pub use seed::{PASSWORD, SignIns, seed};
pub use shop::{price_list, settings};
