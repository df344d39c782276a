//! Money has arrived: it is booked, and pays its order or waits for the office to decide.

use domain::Money;
use domain::calendar::Date;
use domain::id::{AttemptId, CaseId, PaymentId};
use domain::order::{Order, Outcome, PaymentMethod};
use domain::payment::{Booking, CaseKind, Effect, LedgerAccount, effect};

use crate::order::{fulfil, letters};
use crate::store::cases::{self, NewCase};
use crate::store::payments::{self, Payment};
use crate::store::{discounts, ledger, orders};
use crate::{Context, Error, Result, Tx};

/// What arrived for an order.
#[derive(Clone, Debug)]
pub(crate) struct Arrival<'a> {
    pub amount: Money,
    pub method: PaymentMethod,
    pub paid_on: Date,
    pub attempt: Option<AttemptId>,
    /// Who says so.
    pub by: &'a str,
    /// Payer and reason, for the office if it has to decide.
    pub note: &'a str,
}

/// Books what arrived for an order that this unit of work holds, and does what follows.
///
/// Everything goes into `Held` first; what pays the order goes on from there. A first service
/// needs new `credentials`.
pub(crate) async fn arrive(
    ctx: &Context,
    tx: &mut Tx,
    order: &mut Order,
    arrival: &Arrival<'_>,
    credentials: Option<&letters::Credentials>,
) -> Result<Effect> {
    let due = order.totals.due;
    let held = -ledger::balance_of_order(tx, order.id, LedgerAccount::Held).await?;
    let effect = effect(order.state, due, Money::from_cents(held), arrival.amount);

    let to = LedgerAccount::receiving(arrival.method);
    let booking = Booking::transfer(LedgerAccount::Held, to, arrival.amount);
    ledger::book(tx, ctx.new_id(), Some(order.id), &booking, "arrived", ctx.now()).await?;
    order.held = Money::from_cents(held) + arrival.amount;
    match effect {
        Effect::Pay => pay(ctx, tx, order, arrival, credentials).await?,
        Effect::PayAndHold(excess) => {
            pay(ctx, tx, order, arrival, credentials).await?;
            // The order was not paid until now, so what it has at the bank is a part of it: if that
            // is enough, it is what was too much.
            let by_bank = ledger::balance_of_order(tx, order.id, LedgerAccount::Bank).await?;
            let is_part = excess.cents() <= by_bank;
            let attempt = arrival.attempt.filter(|_| !is_part);
            let too_much = Arrival { attempt, ..arrival.clone() };
            open_case(ctx, tx, order, CaseKind::Overpaid, excess, &too_much).await?;
        }
        Effect::Hold(kind) => {
            open_case(ctx, tx, order, kind, arrival.amount, arrival).await?;
            if kind == CaseKind::Underpaid {
                letters::rest_awaited(ctx, tx, order).await?;
            }
        }
    }
    Ok(effect)
}

async fn pay(
    ctx: &Context,
    tx: &mut Tx,
    order: &mut Order,
    arrival: &Arrival<'_>,
    credentials: Option<&letters::Credentials>,
) -> Result<()> {
    let due = order.totals.due;
    let booking = Booking::transfer(LedgerAccount::Receivable, LedgerAccount::Held, due);
    ledger::book(tx, ctx.new_id(), Some(order.id), &booking, "payment", ctx.now()).await?;
    order.held = order.held - due;
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
    cases::close_of_order(tx, order.id, CaseKind::Underpaid, "the rest arrived", ctx.now()).await?;

    discounts::consume(tx, order.id).await?;
    let tried = order.state.outcome();
    let outcome = match tried {
        // A registered commitment has done it, or has failed to.
        Some(outcome) => outcome,
        None => fulfil(ctx, tx, order, credentials).await?,
    };
    order.state = order.state.pay(arrival.paid_on, ctx.today(), outcome)?;
    orders::save_state(tx, order).await?;
    let was_active = tried == Some(Outcome::Active);
    letters::payment_registered(ctx, tx, order, arrival.method, arrival.paid_on, was_active).await
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
    cases::open(tx, &case, ctx.now()).await
}
