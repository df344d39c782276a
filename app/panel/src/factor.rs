//! The second factor of a panel user.

pub mod api;
mod pages;

pub use pages::{CodePage, FactorPage};
