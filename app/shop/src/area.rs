//! `Area clienti`: what a customer has, what can be added, and the orders behind it.

mod add_ons;
mod api;
mod orders;
mod page;
mod service;

pub use page::AreaPage;
