//! `Disdette`: services that their owners give up, until the office confirms it.

pub mod api;
mod page;

pub use page::TerminationsPage;
