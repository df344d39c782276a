//! `Dati dei clienti`: a copy of what is kept about a customer, and those who want to be forgotten.

pub mod api;
mod page;

pub use page::CustomersPage;
