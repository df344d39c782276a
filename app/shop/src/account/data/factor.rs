//! The second factor of a customer.

pub mod api;
mod page;

pub use page::FactorPage;
