//! The doors to the outside: the post, and whoever collects money.

pub mod mailer;
pub mod method_setup;
pub mod no_answer;
pub mod provider;
pub mod stripe;

pub use mailer::Mailer;
pub use provider::Provider;
pub use stripe::Stripe;
