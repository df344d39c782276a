//! `Metodi di pagamento`: the ways to pay that the provider keeps for a customer.

mod api;
mod list_page;
mod method;
mod new_page;
mod return_page;

pub use api::Stored;
#[cfg(feature = "ssr")]
pub use api::kinds;
pub use list_page::MethodsPage;
pub use new_page::NewMethodPage;
pub use return_page::MethodReturnPage;
