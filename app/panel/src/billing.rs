//! `Impostazioni` › `Dati e impostazioni della fatturazione`: what was configured, to be read and changed.
//! It has one address for everybody, so that owner and accountant can point each other to it; the
//! page `Impostazioni` around it is the owner's.

pub mod api;
mod list_page;
mod step_page;

pub use list_page::BillingPage;
pub use step_page::BillingStepPage;
