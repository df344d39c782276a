//! Each outcome that can be chosen on the page of the demo's provider.

use domain::demo::DemoOutcome;
use domain::order::{Order, OrderState, PaymentMethod};
use domain::payment::{AttemptState, CaseKind, Refusal};
use rstest::rstest;
use services::demo::{self, choose, payment};
use services::order::{cancel, show};
use services::payment::{come_back, look_after_attempts, pay, work_through};
use services::testing::store::{attempts, cases};
use services::testing::{Customer, Engine, TestContext, a_key_ring, price_list, settings};
use services::{Context, Error};

use super::pay::an_order;
use crate::seen;

async fn a_demo(engine: Engine) -> TestContext {
    engine.fresh_context_with(demo::settings()).await
}

/// Begins to pay and chooses; comes back to the shop and lets the messages arrive.
async fn pays(ctx: &Context, outcome: DemoOutcome) -> (Customer, Order, AttemptState) {
    let (anna, order) = an_order(ctx).await;
    pay(ctx, anna.account, order.number, PaymentMethod::Card).await.unwrap();
    let mut tx = ctx.db.read().await.unwrap();
    let attempt = attempts::live(&mut tx, order.id).await.unwrap().unwrap();
    drop(tx);
    assert!(attempt.page.as_ref().unwrap().ends_with(&format!("/demo/pagamento/{}", attempt.id)));
    choose(ctx, attempt.id, outcome).await.unwrap();
    let back = come_back(ctx, anna.account, order.number).await.unwrap();
    if matches!(outcome, DemoOutcome::AnswersLate | DemoOutcome::NeverAnswers) {
        assert_eq!(back.attempt.unwrap().state, AttemptState::Unknown, "that is what is told");
    }
    while work_through(ctx).await.unwrap() > 0 {}
    let mut tx = ctx.db.read().await.unwrap();
    let state = attempts::by_id(&mut tx, attempt.id).await.unwrap().state;
    (anna, back.order, state)
}

async fn is_paid(ctx: &Context, anna: &Customer, order: &Order) -> bool {
    let state = show(ctx, anna.account, order.number).await.unwrap().state;
    matches!(state, OrderState::Fulfilled { .. })
}

#[rstest]
#[case(DemoOutcome::Succeeds, AttemptState::Succeeded)]
#[case(DemoOutcome::SaysItTwice, AttemptState::Succeeded)]
#[case(DemoOutcome::Declined, AttemptState::Refused(Refusal::Declined))]
#[case(DemoOutcome::AuthenticationFails, AttemptState::Refused(Refusal::AuthenticationFailed))]
#[case(DemoOutcome::GivesUp, AttemptState::Cancelled)]
#[case(DemoOutcome::NeedsAuthentication, AttemptState::NeedsAuthentication)]
#[case(DemoOutcome::AnswersLate, AttemptState::Pending)]
#[case(DemoOutcome::NeverAnswers, AttemptState::Pending)]
#[case(DemoOutcome::SucceedsAfterCancel, AttemptState::Pending)]
#[tokio::test]
async fn an_outcome_is_what_was_chosen(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[case] outcome: DemoOutcome,
    #[case] expected: AttemptState,
) {
    let shop = a_demo(engine).await;

    let (anna, order, state) = pays(&shop, outcome).await;

    assert_eq!(state, expected);
    assert_eq!(is_paid(&shop, &anna, &order).await, expected == AttemptState::Succeeded);
    let paid = usize::from(expected == AttemptState::Succeeded);
    assert_eq!(seen::payments(&shop).await.len(), paid);
}

#[rstest]
#[tokio::test]
async fn a_late_answer_is_found_by_the_janitor(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let (anna, order, _) = pays(&shop, DemoOutcome::AnswersLate).await;

    let mut minutes = 0;
    while !is_paid(&shop, &anna, &order).await {
        shop.clock.advance(chrono::TimeDelta::minutes(1));
        look_after_attempts(&shop).await.unwrap();
        minutes += 1;
        assert!(minutes < 10);
    }
    assert!(minutes >= 2);
}

#[rstest]
#[tokio::test]
async fn a_success_after_the_cancellation_waits_for_the_office(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let (anna, order, _) = pays(&shop, DemoOutcome::SucceedsAfterCancel).await;

    cancel(&shop, anna.account, order.number).await.unwrap();
    work_through(&shop).await.unwrap();

    let mut tx = shop.db.read().await.unwrap();
    let open = seen::all(cases::all_open(&mut tx).await);
    assert_eq!(open.len(), 1);
    assert_eq!((open[0].kind, open[0].amount), (CaseKind::PaidAfterCancel, order.totals.due));
}

#[rstest]
#[tokio::test]
async fn a_real_shop_has_no_such_page(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let shop = a_demo(engine).await;
    let (_, order, _) = pays(&shop, DemoOutcome::AnswersLate).await;
    let mut tx = shop.db.read().await.unwrap();
    let attempt = attempts::live(&mut tx, order.id).await.unwrap().unwrap().id;
    drop(tx);

    let real =
        Context::new(shop.db.clone(), shop.clock.clone(), settings(), price_list(), a_key_ring());

    assert!(matches!(payment(&real, attempt).await, Err(Error::NotFound(_))));
    let chosen = choose(&real, attempt, DemoOutcome::Succeeds).await;
    assert!(matches!(chosen, Err(Error::NotFound(_))));
    let refused = pay(&real, order.account, order.number, PaymentMethod::PayPal).await;
    assert!(refused.is_err(), "it has no provider");
}
