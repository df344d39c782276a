//! The reminders of an unpaid order and of an expiry: all others are sent.

use super::{set_aside, spot, three_orders};
use crate::payment::pay::a_shop;
use chrono::TimeDelta;
use domain::id::SubscriptionId;
use rstest::rstest;
use services::testing::{Customer, Engine, a_customer, day};
use services::unreadable::look_again;
use services::{Context, order, renewal};

use super::kinds::{change, change_alike};

#[rstest]
#[tokio::test]
async fn everybody_else_is_reminded_of_what_is_unpaid(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, _) = a_shop(engine).await;
    let [_, (_, b), _] = three_orders(&ctx).await;
    let (sqlite, postgres) = (
        "UPDATE purchase_order SET valid_until = 'ieri' WHERE id = $1",
        "UPDATE purchase_order SET valid_until = 'infinity' WHERE id = $1",
    );
    change(&ctx, b.id.0, sqlite, ["SELECT 1", postgres]).await;
    ctx.clock.advance(TimeDelta::days(3));

    assert_eq!(order::look_after_unpaid(&ctx).await.unwrap(), 2);

    let column = if ctx.db.is_a_file() { "valid_until" } else { "?" };
    assert_eq!(set_aside(&ctx).await, [spot("purchase_order", column, b.id)]);
    assert_eq!(look_again(&ctx).await.unwrap(), 0, "it still makes no sense");
    let mended = "UPDATE purchase_order SET valid_until = '2026-12-22' WHERE id = $1";
    change_alike(&ctx, b.id.0, mended).await;
    assert_eq!(look_again(&ctx).await.unwrap(), 1);
    assert_eq!(order::look_after_unpaid(&ctx).await.unwrap(), 1);
}

/// Three customers whose services end on the same day, and the second of these services.
pub(super) async fn three_services(ctx: &Context) -> ([Customer; 3], SubscriptionId) {
    let mut customers = Vec::new();
    for _ in 0..3 {
        customers.push(a_customer().with_service_until(day("2027-04-14")).create(ctx).await);
    }
    let second = customers[1].service(ctx).await.unwrap().id;
    (customers.try_into().unwrap(), second)
}

#[rstest]
#[tokio::test]
async fn everybody_else_is_reminded_of_the_expiry(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (_, broken) = three_services(&shop).await;
    // PostgreSQL finds no date in this list that it could not name.
    change(
        &shop,
        broken.0,
        "UPDATE subscription SET remind_on = '2026-02-30' WHERE id = $1",
        [
            "ALTER TABLE subscription ALTER COLUMN account_id DROP NOT NULL",
            "UPDATE subscription SET account_id = NULL WHERE id = $1",
        ],
    )
    .await;
    shop.clock.set_to_day(day("2027-01-14"));

    assert_eq!(renewal::remind(&shop).await.unwrap(), 2);

    let column = if shop.db.is_a_file() { "remind_on" } else { "account_id" };
    assert_eq!(set_aside(&shop).await, [spot("subscription", column, broken)]);
    assert_eq!(look_again(&shop).await.unwrap(), 0, "it still makes no sense");
    if shop.db.is_a_file() {
        let mended = "UPDATE subscription SET remind_on = '1970-01-01' WHERE id = $1";
        change_alike(&shop, broken.0, mended).await;
        assert_eq!(look_again(&shop).await.unwrap(), 1);
        assert_eq!(renewal::remind(&shop).await.unwrap(), 1);
    }
}

#[rstest]
#[tokio::test]
async fn a_service_whose_rows_cannot_be_read_keeps_nobody_else_from_being_reminded(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (_, broken) = three_services(&shop).await;
    change_alike(&shop, broken.0, "UPDATE subscription SET holder = 'x' || holder WHERE id = $1")
        .await;
    shop.clock.set_to_day(day("2027-01-14"));

    assert_eq!(renewal::remind(&shop).await.unwrap(), 2);

    assert_eq!(set_aside(&shop).await, [spot("subscription", "holder", broken)]);
}
