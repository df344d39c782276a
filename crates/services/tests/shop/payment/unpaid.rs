//! Orders that nobody pays.

use domain::order::{CancelReason, OrderState, PaymentMethod};
use rstest::rstest;
use services::order::{look_after_unpaid, show};
use services::payment::{look_after_attempts, pay};
use services::testing::{Engine, day};

use super::books::balances;
use super::pay::{a_shop, an_order};
use crate::seen;

#[rstest]
#[tokio::test]
async fn somebody_who_does_not_pay_is_reminded_three_times_and_then_let_go(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, _) = a_shop(engine).await;
    let (anna, order) = an_order(&ctx).await;

    let mut reminded = Vec::new();
    let mut cancelled = Vec::new();
    for day in 0..40 {
        if day > 0 {
            ctx.clock.advance(chrono::TimeDelta::days(1));
        }
        // Twice a day changes nothing.
        look_after_unpaid(&ctx).await.unwrap();
        look_after_unpaid(&ctx).await.unwrap();
        let mails = seen::mails(&ctx).await;
        let counts = seen::count_of_each_kind(&mails);
        if counts.get("payment_reminder").copied().unwrap_or_default() > reminded.len() {
            reminded.push(day);
        }
        if counts.get("order_cancelled").copied().unwrap_or_default() > cancelled.len() {
            cancelled.push(day);
        }
    }

    assert_eq!(reminded, [3, 10, 20]);
    assert_eq!(cancelled, [31], "the last day of validity is a day to pay");
    let state = show(&ctx, anna.account, order.number).await.unwrap().state;
    let on = day("2026-12-23");
    assert_eq!(state, OrderState::Cancelled { reason: CancelReason::Unpaid, on });
    assert_eq!(balances(&ctx).await, []);
}

#[rstest]
#[tokio::test]
async fn a_shop_that_slept_sends_one_reminder_and_not_three(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, _) = a_shop(engine).await;
    an_order(&ctx).await;
    ctx.clock.advance(chrono::TimeDelta::days(25));

    look_after_unpaid(&ctx).await.unwrap();

    let mails = seen::mails(&ctx).await;
    assert_eq!(seen::count_of_each_kind(&mails)["payment_reminder"], 1);
}

#[rstest]
#[tokio::test]
async fn nothing_is_called_off_while_a_payment_is_under_way(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, _) = a_shop(engine).await;
    let (anna, order) = an_order(&ctx).await;
    ctx.clock.advance(chrono::TimeDelta::days(30));
    pay(&ctx, anna.account, order.number, PaymentMethod::Card).await.unwrap();
    ctx.clock.advance(chrono::TimeDelta::days(1));

    look_after_unpaid(&ctx).await.unwrap();
    let state = show(&ctx, anna.account, order.number).await.unwrap().state;
    assert!(state.is_awaiting_payment());

    // The janitor closes the page that nobody used, and then it can go.
    for _ in 0..24 * 9 {
        ctx.clock.advance(chrono::TimeDelta::hours(1));
        look_after_attempts(&ctx).await.unwrap();
    }
    look_after_unpaid(&ctx).await.unwrap();
    let state = show(&ctx, anna.account, order.number).await.unwrap().state;
    assert!(matches!(state, OrderState::Cancelled { .. }));
}
