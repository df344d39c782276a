//! Money has arrived: the one place where that has consequences, whoever told of it.

use domain::payment::{CaseKind, Effect};
use platform::Tx;

use super::book::{Arrival, book};
use crate::activation::{self, Credentials, obstacle};
use crate::store::orders::HeldOrder;
use crate::{Context, Result, notices};

/// Books what arrived for an order, and lets it have its consequences. A first service needs new
/// `credentials`.
pub(crate) async fn arrive(
    ctx: &Context,
    tx: &mut Tx,
    order: &mut HeldOrder,
    arrival: &Arrival<'_>,
    credentials: Option<&Credentials>,
) -> Result<Effect> {
    let effect = book(ctx, tx, order, arrival).await?;
    match effect {
        Effect::Pay | Effect::PayAndHold(_) => {
            let paid = (arrival.method, arrival.paid_on);
            activation::paid(ctx, tx, order, paid, credentials).await?;
        }
        // How to pay the rest, if it is still worth paying. A public body has no last day.
        Effect::Hold(CaseKind::Underpaid) => {
            let is_awaited = order.state.is_awaiting_payment();
            if is_awaited && obstacle(ctx, tx, order).await?.is_none() {
                notices::pay_later(ctx, tx, order).await?;
            }
        }
        // The office decides, and writes to whoever paid.
        Effect::Hold(_) => {}
    }
    Ok(effect)
}
