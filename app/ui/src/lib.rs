//! What the pages of every zone share: components, the frame, forms, addresses, who asks, and the
//! words of refusals. No page of its own.

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

#[cfg(feature = "hydrate")]
pub mod behaviour;
#[cfg(feature = "ssr")]
pub mod browser;
pub mod components;
pub mod error;
#[cfg(feature = "ssr")]
pub mod factor_forms;
pub mod form;
pub mod json;
pub mod layout;
pub mod live;
mod named_service;
pub mod not_found;
pub mod pages;
pub mod paths;
mod program;
pub mod renewal;
#[cfg(feature = "ssr")]
pub mod request;
mod root;
pub mod second_factor;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
pub mod standalone;
#[cfg(feature = "hydrate")]
pub mod start;
mod title;
pub mod visitor;
pub mod wording;
mod zone;

pub use named_service::NamedService;
pub use program::Program;
pub use root::Root;
pub use title::Title;
pub use zone::Zone;
