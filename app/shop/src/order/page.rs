//! The pages of an order that was concluded: how it stands, and how its payment goes.

mod awaiting_settlement;
mod how_to_pay;
mod order_page;
mod ordered;
mod outcome;
mod pay;
mod payment_data;
mod payment_page;
mod watch;

pub use order_page::OrderPage;
pub use payment_page::PaymentPage;
