//! The office: where staff register payments. It has a sign-in of its own.

mod amount;
pub(crate) mod api;
mod cases;
mod commitments;
mod desk_page;
mod frame;
mod order_result;
mod order_row;
mod orders;
mod refund_form;
mod register_form;
mod routes;
mod search;
mod sign_in_page;

pub use routes::OfficeRoutes;
