//! The shop and the customer's own area: what anybody can see, and what a customer bought.

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
    clippy::unused_async,
    reason = "a unit of work is one future, a component owns what it shows and is seldom called by \
              hand, what can fail says `AppError`, a server function is one even where it waits \
              for nothing; two ways that weigh the same are a match"
)]

pub mod account;
mod app;
pub mod area;
pub mod browse;
pub mod cart;
pub mod methods;
pub mod order;
#[cfg(feature = "hydrate")]
pub mod parts;
pub mod personal_data;
pub mod renewal;
mod routes;
pub mod termination;

pub use app::App;
