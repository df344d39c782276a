//! The cart: `Servizi presenti nel carrello`.

pub mod api;
mod empty_cart;
mod extension_switch;
mod lines;
mod live;
mod offers;
mod page;
mod press_form;
mod summary;

pub use page::CartPage;
