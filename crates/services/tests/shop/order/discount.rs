//! Codes that can be used only so often.

use domain::cart::Cart;
use domain::coupon::{CouponError, DiscountCode};
use domain::money::Percent;
use domain::order::{Order, OrderState, PaymentMethod};
use domain::price_list::PriceList;
use domain::{Product, RuleError};
use rstest::rstest;
use services::cart::apply_coupon;
use services::order::{Conclusion, cancel, conclude};
use services::payment::register_payment;
use services::testing::{
    Customer, Engine, TestContext, a_customer, day, price_list, the_payment_of,
};
use services::{Context, Error};

use crate::seen;

const CODE: &str = "ULTIMO";

fn a_code(uses_max: Option<u32>, uses_per_account_max: Option<u32>) -> DiscountCode {
    DiscountCode { uses_max, uses_per_account_max, ..half_price() }
}

fn half_price() -> DiscountCode {
    DiscountCode {
        code: CODE.into(),
        percent: Percent::whole(50),
        from: day("2026-01-01"),
        until: None,
        first_purchase_only: false,
        products: vec![],
        uses_max: None,
        uses_per_account_max: None,
    }
}

async fn a_shop(engine: Engine, code: DiscountCode) -> TestContext {
    let shop = engine.fresh_context().await;
    shop.replace_prices(PriceList { discount_codes: vec![code], ..price_list() });
    shop
}

/// Somebody in front of the order form, with the code on their cart.
async fn about_to_order(shop: &TestContext, anna: &Customer) -> Conclusion {
    anna.fills(shop, Cart::first_purchase(Product::Invoicing, 1)).await;
    apply_coupon(shop, anna.cart(), CODE).await.unwrap();
    anna.order_form(shop).await
}

async fn orders(ctx: &Context, anna: &Customer, form: &Conclusion) -> Result<Order, CouponError> {
    match conclude(ctx, anna.account, form).await {
        Ok(concluded) => Ok(concluded.order),
        Err(Error::Rule(RuleError::Coupon(error))) => Err(error),
        Err(error) => panic!("{error}"),
    }
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_last_use_goes_to_one_of_fifty(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_shop(engine, a_code(Some(1), None)).await;
    let second = shop.second_process().await;
    let mut running = Vec::new();
    for buyer in 0..50 {
        let anna = a_customer().with_holder().create(&shop).await;
        let form = about_to_order(&shop, &anna).await;
        let server = if buyer % 2 == 0 { (*shop).clone() } else { second.clone() };
        running.push((anna, form, server));
    }
    let running: Vec<_> = running
        .into_iter()
        .map(|(anna, form, server)| {
            tokio::spawn(async move { (orders(&server, &anna, &form).await, anna) })
        })
        .collect();
    let mut won = Vec::new();
    for buyer in running {
        match buyer.await.unwrap() {
            (Ok(order), anna) => won.push((order, anna)),
            (Err(error), _) => assert_eq!(error, CouponError::UsedUp),
        }
    }

    assert_eq!(won.len(), 1);
    let (order, anna) = won.remove(0);
    assert_eq!(order.discount.cents(), 15_00);
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM purchase_order").await, 1);
    assert_eq!(seen::number(&shop, "SELECT held FROM discount_code").await, 1);

    // Called off, the use is free again; once.
    cancel(&shop, anna.account, order.number).await.unwrap();
    cancel(&shop, anna.account, order.number).await.unwrap();
    assert_eq!(seen::number(&shop, "SELECT held FROM discount_code").await, 0);
    let bruno = a_customer().with_holder().create(&shop).await;
    let form = about_to_order(&shop, &bruno).await;
    let order = orders(&shop, &bruno, &form).await.unwrap();

    // Paid, it is gone for good.
    register_payment(&shop, &the_payment_of(&shop, &order)).await.unwrap();
    let carla = a_customer().with_holder().create(&shop).await;
    carla.fills(&shop, Cart::first_purchase(Product::Invoicing, 1)).await;
    let late = apply_coupon(&shop, carla.cart(), CODE).await;
    assert!(matches!(late, Err(Error::Rule(RuleError::Coupon(CouponError::UsedUp)))));
    let used = "SELECT COUNT(*) FROM discount_use WHERE state = 'used'";
    assert_eq!(seen::number(&shop, used).await, 1);
}

#[rstest]
#[tokio::test]
async fn a_code_for_once_each_is_for_once_each(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_shop(engine, a_code(None, Some(1))).await;
    let anna = a_customer().with_holder().create(&shop).await;
    let form = about_to_order(&shop, &anna).await;
    let first = orders(&shop, &anna, &form).await.unwrap();
    register_payment(&shop, &the_payment_of(&shop, &first)).await.unwrap();

    anna.fills(&shop, Cart::add_ons(Product::Invoicing)).await;
    let again = apply_coupon(&shop, anna.cart(), CODE).await;

    assert!(matches!(again, Err(Error::Rule(RuleError::Coupon(CouponError::UsedByYou)))));
    let bruno = a_customer().with_holder().create(&shop).await;
    let form = about_to_order(&shop, &bruno).await;
    assert!(orders(&shop, &bruno, &form).await.is_ok());
}

#[rstest]
#[tokio::test]
async fn a_code_for_one_product_makes_only_that_one_cheaper(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let code = DiscountCode { products: vec![Product::User], ..half_price() };
    let shop = a_shop(engine, code).await;
    let anna = a_customer().with_holder().create(&shop).await;
    let cart = Cart::first_purchase(Product::Invoicing, 1);

    anna.fills(&shop, cart.clone()).await;
    let refused = apply_coupon(&shop, anna.cart(), CODE).await;
    let other = RuleError::Coupon(CouponError::OtherProducts);
    assert!(matches!(refused, Err(Error::Rule(rule)) if rule == other));

    anna.fills(&shop, cart.set_quantity(Product::User, 2, &[]).unwrap()).await;
    apply_coupon(&shop, anna.cart(), CODE).await.unwrap();
    let form = anna.order_form(&shop).await;
    let order = orders(&shop, &anna, &form).await.unwrap();
    assert_eq!(order.discount.cents(), 12_00);
    assert_eq!(order.totals.net.cents(), 42_00);
}

#[rstest]
#[tokio::test]
async fn an_order_that_costs_nothing_is_fulfilled_at_once(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values(PaymentMethod::BankTransfer, PaymentMethod::Card)] method: PaymentMethod,
) {
    let code = DiscountCode { percent: Percent::whole(100), ..half_price() };
    let shop = a_shop(engine, code).await;
    let anna = a_customer().with_holder().create(&shop).await;
    let form = Conclusion { method, ..about_to_order(&shop, &anna).await };

    let first = conclude(&shop, anna.account, &form).await.unwrap().order;
    let again = conclude(&shop, anna.account, &form).await.unwrap();

    assert!(first.totals.due.is_zero() && again.again);
    assert!(matches!(first.state, OrderState::Fulfilled { .. }), "{first:?}");
    assert_eq!(again.order.state, first.state);
    assert_eq!(anna.owned(&shop).await, [(Product::Invoicing, 1, day("2027-11-22"))]);
    let mails = seen::mails(&shop).await;
    let counts = seen::count_of_each_kind(&mails);
    assert_eq!(counts.get("service_activated"), Some(&1));
    assert_eq!(counts.get("how_to_pay"), None, "there is nothing to pay: {counts:?}");
}
