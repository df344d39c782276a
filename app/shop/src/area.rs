//! `Area clienti`: what a customer has, what can be added, the orders behind it, and what has happened.

mod add_ons;
mod api;
mod asked;
mod frame;
mod manage_page;
mod orders;
mod orders_page;
mod page;
mod service;

pub use frame::AreaLayout;
pub use manage_page::ManagePage;
pub use orders_page::OrdersPage;
pub use page::AreaPage;
