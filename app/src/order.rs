//! An order: `Modulo d'ordine` before it is concluded, and its own page afterwards.

mod acceptances;
pub mod api;
mod cancel;
mod coupon;
mod holder;
mod lines;
mod live;
mod order_form;
mod order_page;
mod payment;
mod problems;
mod review;
mod state;
mod summary;
mod transfer;

pub use cancel::CancelOrderForm;
pub use order_form::OrderFormPage;
pub use order_page::OrderPage;
pub use state::OrderBadge;
