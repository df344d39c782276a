//! A part of what is due has arrived: everything asks for the rest, to the cent.

use domain::Money;
use domain::RuleError;
use domain::order::{Order, OrderError, OrderState, PaymentMethod};
use domain::payment::LedgerAccount::{Bank, Held, Provider, Receivable, Sales};
use domain::payment::{AttemptState, CaseKind};
use rstest::rstest;
use services::order::{Registration, cancel, register_payment, show};
use services::payment::{Asked, ask_refund, come_back, pay, progress};
use services::statement::accept;
use services::store::cases;
use services::store::refunds::RefundState;
use services::testing::{Customer, Engine};
use services::{Context, Error, paper};

use super::books::balances;
use super::pay::{a_shop, an_order};
use super::provider::Books;
use crate::bank::accept::a_credit;
use crate::seen;

/// An order of 43,31 € for which 20,00 € have arrived by bank.
async fn a_part(ctx: &Context) -> (Customer, Order) {
    let (anna, order) = an_order(ctx).await;
    let credit = a_credit(ctx, "20,00", "acconto 26000001").await;
    accept(ctx, credit, order.number, "rosa").await.unwrap();
    let order = show(ctx, anna.account, order.number).await.unwrap();
    (anna, order)
}

async fn pays_by_card(ctx: &Context, books: &Books, anna: &Customer, order: &Order) -> Order {
    pay(ctx, anna.account, order.number, PaymentMethod::Card).await.unwrap();
    books.change(books.only(order.number), |page| page.state = AttemptState::Succeeded);
    come_back(ctx, anna.account, order.number).await.unwrap().order
}

fn euro(cents: i64) -> Money {
    Money::from_cents(cents)
}

fn too_large(most: i64) -> OrderError {
    OrderError::RefundTooLarge { most: euro(most) }
}

#[rstest]
#[tokio::test]
async fn whoever_paid_a_part_is_asked_for_the_rest(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, _) = a_shop(engine).await;
    let (anna, order) = a_part(&ctx).await;

    assert!(order.state.is_awaiting_payment());
    assert_eq!(order.part_received(), Some(euro(20_00)));
    assert_eq!(order.missing(), euro(23_31));
    let letters = seen::letters(&ctx).await;
    let last = letters.last().unwrap();
    assert_eq!(last.subject, "Ordine 26000001: mancano 23,31\u{a0}€");
    assert!(last.text.contains("abbiamo ricevuto 20,00\u{a0}€: mancano 23,31\u{a0}€"), "{last:?}");
    let slip = paper::filled_in_slip(&ctx.settings, &order).unwrap();
    assert_eq!(slip.amount(), euro(23_31));

    let whole = Registration {
        number: order.number,
        paid_on: ctx.today(),
        amount: Some(order.totals.due),
        by: "rosa".into(),
    };
    let refused = register_payment(&ctx, &whole).await.unwrap_err();
    let due = euro(23_31);
    let expected = OrderError::WrongAmount { due };
    assert!(matches!(refused, Error::Rule(RuleError::Order(error)) if error == expected));
    let rest = Registration { amount: Some(due), ..whole };
    let paid = register_payment(&ctx, &rest).await.unwrap().order;
    assert!(matches!(paid.state, OrderState::Fulfilled { .. }));
    assert_eq!((paid.held, paid.part_received()), (Money::ZERO, None));
    assert_eq!(show(&ctx, anna.account, order.number).await.unwrap(), paid);
    assert_eq!(balances(&ctx).await, [(Sales, -43_31), (Bank, 43_31)]);
}

#[rstest]
#[tokio::test]
async fn the_rest_is_collected_from_a_card_and_each_part_goes_back_its_own_way(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let (anna, order) = a_part(&ctx).await;

    let paid = pays_by_card(&ctx, &books, &anna, &order).await;

    assert!(matches!(paid.state, OrderState::Fulfilled { .. }));
    assert_eq!(balances(&ctx).await, [(Sales, -43_31), (Bank, 20_00), (Provider, 23_31)]);
    assert_eq!(
        seen::number(&ctx, "SELECT COUNT(*) FROM payment_case WHERE resolution IS NULL").await,
        0
    );

    let refund = async |cents: i64| {
        let asked = Asked {
            order_number: order.number,
            amount: euro(cents),
            reason: "doppio ordine".into(),
            case: None,
            by: "rosa".into(),
        };
        ask_refund(&ctx, &asked).await
    };
    let all = refund(43_31).await.unwrap_err();
    assert!(matches!(all, Error::Rule(RuleError::Order(error)) if error == too_large(23_31)));
    let by_card = refund(23_31).await.unwrap();
    let by_bank = refund(20_00).await.unwrap();
    assert_eq!((by_card.state, by_bank.state), (RefundState::Done, RefundState::Done));
    assert_eq!((by_card.attempt.is_some(), by_bank.attempt), (true, None));
    let more = refund(1).await.unwrap_err();
    assert!(matches!(more, Error::Rule(RuleError::Order(error)) if error == too_large(0)));
    let page = &books.pages()[&books.only(order.number)];
    assert_eq!(page.given_back.values().sum::<i64>(), 23_31);
    assert_eq!(balances(&ctx).await, []);
}

#[rstest]
#[tokio::test]
async fn a_page_that_was_open_before_is_left_for_one_that_asks_for_the_rest(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let (anna, order) = an_order(&ctx).await;
    pay(&ctx, anna.account, order.number, PaymentMethod::Card).await.unwrap();
    let whole = books.only(order.number);
    let credit = a_credit(&ctx, "20,00", "acconto 26000001").await;
    accept(&ctx, credit, order.number, "rosa").await.unwrap();

    let shown = progress(&ctx, anna.account, order.number).await.unwrap();
    assert!(shown.attempt.is_none(), "nobody is led to the page for the whole: {shown:?}");

    pay(&ctx, anna.account, order.number, PaymentMethod::Card).await.unwrap();
    pay(&ctx, anna.account, order.number, PaymentMethod::Card).await.unwrap();

    let pages = books.pages();
    let (rest, page) = pages.iter().find(|(id, _)| **id != whole).expect("a second page");
    assert_eq!((pages.len(), page.cents), (2, 23_31));
    assert_eq!(pages[&whole].state, AttemptState::Cancelled);
    books.change(*rest, |page| page.state = AttemptState::Succeeded);
    let paid = come_back(&ctx, anna.account, order.number).await.unwrap().order;
    assert!(matches!(paid.state, OrderState::Fulfilled { .. }));
    assert_eq!(balances(&ctx).await, [(Sales, -43_31), (Bank, 20_00), (Provider, 23_31)]);
}

#[rstest]
#[tokio::test]
async fn whoever_pays_the_whole_all_the_same_gets_the_part_back_by_bank(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let (anna, order) = an_order(&ctx).await;
    pay(&ctx, anna.account, order.number, PaymentMethod::Card).await.unwrap();
    let credit = a_credit(&ctx, "20,00", "acconto 26000001").await;
    accept(&ctx, credit, order.number, "rosa").await.unwrap();
    books.change(books.only(order.number), |page| page.state = AttemptState::Succeeded);
    come_back(&ctx, anna.account, order.number).await.unwrap();

    let mut tx = ctx.db.read().await.unwrap();
    let cases = cases::all_open(&mut tx).await.unwrap();
    drop(tx);
    let [case] = cases.as_slice() else { panic!("{cases:?}") };
    assert_eq!((case.kind, case.amount, case.attempt), (CaseKind::Overpaid, euro(20_00), None));
    let asked = |amount, case| Asked {
        order_number: order.number,
        amount,
        reason: "doppio pagamento".into(),
        case,
        by: "rosa".into(),
    };
    ask_refund(&ctx, &asked(euro(43_31), None)).await.unwrap();
    ask_refund(&ctx, &asked(euro(20_00), Some(case.id))).await.unwrap();

    let page = &books.pages()[&books.only(order.number)];
    assert_eq!(page.given_back.values().sum::<i64>(), 43_31, "what the card paid, and no more");
    assert_eq!(balances(&ctx).await, []);
}

#[rstest]
#[tokio::test]
async fn who_calls_the_order_off_leaves_the_part_for_the_office(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, _) = a_shop(engine).await;
    let (anna, order) = a_part(&ctx).await;
    assert_eq!(
        balances(&ctx).await,
        [(Receivable, 43_31), (Sales, -43_31), (Bank, 20_00), (Held, -20_00)]
    );

    let cancelled = cancel(&ctx, anna.account, order.number).await.unwrap();

    assert_eq!(cancelled.part_received(), None);
    assert_eq!(cancelled.held, euro(20_00));
    assert_eq!(balances(&ctx).await, [(Bank, 20_00), (Held, -20_00)]);
    assert_eq!(
        seen::number(&ctx, "SELECT COUNT(*) FROM payment_case WHERE resolution IS NULL").await,
        1
    );
}
