//! The second factor of an accountant.

pub mod api;
mod pages;

pub use pages::{CodePage, FactorPage};
