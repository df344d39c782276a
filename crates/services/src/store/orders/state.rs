//! What of an order can change, into its columns.

use chrono::NaiveDate;
use domain::order::{CancelReason, FailureReason, OrderState};
use platform::{Result, Tx};

use super::hold::HeldOrder;

/// Writes where an order stands. Besides its method, nothing else of it ever changes. That a
/// commitment was registered stays true whatever comes after it.
pub async fn save_state(tx: &mut Tx, order: &HeldOrder) -> Result<()> {
    let columns = StateColumns::from(order.state);
    tx.sql(
        "UPDATE purchase_order SET state = $2, paid_on = $3, fulfilled_on = $4, failure = $5, \
         cancelled_on = $6, cancel_reason = $7, subscription_id = $8, \
         committed_on = COALESCE($9, committed_on), \
         commitment_failure = COALESCE($10, commitment_failure) WHERE id = $1",
    )
    .bind(order.id)
    .bind(columns.state)
    .bind(columns.paid_on)
    .bind(columns.fulfilled_on)
    .bind(columns.failure)
    .bind(columns.cancelled_on)
    .bind(columns.cancel_reason)
    .bind(order.subscription)
    .bind(columns.committed_on)
    .bind(columns.commitment_failure)
    .run()
    .await?;
    Ok(())
}

/// Writes how an order that waits for its payment will be paid.
pub async fn save_method(tx: &mut Tx, order: &HeldOrder) -> Result<()> {
    tx.sql("UPDATE purchase_order SET method = $2 WHERE id = $1")
        .bind(order.id)
        .bind(order.method)
        .run()
        .await?;
    Ok(())
}

/// The facts of a state, column by column.
#[derive(Default)]
struct StateColumns {
    state: &'static str,
    paid_on: Option<NaiveDate>,
    fulfilled_on: Option<NaiveDate>,
    failure: Option<FailureReason>,
    cancelled_on: Option<NaiveDate>,
    cancel_reason: Option<CancelReason>,
    committed_on: Option<NaiveDate>,
    commitment_failure: Option<FailureReason>,
}

impl From<OrderState> for StateColumns {
    fn from(state: OrderState) -> Self {
        let none = Self::default();
        match state {
            OrderState::AwaitingPayment { .. } => Self { state: "awaiting_payment", ..none },
            OrderState::Fulfilled { paid_on, fulfilled_on } => Self {
                state: "fulfilled",
                paid_on: Some(paid_on),
                fulfilled_on: Some(fulfilled_on),
                ..none
            },
            OrderState::ActivationFailed { paid_on, reason } => Self {
                state: "activation_failed",
                paid_on: Some(paid_on),
                failure: Some(reason),
                ..none
            },
            OrderState::FulfilledOnCommitment { committed_on } => {
                Self { state: "awaiting_payment", committed_on: Some(committed_on), ..none }
            }
            OrderState::CommitmentFailed { committed_on, reason } => Self {
                state: "awaiting_payment",
                committed_on: Some(committed_on),
                commitment_failure: Some(reason),
                ..none
            },
            OrderState::Cancelled { reason, on } => Self {
                state: "cancelled",
                cancelled_on: Some(on),
                cancel_reason: Some(reason),
                ..none
            },
        }
    }
}
