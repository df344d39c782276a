//! For whoever has forgotten the password of the panel. The link goes to the holder of the service, as
//! the temporary password did.

pub mod api;
mod ask_page;
mod new_password_page;

pub use ask_page::RecoverPasswordPage;
pub use new_password_page::NewPasswordPage;
