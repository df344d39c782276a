//! `Disdetta`: the owner of a service gives it up, and may take that back until the office confirms it.

pub mod api;
mod page;

pub use page::TerminationPage;
