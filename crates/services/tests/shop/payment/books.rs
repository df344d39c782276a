//! The ledger: what is due, what arrived, what was given back, and nothing unexplained.

use domain::Money;
use domain::ledger::LedgerAccount::{self, Bank, Held, Receivable, Sales};
use domain::order::{CancelReason, OrderState};
use rstest::rstest;
use services::Context;
use services::order::{cancel, show};
use services::payment::register_payment;
use services::testing::store::ledger;
use services::testing::{Engine, test_day, the_payment_of};

use super::pay::{a_shop, an_order};

/// What each account holds, in cents; accounts that hold nothing are left out. After whatever has
/// happened, the doctor finds nothing.
pub async fn balances(ctx: &Context) -> Vec<(LedgerAccount, i64)> {
    assert_eq!(services::doctor::examine(&ctx.db).await.unwrap(), []);
    sums(ctx).await
}

/// The same of a shop that was not brought up to date.
pub async fn sums(ctx: &Context) -> Vec<(LedgerAccount, i64)> {
    let mut tx = ctx.db.read().await.unwrap();
    assert!(ledger::unbalanced(&mut tx).await.unwrap().is_empty());
    let mut all = ledger::balances(&mut tx).await.unwrap();
    assert_eq!(all.iter().map(|(_, cents)| cents).sum::<i64>(), 0);
    all.retain(|(_, cents)| *cents != 0);
    all.sort_unstable();
    all
}

#[rstest]
#[tokio::test]
async fn what_is_due_becomes_what_is_paid(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, _) = a_shop(engine).await;
    let (_, order) = an_order(&ctx).await;
    assert_eq!(balances(&ctx).await, [(Receivable, 43_31), (Sales, -43_31)]);

    register_payment(&ctx, &the_payment_of(&ctx, &order)).await.unwrap();

    assert_eq!(balances(&ctx).await, [(Sales, -43_31), (Bank, 43_31)]);
}

#[rstest]
#[tokio::test]
async fn a_cancelled_order_leaves_nothing_due(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, _) = a_shop(engine).await;
    let (anna, order) = an_order(&ctx).await;

    cancel(&ctx, anna.account, order.number).await.unwrap();
    cancel(&ctx, anna.account, order.number).await.unwrap();

    assert_eq!(balances(&ctx).await, []);
    let state = show(&ctx, anna.account, order.number).await.unwrap().state;
    let reason = CancelReason::Customer;
    assert_eq!(state, OrderState::Cancelled { reason, on: test_day() });
}

#[rstest]
#[tokio::test]
async fn money_is_a_number_of_cents_and_held_is_a_debt(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, _) = a_shop(engine).await;
    let (_, order) = an_order(&ctx).await;
    let mut tx = ctx.db.write().await.unwrap();
    let booking = domain::ledger::Booking::transfer(Held, Bank, Money::from_cents(10_00));
    ledger::book(&mut tx, ctx.new_id(), Some(order.id), &booking, "arrived", ctx.now())
        .await
        .unwrap();
    assert_eq!(ledger::balance_of_order(&mut tx, order.id, Held).await.unwrap(), -10_00);
    tx.commit().await.unwrap();

    // The rest is what is missing.
    let order = show(&ctx, order.account, order.number).await.unwrap();
    register_payment(&ctx, &the_payment_of(&ctx, &order)).await.unwrap();

    assert_eq!(balances(&ctx).await, [(Sales, -43_31), (Bank, 43_31)]);
}
