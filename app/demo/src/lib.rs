//! The page of the demo's payment provider: a simulator, which says so.

// A page is one nested type; its layout is worked out by recursion.
#![recursion_limit = "512"]

pub mod api;
mod app;
pub mod mailbox;
mod method_page;
mod payment_page;
mod routes;

pub use app::App;
