//! An order is paid with a method that is stored already, by somebody who is there.

use domain::Product::{Documents, Invoicing};
use domain::cart::Cart;
use domain::demo::{DemoMethod, DemoOutcome};
use domain::order::{Order, OrderState, PaymentMethod};
use domain::payment::{AttemptState, PayWith, PaymentError, Refusal};
use domain::renewal::Decided;
use domain::{Product, RuleError};
use rstest::rstest;
use services::demo::choose;
use services::order::{Conclusion, conclude, review};
use services::payment::{come_back, pay, progress, remove_method};
use services::testing::store::attempts;
use services::testing::{Customer, Engine, a_customer, day, test_day};
use services::{Context, Error, renewal};

use super::method_setup::{a_demo, automatic, leaves, the_method};
use crate::seen;

const EXPIRES: &str = "2027-04-14";

/// Somebody with a service and a stored card that behaves like this.
async fn who_has_a_card(ctx: &Context, behaviour: DemoMethod) -> (Customer, PayWith) {
    let anna = a_customer().with_service_until(day(EXPIRES)).create(ctx).await;
    leaves(ctx, &anna, None, Some(behaviour)).await;
    let stored = Some(the_method(ctx, &anna).await.id);
    (anna, PayWith { method: PaymentMethod::Card, stored })
}

/// Concludes an order for a module, to be paid in this way.
async fn orders(ctx: &Context, anna: &Customer, with: PayWith) -> services::Result<Order> {
    let cart = Cart::add_ons(Invoicing).set_quantity(Documents, 1, &[]).unwrap();
    anna.fills(ctx, cart).await;
    let form = anna.order_form(ctx).await;
    let form = Conclusion { method: with.method, stored: with.stored, ..form };
    conclude(ctx, anna.account, &form).await.map(|concluded| concluded.order)
}

/// The tries of an order, the oldest first, each with the page where it goes on.
async fn tries(ctx: &Context, order: &Order) -> Vec<(AttemptState, bool)> {
    let mut tx = ctx.db.read().await.unwrap();
    let tries = attempts::of_order(&mut tx, order.id).await.unwrap();
    tries.iter().rev().map(|attempt| (attempt.state, attempt.page.is_some())).collect()
}

fn paid_today() -> OrderState {
    OrderState::Fulfilled { paid_on: test_day(), fulfilled_on: test_day() }
}

#[rstest]
#[tokio::test]
async fn a_stored_card_pays_at_once_and_renews_the_service(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let (anna, card) = who_has_a_card(&shop, DemoMethod::Pays).await;

    let order = orders(&shop, &anna, card).await.unwrap();
    pay(&shop, anna.account, order.number, card).await.unwrap();

    let now = progress(&shop, anna.account, order.number).await.unwrap();
    assert_eq!(now.order.state, paid_today());
    assert_eq!(now.order.method, PaymentMethod::Card);
    let paid = seen::payments(&shop).await;
    assert_eq!((paid.len(), paid[0].amount, paid[0].method.as_str()), (1, 43_31, "card"));
    assert_eq!(anna.owned(&shop).await[1], (Product::Documents, 1, day("2027-11-22")));
    assert_eq!(automatic(&shop, &anna).await.unwrap().label, "visa 4242");
}

#[rstest]
#[tokio::test]
async fn whoever_turned_the_renewal_off_pays_without_turning_it_on(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let (anna, card) = who_has_a_card(&shop, DemoMethod::Pays).await;
    renewal::turn_on(&shop, anna.account, card.stored.unwrap(), 1).await.unwrap();
    let shown = review(&shop, anna.account).await.unwrap();
    assert!(matches!(shown.decided, Decided::With(name) if name.label == "visa 4242"));
    renewal::turn_off(&shop, anna.account).await.unwrap();
    assert_eq!(review(&shop, anna.account).await.unwrap().decided, Decided::Off);

    let order = orders(&shop, &anna, card).await.unwrap();
    pay(&shop, anna.account, order.number, card).await.unwrap();

    assert_eq!(automatic(&shop, &anna).await, None);
}

#[rstest]
#[tokio::test]
async fn a_bank_that_wants_a_confirmation_has_a_page_for_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let (anna, card) = who_has_a_card(&shop, DemoMethod::WantsConfirmation).await;
    let order = orders(&shop, &anna, card).await.unwrap();
    pay(&shop, anna.account, order.number, card).await.unwrap();
    assert_eq!(tries(&shop, &order).await, [(AttemptState::NeedsAuthentication, true)]);

    // Another press goes on with the same try.
    pay(&shop, anna.account, order.number, card).await.unwrap();
    assert_eq!(tries(&shop, &order).await.len(), 1);
    let mut tx = shop.db.read().await.unwrap();
    let attempt = attempts::live(&mut tx, order.id).await.unwrap().unwrap();
    drop(tx);
    choose(&shop, attempt.id, DemoOutcome::Succeeds).await.unwrap();
    come_back(&shop, anna.account, order.number).await.unwrap();

    let now = progress(&shop, anna.account, order.number).await.unwrap();
    assert_eq!(now.order.state, paid_today());
    assert_eq!(seen::payments(&shop).await.len(), 1);
    let mails = seen::mails(&shop).await;
    assert!(!seen::kinds(&mails).contains(&"renewal_wants_customer"), "it is no renewal");
}

#[rstest]
#[case(DemoMethod::IsRefused, Refusal::InsufficientFunds)]
#[case(DemoMethod::IsVoid, Refusal::Expired)]
#[tokio::test]
async fn a_card_that_does_not_pay_leaves_the_order_to_be_paid_otherwise(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[case] behaviour: DemoMethod,
    #[case] why: Refusal,
) {
    let shop = a_demo(engine).await;
    let (anna, card) = who_has_a_card(&shop, behaviour).await;
    let order = orders(&shop, &anna, card).await.unwrap();

    pay(&shop, anna.account, order.number, card).await.unwrap();

    let shown = progress(&shop, anna.account, order.number).await.unwrap();
    assert_eq!(shown.attempt.unwrap().state, AttemptState::Refused(why));
    assert!(shown.order.state.is_awaiting_payment());
    let offered: Vec<_> = shown.stored.iter().map(|method| method.id).collect();
    assert_eq!(offered, [card.stored.unwrap()], "it may be tried again");
    pay(&shop, anna.account, order.number, PaymentMethod::Card).await.unwrap();
    let refused = (AttemptState::Refused(why), false);
    let tries = tries(&shop, &order).await;
    assert_eq!((tries.len(), tries[0].0), (2, refused.0));
    assert_eq!(tries[1], (AttemptState::Pending, true), "on a page");
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_presses_are_one_payment(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let shop = a_demo(engine).await;
    let (anna, card) = who_has_a_card(&shop, DemoMethod::Pays).await;
    let order = orders(&shop, &anna, card).await.unwrap();

    let presses: Vec<_> = (0..12)
        .map(|_| {
            let (ctx, account, number) = ((*shop).clone(), anna.account, order.number);
            tokio::spawn(async move { pay(&ctx, account, number, card).await })
        })
        .collect();
    let mut taken = 0;
    for press in presses {
        match press.await.unwrap() {
            Ok(()) => taken += 1,
            Err(Error::Rule(RuleError::Payment(PaymentError::NotPayable))) => {}
            Err(other) => panic!("{other}"),
        }
    }

    assert!(taken >= 1);
    assert_eq!(tries(&shop, &order).await.len(), 1);
    assert_eq!(seen::payments(&shop).await.len(), 1);
}

/// Why a stored method cannot be taken.
#[derive(Clone, Copy, Debug)]
enum Gone {
    Removed,
    Void,
    SomebodyElses,
    OfAnotherKind,
}

#[rstest]
#[tokio::test]
async fn what_cannot_be_taken_is_neither_offered_nor_ordered_with(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values(Gone::Removed, Gone::Void, Gone::SomebodyElses, Gone::OfAnotherKind)] gone: Gone,
) {
    let shop = a_demo(engine).await;
    let (anna, card) = who_has_a_card(&shop, DemoMethod::IsVoid).await;
    let (who, card) = match gone {
        Gone::Removed => {
            remove_method(&shop, anna.account, card.stored.unwrap()).await.unwrap();
            (anna, card)
        }
        Gone::Void => {
            // The last month of that card is December.
            shop.clock.set_to_day(day("2027-01-01"));
            (anna, card)
        }
        Gone::SomebodyElses => {
            let bruno = a_customer().with_service_until(day(EXPIRES)).create(&shop).await;
            (bruno, card)
        }
        Gone::OfAnotherKind => (anna, PayWith { method: PaymentMethod::PayPal, ..card }),
    };

    let outcome = orders(&shop, &who, card).await;

    let not_offered = |error: &Error| {
        matches!(error, Error::Rule(RuleError::Payment(PaymentError::MethodNotOffered)))
    };
    assert!(outcome.as_ref().is_err_and(not_offered), "{outcome:?}");
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM purchase_order").await, 0);
    let shown = review(&shop, who.account).await.unwrap();
    assert_eq!(shown.stored.is_empty(), !matches!(gone, Gone::OfAnotherKind), "{gone:?}");
    let order = orders(&shop, &who, PaymentMethod::Card.into()).await.unwrap();
    let paid = pay(&shop, who.account, order.number, card).await;
    assert!(paid.as_ref().is_err_and(not_offered), "{paid:?}");
    assert!(tries(&shop, &order).await.is_empty());
}
