//! `Registro attività`: who did what in the panel.

pub mod api;
mod page;

pub use page::TracePage;
