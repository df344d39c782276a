//! One service: whose it is, until when, and what has happened to it by whose hand.

mod api;
mod page;

pub use page::ServicePage;
