//! Money given back: once, never more than there is, and above an amount with a second person.

use domain::case::Case;
use domain::case::{Origin, RefundOutcome};
use domain::id::{CaseId, RefundId};
use domain::ledger::LedgerAccount::{Bank, Provider, Sales};
use domain::order::PaymentMethod;
use domain::payment::{AttemptState, CaseKind};
use domain::reason::ReasonError;
use domain::refund::RefundError;
use domain::refund::RefundState;
use domain::{Money, RuleError};
use rstest::rstest;
use services::migrations::MIGRATIONS;
use services::office::order;
use services::order::cancel;
use services::payment::{
    Asked, approve, ask_refund, ask_refund_as, come_back, look_after_refunds, pay, refund_outcome,
    register_payment, settle, withdraw,
};
use services::ports::provider::Answer;
use services::testing::store::cases::{self, NewCase};
use services::testing::store::orders;
use services::testing::{Engine, settings, the_payment_of};
use services::{Context, Error, Settings};

use super::books::{balances, sums};
use super::pay::{a_shop, a_shop_with, an_order};
use crate::seen;

fn cents(cents: i64) -> Money {
    Money::from_cents(cents)
}

fn asked(order_number: i64, amount: i64) -> Asked {
    let reason = "doppio ordine".into();
    Asked { order_number, amount: cents(amount), reason, case: None, by: "rosa".into() }
}

/// An order paid by card.
async fn a_paid_order(ctx: &Context, books: &super::provider::Books) -> i64 {
    let (anna, order) = an_order(ctx).await;
    pay(ctx, anna.account, order.number, PaymentMethod::Card).await.unwrap();
    books.change(books.only(order.number), |page| page.state = AttemptState::Succeeded);
    come_back(ctx, anna.account, order.number).await.unwrap();
    order.number
}

#[rstest]
#[tokio::test]
async fn a_card_gets_its_money_back_in_parts_and_never_more(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let number = a_paid_order(&ctx, &books).await;

    let part = ask_refund(&ctx, &asked(number, 20_00)).await.unwrap();
    assert_eq!(part.state, RefundState::Done);
    let too_much = ask_refund(&ctx, &asked(number, 23_32)).await.unwrap_err();
    let expected = RefundError::TooLarge { most: cents(23_31) };
    assert!(matches!(too_much, Error::Rule(RuleError::Refund(error)) if error == expected));
    ask_refund(&ctx, &asked(number, 23_31)).await.unwrap();

    let page = &books.pages()[&books.only(number)];
    assert_eq!(page.given_back.values().sum::<i64>(), 43_31);
    assert_eq!(balances(&ctx).await, []);
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn ten_refunds_of_everything_at_once_are_one(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let number = a_paid_order(&ctx, &books).await;

    let running: Vec<_> = (0..10)
        .map(|_| {
            let ctx = ctx.clone();
            tokio::spawn(async move { ask_refund(&ctx, &asked(number, 43_31)).await.is_ok() })
        })
        .collect();
    let mut done = 0;
    for refund in running {
        done += usize::from(refund.await.unwrap());
    }

    assert_eq!(done, 1);
    assert_eq!(balances(&ctx).await, []);
}

#[rstest]
#[tokio::test]
async fn a_large_refund_waits_for_somebody_else(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let settings = Settings { refund_alone_up_to: cents(40_00), ..settings() };
    let (_shop, ctx, books) = a_shop_with(engine, settings).await;
    let number = a_paid_order(&ctx, &books).await;

    let refund = ask_refund(&ctx, &asked(number, 43_31)).await.unwrap();
    assert_eq!(refund.state, RefundState::AwaitsApproval);
    assert_eq!(look_after_refunds(&ctx).await.unwrap(), 0);
    let by_herself = approve(&ctx, refund.id, "rosa").await;
    assert!(matches!(by_herself, Err(Error::NotAllowed)));
    assert_eq!(balances(&ctx).await, [(Sales, -43_31), (Provider, 43_31)]);

    let approved = approve(&ctx, refund.id, "ugo").await.unwrap();
    assert_eq!(approved.state, RefundState::Done);
    assert_eq!(balances(&ctx).await, []);
    assert!(matches!(approve(&ctx, refund.id, "ugo").await, Err(Error::NotAllowed)));
}

#[rstest]
#[tokio::test]
async fn each_refund_tells_what_became_of_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let settings = Settings { refund_alone_up_to: cents(20_00), ..settings() };
    let (_shop, ctx, books) = a_shop_with(engine, settings).await;
    let number = a_paid_order(&ctx, &books).await;
    let outcome = async |id| refund_outcome(&ctx, id).await.unwrap().1;

    let taken_back = ask_refund(&ctx, &asked(number, 30_00)).await.unwrap().id;
    assert_eq!(outcome(taken_back).await, RefundOutcome::AwaitsApproval);
    withdraw(&ctx, taken_back, "rosa").await.unwrap();
    assert_eq!(outcome(taken_back).await, RefundOutcome::CalledOff);

    books.change(books.only(number), |page| page.losses = [true].into());
    let small = ask_refund(&ctx, &asked(number, 10_00)).await.unwrap().id;
    assert_eq!(outcome(small).await, RefundOutcome::AwaitsProvider);
    look_after_refunds(&ctx).await.unwrap();
    assert_eq!(outcome(small).await, RefundOutcome::GivenBack(Origin::Provider));

    let waiting = ask_refund(&ctx, &asked(number, 30_00)).await.unwrap();
    let looked = order(&ctx, number).await.unwrap();
    assert_eq!((looked.given_back, looked.refundable), (cents(10_00), cents(3_31)));
    assert_eq!(looked.origin, Some(Origin::Provider));
    assert_eq!(looked.refunds, [waiting]);
    let nobodys = refund_outcome(&ctx, RefundId(ctx.new_id())).await;
    assert!(matches!(nobodys, Err(Error::NotFound("refund"))));
}

#[rstest]
#[tokio::test]
async fn a_refund_without_a_reason_is_refused(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let number = a_paid_order(&ctx, &books).await;

    for (reason, wrong) in [
        (String::new(), ReasonError::Missing),
        (" \n ".into(), ReasonError::Missing),
        ("x".repeat(201), ReasonError::TooLong { max: 200 }),
    ] {
        let refused = ask_refund(&ctx, &Asked { reason, ..asked(number, 10_00) }).await;
        let expected = RuleError::Refund(RefundError::Reason(wrong));
        assert!(matches!(refused, Err(Error::Rule(error)) if error == expected));
    }
    assert_eq!(balances(&ctx).await, [(Sales, -43_31), (Provider, 43_31)]);
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_form_sent_many_times_gives_back_once(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let number = a_paid_order(&ctx, &books).await;
    let id = RefundId(ctx.new_id());

    let running: Vec<_> = (0..6)
        .map(|_| {
            let ctx = ctx.clone();
            tokio::spawn(async move { ask_refund_as(&ctx, id, &asked(number, 10_00)).await })
        })
        .collect();
    for refund in running {
        assert_eq!(refund.await.unwrap().unwrap().id, id);
    }
    assert_eq!(balances(&ctx).await, [(Sales, -33_31), (Provider, 33_31)]);

    let (_, other) = an_order(&ctx).await;
    register_payment(&ctx, &the_payment_of(&ctx, &other)).await.unwrap();
    let others = ask_refund_as(&ctx, id, &asked(other.number, 10_00)).await.unwrap();
    assert_eq!((others.order, others.state), (other.id, RefundState::Done), "another order's");
    assert_eq!(ask_refund_as(&ctx, id, &asked(number, 10_00)).await.unwrap().id, id);
    let more = ask_refund_as(&ctx, id, &asked(number, 5_00)).await.unwrap();
    assert_ne!(more.id, id, "another amount is another request");
    let books = [(Sales, -61_62), (Bank, 33_31), (Provider, 28_31)];
    assert_eq!(balances(&ctx).await, books);
}

#[rstest]
#[tokio::test]
async fn a_refund_whose_answer_got_lost_is_asked_for_again_and_is_the_same(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let number = a_paid_order(&ctx, &books).await;
    books.change(books.only(number), |page| page.losses = [true].into());

    let refund = ask_refund(&ctx, &asked(number, 43_31)).await.unwrap();
    assert_eq!(refund.state, RefundState::Started);
    assert_eq!(look_after_refunds(&ctx).await.unwrap(), 1);
    assert_eq!(look_after_refunds(&ctx).await.unwrap(), 0);

    assert_eq!(books.pages()[&books.only(number)].given_back.len(), 1);
    assert_eq!(balances(&ctx).await, []);
}

#[rstest]
#[tokio::test]
async fn a_refund_that_the_provider_refuses_was_never_made(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let number = a_paid_order(&ctx, &books).await;
    let page = books.only(number);
    books.change(page, |page| {
        page.state = AttemptState::Cancelled;
        page.losses = [true].into();
    });

    ask_refund(&ctx, &asked(number, 43_31)).await.unwrap();
    assert_eq!(balances(&ctx).await, []);
    look_after_refunds(&ctx).await.unwrap();

    assert_eq!(balances(&ctx).await, [(Sales, -43_31), (Provider, 43_31)]);
    books.change(page, |page| page.state = AttemptState::Succeeded);
    let again = ask_refund(&ctx, &asked(number, 43_31)).await.unwrap();
    assert_eq!(again.state, RefundState::Done);
}

/// 43,31 € that came by card after their order was called off, and refunds need two people.
async fn a_late_payment(ctx: &Context, books: &super::provider::Books) -> Asked {
    let (anna, order) = an_order(ctx).await;
    pay(ctx, anna.account, order.number, PaymentMethod::Card).await.unwrap();
    let id = books.only(order.number);
    cancel(ctx, anna.account, order.number).await.unwrap();
    books.change(id, |page| page.state = AttemptState::Succeeded);
    let told =
        Answer { reference: Some(format!("pay_{id}")), ..Answer::of(AttemptState::Succeeded) };
    settle(ctx, id, &told).await.unwrap();
    Asked { case: Some(open_cases(ctx).await[0].id), ..asked(order.number, 43_31) }
}

async fn open_cases(ctx: &Context) -> Vec<Case> {
    let mut tx = ctx.db.read().await.unwrap();
    seen::all(cases::all_open(&mut tx).await)
}

#[rstest]
#[tokio::test]
async fn who_takes_a_refund_back_can_decide_anew(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let settings = Settings { refund_alone_up_to: cents(40_00), ..settings() };
    let (_shop, ctx, books) = a_shop_with(engine, settings).await;
    let request = a_late_payment(&ctx, &books).await;
    let first = ask_refund(&ctx, &request).await.unwrap();
    assert!(ask_refund(&ctx, &request).await.is_err(), "one waits already");

    withdraw(&ctx, first.id, "rosa").await.unwrap();
    let late = approve(&ctx, first.id, "ugo").await;
    let second = ask_refund(&ctx, &request).await.unwrap();
    let approved = approve(&ctx, second.id, "ugo").await.unwrap();

    assert!(matches!(late, Err(Error::NotAllowed)));
    assert!(matches!(withdraw(&ctx, second.id, "rosa").await, Err(Error::NotAllowed)));
    assert_eq!(approved.state, RefundState::Done);
    assert_eq!(books.pages()[&books.only(request.order_number)].given_back.len(), 1);
    assert_eq!((balances(&ctx).await, open_cases(&ctx).await), (vec![], vec![]));
}

#[rstest]
#[tokio::test]
async fn money_of_which_nobody_knows_whether_it_came_is_not_given_back(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let number = a_paid_order(&ctx, &books).await;
    let mut tx = ctx.db.write().await.unwrap();
    let order = orders::by_number(&mut tx, number).await.unwrap();
    let case = NewCase {
        id: CaseId(ctx.new_id()),
        kind: CaseKind::NeverAnswered,
        order: Some(order.id),
        attempt: Some(books.only(number)),
        amount: cents(43_31),
        note: "",
    };
    cases::open(&mut tx, &case, ctx.now()).await.unwrap();
    tx.commit().await.unwrap();

    let of_case = ask_refund(&ctx, &Asked { case: Some(case.id), ..asked(number, 43_31) }).await;
    let of_order = ask_refund(&ctx, &asked(number, 43_31)).await.unwrap();

    assert!(matches!(of_case, Err(Error::NotAllowed)));
    assert_eq!(of_order.state, RefundState::Done, "the payment itself is known");
}

/// What an earlier version left behind, which booked a refund when the provider had confirmed it.
#[rstest]
#[tokio::test]
async fn a_refund_that_an_earlier_version_began_is_booked_when_the_tables_are_brought_up_to_date(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let request = a_late_payment(&ctx, &books).await;
    books.change(books.only(request.order_number), |page| page.losses = [true].into());
    ask_refund(&ctx, &Asked { amount: cents(40_00), ..request }).await.unwrap();
    let now = async || {
        let left: Vec<_> = open_cases(&ctx).await.iter().map(|it| (it.kind, it.amount)).collect();
        (sums(&ctx).await, left)
    };
    let decided = now().await;
    let before = [
        "DELETE FROM ledger_entry WHERE reason = 'refund'",
        "DELETE FROM payment_case WHERE closed_at IS NULL",
        "UPDATE payment_case SET closed_at = NULL, closed_by = NULL, resolution = NULL",
        "ALTER TABLE refund DROP COLUMN withdrawn_by",
        "DELETE FROM _sqlx_migrations WHERE version = 12",
    ];
    let mut tx = ctx.db.write().await.unwrap();
    for statement in before {
        tx.sql(statement).run().await.unwrap();
    }
    tx.commit().await.unwrap();
    assert_ne!(now().await, decided);

    ctx.db.migrate(&MIGRATIONS).await.unwrap();

    assert_eq!(now().await, decided);
    assert_eq!(decided.1, [(CaseKind::PaidAfterCancel, cents(3_31))]);
    assert_eq!(look_after_refunds(&ctx).await.unwrap(), 1);
    assert_eq!(now().await, decided);
}

#[rstest]
#[tokio::test]
async fn money_that_came_after_the_cancellation_goes_back_and_closes_its_case(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let request = a_late_payment(&ctx, &books).await;

    let refund = ask_refund(&ctx, &request).await.unwrap();

    assert_eq!(refund.state, RefundState::Done);
    assert_eq!(balances(&ctx).await, []);
    assert!(open_cases(&ctx).await.is_empty());
    assert!(ask_refund(&ctx, &request).await.is_err(), "a case is answered once");
}

#[rstest]
#[tokio::test]
async fn a_transfer_is_sent_back_by_the_office_and_noted(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, _) = a_shop(engine).await;
    let (_, order) = an_order(&ctx).await;
    let unpaid = ask_refund(&ctx, &asked(order.number, 43_31)).await.unwrap_err();
    assert!(matches!(unpaid, Error::Rule(RuleError::Refund(RefundError::NotPaid))));
    register_payment(&ctx, &the_payment_of(&ctx, &order)).await.unwrap();

    let refund = ask_refund(&ctx, &asked(order.number, 10_00)).await.unwrap();

    assert_eq!(refund.state, RefundState::Done);
    assert_eq!(balances(&ctx).await, [(Sales, -33_31), (Bank, 33_31)]);
}
