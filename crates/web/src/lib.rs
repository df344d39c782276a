//! The edge that is not a page: who asks, what waits in a session, how a file comes in.
//!
//! Pages and plain handlers stand on it alike. It knows no sentence and no address of a page.

#![deny(missing_docs)]
#![cfg_attr(not(test), warn(clippy::pedantic))]
#![allow(
    clippy::large_futures,
    reason = "one unit of work is one future: boxing each would cost an allocation and gain nothing"
)]

mod client;
mod error;
pub mod identity;
pub mod notes;
mod session;
pub mod upload;

pub use client::{ClientAddress, RequestId, accepts_html};
pub use error::{Error, Result};
