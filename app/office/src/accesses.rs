//! `Accessi`: the second factor of whoever has lost it is taken off, but for the staff.

pub mod api;
mod page;

pub use page::AccessesPage;
