//! Mails on their way out: rows that are written with the fact that they tell, and the relay that
//! carries them away after the commit.

mod deliveries;
pub mod relay;
mod rows;

pub use deliveries::{PLACES, PLACES_OF_A_DOMAIN};
pub use relay::Sender;
pub use rows::{
    Bodies, Full, Leased, NONE_FULL, NewMail, STUCK_AFTER, Stuck, check, delivered, failed,
    forget_recipient, forgotten_since, insert, lease_next, next_due, open, stuck, waiting,
};
