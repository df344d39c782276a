//! `Orologio`: the clock of a demonstration and the film of its days. In a real shop none of it
//! exists.

pub mod api;
mod page;
mod words;

pub use page::ClockPage;
