//! Somebody says that the money of an order has arrived.

use domain::Money;
use domain::calendar::{Date, is_reckoned_with};
use domain::order::{Order, OrderError, OrderState, PaymentMethod};
use domain::payment::PaymentError;
use platform::Tx;

use super::{Arrival, arrive};
use crate::activation::Credentials;
use crate::store::orders;
use crate::{Context, Result};

/// What somebody says of money that arrived.
#[derive(Clone, Debug)]
pub struct Registration {
    /// Of the order.
    pub number: i64,
    /// The day on which the money arrived.
    pub paid_on: Date,
    /// What arrived, if somebody looked; it has to be what is missing.
    pub amount: Option<Money>,
    /// The provider, or the username of a member of staff, that reports the money.
    pub by: String,
}

/// What became of a registration.
#[derive(Clone, Debug)]
pub struct Registered {
    /// As it is now.
    pub order: Order,
    /// True when the payment had been registered before; nothing was done again.
    pub again: bool,
}

/// Registers the payment of an order and fulfils it, all in one unit of work: after a crash
/// either nothing has happened or everything has, mails included.
///
/// # Errors
/// Why the order cannot be paid with it: `WrongAmount`, `PaidInFuture`, `Cancelled`,
/// `Impossible`, `UnderWay`.
pub async fn register_payment(ctx: &Context, registration: &Registration) -> Result<Registered> {
    let credentials = Credentials::new().await?;
    ctx.db
        .retrying(|| async {
            let mut tx = ctx.db.write().await?;
            let registered = register(ctx, &mut tx, registration, &credentials).await?;
            tx.commit().await?;
            Ok(registered)
        })
        .await
}

/// There is nothing to wait for. Whoever sends the form again, or presses `Paga`, comes by here
/// too, so an order whose server died in between is fulfilled then.
pub(crate) async fn fulfil_free(ctx: &Context, order: &Order) -> Result<Order> {
    let nothing = Registration {
        number: order.number,
        paid_on: ctx.today(),
        amount: Some(Money::ZERO),
        by: "the shop".into(),
    };
    register_payment(ctx, &nothing).await.map(|registered| registered.order)
}

async fn register(
    ctx: &Context,
    tx: &mut Tx,
    registration: &Registration,
    credentials: &Credentials,
) -> Result<Registered> {
    let mut order = orders::hold(tx, registration.number).await?;
    let Some(due) = taken(&order, registration, ctx.today())? else {
        return Ok(Registered { order: order.released(), again: true });
    };

    let arrival = Arrival {
        amount: due,
        method: by_hand(order.method),
        paid_on: registration.paid_on,
        attempt: None,
        by: &registration.by,
        note: "",
    };
    arrive(ctx, tx, &mut order, &arrival, Some(credentials)).await?;
    Ok(Registered { order: order.released(), again: false })
}

/// Whether a payment would be registered as it is, for somebody who is asked once more before it is.
/// One that was registered before would be taken, and change nothing.
///
/// # Errors
/// As [`register_payment`].
pub async fn check_payment(ctx: &Context, registration: &Registration) -> Result<()> {
    let mut tx = ctx.db.read().await?;
    let order = orders::by_number(&mut tx, registration.number).await?;
    taken(&order, registration, ctx.today())?;
    Ok(())
}

/// What a registration pays; none when the order is paid already.
fn taken(order: &Order, registration: &Registration, today: Date) -> Result<Option<Money>> {
    match order.state {
        OrderState::AwaitingPayment { .. }
        | OrderState::FulfilledOnCommitment { .. }
        | OrderState::CommitmentFailed { .. } => {}
        OrderState::Fulfilled { .. } | OrderState::ActivationFailed { .. } => return Ok(None),
        OrderState::Cancelled { .. } => return Err(OrderError::Cancelled.into()),
    }
    // A part of it may have arrived before.
    let due = order.missing();
    if registration.amount.is_some_and(|amount| amount != due) {
        return Err(PaymentError::WrongAmount { due }.into());
    }
    // A year of two digits reaches us as one of antiquity.
    if registration.paid_on > today || !is_reckoned_with(registration.paid_on) {
        return Err(PaymentError::PaidInFuture.into());
    }
    Ok(Some(due))
}

/// Money that somebody registers did not come through the provider, whatever the customer chose.
fn by_hand(chosen: PaymentMethod) -> PaymentMethod {
    if chosen.is_immediate() { PaymentMethod::BankTransfer } else { chosen }
}
