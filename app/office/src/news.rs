//! `Novità`: what the office tells whoever works in a panel.

pub mod api;
mod page;

pub use page::NewsPage;
