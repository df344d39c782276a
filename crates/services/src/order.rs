//! What happens to an order: review, conclusion, payment, cancellation.

mod cancel;
mod conclude;
mod fulfil;
pub(crate) mod letters;
mod register_payment;
mod review;
mod show;
mod unpaid;

pub use cancel::cancel;
pub(crate) use conclude::fulfil_free;
pub use conclude::{Concluded, Conclusion, conclude};
pub use fulfil::why_impossible;
pub(crate) use fulfil::{fulfil, obstacle, oldest_expiry};
pub use register_payment::{Registered, Registration, register_payment};
pub use review::{Review, review};
pub use show::{list, show};
pub use unpaid::run_once as look_after_unpaid;
