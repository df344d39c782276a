//! The way into the panel, and out of it.

pub mod api;
mod door_page;
mod page;

pub use door_page::DoorPage;
pub use page::SignInPage;
