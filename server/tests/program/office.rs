//! `bottega office register-payment`, on the database of a running shop.

use domain::Product;
use domain::cart::Cart;
use domain::order::{Order, OrderState};
use rstest::rstest;
use services::Context;
use services::order::cancel;
use services::testing::store::orders::by_number;
use services::testing::{Engine, Rows, TestContext, a_company, a_customer, a_holder};

use crate::{A_SHOP, Said, bottega, command, finished};

/// A number that no order has.
const NOBODYS: &str = "99999999";

async fn an_order(shop: &Context) -> Order {
    let customer = a_customer().with_holder().create(shop).await;
    customer.orders(shop, Cart::first_purchase(Product::Invoicing, 1)).await
}

fn register(shop: &TestContext, arguments: &[&str]) -> Said {
    let command = ["office", "register-payment"];
    bottega(shop.database_url(), &[&command, &A_SHOP[..], arguments].concat())
}

async fn state(shop: &Context, order: &Order) -> OrderState {
    let mut tx = shop.db.read().await.unwrap();
    by_number(&mut tx, order.number).await.unwrap().state
}

async fn is_fulfilled(shop: &Context, order: &Order) -> bool {
    matches!(state(shop, order).await, OrderState::Fulfilled { .. })
}

async fn payments(shop: &Context) -> i64 {
    Rows::Payments.count(&shop.db).await
}

#[rstest]
#[tokio::test]
async fn each_order_is_registered_by_itself(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (one, cancelled, two) =
        (an_order(&shop).await, an_order(&shop).await, an_order(&shop).await);
    cancel(&shop, cancelled.account, cancelled.number).await.unwrap();
    let [a, b, c] = [&one, &cancelled, &two].map(|order| order.number.to_string());

    let said = register(&shop, &[&a, &b, NOBODYS, &c]);

    assert_eq!(said.code, Some(1), "{said:?}");
    assert_eq!(said.err, "bottega: 2 of the payments could not be registered.\n");
    let lines: Vec<&str> = said.out.lines().collect();
    let [first, second, third, fourth] = lines[..] else { panic!("{said:?}") };
    let registered = "pagamento registrato, 36,60\u{a0}€ in tutto: servizi attivi dal ";
    assert!(first.starts_with(&format!("{a}: {registered}")), "{first}");
    assert!(second.starts_with(&format!("{b}: Quest’ordine è stato annullato")), "{second}");
    assert_eq!(third, format!("{NOBODYS}: non c’è un ordine con questo numero."));
    assert!(fourth.starts_with(&format!("{c}: {registered}")), "{fourth}");
    assert!(is_fulfilled(&shop, &one).await && is_fulfilled(&shop, &two).await);
    assert!(matches!(state(&shop, &cancelled).await, OrderState::Cancelled { .. }));
    assert_eq!(payments(&shop).await, 2);
}

#[rstest]
#[tokio::test]
async fn registering_twice_changes_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let paid = an_order(&shop).await;
    let number = paid.number.to_string();

    let together = register(&shop, &[&number, &number]);
    let before = state(&shop, &paid).await;
    let later = register(&shop, &[&number]);

    let again =
        format!("{number}: pagamento già registrato, 36,60\u{a0}€ in tutto; non è cambiato nulla.");
    assert_eq!((together.code, later.code), (Some(0), Some(0)), "{together:?} {later:?}");
    assert_eq!(together.out.lines().last(), Some(again.as_str()));
    assert_eq!(later.out, format!("{again}\n"));
    assert_eq!(state(&shop, &paid).await, before);
    assert_eq!(payments(&shop).await, 1);
}

#[rstest]
#[tokio::test]
async fn a_payment_that_activates_nothing_is_booked_and_says_so(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let shared = a_holder(a_company());
    let mut numbers = Vec::new();
    for _ in 0..2 {
        let customer = a_customer().with_holder_of(shared.clone()).create(&shop).await;
        let order = customer.orders(&shop, Cart::first_purchase(Product::Invoicing, 1)).await;
        numbers.push(order.number.to_string());
    }

    let said = register(&shop, &[&numbers[0], &numbers[1]]);

    assert_eq!(said.code, Some(0), "{said:?}");
    let failed = said.out.lines().last().unwrap();
    let words = "pagamento registrato, 36,60\u{a0}€ in tutto, ma Attivazione KO: ";
    assert!(failed.starts_with(&format!("{}: {words}", numbers[1])), "{failed}");
    assert_eq!(payments(&shop).await, 2);
}

#[rstest]
#[tokio::test]
async fn what_is_not_due_or_not_yet_paid_is_refused(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let unpaid = an_order(&shop).await;
    let number = unpaid.number.to_string();

    let wrong = register(&shop, &[&number, "--amount", "36.59"]);
    let early = register(&shop, &[&number, "--paid-on", "2199-01-01"]);
    assert_eq!((wrong.code, early.code), (Some(1), Some(1)), "{wrong:?} {early:?}");
    assert!(wrong.out.contains("sono dovuti 36,60\u{a0}€"), "{wrong:?}");
    assert_eq!(payments(&shop).await, 0);

    let right = register(&shop, &[&number, "--amount", "36.60", "--paid-on", "2026-11-22"]);
    assert_eq!(right.code, Some(0), "{right:?}");
    assert!(is_fulfilled(&shop, &unpaid).await);
}

#[rstest]
#[tokio::test]
async fn the_office_of_a_shop_needs_the_key_and_that_of_a_demo_does_not(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let without_a_key = |url: &str| {
        let mut command = command(url, "error");
        command.env_remove("BOTTEGA_KEY_FILE");
        finished(command, &[&["office", "register-payment", NOBODYS], &A_SHOP[..]].concat())
    };
    let (shop, demo) = (engine.fresh_context().await, engine.fresh_context().await);
    services::demo::seed(&demo).await.unwrap();

    let refused = without_a_key(shop.database_url());

    assert_eq!(refused.code, Some(2), "{refused:?}");
    let sentence = "bottega: --key-file (BOTTEGA_KEY_FILE) is missing: ";
    assert!(refused.err.starts_with(sentence), "{refused:?}");
    let answered = without_a_key(demo.database_url());
    assert_eq!(answered.code, Some(1), "{answered:?}");
    assert!(answered.out.contains("non c’è un ordine con questo numero"), "{answered:?}");
}
