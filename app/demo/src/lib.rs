//! The page of the demo's payment provider: a simulator, which says so.

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

pub mod api;
mod app;
pub mod mailbox;
mod method_page;
mod payment_page;
mod routes;

pub use app::App;
