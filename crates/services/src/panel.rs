//! What the user of a service panel does. [`open`] is its door: what stands behind it asks for the
//! [`ServiceAccess`] that it makes.

mod access;
pub mod configuration;
pub mod delegations;
mod home;
mod open_cart;
mod password;
mod sign_in;
pub mod users;
mod visitor;

/// The form of [`change_password`].
pub use crate::password::PasswordForm;
pub use access::{
    Access, ServiceAccess, ServiceToConfigure, is_signed_in, open, open_at, open_delegated,
};
pub use home::{Home, home};
pub use open_cart::{open_cart, open_renewal};
pub use password::change_password;
pub use sign_in::{Signed, sign_in, username};
pub use visitor::{Visitor, visitor};
