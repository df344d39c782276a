//! The legal texts: conditions, clauses, sheets and privacy, and what the shop says about itself.

#[cfg(feature = "ssr")]
mod about;
pub mod api;
mod page;

pub(crate) use page::OnePart;

pub use page::{
    AccessibilityPage, ConditionsPage, LegalNotesPage, OnerousClausesPage, PrivacyPage,
    SupplySheetsPage,
};
