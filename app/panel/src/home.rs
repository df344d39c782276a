//! The home of the panel: of its owner, and of an additional user.

pub mod api;
mod page;
mod user_home;

pub use page::HomePage;
pub(crate) use user_home::home_page;
