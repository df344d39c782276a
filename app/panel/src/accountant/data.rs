//! `I tuoi dati` of an accountant: what can be corrected, what cannot, and the way out for good.

pub mod api;
mod confirm_page;
mod email_page;
mod name_page;
mod page;

pub use confirm_page::ConfirmEmailPage;
pub use email_page::EmailPage;
pub use name_page::NamePage;
pub use page::DataPage;
