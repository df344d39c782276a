//! What the pages of every zone share: components, the frame, forms, addresses, who asks, and the
//! words of refusals. No page of its own.

// A page is one nested type; its layout is worked out by recursion.
#![recursion_limit = "512"]

#[cfg(feature = "ssr")]
pub mod browser;
pub mod components;
pub mod error;
pub mod form;
pub mod json;
pub mod layout;
pub mod not_found;
pub mod pages;
pub mod paths;
pub mod renewal;
#[cfg(feature = "ssr")]
pub mod request;
mod root;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
pub mod standalone;
#[cfg(feature = "hydrate")]
pub mod start;
pub mod wording;
mod zone;

pub use root::Root;
pub use zone::Zone;
