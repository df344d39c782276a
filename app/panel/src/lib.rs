//! The panel: where the users of an active service work. It has a sign-in of its own, and so have the
//! accountants to whom panels are delegated.

// A page is one nested type; its layout is worked out by recursion.
#![recursion_limit = "512"]
#![cfg_attr(not(test), warn(clippy::pedantic))]
#![allow(
    clippy::large_futures,
    clippy::match_bool,
    clippy::missing_errors_doc,
    clippy::must_use_candidate,
    clippy::needless_pass_by_value,
    clippy::similar_names,
    clippy::single_match_else,
    reason = "a unit of work is one future, a component owns what it shows and is seldom called by \
              hand, what can fail says `AppError`; two ways that weigh the same are a match"
)]

pub mod accountant;
mod add_ons_page;
pub mod agenda;
mod app;
pub mod billing;
mod collaborations;
pub mod delegations;
mod expiry;
pub mod factor;
pub mod first_configuration;
mod frame;
pub mod home;
#[cfg(feature = "ssr")]
mod kept;
mod leave_button;
mod mobile;
mod module_state;
mod news;
mod not_found;
mod notices;
pub mod own_access;
pub mod password;
mod password_rules;
pub mod press;
pub mod recovery;
mod routes;
mod seats;
pub mod service;
mod settings_page;
mod setup;
pub mod sign_in;
mod sign_in_form;
mod space;
mod tiles;
pub mod trace;
pub mod users;
mod visited;

pub use app::{AccountantApp, App};
