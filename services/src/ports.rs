//! The doors to the outside: the time, and the post.

pub mod clock;
pub mod mailer;

pub use clock::Clock;
pub use mailer::Mailer;
