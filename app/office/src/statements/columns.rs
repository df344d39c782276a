//! `Colonne`: a table that nobody knew, and what its columns mean.
//!
//! Forms of the browser's own, as everywhere on the page of statements: each press comes back with
//! the preview of what an import would bring, and nothing is kept before `Importa`.

pub mod api;
mod form;
mod page;
mod preview;
pub mod remembered;
mod words;

pub use page::ColumnsPage;
