//! What arrived is booked: it pays its order, or is held for the office to decide.

use domain::Money;
use domain::calendar::Date;
use domain::id::{AttemptId, CaseId, PaymentId};
use domain::ledger::{Booking, LedgerAccount};
use domain::order::{Order, PaymentMethod};
use domain::payment::{CaseKind, Effect};
use platform::Tx;

use crate::store::cases::{self, NewCase};
use crate::store::ledger;
use crate::store::orders::HeldOrder;
use crate::store::payments::{self, Payment};
use crate::{Context, Error, Result};

/// What arrived for an order.
#[derive(Clone, Debug)]
pub(crate) struct Arrival<'a> {
    pub amount: Money,
    pub method: PaymentMethod,
    pub paid_on: Date,
    pub attempt: Option<AttemptId>,
    /// The provider, or the username of a member of staff, that reports the money.
    pub by: &'a str,
    /// Payer and reason, for the office if it has to decide.
    pub note: &'a str,
}

/// Books what arrived for an order and tells what it does to it. Nothing follows from it here.
///
/// Everything goes into `Held` first; what pays the order goes on from there.
pub(super) async fn book(
    ctx: &Context,
    tx: &mut Tx,
    order: &mut HeldOrder,
    arrival: &Arrival<'_>,
) -> Result<Effect> {
    let effect = order.receive(arrival.amount);

    let to = LedgerAccount::receiving(arrival.method);
    let booking = Booking::transfer(LedgerAccount::Held, to, arrival.amount);
    ledger::book(tx, ctx.new_id(), Some(order.id), &booking, "arrived", ctx.now()).await?;
    match effect {
        Effect::Pay => book_payment(ctx, tx, order, arrival).await?,
        Effect::PayAndHold(excess) => {
            book_payment(ctx, tx, order, arrival).await?;
            // The order was not paid until now, so what it has at the bank is a part of it: if that
            // is enough, it is what was too much.
            let by_bank = ledger::balance_of_order(tx, order.id, LedgerAccount::Bank).await?;
            let is_part = excess.cents() <= by_bank;
            let attempt = arrival.attempt.filter(|_| !is_part);
            let too_much = Arrival { attempt, ..arrival.clone() };
            open_case(ctx, tx, order, CaseKind::Overpaid, excess, &too_much).await?;
        }
        Effect::Hold(kind) => open_case(ctx, tx, order, kind, arrival.amount, arrival).await?,
    }
    Ok(effect)
}

/// What is due goes from what is held to what is no longer owed.
async fn book_payment(
    ctx: &Context,
    tx: &mut Tx,
    order: &Order,
    arrival: &Arrival<'_>,
) -> Result<()> {
    let due = order.totals.due;
    let booking = Booking::transfer(LedgerAccount::Receivable, LedgerAccount::Held, due);
    ledger::book(tx, ctx.new_id(), Some(order.id), &booking, "payment", ctx.now()).await?;
    let payment = Payment {
        id: PaymentId(ctx.new_id()),
        attempt: arrival.attempt,
        amount: due,
        method: arrival.method,
        paid_on: arrival.paid_on,
        registered_by: arrival.by,
    };
    if !payments::insert(tx, order.id, &payment, ctx.now()).await? {
        return Err(Error::broken("an unpaid order has a payment"));
    }
    Ok(cases::close_of_order(tx, order.id, CaseKind::Underpaid, "the rest arrived", ctx.now())
        .await?)
}

async fn open_case(
    ctx: &Context,
    tx: &mut Tx,
    order: &Order,
    kind: CaseKind,
    amount: Money,
    arrival: &Arrival<'_>,
) -> Result<()> {
    let case = NewCase {
        id: CaseId(ctx.new_id()),
        kind,
        order: Some(order.id),
        attempt: arrival.attempt,
        amount,
        note: arrival.note,
    };
    Ok(cases::open(tx, &case, ctx.now()).await?)
}
