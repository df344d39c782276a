//! The money that comes after a commitment, or instead of it, or at the same moment.

use domain::Money;
use domain::Product::{Documents, Invoicing};
use domain::RuleError;
use domain::cart::Cart;
use domain::order::OrderState;
use domain::payment::{Effect, PaymentError};
use domain::statement::Confidence;
use rstest::rstest;
use services::Error;
use services::commitment::register;
use services::order::show;
use services::paper::transfer_sheet;
use services::payment::{Registration, register_payment};
use services::statement::{Accepted, accept, overview};
use services::testing::store::orders;
use services::testing::{Engine, day, test_day, the_payment_of};

use super::municipality::{a_municipality, a_shop, an_order, receivable, sent};
use crate::bank::accept::a_credit;
use crate::seen;

#[rstest]
#[tokio::test]
async fn the_net_settles_the_order_and_activates_nothing_again(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = a_shop(engine).await;
    let (comune, order) = an_order(&ctx).await;
    let id = sent(&ctx, &order).await;
    register(&ctx, order.number, id, "rosa").await.unwrap();
    assert!(transfer_sheet(&ctx, comune.account, order.number).await.is_ok());
    ctx.clock.advance(chrono::TimeDelta::days(60));
    let before = seen::mails(&ctx).await.len();

    let gross = Registration { amount: Some(order.totals.total), ..the_payment_of(&ctx, &order) };
    let refused = register_payment(&ctx, &gross).await;
    let wrong = RuleError::Payment(PaymentError::WrongAmount { due: order.totals.net });
    assert!(matches!(refused, Err(Error::Rule(rule)) if rule == wrong));
    let paid = register_payment(&ctx, &the_payment_of(&ctx, &order)).await.unwrap().order;
    let again = register_payment(&ctx, &the_payment_of(&ctx, &order)).await.unwrap();

    let paid_on = ctx.today();
    assert_eq!(paid.state, OrderState::Fulfilled { paid_on, fulfilled_on: test_day() });
    assert!(again.again && again.order == paid);
    assert_eq!(show(&ctx, comune.account, order.number).await.unwrap(), paid);
    assert_eq!(receivable(&ctx, &order).await, 0);
    let payments = seen::payments(&ctx).await;
    assert_eq!((payments.len(), payments[0].amount), (1, 30_00));
    assert_eq!(comune.owned(&ctx).await, [(Invoicing, 1, day("2027-11-22"))]);
    let mails = seen::mails(&ctx).await.split_off(before);
    assert_eq!(seen::kinds(&mails), ["payment_confirmed"]);
    assert!(mails[0].text.contains("già attivo"), "{}", mails[0].text);
    assert!(transfer_sheet(&ctx, comune.account, order.number).await.is_err());
}

#[rstest]
#[tokio::test]
async fn what_came_free_on_a_commitment_is_known_as_free_before_the_money_comes(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = a_shop(engine).await;
    let comune = a_municipality(&ctx).await;
    let cart = Cart::first_purchase(Invoicing, 1).set_quantity(Documents, 1, &[]).unwrap();
    let order = comune.orders(&ctx, cart).await;
    let id = sent(&ctx, &order).await;
    register(&ctx, order.number, id, "rosa").await.unwrap();

    let service = comune.service(&ctx).await.unwrap();
    let mut tx = ctx.db.read().await.unwrap();
    assert_eq!(orders::never_paid(&mut tx, &service).await.unwrap(), [Documents]);
}

#[rstest]
#[tokio::test]
async fn a_body_that_pays_at_once_needs_no_commitment(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = a_shop(engine).await;
    let (_, order) = an_order(&ctx).await;
    let id = sent(&ctx, &order).await;
    let paid = register_payment(&ctx, &the_payment_of(&ctx, &order)).await.unwrap().order;

    let registered = register(&ctx, order.number, id, "rosa").await.unwrap();

    assert!(registered.again && registered.order == paid);
    assert!(services::commitment::undecided(&ctx).await.unwrap().is_empty());
}

#[rstest]
#[tokio::test]
async fn commitment_and_transfer_at_the_same_moment_lose_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = a_shop(engine).await;
    for round in 1..=3 {
        let (comune, order) = an_order(&ctx).await;
        let id = sent(&ctx, &order).await;
        let payment = the_payment_of(&ctx, &order);

        let other = ctx.second_process().await;
        let (committed, paid) = tokio::join!(
            register(&ctx, order.number, id, "rosa"),
            register_payment(&other, &payment),
        );

        assert!(committed.is_ok());
        assert!(!paid.unwrap().again);
        let state = show(&ctx, comune.account, order.number).await.unwrap().state;
        let on = test_day();
        assert_eq!(state, OrderState::Fulfilled { paid_on: on, fulfilled_on: on });
        assert_eq!(receivable(&ctx, &order).await, 0);
        assert_eq!(seen::payments(&ctx).await.len(), round);
        let mails = seen::mails(&ctx).await;
        assert_eq!(seen::count_of_each_kind(&mails)["service_activated"], round);
    }
    let entries = "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM ledger_entry";
    assert_eq!(seen::number(&ctx, entries).await, 0);
}

#[rstest]
#[tokio::test]
async fn less_than_the_net_settles_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = a_shop(engine).await;
    let (_, order) = an_order(&ctx).await;
    let id = sent(&ctx, &order).await;
    let committed = register(&ctx, order.number, id, "rosa").await.unwrap().order;

    let some =
        Registration { amount: Some(Money::from_cents(10_00)), ..the_payment_of(&ctx, &order) };
    assert!(register_payment(&ctx, &some).await.is_err());

    let stored = show(&ctx, order.account, order.number).await.unwrap();
    assert_eq!(stored, committed);
    assert_eq!(receivable(&ctx, &order).await, 30_00);
}

#[rstest]
#[tokio::test]
async fn the_bank_settles_what_was_fulfilled_on_a_commitment(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = a_shop(engine).await;
    let (comune, order) = an_order(&ctx).await;
    let id = sent(&ctx, &order).await;
    register(&ctx, order.number, id, "rosa").await.unwrap();
    let amount = order.totals.due.to_string().replace('.', ",");
    let credit = a_credit(&ctx, &amount, &format!("mandato {}", order.number)).await;

    let found = overview(&ctx).await.unwrap().credits.remove(0).found;
    assert_eq!(found.confidence(), Some(Confidence::Sure), "{found:?}");
    assert_eq!(
        accept(&ctx, credit, order.number, "rosa").await.unwrap(),
        Accepted::Now(Effect::Pay)
    );

    let settled = show(&ctx, comune.account, order.number).await.unwrap().state;
    assert!(matches!(settled, OrderState::Fulfilled { .. }), "{settled:?}");
    assert_eq!(receivable(&ctx, &order).await, 0);
    assert_eq!(seen::payments(&ctx).await.len(), 1);
}
