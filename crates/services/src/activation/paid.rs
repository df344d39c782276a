//! An order is paid: it is fulfilled, unless a commitment has done that before, and its customer
//! hears of the payment.

use domain::calendar::Date;
use domain::order::{Outcome, PaymentMethod};
use platform::Tx;

use super::{Credentials, fulfil};
use crate::store::discounts;
use crate::store::orders::{self, HeldOrder};
use crate::{Context, Result, notices};

/// What follows from the payment of an order, once the payment is booked. A first service needs new
/// `credentials`.
pub(crate) async fn paid(
    ctx: &Context,
    tx: &mut Tx,
    order: &mut HeldOrder,
    (method, paid_on): (PaymentMethod, Date),
    credentials: Option<&Credentials>,
) -> Result<()> {
    discounts::consume(tx, order.id).await?;
    let tried = order.state.outcome();
    let outcome = match tried {
        // A registered commitment has done it, or has failed to.
        Some(outcome) => outcome,
        None => fulfil(ctx, tx, order, credentials).await?,
    };
    order.pay(paid_on, ctx.today(), outcome)?;
    orders::save_state(tx, order).await?;
    let was_active = tried == Some(Outcome::Active);
    notices::payment_registered(ctx, tx, order, method, paid_on, was_active).await
}
