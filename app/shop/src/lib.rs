//! The shop and the customer's own area: what anybody can see, and what a customer bought.

// A page is one nested type; its layout is worked out by recursion.
#![recursion_limit = "512"]

pub mod account;
mod app;
pub mod area;
pub mod browse;
pub mod cart;
pub mod methods;
pub mod order;
pub mod renewal;
mod routes;

pub use app::App;
