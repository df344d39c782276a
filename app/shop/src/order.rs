//! An order: `Modulo d'ordine` before it is concluded, and its own page afterwards.

mod acceptances;
pub mod api;
mod awaiting_settlement;
mod cancel;
mod commitment;
pub mod commitment_api;
mod commitment_fields;
mod coupon;
mod holder;
mod how_to_pay;
mod lines;
mod live;
mod order_form;
mod order_page;
mod ordered;
mod outcome;
mod part_received;
mod pay;
mod payment;
mod payment_data;
mod payment_page;
mod problems;
mod review;
mod slip;
mod state;
mod summary;
mod tender;
mod transfer;
mod watch;

pub use cancel::CancelOrderForm;
pub(crate) use lines::Lines;
pub use order_form::OrderFormPage;
pub use order_page::OrderPage;
pub use payment::value as method_value;
pub use payment_page::PaymentPage;
pub use state::{awaited_state, next_step};
