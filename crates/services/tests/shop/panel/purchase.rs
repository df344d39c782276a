//! What somebody may do in the shop who came from the panel of a service: buy for it, and no more.

use chrono::TimeDelta;
use domain::Product;
use domain::cart::{Cart, Purpose};
use domain::id::{StoredMethodId, SubscriptionId};
use domain::order::PaymentMethod;
use domain::payment::PayWith;
use rstest::rstest;
use services::panel::{open_cart, open_renewal};
use services::payment::{come_back, pay, progress};
use services::testing::{Customer, Engine, a_customer, day};
use services::{Context, Error, Purchase, Result, order, paper};

use crate::seen;

fn is_refused<T>(answer: Result<T>) -> bool {
    matches!(answer, Err(Error::NotAllowed))
}

async fn a_customer_with_a_service(ctx: &Context) -> Customer {
    a_customer().with_service_until(day("2027-04-14")).create(ctx).await
}

/// Whoever pressed `Attiva` in the panel.
async fn begun(ctx: &Context, anna: &Customer) -> Purchase {
    open_cart(ctx, &anna.in_panel(ctx).await, Product::Documents).await.unwrap()
}

#[rstest]
#[tokio::test]
async fn a_purchase_makes_its_order_and_sees_no_other(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer_with_a_service(&shop).await;
    let before = Cart::add_ons(Product::Invoicing).set_quantity(Product::User, 1, &[]).unwrap();
    let before = anna.orders(&shop, before).await.number;
    let purchase = begun(&shop, &anna).await;
    let access = anna.in_panel(&shop).await;
    let buyer = access.buyer(&shop, &purchase).unwrap();

    assert!(is_refused(order::review(&shop, buyer.clone()).await), "an order comes first");
    assert!(is_refused(progress(&shop, buyer.clone(), before).await));
    assert!(is_refused(come_back(&shop, buyer.clone(), before).await));
    assert!(is_refused(pay(&shop, buyer.clone(), before, PaymentMethod::Card).await));
    assert!(is_refused(paper::transfer_sheet(&shop, buyer.clone(), before).await));
    assert!(is_refused(order::cancel(&shop, buyer.clone(), before).await));
    assert!(is_refused(progress(&shop, buyer.clone(), 1).await), "nor is told which there are");
    order::cancel(&shop, anna.account, before).await.unwrap();

    let form = anna.order_form(&shop).await;
    let made = order::conclude(&shop, buyer.clone(), &form).await.unwrap().order.number;
    assert!(is_refused(progress(&shop, buyer, made).await), "until the session has noted it");
    let buyer = access.buyer(&shop, &purchase.with_order(made)).unwrap();
    assert_eq!(progress(&shop, buyer.clone(), made).await.unwrap().order.number, made);
    paper::transfer_sheet(&shop, buyer.clone(), made).await.unwrap();
    pay(&shop, buyer, made, PaymentMethod::PostalSlip).await.unwrap();
}

#[rstest]
#[tokio::test]
async fn what_the_account_keeps_to_pay_with_is_not_used(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer_with_a_service(&shop).await;
    let purchase = begun(&shop, &anna).await;
    let buyer = anna.in_panel(&shop).await.buyer(&shop, &purchase).unwrap();
    let stored = Some(StoredMethodId(shop.new_id()));

    let review = order::review(&shop, buyer.clone()).await.unwrap();
    assert!(review.stored.is_empty());
    let form = anna.order_form(&shop).await;
    let with_stored = order::Conclusion { method: PaymentMethod::Card, stored, ..form };
    assert!(is_refused(order::conclude(&shop, buyer.clone(), &with_stored).await));
    let form = anna.order_form(&shop).await;
    let made = order::conclude(&shop, buyer, &form).await.unwrap().order.number;
    let buyer = anna.in_panel(&shop).await.buyer(&shop, &purchase.with_order(made)).unwrap();
    let with = PayWith { method: PaymentMethod::Card, stored };
    assert!(is_refused(pay(&shop, buyer, made, with).await));
}

#[rstest]
#[tokio::test]
async fn rinnova_fills_the_cart_and_only_the_owner_buys(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let until = day("2027-04-14");
    let anna = a_customer().with_service_until(until).with(Product::User, 1, until);
    let anna = anna.create(&shop).await;
    let bruno = a_customer_with_a_service(&shop).await;

    let purchase = open_renewal(&shop, &anna.in_panel(&shop).await).await.unwrap();
    let open = seen::cart(&shop, anna.cart()).await.unwrap();
    assert_eq!(open.cart.purpose, Purpose::Renewal { years: 1 });

    let of_bruno = bruno.in_panel(&shop).await;
    assert_eq!(of_bruno.buyer(&shop, &purchase), None, "another panel opens nothing");
    let service: SubscriptionId = anna.service(&shop).await.unwrap().id;
    let mut tx = shop.db.write().await.unwrap();
    tx.sql("UPDATE panel_user SET subscription_id = $1, permissions = '' WHERE id = $2")
        .bind(service)
        .bind(bruno.panel_user.unwrap())
        .run()
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let second = bruno.in_panel(&shop).await;
    assert!(is_refused(open_cart(&shop, &second, Product::Documents).await));
    assert!(is_refused(open_renewal(&shop, &second).await));

    shop.clock.advance(TimeDelta::hours(2));
    assert_eq!(anna.in_panel(&shop).await.buyer(&shop, &purchase), None, "two hours are over");
}
