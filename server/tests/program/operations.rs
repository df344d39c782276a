//! `bottega doctor` and `bottega backup`, on the database of a running shop.

use domain::Product;
use domain::cart::Cart;
use rstest::rstest;
use services::testing::{Engine, TestContext, a_customer, set_back_order_numbers};

use crate::bottega;

async fn a_shop_with_an_order(engine: Engine) -> TestContext {
    let shop = engine.fresh_context().await;
    let customer = a_customer().with_holder().create(&shop).await;
    customer.orders(&shop, Cart::first_purchase(Product::Invoicing, 1)).await;
    shop
}

#[rstest]
#[tokio::test]
async fn the_exit_code_of_the_doctor_tells_what_it_found(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_shop_with_an_order(engine).await;

    let healthy = bottega(shop.database_url(), &["doctor"]);
    set_back_order_numbers(&shop.db).await;
    let ill = bottega(shop.database_url(), &["doctor"]);

    assert_eq!(healthy.code, Some(0), "{healthy:?}");
    assert_eq!(healthy.out, "The database is healthy.\n");
    assert_eq!(ill.code, Some(1), "{ill:?}");
    assert_eq!(
        ill.out,
        "numbers_are_counted: counter (order): a number was given out that the counter has not \
         reached: it would come again.\n"
    );
    assert_eq!(ill.err, "bottega: 1 thing in the database is not as it must be.\n");
}

#[test]
fn a_database_that_is_not_there_is_a_wrong_address_and_is_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("niente.db");
    let url = format!("sqlite:{}", file.display());

    let said = bottega(&url, &["doctor"]);

    assert_eq!(said.code, Some(2), "{said:?}");
    assert!(said.err.contains("--database-url"), "{said:?}");
    assert!(!file.exists());
}

#[tokio::test]
async fn a_backup_is_made_once_and_is_healthy() {
    let shop = a_shop_with_an_order(Engine::Sqlite).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sera.db");
    let name = file.to_str().unwrap();

    let made = bottega(shop.database_url(), &["backup", name]);
    let again = bottega(shop.database_url(), &["backup", name]);
    let looked_at = bottega(&format!("sqlite:{name}"), &["doctor"]);

    assert_eq!(made.code, Some(0), "{made:?}");
    let holds = "holds 1 accounts, 1 orders and 0 payments, and was looked through.\n";
    assert_eq!(made.out, format!("{name} {holds}"));
    assert_eq!(again.code, Some(2), "{again:?}");
    assert!(again.err.contains("the file exists"), "{again:?}");
    assert_eq!(looked_at.code, Some(0), "{looked_at:?}");
}

#[test]
fn a_backup_of_postgres_is_refused_with_the_name_of_its_own_tool() {
    let said = bottega("postgres://shop:secret@127.0.0.1:1/shop", &["backup", "sera.db"]);

    assert_eq!(said.code, Some(2), "{said:?}");
    assert!(said.err.contains("pg_dump") && !said.err.contains("secret"), "{said:?}");
}
