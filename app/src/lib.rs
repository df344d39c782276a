//! Joins the zones, which know nothing of each other, for the server.
//!
//! Each crate of pages is compiled twice: with `ssr` for the server, with `hydrate` for the browser.
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
