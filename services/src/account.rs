//! Who somebody is: registration, sign-in, and whom a service is for.

mod holder;
mod register;
mod sign_in;

pub use holder::{holder_form, save_holder};
pub use register::{Registered, register};
pub use sign_in::sign_in;

pub(crate) use holder::{close_over, refuse_second_service};
pub(crate) use register::first_password_error;
pub(crate) use sign_in::count_attempt;
