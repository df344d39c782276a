//! The legal texts: conditions, clauses, sheets and privacy.

pub mod api;
mod page;

pub use page::{ConditionsPage, OnerousClausesPage, PrivacyPage, SupplySheetsPage};
