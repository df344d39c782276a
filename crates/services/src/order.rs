//! What a customer does about an order: review, conclusion, cancellation.

mod accepted;
mod cancel;
mod conclude;
mod review;
mod show;
mod standing;
mod unpaid;

pub use accepted::{AcceptedText, accepted};
pub use cancel::cancel;
pub use conclude::{Concluded, Conclusion, conclude};
pub use review::{Review, review};
pub use show::{list, show};
pub use standing::StandingAcceptance;
pub use unpaid::look_after_unpaid;
