//! An accountant who has forgotten the password.

pub mod api;
mod ask_page;
mod new_password_page;

pub use ask_page::RecoverPasswordPage;
pub use new_password_page::NewPasswordPage;
