//! A renewal goes on from where everything ended, also during the days of consultation.

use domain::Product::{Documents, Invoicing, User};
use domain::RuleError;
use domain::cart::{Cart, CartError, Change, Item};
use domain::money::Money;
use domain::order::{FailureReason, OrderKind, OrderState};
use domain::renewal::Plan;
use rstest::rstest;
use services::payment::register_payment;
use services::testing::{Engine, a_customer, day, the_payment_of};
use services::{Error, Result, account, cart, order, renewal};

use crate::seen;

fn keeping(items: &[Item]) -> Cart {
    Cart { items: items.to_vec(), ..Cart::renewal(Invoicing, 1) }
}

#[rstest]
#[tokio::test]
async fn an_expired_service_goes_on_from_its_old_expiry(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let expired = day("2026-11-01");
    let anna = a_customer()
        .with_service_until(expired)
        .with(Documents, 1, expired)
        .with(User, 3, expired)
        .create(&shop)
        .await;
    let kept = [Item { product: Documents, quantity: 1 }, Item { product: User, quantity: 2 }];

    let order = anna.orders(&shop, keeping(&kept)).await;
    shop.clock.set_to_day(day("2026-12-01"));
    register_payment(&shop, &the_payment_of(&shop, &order)).await.unwrap();

    assert_eq!(order.kind, OrderKind::Renewal);
    assert_eq!(order.totals.net, Money::from_cents(30_00 + 18_00 + 24_00));
    let a_year_on = day("2027-11-01");
    assert_eq!(
        anna.owned(&shop).await,
        [
            (Invoicing, 1, a_year_on),
            (Documents, 1, a_year_on),
            (User, 1, expired),
            (User, 2, a_year_on),
        ]
    );
    let mails = seen::mails(&shop).await;
    assert_eq!(
        seen::kinds(&mails),
        ["order_confirmation", "how_to_pay", "service_renewed", "payment_confirmed"]
    );
    assert_eq!(
        mails[2].subject,
        "Fatturazione Elettronica è di nuovo attivo fino al 1\u{a0}novembre\u{a0}2027"
    );
}

#[rstest]
#[tokio::test]
async fn a_renewal_can_be_paid_until_the_last_day_of_consultation_and_no_longer(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    // Its ninety days end on 28 November.
    let late = a_customer().with_service_until(day("2026-08-30")).create(&shop).await;
    let early = a_customer().with_service_until(day("2026-12-30")).create(&shop).await;

    let [late, early] = [
        late.orders(&shop, Cart::renewal(Invoicing, 1)).await,
        early.orders(&shop, Cart::renewal(Invoicing, 1)).await,
    ];

    let until = |text| OrderState::AwaitingPayment { valid_until: day(text) };
    assert_eq!(late.state, until("2026-11-28"));
    assert_eq!(early.state, until("2026-12-22"));
    shop.clock.set_to_day(day("2026-11-28"));
    register_payment(&shop, &the_payment_of(&shop, &late)).await.unwrap();
    let service = seen::number(
        &shop,
        "SELECT COUNT(*) FROM subscription WHERE \
        expires_on = '2027-08-30'",
    )
    .await;
    assert_eq!(service, 1, "its last day is a day like the others");
}

#[rstest]
#[tokio::test]
async fn after_the_days_of_consultation_there_is_nothing_left_to_renew(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day("2026-08-30")).create(&shop).await;
    let order = anna.orders(&shop, keeping(&[])).await;

    shop.clock.set_to_day(day("2026-11-29"));
    let registered = register_payment(&shop, &the_payment_of(&shop, &order)).await.unwrap();

    let (paid_on, reason) = (day("2026-11-29"), FailureReason::ServiceNotActive);
    assert_eq!(registered.order.state, OrderState::ActivationFailed { paid_on, reason });
    assert_eq!(anna.owned(&shop).await, [(Invoicing, 1, day("2026-08-30"))]);
}

#[rstest]
#[tokio::test]
async fn a_module_left_out_of_a_renewal_can_be_bought_again_after_its_last_day(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let until = day("2026-12-14");
    let anna = a_customer()
        .with_holder()
        .with_service_until(until)
        .with(Documents, 1, until)
        .with(User, 1, until)
        .create(&shop)
        .await;
    let order = anna.orders(&shop, keeping(&[])).await;
    register_payment(&shop, &the_payment_of(&shop, &order)).await.unwrap();

    // On its last day it is still there, and nobody can buy it twice.
    shop.clock.set_to_day(until);
    let owned = cart::start(&shop, anna.cart(), Documents).await;
    assert!(matches!(owned, Err(Error::Rule(RuleError::Cart(CartError::ModuleOwned(Documents))))));

    shop.clock.set_to_day(day("2026-12-15"));
    let area = account::area(&shop, anna.account).await.unwrap().subscription.unwrap();
    assert_eq!(area.owned, anna.in_panel(&shop).await.subscription().owned);
    let left: Vec<_> = area.owned.iter().map(|owned| owned.product).collect();
    assert_eq!(left, [Invoicing], "what was left out is gone");

    let open = cart::start(&shop, anna.cart(), Documents).await.unwrap();
    let order = anna.orders(&shop, open.cart).await;
    register_payment(&shop, &the_payment_of(&shop, &order)).await.unwrap();

    assert_eq!(order.totals.net, Money::from_cents(18_00), "nothing that ended is extended");
    let later = day("2027-12-15");
    assert_eq!(
        anna.owned(&shop).await,
        [(Invoicing, 1, later), (Documents, 1, later), (User, 1, until)]
    );
    assert_eq!(anna.in_panel(&shop).await.subscription().owned.len(), 2);
}

#[rstest]
#[tokio::test]
async fn everything_owned_goes_into_the_cart_of_a_renewal_by_hand(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let expires = day("2027-04-14");
    let anna = a_customer().with_service_until(expires).with(User, 2, expires).create(&shop).await;

    let first = renewal::start(&shop, anna.account, 2, &Plan::default()).await.unwrap();
    let again = renewal::start(&shop, anna.account, 1, &Plan::default()).await.unwrap();

    assert_eq!(first.id, again.id);
    let order = anna.orders(&shop, again.cart).await;
    register_payment(&shop, &the_payment_of(&shop, &order)).await.unwrap();
    let until = day("2028-04-14");
    assert_eq!(anna.owned(&shop).await, [(Invoicing, 1, until), (User, 2, until)]);
    let bruno = a_customer().create(&shop).await;
    assert!(
        renewal::start(&shop, bruno.account, 1, &Plan::default()).await.is_err(),
        "nothing to renew"
    );
}

/// How many have a place that a refused renewal would take away.
fn in_place<T>(answer: Result<T>) -> u32 {
    match answer {
        Err(Error::Rule(RuleError::Cart(CartError::UsersInPlace { used }))) => used,
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("it was done"),
    }
}

#[rstest]
#[tokio::test]
async fn a_place_that_somebody_has_is_taken_away_neither_in_the_cart_nor_behind_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let until = day("2027-04-14");
    let anna = a_customer().with_service_until(until).with(User, 3, until).create(&shop).await;
    let read = ["invoicing_read".to_owned()];
    anna.gives_a_seat(&shop, "marco2026", &read).await;
    let open = renewal::start(&shop, anna.account, 1, &Plan::default()).await.unwrap();
    let press = async |version, change| cart::change(&shop, anna.cart(), version, change).await;

    assert_eq!(in_place(press(open.version, Change::SetQuantity(User, 0)).await), 1);
    assert_eq!(seen::cart(&shop, anna.cart()).await, Some(open.clone()), "nothing has changed");
    let one = press(open.version, Change::SetQuantity(User, 1)).await.unwrap();

    let form = anna.order_form(&shop).await;
    anna.gives_a_seat(&shop, "giulia2026", &read).await;
    assert_eq!(in_place(order::conclude(&shop, anna.account, &form).await), 2);
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM purchase_order").await, 0);
    assert_eq!(seen::cart(&shop, anna.cart()).await, Some(one.clone()), "the cart stays");

    let longer = press(one.version, Change::SetYears(2)).await.unwrap();
    press(longer.version, Change::SetQuantity(User, 2)).await.unwrap();
    let form = anna.order_form(&shop).await;
    let made = order::conclude(&shop, anna.account, &form).await.unwrap().order;
    assert_eq!(made.kind, OrderKind::Renewal);
    assert!(made.lines.iter().any(|line| line.product == User && line.quantity == 2));
}
