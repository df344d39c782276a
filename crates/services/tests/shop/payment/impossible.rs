//! Nobody is asked for the money of an order that could not be fulfilled any more.

use domain::Product::{Documents, Invoicing};
use domain::cart::Cart;
use domain::commitment::CommitmentFormError;
use domain::order::{FailureReason, Order, OrderState, PaymentMethod};
use domain::party::HolderForm;
use domain::payment::{AttemptState, PaymentError};
use domain::{Money, Product, RuleError};
use rstest::rstest;
use services::account::area;
use services::commitment::send;
use services::order::{cancel, look_after_unpaid, show};
use services::paper::transfer_sheet;
use services::payment::{come_back, look_after_attempts, pay, progress, register_payment};
use services::statement::accept;
use services::testing::{
    Customer, Engine, a_company, a_customer, a_holder, a_public_body, a_public_holder, day,
    test_day, the_payment_of,
};
use services::{Context, Error, Result, office};

use super::pay::a_shop;
use crate::bank::accept::a_credit;
use crate::commitment::municipality::a_document;
use crate::seen;

/// Anna and a rival order for the same holder; nobody has paid yet.
async fn two_orders(ctx: &Context, holder: HolderForm) -> (Customer, Order, Order) {
    let service = Cart::first_purchase(Product::Invoicing, 1);
    let a_buyer = || a_customer().with_holder_of(holder.clone());
    let (anna, rival) = (a_buyer().create(ctx).await, a_buyer().create(ctx).await);
    let order = anna.orders(ctx, service.clone()).await;
    (anna, order, rival.orders(ctx, service).await)
}

/// The service of the rival becomes active before Anna has paid.
async fn a_rival_was_first(ctx: &Context, holder: HolderForm) -> (Customer, Order) {
    let (anna, order, rivals) = two_orders(ctx, holder).await;
    register_payment(ctx, &the_payment_of(ctx, &rivals)).await.unwrap();
    (anna, order)
}

fn why(refused: Result<()>) -> FailureReason {
    match refused {
        Err(Error::Rule(RuleError::Payment(PaymentError::Impossible(reason)))) => reason,
        other => panic!("{other:?}"),
    }
}

#[rstest]
#[tokio::test]
async fn no_payment_begins_for_a_service_that_somebody_else_has(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values(PaymentMethod::Card, PaymentMethod::PayPal, PaymentMethod::PostalSlip)]
    method: PaymentMethod,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let (anna, order) = a_rival_was_first(&ctx, a_holder(a_company())).await;
    let mails = seen::mails(&ctx).await.len();

    let reason = why(pay(&ctx, anna.account, order.number, method).await);

    assert_eq!(reason, FailureReason::AlreadyActive);
    assert!(books.of_order(order.number).is_empty(), "the provider was not even asked");
    assert_eq!(seen::mails(&ctx).await.len(), mails, "nor does a mail ask for money");
    let shown = progress(&ctx, anna.account, order.number).await.unwrap();
    assert_eq!((shown.impossible, shown.next_year), (Some(FailureReason::AlreadyActive), None));
    let in_office = office::order(&ctx, order.number).await.unwrap();
    assert_eq!(in_office.impossible, Some(FailureReason::AlreadyActive));
    assert_eq!(area(&ctx, anna.account).await.unwrap().impossible, shown.impossible);
    let cancelled = cancel(&ctx, anna.account, order.number).await.unwrap();
    assert!(matches!(cancelled.state, OrderState::Cancelled { .. }));
}

#[rstest]
#[tokio::test]
async fn an_order_that_can_be_fulfilled_is_paid_as_ever(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let (anna, order, _) = two_orders(&ctx, a_holder(a_company())).await;

    pay(&ctx, anna.account, order.number, PaymentMethod::Card).await.unwrap();

    let shown = progress(&ctx, anna.account, order.number).await.unwrap();
    assert_eq!(shown.impossible, None);
    let next = shown.next_year.expect("whoever pays is told what follows");
    assert_eq!((next.on, next.totals.due), (day("2027-11-22"), Money::from_cents(36_60)));
    assert_eq!(office::order(&ctx, order.number).await.unwrap().impossible, None);
    books.change(books.only(order.number), |page| page.state = AttemptState::Succeeded);
    let paid = come_back(&ctx, anna.account, order.number).await.unwrap().order;
    let (paid_on, fulfilled_on) = (test_day(), test_day());
    assert_eq!(paid.state, OrderState::Fulfilled { paid_on, fulfilled_on });
}

#[rstest]
#[case::by_the_janitor(false)]
#[case::when_its_customer_comes_back(true)]
#[tokio::test]
async fn a_page_that_was_open_is_closed_before_it_takes_the_money(
    #[case] comes_back: bool,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let (anna, order, rivals) = two_orders(&ctx, a_holder(a_company())).await;
    pay(&ctx, anna.account, order.number, PaymentMethod::Card).await.unwrap();
    register_payment(&ctx, &the_payment_of(&ctx, &rivals)).await.unwrap();
    let shown = progress(&ctx, anna.account, order.number).await.unwrap();
    assert_eq!(shown.attempt, None, "nobody is led to the page");

    if comes_back {
        come_back(&ctx, anna.account, order.number).await.unwrap();
    } else {
        ctx.clock.advance(chrono::TimeDelta::hours(1));
        assert_eq!(look_after_attempts(&ctx).await.unwrap(), 1);
    }

    let state = books.pages()[&books.only(order.number)].state;
    assert_eq!(state, AttemptState::Cancelled);
    assert!(show(&ctx, anna.account, order.number).await.unwrap().state.is_awaiting_payment());
}

#[rstest]
#[tokio::test]
async fn pressing_paga_again_closes_the_page_that_was_open(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let (anna, order, rivals) = two_orders(&ctx, a_holder(a_company())).await;
    pay(&ctx, anna.account, order.number, PaymentMethod::Card).await.unwrap();
    register_payment(&ctx, &the_payment_of(&ctx, &rivals)).await.unwrap();

    let reason = why(pay(&ctx, anna.account, order.number, PaymentMethod::Card).await);

    assert_eq!(reason, FailureReason::AlreadyActive);
    assert_eq!(books.of_order(order.number).len(), 1);
    assert_eq!(books.pages()[&books.only(order.number)].state, AttemptState::Cancelled);
}

#[rstest]
#[tokio::test]
async fn who_had_paid_by_then_is_on_the_desk_of_the_office(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let (anna, order, rivals) = two_orders(&ctx, a_holder(a_company())).await;
    pay(&ctx, anna.account, order.number, PaymentMethod::Card).await.unwrap();
    books.change(books.only(order.number), |page| page.state = AttemptState::Succeeded);
    register_payment(&ctx, &the_payment_of(&ctx, &rivals)).await.unwrap();

    let back = come_back(&ctx, anna.account, order.number).await.unwrap();

    let (paid_on, reason) = (test_day(), FailureReason::AlreadyActive);
    assert_eq!(back.order.state, OrderState::ActivationFailed { paid_on, reason });
    assert_eq!(back.impossible, None, "nobody is asked for money any more");
}

#[rstest]
#[tokio::test]
async fn a_module_is_not_paid_for_once_its_service_has_expired(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let anna = a_customer().with_service_until(day("2026-12-01")).create(&ctx).await;
    let cart = Cart::add_ons(Invoicing).set_quantity(Documents, 1, &[]).unwrap();
    let order = anna.orders(&ctx, cart).await;
    ctx.clock.set_to_day(day("2026-12-01"));
    assert_eq!(progress(&ctx, anna.account, order.number).await.unwrap().impossible, None);
    ctx.clock.set_to_day(day("2026-12-02"));

    let reason = why(pay(&ctx, anna.account, order.number, PaymentMethod::Card).await);

    assert_eq!(reason, FailureReason::ServiceNotActive);
    assert!(books.of_order(order.number).is_empty());
}

#[rstest]
#[tokio::test]
async fn neither_paper_nor_reminder_asks_for_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, _) = a_shop(engine).await;
    let (anna, order) = a_rival_was_first(&ctx, a_holder(a_company())).await;

    let sheet = transfer_sheet(&ctx, anna.account, order.number).await;
    ctx.clock.advance(chrono::TimeDelta::days(3));
    assert_eq!(look_after_unpaid(&ctx).await.unwrap(), 1);

    assert!(matches!(sheet, Err(Error::NotFound("paper"))));
    let mails = seen::mails(&ctx).await;
    let counts = seen::count_of_each_kind(&mails);
    assert_eq!(counts.get("payment_reminder"), None);
    assert_eq!(counts["order_impossible"], 1, "its customer is told instead not to pay");
}

#[rstest]
#[tokio::test]
async fn the_rest_is_asked_for_only_while_the_order_can_be_fulfilled(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values(true, false)] is_possible: bool,
) {
    let (_shop, ctx, _) = a_shop(engine).await;
    let (_, order, rivals) = two_orders(&ctx, a_holder(a_company())).await;
    if !is_possible {
        register_payment(&ctx, &the_payment_of(&ctx, &rivals)).await.unwrap();
    }
    let credit = a_credit(&ctx, "10,00", &format!("acconto {}", order.number)).await;
    let before = seen::mails(&ctx).await.len();

    accept(&ctx, credit, order.number, "rosa").await.unwrap();

    let mails = seen::mails(&ctx).await;
    let asks: &[&str] = if is_possible { &["how_to_pay"] } else { &[] };
    assert_eq!(seen::kinds(&mails[before..]), asks);
    let held = show(&ctx, order.account, order.number).await.unwrap().held;
    assert_eq!(held.cents(), 10_00, "the money is here all the same");
}

#[rstest]
#[tokio::test]
async fn a_public_body_is_not_asked_for_a_document(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, _) = a_shop(engine).await;
    let (comune, order) = a_rival_was_first(&ctx, a_public_holder(a_public_body())).await;

    let sent = send(&ctx, comune.account, order.number, &a_document()).await.unwrap_err();

    assert_eq!(sent.refusal().unwrap(), CommitmentFormError::NotAwaited);
}
