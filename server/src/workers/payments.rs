//! Payments that somebody has to look after: messages of the provider, outcomes that nobody came
//! back to tell, ways to pay to be kept or let go, refunds to be confirmed, orders that nobody pays,
//! services that renew by themselves.

use std::time::Duration;

use services::{Context, order, payment};
use tokio_util::sync::CancellationToken;

use super::every;

/// How soon a message of the provider has its consequences.
const MESSAGES: Duration = Duration::from_secs(1);

/// How often somebody looks whether a question or a refund is due.
const QUESTIONS: Duration = Duration::from_secs(10);

/// How often unpaid orders are looked through.
const UNPAID: Duration = Duration::from_secs(3600);

/// How often services that renew by themselves are looked through.
const RENEWALS: Duration = Duration::from_secs(600);

pub async fn work_through_messages(services: Context, stopping: CancellationToken) {
    let work = || payment::work_through(&services);
    every(MESSAGES, &stopping, "a message of the payment provider", work).await;
}

pub async fn ask_questions(services: Context, stopping: CancellationToken) {
    let work = || payment::look_after_attempts(&services);
    every(QUESTIONS, &stopping, "a question about a payment", work).await;
}

pub async fn confirm_refunds(services: Context, stopping: CancellationToken) {
    let work = async || payment::look_after_refunds(&services).await.map(|_| 0);
    every(QUESTIONS * 6, &stopping, "a refund", work).await;
}

pub async fn look_after_unpaid(services: Context, stopping: CancellationToken) {
    let work = || order::look_after_unpaid(&services);
    every(UNPAID, &stopping, "an unpaid order", work).await;
}

pub async fn look_after_methods(services: Context, stopping: CancellationToken) {
    let work = async || {
        let asked = payment::look_after_keepings(&services).await?;
        // What a provider does not let go of now is asked for again later, not at once.
        payment::let_go(&services).await?;
        Ok(asked)
    };
    every(QUESTIONS, &stopping, "a way to pay", work).await;
}

pub async fn renew(services: Context, stopping: CancellationToken) {
    let work = async || payment::collect_renewals(&services).await.map(|_| 0);
    every(RENEWALS, &stopping, "an automatic renewal", work).await;
}
