//! What grows old is cleared away, and what a clock that was ahead has put off comes back.

use chrono::TimeDelta;
use domain::Product;
use domain::cart::Cart;
use domain::demo::{DemoMethod, DemoOutcome};
use domain::order::PaymentMethod;
use domain::payment::pause_before_question;
use platform::outbox::{self, NONE_FULL};
use rstest::rstest;
use services::cart::CartOwner;
use services::cart::start;
use services::demo::choose;
use services::housekeeping::{FARTHEST, VISITORS_CART_KEPT, bring_back, forget_abandoned_carts};
use services::mail::{HowToPay, Mail, WayToPay};
use services::outbox::{post, relay};
use services::payment::{add_method, come_back, pay};
use services::ports::mailer::Mailer;
use services::testing::store::{attempts, method_setups};
use services::testing::{Engine, TestContext, a_customer};

use crate::payment::method_setup::a_demo;
use crate::seen;

const A_YEAR: TimeDelta = TimeDelta::days(365);

/// The machine's clock is a year ahead while `work` is done, and then set right.
async fn a_year_ahead<T>(shop: &TestContext, work: impl Future<Output = T>) -> T {
    shop.clock.advance(A_YEAR);
    let done = work.await;
    shop.clock.advance(-A_YEAR);
    done
}

#[rstest]
#[tokio::test]
async fn a_visitors_cart_that_nobody_touched_for_a_month_is_forgotten_and_an_accounts_is_kept(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    start(&shop, anna.cart(), Product::Invoicing).await.unwrap();
    let left = start(&shop, CartOwner::Visitor(None), Product::User).await.unwrap();
    let visitor = CartOwner::Visitor(Some(left.id));

    shop.clock.advance(VISITORS_CART_KEPT);
    assert_eq!(forget_abandoned_carts(&shop).await.unwrap(), 0);
    assert!(seen::cart(&shop, visitor).await.is_some());
    shop.clock.advance(TimeDelta::seconds(1));
    assert_eq!(forget_abandoned_carts(&shop).await.unwrap(), 1);

    assert_eq!(seen::cart(&shop, visitor).await, None);
    assert!(seen::cart(&shop, anna.cart()).await.is_some());
}

#[rstest]
#[tokio::test]
async fn a_visitors_cart_of_a_clock_that_was_ahead_is_kept_no_longer_than_any_other(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    a_year_ahead(&shop, start(&shop, CartOwner::Visitor(None), Product::User)).await.unwrap();

    bring_back(&shop).await.unwrap();
    shop.clock.advance(VISITORS_CART_KEPT + TimeDelta::seconds(1));

    assert_eq!(forget_abandoned_carts(&shop).await.unwrap(), 1);
}

async fn a_mail(shop: &TestContext) {
    let mail = Mail::HowToPay(HowToPay {
        order_number: "26000001".into(),
        order_url: "https://bottega.example/ordini/26000001".into(),
        amount: "39,65 €".into(),
        received: None,
        pay_by: "22 dicembre 2026".into(),
        way: WayToPay::OnThePage,
    });
    let mut tx = shop.db.write().await.unwrap();
    post(shop, &mut tx, "anna@example.it", &mail).await.unwrap();
    tx.commit().await.unwrap();
}

#[rstest]
#[tokio::test]
async fn mails_written_while_the_clock_was_a_year_ahead_leave_once_it_is_right(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let mailer = Mailer::mailbox(shop.db.clone());
    a_year_ahead(&shop, a_mail(&shop)).await;
    assert_eq!(relay::deliver_due(&shop, &mailer).await.unwrap(), 0);

    assert_eq!(bring_back(&shop).await.unwrap(), 1);

    assert_eq!(relay::deliver_due(&shop, &mailer).await.unwrap(), 1);
    assert_eq!(bring_back(&shop).await.unwrap(), 0);
}

#[rstest]
#[tokio::test]
async fn a_mail_leased_while_the_clock_was_a_year_ahead_is_free_once_it_is_right(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let mailer = Mailer::mailbox(shop.db.clone());
    a_mail(&shop).await;
    a_year_ahead(&shop, async {
        let mut tx = shop.db.write().await.unwrap();
        let (now, lease) = (shop.now(), shop.new_id());
        let until = now + TimeDelta::minutes(2);
        let leased = outbox::lease_next(&mut tx, lease, now, until, NONE_FULL, &mut vec![]).await;
        assert!(leased.unwrap().is_some());
        tx.commit().await.unwrap();
    })
    .await;
    assert_eq!(relay::deliver_due(&shop, &mailer).await.unwrap(), 0);

    assert_eq!(bring_back(&shop).await.unwrap(), 1);

    assert_eq!(relay::deliver_due(&shop, &mailer).await.unwrap(), 1);
}

#[rstest]
#[tokio::test]
async fn a_payment_begun_while_the_clock_was_a_year_ahead_is_asked_about_once_it_is_right(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let anna = a_customer().with_holder().create(&shop).await;
    a_year_ahead(&shop, async {
        let order = anna.orders(&shop, Cart::first_purchase(Product::Invoicing, 1)).await;
        pay(&shop, anna.account, order.number, PaymentMethod::Card).await.unwrap();
    })
    .await;
    let due = async || {
        let mut tx = shop.db.read().await.unwrap();
        attempts::due(&mut tx, shop.now(), 10).await.unwrap().len()
    };
    assert_eq!(due().await, 0);

    bring_back(&shop).await.unwrap();

    assert_eq!(due().await, 1);
}

#[rstest]
#[tokio::test]
async fn the_newest_try_to_pay_is_the_last_one_also_after_a_clock_that_was_ahead(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let anna = a_customer().with_holder().create(&shop).await;
    let order = a_year_ahead(&shop, async {
        let order = anna.orders(&shop, Cart::first_purchase(Product::Invoicing, 1)).await;
        pay(&shop, anna.account, order.number, PaymentMethod::Card).await.unwrap();
        let mut tx = shop.db.read().await.unwrap();
        let first = attempts::live(&mut tx, order.id).await.unwrap().unwrap().id;
        drop(tx);
        choose(&shop, first, DemoOutcome::Declined).await.unwrap();
        come_back(&shop, anna.account, order.number).await.unwrap();
        order
    })
    .await;

    bring_back(&shop).await.unwrap();
    shop.clock.advance(TimeDelta::minutes(5));
    pay(&shop, anna.account, order.number, PaymentMethod::PayPal).await.unwrap();

    let mut tx = shop.db.read().await.unwrap();
    let tries = attempts::of_order(&mut tx, order.id).await.unwrap();
    let methods: Vec<_> = tries.iter().map(|attempt| attempt.method).collect();
    assert_eq!(methods, [PaymentMethod::PayPal, PaymentMethod::Card]);
}

#[rstest]
#[tokio::test]
async fn a_way_to_pay_left_while_the_clock_was_a_year_ahead_is_asked_about_once_it_is_right(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let anna = a_customer().create(&shop).await;
    a_year_ahead(&shop, async {
        let left = add_method(&shop, anna.account, PaymentMethod::Card, None).await.unwrap();
        // The customer does not come back.
        services::demo::choose_method(&shop, left.id, Some(DemoMethod::Pays)).await.unwrap();
    })
    .await;
    let due = async || {
        let mut tx = shop.db.read().await.unwrap();
        method_setups::due(&mut tx, shop.now(), 10).await.unwrap().len()
    };
    assert_eq!(due().await, 0);

    bring_back(&shop).await.unwrap();

    assert_eq!(due().await, 1);
}

#[test]
fn no_question_is_put_off_so_long_that_it_looks_like_a_mistake_of_the_clock() {
    let longest = (0..).map_while(pause_before_question).max().unwrap();
    assert!(longest < FARTHEST, "{longest}");
}
