//! The mails to a public body about its commitment.

use domain::format::{date, euro};
use domain::order::{Order, OrderState};
use platform::Tx;

use super::order_url;
use crate::mail::{CommitmentAwaited, CommitmentRefused, CommitmentRegistered, Mail};
use crate::outbox::post_about;
use crate::{Context, Result};

/// A public body is asked for its commitment document.
pub(super) async fn commitment_awaited(ctx: &Context, tx: &mut Tx, order: &Order) -> Result<()> {
    let totals = order.totals;
    let mail = Mail::CommitmentAwaited(CommitmentAwaited {
        order_number: order.number.to_string(),
        order_url: order_url(ctx, order),
        amount: euro(totals.due),
        is_split: totals.due != totals.total,
        send_by: match order.state {
            OrderState::AwaitingPayment { valid_until } => Some(date(valid_until)),
            OrderState::Fulfilled { .. }
            | OrderState::ActivationFailed { .. }
            | OrderState::FulfilledOnCommitment { .. }
            | OrderState::CommitmentFailed { .. }
            | OrderState::Cancelled { .. } => None,
        },
    });
    post_about(ctx, tx, order.id.0, order.holder.email.as_str(), &mail).await
}

/// `Impegno registrato`: everything is active, and this is where the money goes later.
pub(crate) async fn commitment_registered(ctx: &Context, tx: &mut Tx, order: &Order) -> Result<()> {
    let bank = &ctx.settings.bank;
    let totals = order.totals;
    let mail = Mail::CommitmentRegistered(CommitmentRegistered {
        order_number: order.number.to_string(),
        order_url: order_url(ctx, order),
        amount: euro(order.missing()),
        is_split: totals.due != totals.total,
        beneficiary: bank.beneficiary.clone(),
        iban: bank.iban_in_groups(),
        bic: bank.bic.clone(),
    });
    post_about(ctx, tx, order.id.0, order.holder.email.as_str(), &mail).await
}

/// The document cannot be registered as it is.
pub(crate) async fn commitment_refused(
    ctx: &Context,
    tx: &mut Tx,
    order: &Order,
    reason: &str,
) -> Result<()> {
    let mail = Mail::CommitmentRefused(CommitmentRefused {
        order_number: order.number.to_string(),
        order_url: order_url(ctx, order),
        reason: reason.into(),
    });
    post_about(ctx, tx, order.id.0, order.holder.email.as_str(), &mail).await
}
