//! Mails on their way out: rows that are written with the fact that they tell, and the relay that
//! carries them away after the commit.

mod deliveries;
pub mod relay;
mod rows;
mod seal;
mod watch;

pub use deliveries::{PLACES, PLACES_OF_A_DOMAIN};
pub use relay::Sender;
pub use rows::{
    Full, Leased, NONE_FULL, NewMail, check, delivered, failed, forget_recipient, insert,
    lease_next, next_due,
};
pub use seal::{Bodies, open};
pub use watch::{STUCK_AFTER, Stuck, forgotten_since, stuck, waiting};
