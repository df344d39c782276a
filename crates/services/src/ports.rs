//! The doors to the outside: the time, the post, and whoever collects money.

pub mod clock;
pub mod keeper;
pub mod mailer;
pub mod no_answer;
pub mod provider;
pub mod stripe;

pub use clock::Clock;
pub use mailer::Mailer;
pub use provider::Provider;
pub use stripe::Stripe;
