//! Damage done to rows behind the back of the shop, for tests of what it makes of it.

#![allow(clippy::missing_panics_doc, reason = "a test ends where something is not as it should be")]

use domain::id::{OrderId, SubscriptionId};
use platform::Db;

/// The holder of this order cannot be read any more.
pub async fn spoil_order(db: &Db, order: OrderId) {
    let mut tx = db.write().await.expect("the database is there");
    let spoilt = tx
        .sql("UPDATE purchase_order SET holder = 'x' || holder WHERE id = $1")
        .bind(order)
        .run()
        .await;
    assert_eq!(spoilt.expect("the tables are there"), 1, "there is this order");
    tx.commit().await.expect("nothing forbids it");
}

/// This service says `nonsense` where its kind should stand.
pub async fn spoil_service(db: &Db, service: SubscriptionId) {
    let mut tx = db.write().await.expect("the database is there");
    let spoilt = tx
        .sql("UPDATE subscription SET service = 'nonsense' WHERE id = $1")
        .bind(service)
        .run()
        .await;
    assert_eq!(spoilt.expect("the tables are there"), 1, "there is this service");
    tx.commit().await.expect("nothing forbids it");
}

/// No order knows any more which service came of it.
pub async fn take_services_from_orders(db: &Db) {
    let mut tx = db.write().await.expect("the database is there");
    let taken = tx.sql("UPDATE purchase_order SET subscription_id = NULL").run().await;
    taken.expect("the tables are there");
    tx.commit().await.expect("nothing forbids it");
}

/// The counter of orders stands again where it began, so the next number is one that was given out.
pub async fn set_back_order_numbers(db: &Db) {
    let mut tx = db.write().await.expect("the database is there");
    let set = tx.sql("UPDATE counter SET value = 26000000 WHERE name = 'order'").run().await;
    assert_eq!(set.expect("the tables are there"), 1, "orders are counted");
    tx.commit().await.expect("nothing forbids it");
}
