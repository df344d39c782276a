//! The office: where staff register payments. It has a sign-in of its own.

// A page is one nested type; its layout is worked out by recursion.
#![recursion_limit = "512"]

mod allocate_form;
mod amount;
pub mod api;
mod app;
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

pub use app::App;
