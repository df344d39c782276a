//! The pages of Bottega: what people see and press, and the thin server functions behind it.
//!
//! The crate is compiled twice: with `ssr` for the server, with `hydrate` for the browser.
//! Rules live in `domain`, use cases in `services`; here they are only shown and called.

// A page is one nested type; its layout is worked out by recursion.
#![recursion_limit = "512"]

pub mod account;
pub mod app;
pub mod area;
#[cfg(feature = "ssr")]
mod browser;
pub mod cart;
pub mod components;
pub mod demo;
pub mod error;
pub mod form;
pub mod json;
pub mod layout;
mod lazy_page;
#[cfg(feature = "ssr")]
pub mod limited;
pub mod mailbox;
pub mod methods;
pub mod not_found;
pub mod office;
pub mod order;
pub mod panel;
pub mod paths;
pub mod renewal;
#[cfg(feature = "ssr")]
pub mod request;
#[cfg(feature = "ssr")]
pub mod shell;
pub mod shop;
#[cfg(feature = "ssr")]
pub mod standalone;
pub mod wording;

pub use app::App;
