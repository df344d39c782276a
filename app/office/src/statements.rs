//! `Estratti conto`: what the bank says, and which order each credit was meant for.
//!
//! Every decision is a form of the browser's own: the page comes anew, and the browser puts the
//! focus on the next `Accetta`. So Enter, Enter, Enter works with WASM and without.

pub mod api;
pub mod columns;
mod credit;
mod decide;
mod done;
pub mod files;
mod history;
mod page;
pub mod upload;
mod words;

pub use columns::ColumnsPage;
pub use decide::sentence as wrong_number;
pub use page::StatementsPage;
