//! `Condizioni accettate`: what was accepted with an order, as it was worded then.

pub mod api;
mod page;

pub use page::AcceptedPage;
