//! The shop and the customer's own area: what anybody can see, and what a customer bought.

pub mod api;
mod buy_button;
mod extension_example;
mod faq;
mod hindered;
mod home;
pub mod legal;
mod panel_picture;
mod prices;
mod product_card;
mod product_page;
mod product_text;
mod products;
mod receipt;
mod replace_cart;

pub(crate) use home::HomePage;
pub(crate) use legal::{
    AccessibilityPage, ConditionsPage, LegalNotesPage, OnerousClausesPage, PrivacyPage,
    SupplySheetsPage,
};
pub(crate) use product_page::ProductPage;
pub(crate) use products::ProductsPage;
