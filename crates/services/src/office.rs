//! What staff do: sign in, look at orders, register payments.

mod orders;
mod staff;

pub use orders::{Desk, Looked, Sought, desk, look_for, order};
pub use staff::{Signed, save_staff, sign_in, username};
