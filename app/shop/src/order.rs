//! An order: `Modulo d'ordine` before it is concluded, and its own page afterwards.

pub mod accepted;
pub mod api;
mod cancel;
pub mod commitment;
pub mod form;
mod holder;
mod lines;
mod page;
mod state;

pub use accepted::AcceptedPage;
pub use cancel::CancelOrderForm;
pub use form::OrderFormPage;
pub(crate) use lines::Lines;
pub use page::{OrderPage, PaymentPage};
pub use state::{awaited_state, next_step};
