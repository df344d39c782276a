//! What staff do: sign in, look at orders, register payments.

mod orders;
mod service;
mod staff;

pub use orders::{
    Event, Filter, Height, Listed, Looked, PAGE, Page, Sought, ToDecide, look_for, order, orders,
    to_decide,
};
pub use service::{Seen, service};
pub use staff::{Signed, save_staff, sign_in, username};
