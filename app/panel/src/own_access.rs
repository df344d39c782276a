//! `Il tuo accesso`: how somebody comes into the panel, and where they are in.

pub mod api;
mod page;
mod password_page;

pub use page::OwnAccessPage;
pub use password_page::OwnPasswordPage;
