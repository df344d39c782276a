//! What the user of a service panel does. [`open`], [`open_at`] and [`open_delegated`] are its
//! doors: what stands behind them asks for the [`ServiceAccess`] that they make.

mod access;
mod agenda;
pub mod configuration;
pub mod delegations;
mod home;
mod open_cart;
mod own_access;
mod password;
mod sign_in;
mod sign_ins;
pub mod trace;
pub mod users;
mod visitor;

/// The form of [`change_password`].
pub use crate::password::PasswordForm;
pub use access::{
    Access, ServiceAccess, ServiceToConfigure, is_signed_in, open, open_at, open_delegated, open_in,
};
pub(crate) use agenda::agenda_of_owner;
pub use agenda::{agenda, agenda_file};
pub use home::{Home, home};
pub use open_cart::{open_cart, open_renewal};
pub use own_access::{OwnAccess, end_other_sign_ins, end_sign_in, own_access};
pub use password::{change_own_password, change_password};
pub use sign_in::{Signed, sign_in, username};
pub use sign_ins::{begin_sign_in, keep_sign_in, leave_sign_in, use_sign_in};
pub use visitor::{Visitor, visitor};
