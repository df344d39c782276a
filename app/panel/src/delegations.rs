//! `Impostazioni` › `Collaborazioni` › `Deleghe`: the accountants to whom the owner has delegated the panel.

pub mod api;
mod delegation_page;
mod list_page;
mod new_page;
mod parts;

pub use delegation_page::DelegationPage;
pub use list_page::DelegationsPage;
pub use new_page::NewDelegationPage;
