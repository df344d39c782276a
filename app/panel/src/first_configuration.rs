//! The first configuration of a service: a list of steps, a page for each, a summary, and what comes
//! next.

pub mod api;
mod choices;
mod done_page;
mod facts;
mod fields;
mod list_page;
mod rows;
mod seller;
mod step_page;
mod summary_page;

pub use done_page::DonePage;
pub use list_page::ListPage;
pub use seller::LockedFacts;
pub use step_page::{OneStep, StepPage, Ways};
pub use summary_page::{SummaryPage, card};
