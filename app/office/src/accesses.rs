//! `Accessi`: the second factor of a customer or panel user who has lost it is taken off.

pub mod api;
mod page;

pub use page::AccessesPage;
