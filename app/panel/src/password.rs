//! The temporary password of the panel gives way to one of the user's own.

pub mod api;
mod changed_page;
mod page;

pub use changed_page::PasswordChangedPage;
pub use page::PasswordPage;
