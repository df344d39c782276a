//! What the user of a service panel does.

mod home;
mod open_cart;
mod password;
mod sign_in;

pub use home::{Home, Seats, home};
pub use open_cart::{open_cart, open_renewal};
pub use password::{PasswordForm, change_password};
pub use sign_in::{Access, Signed, access, sign_in, username};
