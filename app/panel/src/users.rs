//! `Impostazioni` › `Collaborazioni` › `Utenti aggiuntivi`: who works in the panel beside its owner.

pub mod api;
mod list_page;
mod new_page;
mod parts;
pub(crate) mod permissions;
mod user_page;

pub use list_page::UsersPage;
pub use new_page::NewUserPage;
pub use user_page::UserPage;
