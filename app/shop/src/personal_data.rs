//! `Esporta o cancella i tuoi dati`: what a customer may ask of us about their own data.

pub mod api;
mod page;

pub use page::DataRightsPage;
