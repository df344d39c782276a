//! `Lavori`: what goes on while nobody looks, and how well.

pub mod api;
mod page;
mod words;

pub use page::JobsPage;
