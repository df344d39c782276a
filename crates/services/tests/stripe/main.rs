//! Stripe's adapter under the real use cases: against localstripe, which takes cards and sends
//! signed messages, and against a stand-in for what localstripe lacks.

mod checkout;
mod localstripe;
mod messages;
mod method_setup;
mod refunds;
mod renewal;
mod shop;
mod stand_in;
