//! A try to collect a renewal, made while nobody was there, has an outcome.

use domain::payment::AttemptState;
use platform::Tx;

use crate::activation::obstacle;
use crate::notices::{impossible, renewal as notices};
use crate::store::orders::HeldOrder;
use crate::store::renewals::{self, Charge};
use crate::{Context, Result};

/// The customer is told what went wrong, and when it is tried again; or, when the order could not be
/// fulfilled any more, not to pay it.
pub(crate) async fn after_attempt(
    ctx: &Context,
    tx: &mut Tx,
    order: &HeldOrder,
    state: AttemptState,
) -> Result<()> {
    if !order.state.is_awaiting_payment() {
        return Ok(());
    }
    let Some(charge) = renewals::charge_of_order(tx, order.id).await? else { return Ok(()) };
    match state {
        AttemptState::Refused(refusal) => {
            let expires = charge.expires_on;
            let again_on = if refusal.may_pass() { charge.next_try_on } else { None };
            renewals::save_charge(
                tx,
                order.held_account(),
                &Charge { next_try_on: again_on, ..charge },
            )
            .await?;
            match obstacle(ctx, tx, order).await? {
                Some(reason) => impossible(ctx, tx, order, reason).await,
                None => notices::not_collected(ctx, tx, order, refusal, expires, again_on).await,
            }
        }
        // Never again without asking: only the customer can confirm.
        AttemptState::NeedsAuthentication => {
            renewals::save_charge(
                tx,
                order.held_account(),
                &Charge { next_try_on: None, ..charge },
            )
            .await?;
            match obstacle(ctx, tx, order).await? {
                Some(reason) => impossible(ctx, tx, order, reason).await,
                None => notices::wants_customer(ctx, tx, order, charge.expires_on).await,
            }
        }
        AttemptState::Started
        | AttemptState::Unknown
        | AttemptState::Pending
        | AttemptState::Abandoned
        | AttemptState::Cancelled
        | AttemptState::Succeeded => Ok(()),
    }
}
