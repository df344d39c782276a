//! `Impostazioni` › `Dati e impostazioni della fatturazione`: what was configured, to be read and changed.

pub mod api;
mod list_page;
mod step_page;

pub use list_page::BillingPage;
pub use step_page::BillingStepPage;
