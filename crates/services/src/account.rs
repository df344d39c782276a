//! Who somebody is: registration, sign-in, and whom a service is for.

mod announce;
mod area;
mod holder;
mod register;
mod sign_in;
mod username;
mod visitor;

pub use announce::announce_registrations;
pub use area::{Area, area};
pub use holder::{holder_form, save_holder};
pub use register::{Registered, register};
pub use sign_in::{Signed, sign_in};
pub use username::username;
pub use visitor::{Identity, Visitor, visitor};

pub(crate) use register::first_password_error;
