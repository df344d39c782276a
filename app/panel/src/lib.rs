//! The panel: where the users of an active service work. It has a sign-in of its own.

// A page is one nested type; its layout is worked out by recursion.
#![recursion_limit = "512"]

mod add_ons_page;
pub mod api;
mod app;
mod expiry;
mod frame;
mod home_page;
mod module_state;
mod notices;
mod password_changed_page;
mod password_page;
mod password_rules;
mod press;
mod routes;
mod seats;
mod service_page;
mod sign_in_page;

pub use app::App;
