//! What the shop's mails say, each put into the outbox in the transaction of the fact that it tells.
//!
//! A use case decides that somebody is written to; here is what they read. The layout of the mails is
//! that of [`crate::mail`].

pub(crate) mod account;
pub(crate) mod accountant;
mod activation;
mod commitment;
pub(crate) mod delegation;
pub(crate) mod digest;
pub(crate) mod erasure;
pub(crate) mod expiry;
mod how_to_pay;
mod order;
pub(crate) mod recovery;
pub(crate) mod renewal;
pub(crate) mod second_factor;
pub(crate) mod termination;
pub(crate) mod users;

pub(crate) use activation::{FirstAccess, add_ons_active, service_activated, service_renewed};
pub(crate) use commitment::{commitment_refused, commitment_registered};
pub(crate) use how_to_pay::{impossible, pay_later, payment_registered, reminder};
pub(crate) use order::{called_off, order_concluded};

use domain::order::{Order, PaymentMethod};

use crate::Context;

fn method(method: PaymentMethod) -> &'static str {
    match method {
        PaymentMethod::BankTransfer => "Bonifico",
        PaymentMethod::PostalSlip => "Bollettino",
        PaymentMethod::Card => "Carta di credito",
        PaymentMethod::PayPal => "PayPal",
    }
}

fn order_url(ctx: &Context, order: &Order) -> String {
    url(ctx, &format!("/ordini/{}", order.number))
}

fn url(ctx: &Context, path: &str) -> String {
    format!("{}{path}", ctx.settings.brand.home_url)
}
