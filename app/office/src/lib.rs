//! The office: where staff register payments. It has a sign-in of its own.

// A page is one nested type; its layout is worked out by recursion.
#![recursion_limit = "512"]
#![cfg_attr(not(test), warn(clippy::pedantic))]
#![allow(
    clippy::large_futures,
    clippy::match_bool,
    clippy::missing_errors_doc,
    clippy::must_use_candidate,
    clippy::needless_pass_by_value,
    clippy::similar_names,
    clippy::single_match_else,
    reason = "a unit of work is one future, a component owns what it shows and is seldom called by \
              hand, what can fail says `AppError`; two ways that weigh the same are a match"
)]

pub mod accesses;
mod allocate_form;
mod amount;
pub mod api;
mod app;
mod asked;
mod came_back;
mod cases;
pub mod clock;
mod commitments;
mod confirm;
pub mod customers;
mod decisions_page;
mod desk_table;
mod events;
mod factor_pages;
mod filters;
mod frame;
pub mod jobs;
mod mend;
pub mod news;
mod order_detail;
mod order_list;
mod orders_page;
mod outcome_notice;
mod refund_form;
mod refused;
mod register_form;
pub mod renewals;
mod routes;
mod row_field;
mod sections;
pub mod service;
mod sign_in_page;
pub mod statements;
pub mod terminations;
mod words;

pub use app::App;
