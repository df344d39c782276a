//! A part of what is due has arrived: everything asks for the rest, to the cent.

use domain::Money;
use domain::RuleError;
use domain::case::Case;
use domain::id::CaseId;
use domain::ledger::LedgerAccount::{Bank, Held, Provider, Receivable, Sales};
use domain::order::{Order, OrderState, PaymentMethod};
use domain::payment::{AttemptState, CaseKind, PaymentError};
use domain::refund::RefundError;
use domain::refund::{Refund, RefundState};
use rstest::rstest;
use services::order::{cancel, show};
use services::payment::{
    Asked, Registration, ask_refund, come_back, pay, progress, register_payment,
};
use services::statement::accept;
use services::testing::store::cases;
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
    by_bank(ctx, &order, "acconto").await;
    let order = show(ctx, anna.account, order.number).await.unwrap();
    (anna, order)
}

async fn pays_by_card(ctx: &Context, books: &Books, anna: &Customer, order: &Order) -> Order {
    pay(ctx, anna.account, order.number, PaymentMethod::Card).await.unwrap();
    books.change(books.only(order.number), |page| page.state = AttemptState::Succeeded);
    come_back(ctx, anna.account, order.number).await.unwrap().order
}

pub(super) fn euro(cents: i64) -> Money {
    Money::from_cents(cents)
}

pub(super) fn too_large(most: i64) -> RefundError {
    RefundError::TooLarge { most: euro(most) }
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
    let mails = seen::mails(&ctx).await;
    let last = mails.last().unwrap();
    assert_eq!(last.subject, "Ordine 26000001: mancano 23,31\u{a0}€");
    assert!(last.text.contains("abbiamo ricevuto 20,00\u{a0}€: mancano 23,31\u{a0}€"), "{last:?}");
    let slip = paper::filled_in_slip(&ctx.settings, &order).unwrap().unwrap();
    assert_eq!(slip.amount(), euro(23_31));

    let whole = Registration {
        number: order.number,
        paid_on: ctx.today(),
        amount: Some(order.totals.due),
        by: "rosa".into(),
    };
    let refused = register_payment(&ctx, &whole).await.unwrap_err();
    let due = euro(23_31);
    let expected = PaymentError::WrongAmount { due };
    assert!(matches!(refused, Error::Rule(RuleError::Payment(error)) if error == expected));
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

    let all = ask_refund(&ctx, &asked(&order, None, 43_31)).await.unwrap_err();
    assert!(matches!(all, Error::Rule(RuleError::Refund(error)) if error == too_large(23_31)));
    let by_card = give_back(&ctx, &order, None, 23_31).await;
    let by_bank = give_back(&ctx, &order, None, 20_00).await;
    assert_eq!((by_card.state, by_bank.state), (RefundState::Done, RefundState::Done));
    assert_eq!((by_card.attempt.is_some(), by_bank.attempt), (true, None));
    let more = ask_refund(&ctx, &asked(&order, None, 1)).await.unwrap_err();
    assert!(matches!(more, Error::Rule(RuleError::Refund(error)) if error == too_large(0)));
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
    by_bank(&ctx, &order, "acconto").await;

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
    by_bank(&ctx, &order, "acconto").await;
    books.change(books.only(order.number), |page| page.state = AttemptState::Succeeded);
    come_back(&ctx, anna.account, order.number).await.unwrap();

    let case = only_case(&ctx).await;
    assert_eq!((case.kind, case.amount, case.attempt), (CaseKind::Overpaid, euro(20_00), None));
    give_back(&ctx, &order, None, 43_31).await;
    give_back(&ctx, &order, Some(case.id), 20_00).await;

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

/// 20,00 € arrive for an order by bank, with these words.
pub(super) async fn by_bank(ctx: &Context, order: &Order, words: &str) {
    let credit = a_credit(ctx, "20,00", &format!("{words} {}", order.number)).await;
    accept(ctx, credit, order.number, "rosa").await.unwrap();
}

pub(super) fn asked(order: &Order, case: Option<CaseId>, cents: i64) -> Asked {
    Asked {
        order_number: order.number,
        amount: euro(cents),
        reason: "come da telefonata".into(),
        case,
        by: "rosa".into(),
    }
}

pub(super) async fn give_back(
    ctx: &Context,
    order: &Order,
    case: Option<CaseId>,
    cents: i64,
) -> Refund {
    ask_refund(ctx, &asked(order, case, cents)).await.unwrap()
}

/// Gives back, of the only open case.
pub(super) async fn give_back_case(ctx: &Context, order: &Order, cents: i64) -> Refund {
    let case = only_case(ctx).await;
    give_back(ctx, order, Some(case.id), cents).await
}

pub(super) async fn only_case(ctx: &Context) -> Case {
    let mut tx = ctx.db.read().await.unwrap();
    match seen::all(cases::all_open(&mut tx).await).as_slice() {
        [case] => case.clone(),
        several => panic!("one waits and no other: {several:?}"),
    }
}

#[rstest]
#[tokio::test]
async fn a_rest_that_no_provider_collects_comes_another_way(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let (anna, order) = an_order(&ctx).await;
    let credit = a_credit(&ctx, "42,82", "acconto 26000001").await;
    accept(&ctx, credit, order.number, "rosa").await.unwrap();

    let by_card = pay(&ctx, anna.account, order.number, PaymentMethod::Card).await.unwrap_err();
    let by_slip = pay(&ctx, anna.account, order.number, PaymentMethod::PostalSlip).await;

    let refusal = RuleError::Payment(PaymentError::TooLittleToCollect);
    assert!(matches!(by_card, Error::Rule(error) if error == refusal));
    by_slip.unwrap();
    assert!(books.pages().is_empty());
}
