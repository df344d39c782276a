//! Joins the zones, which know nothing of each other, for the server.
//!
//! Pages are rendered here; what lives in the browser of the crates `shop` and `ui` is compiled once
//! more, with `hydrate`.
//! Rules live in `domain`, use cases in `services`; here they are only shown and called.

// A page is one nested type; its layout is worked out by recursion.
#![recursion_limit = "512"]
#![cfg_attr(not(test), warn(clippy::pedantic))]

mod app;
#[cfg(feature = "ssr")]
pub mod limited;
#[cfg(feature = "ssr")]
pub mod uploads;

pub use app::root;
