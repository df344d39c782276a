//! One mail of each kind, as a customer might get it.

mod accounts;
mod orders;
mod panels;
mod renewals;

pub use orders::order;

use crate::mail::Mail;

const ORDER_URL: &str = "https://bottega.example/ordini/2026000123";

/// One of each, and of each way in which it can be worded.
pub fn every_mail() -> Vec<Mail> {
    [accounts::mails(), orders::mails(), panels::mails(), renewals::mails()]
        .into_iter()
        .flatten()
        .collect()
}
