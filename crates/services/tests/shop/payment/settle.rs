//! The same story told in every order, twice, and after the end.

use domain::order::{CancelReason, OrderState, PaymentMethod};
use domain::payment::{AttemptState, CaseKind, Refusal};
use rstest::rstest;
use services::Context;
use services::order::{cancel, show};
use services::payment::{pay, receive, register_payment, work_through};
use services::ports::provider::{Envelope, Untrusted};
use services::testing::store::{attempts, cases};
use services::testing::{Engine, test_day, the_payment_of};

use super::pay::{a_shop, an_order};
use super::provider::message;
use crate::seen;

/// A genuine message comes in, and is worked through.
pub async fn tells(ctx: &Context, text: &str) {
    let envelope = Envelope { signature: Some("genuine"), body: text.as_bytes() };
    receive(ctx, envelope).await.unwrap();
    work_through(ctx).await.unwrap();
}

/// Every order of some things.
fn permutations<T: Clone>(things: &[T]) -> Vec<Vec<T>> {
    if things.is_empty() {
        return vec![vec![]];
    }
    (0..things.len())
        .flat_map(|first| {
            let mut rest = things.to_vec();
            let first = rest.remove(first);
            permutations(&rest).into_iter().map(move |mut tail| {
                tail.insert(0, first.clone());
                tail
            })
        })
        .collect()
}

#[rstest]
#[tokio::test]
async fn five_messages_in_every_order_and_doubled_end_alike(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let told = [
        AttemptState::Pending,
        AttemptState::NeedsAuthentication,
        AttemptState::Refused(Refusal::AuthenticationFailed),
        AttemptState::Cancelled,
        AttemptState::Succeeded,
    ];

    let orders = permutations(&told);
    assert_eq!(orders.len(), 120);
    for (round, story) in orders.into_iter().enumerate() {
        let (anna, order) = an_order(&ctx).await;
        pay(&ctx, anna.account, order.number, PaymentMethod::Card).await.unwrap();
        let id = books.only(order.number);
        for (step, state) in story.iter().enumerate() {
            let text = message(&format!("{round}-{step}"), id, *state);
            tells(&ctx, &text).await;
            // Some come once more, under the same name and under another.
            if (round + step) % 3 == 0 {
                tells(&ctx, &text).await;
                tells(&ctx, &message(&format!("{round}-{step}-again"), id, *state)).await;
            }
        }
        let mut tx = ctx.db.read().await.unwrap();
        let attempt = attempts::by_id(&mut tx, id).await.unwrap();
        drop(tx);
        assert_eq!(attempt.state, AttemptState::Succeeded, "{story:?}");
        assert_eq!(attempt.next_question_at, None);
        let paid = OrderState::Fulfilled { paid_on: test_day(), fulfilled_on: test_day() };
        assert_eq!(show(&ctx, anna.account, order.number).await.unwrap().state, paid);
    }
    assert_eq!(seen::payments(&ctx).await.len(), 120);
    assert_eq!(seen::number(&ctx, "SELECT COUNT(*) FROM payment_case").await, 0);
}

async fn only_case(ctx: &Context) -> domain::case::Case {
    let mut tx = ctx.db.read().await.unwrap();
    let mut open = seen::all(cases::all_open(&mut tx).await);
    assert_eq!(open.len(), 1);
    open.remove(0)
}

#[rstest]
#[tokio::test]
async fn money_after_the_cancellation_goes_to_the_office(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let (anna, order) = an_order(&ctx).await;
    pay(&ctx, anna.account, order.number, PaymentMethod::Card).await.unwrap();
    let id = books.only(order.number);
    cancel(&ctx, anna.account, order.number).await.unwrap();

    tells(&ctx, &message("late", id, AttemptState::Succeeded)).await;
    tells(&ctx, &message("late again", id, AttemptState::Succeeded)).await;

    let case = only_case(&ctx).await;
    assert_eq!((case.kind, case.amount), (CaseKind::PaidAfterCancel, order.totals.due));
    assert_eq!(case.order_number, Some(order.number));
    let state = show(&ctx, anna.account, order.number).await.unwrap().state;
    let cancelled = OrderState::Cancelled { reason: CancelReason::Customer, on: test_day() };
    assert_eq!(state, cancelled);
    assert!(seen::payments(&ctx).await.is_empty());
}

#[rstest]
#[tokio::test]
async fn a_card_after_the_transfer_is_money_twice(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let (anna, order) = an_order(&ctx).await;
    pay(&ctx, anna.account, order.number, PaymentMethod::Card).await.unwrap();
    register_payment(&ctx, &the_payment_of(&ctx, &order)).await.unwrap();

    let id = books.only(order.number);
    tells(&ctx, &message("late", id, AttemptState::Succeeded)).await;

    assert_eq!(only_case(&ctx).await.kind, CaseKind::PaidTwice);
    assert_eq!(seen::payments(&ctx).await.len(), 1);
}

#[rstest]
#[tokio::test]
async fn a_message_that_nobody_signed_is_not_even_kept(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let (anna, order) = an_order(&ctx).await;
    pay(&ctx, anna.account, order.number, PaymentMethod::Card).await.unwrap();
    let text = message("forged", books.only(order.number), AttemptState::Succeeded);

    let envelope = Envelope { signature: Some("forged"), body: text.as_bytes() };
    let refused = receive(&ctx, envelope).await.unwrap_err();

    assert_eq!(refused.refusal().unwrap(), Untrusted::Signature);
    assert_eq!(work_through(&ctx).await.unwrap(), 0);
    assert!(seen::payments(&ctx).await.is_empty());
}

#[rstest]
#[tokio::test]
async fn a_message_about_nothing_we_know_does_not_stop_the_others(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let (anna, order) = an_order(&ctx).await;
    pay(&ctx, anna.account, order.number, PaymentMethod::Card).await.unwrap();
    let stranger = domain::id::AttemptId(ctx.new_id());
    for text in [
        message("a", stranger, AttemptState::Succeeded),
        message("b", books.only(order.number), AttemptState::Succeeded),
    ] {
        let envelope = Envelope { signature: Some("genuine"), body: text.as_bytes() };
        receive(&ctx, envelope).await.unwrap();
    }

    assert_eq!(work_through(&ctx).await.unwrap(), 2);

    assert_eq!(seen::payments(&ctx).await.len(), 1);
    let problems = "SELECT COUNT(*) FROM provider_event WHERE problem IS NOT NULL";
    assert_eq!(seen::number(&ctx, problems).await, 1);
    assert_eq!(work_through(&ctx).await.unwrap(), 0, "each is heard once");
}

/// The provider keeps quiet for ever.
#[rstest]
#[tokio::test]
async fn after_the_last_question_the_office_is_told(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let (anna, order) = an_order(&ctx).await;
    pay(&ctx, anna.account, order.number, PaymentMethod::Card).await.unwrap();
    let id = books.only(order.number);
    books.change(id, |page| page.losses = vec![true; 100].into());

    let mut questions = 0;
    for _ in 0..24 * 9 {
        ctx.clock.advance(chrono::TimeDelta::hours(1));
        questions += services::payment::look_after_attempts(&ctx).await.unwrap();
    }

    assert_eq!(questions, 14);
    let case = only_case(&ctx).await;
    assert_eq!((case.kind, case.attempt), (CaseKind::NeverAnswered, Some(id)));
    let seen_by_customer = services::payment::progress(&ctx, anna.account, order.number).await;
    assert_eq!(seen_by_customer.unwrap().attempt.unwrap().state, AttemptState::Abandoned);

    // Even now the truth counts.
    tells(&ctx, &message("at last", id, AttemptState::Succeeded)).await;
    assert_eq!(seen::payments(&ctx).await.len(), 1);
}
