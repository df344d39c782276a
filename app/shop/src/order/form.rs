//! `Modulo d'ordine`: what is about to be ordered, and what somebody agrees to with it.

mod acceptances;
pub mod api;
mod coupon;
mod filled;
mod page;
pub(super) mod payment;
mod problems;
mod review;
pub(super) mod summary;
mod tender;

pub use page::OrderFormPage;
