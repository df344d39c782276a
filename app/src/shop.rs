//! The shop and the customer's own area: what anybody can see, and what a customer bought.

pub mod api;
mod buy_button;
mod extension_example;
mod faq;
mod home;
pub mod legal;
#[cfg(feature = "ssr")]
mod lost_cart;
mod prices;
mod product_card;
mod product_page;
mod product_text;
mod products;
mod receipt;
mod replace_cart;
mod routes;

pub use routes::ShopRoutes;
