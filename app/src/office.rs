//! The office: where staff register payments. It has a sign-in of its own.

mod allocate_form;
mod amount;
pub(crate) mod api;
mod cases;
mod commitments;
mod desk_page;
mod frame;
pub mod jobs;
mod mend;
mod order_result;
mod order_row;
mod orders;
mod outcome_notice;
mod refund_form;
mod refused;
mod register_form;
mod routes;
mod row_field;
mod search;
mod sections;
mod sign_in_page;
pub mod statements;

pub use routes::OfficeRoutes;
