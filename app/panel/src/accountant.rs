//! The accountants: an account of their own, and the panels that customers delegate to it.

pub mod api;
mod client_list;
pub mod data;
pub mod factor;
mod frame;
mod home_page;
mod offer_list;
mod password_page;
pub mod recovery;
mod register_page;
mod routes;
mod sign_in_page;

pub use routes::AccountantRoutes;
