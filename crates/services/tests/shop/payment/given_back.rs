//! Money of an order goes back in parts: it pays nothing meanwhile, and each part goes the way it came.

use super::books::balances;
use super::pay::{a_shop, an_order};
use super::provider::Books;
use domain::Money;
use domain::Product::Invoicing;
use domain::RuleError;
use domain::cart::Cart;
use domain::id::AttemptId;
use domain::ledger::LedgerAccount::{Bank, Provider, Sales};
use domain::order::{Order, OrderState, PaymentMethod};
use domain::payment::{AttemptState, CaseKind};
use domain::refund::RefundState;
use rstest::rstest;
use services::order::show;
use services::payment::{ask_refund, come_back, look_after_refunds, pay, register_payment};
use services::testing::{Customer, Engine, a_customer, the_payment_of};
use services::{Context, Error};

use super::part::{asked, by_bank, euro, give_back, give_back_case, only_case, too_large};

/// An order of which all but 20,00 € were paid by card, after the 20,00 € that had arrived by bank
/// went back; and the try of the card.
async fn a_part_by_card(
    ctx: &Context,
    books: &Books,
    (anna, order): (Customer, Order),
) -> (Customer, Order, AttemptId) {
    by_bank(ctx, &order, "acconto").await;
    pay(ctx, anna.account, order.number, PaymentMethod::Card).await.unwrap();
    give_back_case(ctx, &order, 20_00).await;
    let attempt = books.only(order.number);
    books.change(attempt, |page| page.state = AttemptState::Succeeded);
    let order = come_back(ctx, anna.account, order.number).await.unwrap().order;
    assert_eq!((order.held, order.missing()), (order.totals.due - euro(20_00), euro(20_00)));
    (anna, order, attempt)
}

/// The customer opens another page.
async fn another_page(
    ctx: &Context,
    books: &Books,
    (anna, order, first): (&Customer, &Order, AttemptId),
) -> AttemptId {
    pay(ctx, anna.account, order.number, PaymentMethod::Card).await.unwrap();
    let begun = books.of_order(order.number).into_iter().find(|(id, _)| *id != first);
    begun.expect("a second page").0
}

async fn is_paid(ctx: &Context, books: &Books, (anna, page): (&Customer, AttemptId)) -> Order {
    books.change(page, |page| page.state = AttemptState::Succeeded);
    let number = books.pages()[&page].order_number;
    come_back(ctx, anna.account, number).await.unwrap().order
}

async fn missing(ctx: &Context, anna: &Customer, order: &Order) -> Money {
    show(ctx, anna.account, order.number).await.unwrap().missing()
}

#[rstest]
#[tokio::test]
async fn money_that_goes_back_pays_nothing_while_the_provider_is_silent(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let (anna, order, first) = a_part_by_card(&ctx, &books, an_order(&ctx).await).await;
    books.change(first, |page| page.losses = [true].into());

    let refund = give_back_case(&ctx, &order, 23_31).await;
    assert_eq!(refund.state, RefundState::Started);
    assert_eq!(missing(&ctx, &anna, &order).await, euro(43_31));

    let second = another_page(&ctx, &books, (&anna, &order, first)).await;
    let paid = is_paid(&ctx, &books, (&anna, second)).await;
    assert!(matches!(paid.state, OrderState::Fulfilled { .. }));
    assert_eq!(balances(&ctx).await, [(Sales, -43_31), (Provider, 43_31)]);

    assert_eq!(look_after_refunds(&ctx).await.unwrap(), 1);
    assert_eq!(look_after_refunds(&ctx).await.unwrap(), 0);
    assert_eq!(balances(&ctx).await, [(Sales, -43_31), (Provider, 43_31)]);
    let later = give_back(&ctx, &order, None, 43_31).await;
    assert_eq!((later.state, later.attempt), (RefundState::Done, Some(second)));
    let given_back = books.pages().into_values().flat_map(|page| page.given_back.into_values());
    assert_eq!(given_back.sum::<i64>(), 23_31 + 43_31, "all that the card paid");
    assert_eq!(balances(&ctx).await, []);
}

/// A refund of what the card paid, which the provider will refuse.
async fn a_refund_in_vain(ctx: &Context, books: &Books, order: &Order, attempt: AttemptId) {
    books.change(attempt, |page| {
        page.state = AttemptState::Cancelled;
        page.losses = [true].into();
    });
    let refund = give_back_case(ctx, order, order.held.cents()).await;
    assert_eq!(refund.state, RefundState::Started);
}

#[rstest]
#[tokio::test]
async fn money_that_cannot_be_given_back_pays_after_all(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let newcomer = a_customer().with_holder().create(&ctx).await;
    let first_purchase = newcomer.orders(&ctx, Cart::first_purchase(Invoicing, 1)).await;
    let begun = (newcomer, first_purchase);
    let (anna, order, attempt) = a_part_by_card(&ctx, &books, begun).await;
    a_refund_in_vain(&ctx, &books, &order, attempt).await;
    by_bank(&ctx, &order, "saldo").await;
    assert_eq!(missing(&ctx, &anna, &order).await, euro(16_60));

    assert_eq!(look_after_refunds(&ctx).await.unwrap(), 1);

    let paid = show(&ctx, anna.account, order.number).await.unwrap();
    assert!(matches!(paid.state, OrderState::Fulfilled { .. }), "{paid:?}");
    assert!(anna.service(&ctx).await.is_some());
    assert_eq!(balances(&ctx).await, [(Sales, -36_60), (Bank, 20_00), (Provider, 16_60)]);
}

#[rstest]
#[tokio::test]
async fn what_is_too_much_goes_back_the_way_it_came(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let (anna, order, first) = a_part_by_card(&ctx, &books, an_order(&ctx).await).await;
    a_refund_in_vain(&ctx, &books, &order, first).await;
    let second = another_page(&ctx, &books, (&anna, &order, first)).await;
    look_after_refunds(&ctx).await.unwrap();
    assert_eq!(missing(&ctx, &anna, &order).await, euro(20_00));

    let paid = is_paid(&ctx, &books, (&anna, second)).await;

    assert!(matches!(paid.state, OrderState::Fulfilled { .. }));
    let case = only_case(&ctx).await;
    assert_eq!((case.kind, case.amount), (CaseKind::Overpaid, euro(23_31)));
    assert_eq!(case.attempt, Some(second), "nothing of it has come by bank");
    books.change(first, |page| page.state = AttemptState::Succeeded);
    give_back_case(&ctx, &order, 23_31).await;
    let more = ask_refund(&ctx, &asked(&order, None, 23_32)).await.unwrap_err();
    assert!(matches!(more, Error::Rule(RuleError::Refund(error)) if error == too_large(23_31)));
    give_back(&ctx, &order, None, 23_31).await;
    give_back(&ctx, &order, None, 20_00).await;
    let pages = books.pages();
    let given_back = |id| pages[&id].given_back.values().sum::<i64>();
    assert_eq!((given_back(first), given_back(second)), (23_31, 43_31));
    assert_eq!(balances(&ctx).await, []);
}

#[rstest]
#[tokio::test]
async fn what_two_cards_paid_goes_back_to_each(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let (anna, order, first) = a_part_by_card(&ctx, &books, an_order(&ctx).await).await;
    give_back_case(&ctx, &order, 3_31).await;
    assert_eq!(only_case(&ctx).await.amount, euro(20_00), "the rest of the case still waits");
    let second = another_page(&ctx, &books, (&anna, &order, first)).await;
    is_paid(&ctx, &books, (&anna, second)).await;
    assert_eq!(balances(&ctx).await, [(Sales, -43_31), (Provider, 43_31)]);

    let to_second = give_back(&ctx, &order, None, 23_31).await;
    let to_first = give_back(&ctx, &order, None, 20_00).await;

    assert_eq!([to_second.attempt, to_first.attempt], [Some(second), Some(first)]);
    let pages = books.pages();
    let given_back = |id| pages[&id].given_back.values().sum::<i64>();
    assert_eq!((given_back(first), given_back(second)), (23_31, 23_31));
    assert_eq!(balances(&ctx).await, []);
}

#[rstest]
#[tokio::test]
async fn what_a_card_paid_a_second_time_is_not_what_paid_the_order(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let (anna, order) = an_order(&ctx).await;
    pay(&ctx, anna.account, order.number, PaymentMethod::Card).await.unwrap();
    let page = books.only(order.number);
    register_payment(&ctx, &the_payment_of(&ctx, &order)).await.unwrap();
    is_paid(&ctx, &books, (&anna, page)).await;
    assert_eq!(only_case(&ctx).await.kind, CaseKind::PaidTwice);

    let by_bank = give_back(&ctx, &order, None, 43_31).await;

    assert_eq!(by_bank.attempt, None);
    let more = ask_refund(&ctx, &asked(&order, None, 1)).await.unwrap_err();
    assert!(matches!(more, Error::Rule(RuleError::Refund(error)) if error == too_large(0)));
    give_back_case(&ctx, &order, 43_31).await;
    assert_eq!(balances(&ctx).await, []);
}
