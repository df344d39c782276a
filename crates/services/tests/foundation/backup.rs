//! A backup is whole although the shop goes on, and never comes in somebody's way.

use std::os::unix::fs::PermissionsExt;

use domain::Product;
use domain::cart::Cart;
use platform::Db;
use services::Context;
use services::backup::{Refusal, backup};
use services::doctor::examine;
use services::migrations::MIGRATIONS;
use services::payment::register_payment;
use services::testing::store::orders::by_number;
use services::testing::{Engine, TestContext, a_customer, the_payment_of};
use tokio_util::sync::CancellationToken;

/// Makes an order and pays it; its number is an acknowledgement.
async fn one_more_order(shop: &Context) -> i64 {
    let customer = a_customer().with_holder().create(shop).await;
    let order = customer.orders(shop, Cart::first_purchase(Product::Invoicing, 1)).await;
    register_payment(shop, &the_payment_of(shop, &order)).await.unwrap();
    order.number
}

fn names_in(folder: &std::path::Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort_unstable();
    names
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_under_load_has_every_order_that_was_acknowledged_before_and_is_healthy() {
    let shop = Engine::Sqlite.fresh_context().await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sera.db");
    let mut acknowledged = vec![one_more_order(&shop).await];
    let enough = CancellationToken::new();
    let writing = tokio::spawn({
        let (ctx, enough) = ((*shop).clone(), enough.clone());
        async move {
            let mut made = 0;
            while !enough.is_cancelled() {
                one_more_order(&ctx).await;
                made += 1;
            }
            made
        }
    });
    acknowledged.push(one_more_order(&shop).await);

    let counts = backup(shop.database_url(), &file).await.unwrap();
    enough.cancel();
    assert!(writing.await.unwrap() > 0, "others wrote meanwhile");

    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(names_in(folder.path()), ["sera.db"]);
    let restored = Db::open(&format!("sqlite:{}", file.display())).await.unwrap();
    restored.migrate(&MIGRATIONS).await.unwrap();
    assert_eq!(examine(&restored).await.unwrap(), []);
    let mut tx = restored.read().await.unwrap();
    for number in acknowledged {
        by_number(&mut tx, number).await.unwrap();
    }
    let (orders,): (i64,) = tx.sql("SELECT COUNT(*) FROM purchase_order").one().await.unwrap();
    assert_eq!(orders, counts.orders);
}

#[tokio::test]
async fn a_backup_is_never_written_over_something() {
    let shop = Engine::Sqlite.fresh_context().await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ieri.db");
    std::fs::write(&file, "what was there").unwrap();

    let refused = backup(shop.database_url(), &file).await;

    assert!(matches!(refused, Err(Refusal::Exists)), "{refused:?}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "what was there");
    assert_eq!(names_in(folder.path()), ["ieri.db"]);
}

#[tokio::test]
async fn a_backup_of_rows_without_parents_is_not_kept() {
    let shop = Engine::Sqlite.fresh_context().await;
    let folder = tempfile::tempdir().unwrap();
    lose_a_parent(&shop).await;

    let refused = backup(shop.database_url(), &folder.path().join("sera.db")).await;

    assert!(matches!(refused, Err(Refusal::Unsound(_))), "{refused:?}");
    assert_eq!(names_in(folder.path()), [""; 0]);
}

/// As another program would that does not look after references.
async fn lose_a_parent(shop: &TestContext) {
    let Db::Sqlite { writer, .. } = &shop.db else { unreachable!("it is SQLite") };
    let mut connection = writer.acquire().await.unwrap();
    for statement in [
        "PRAGMA foreign_keys = OFF",
        "INSERT INTO discount_use (order_id, code, account_id, state) \
         VALUES (x'00', 'NESSUNO', x'00', 'reserved')",
        "PRAGMA foreign_keys = ON",
    ] {
        #[expect(clippy::disallowed_methods, reason = "a unit of work cannot do this")]
        sqlx::query(statement).execute(&mut *connection).await.unwrap();
    }
}

#[tokio::test]
async fn postgres_and_a_file_that_is_not_there_are_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("sera.db");
    let nowhere = format!("sqlite:{}", folder.path().join("niente.db").display());

    let postgres = backup("postgres://127.0.0.1/bottega", &to).await.unwrap_err();
    let missing = backup(&nowhere, &to).await.unwrap_err();

    assert!(postgres.to_string().contains("pg_dump"), "{postgres}");
    assert!(matches!(missing, Refusal::NoDatabase));
    assert_eq!(names_in(folder.path()), [""; 0]);
}
