//! What happens to an order: review, conclusion, payment, cancellation.

mod cancel;
mod conclude;
mod letters;
mod register_payment;
mod review;
mod show;

pub use cancel::cancel;
pub use conclude::{Concluded, Conclusion, conclude};
pub use register_payment::{Registered, Registration, register_payment};
pub use review::{Review, review};
pub use show::{list, show};
