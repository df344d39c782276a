//! Who somebody is: registration, sign-in, and whom a service is for.

mod announce;
mod area;
mod contact;
mod data;
mod email;
mod holder;
mod orders;
mod password;
mod register;
mod service;
mod sessions;
mod sign_in;
mod username;
mod visitor;

pub use announce::announce_registrations;
pub use area::{Area, Former, area};
pub use contact::save_contact;
pub use data::{Data, data};
pub use email::{EmailForm, NewEmail, ask_email, confirm_email, email_of};
pub use holder::{holder_form, is_active_for, save_holder};
pub use orders::{Choices, OwnFilter, OwnOrders, own_orders};
pub use password::change_password;
pub use register::{Registered, register};
pub use service::{Managed, service};
pub use sessions::{
    OWNER, PASS, Pass, end_other_sessions, end_session, is_signed_in, mark_of, sessions,
};
pub use sign_in::{Signed, sign_in};
pub use username::username;
pub use visitor::{Identity, Visitor, customer, purchaser, visitor};

pub(crate) use email::{may_be_written_to, new_address};
pub(crate) use password::is_right_password;
pub(crate) use register::{about_owner, account_password_error, first_password_error};
pub(crate) use sessions::end_sessions;
pub(crate) use sign_in::account_number;
