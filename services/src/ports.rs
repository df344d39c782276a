//! The doors to the outside: the time, the post, and whoever collects money.

pub mod clock;
pub mod mailer;
pub mod provider;

pub use clock::Clock;
pub use mailer::Mailer;
pub use provider::Provider;
