//! The price list in force: who may change it, and who notices.

use domain::Product;
use domain::cart::Cart;
use domain::money::Money;
use domain::order::OrderError;
use domain::price_list::{PriceList, Refusal};
use domain::terms::PriceRow;
use domain::{Date, RuleError};
use rstest::rstest;
use services::order::{conclude, review};
use services::prices::{Put, Readiness, name, newest, put_into_force, ready};
use services::testing::store::price_lists;
use services::testing::{Engine, a_customer, day, price_list, test_day};
use services::{Context, Error, demo};

/// The first edition, of the demo's prices.
fn first() -> PriceList {
    PriceList { number: 1, ..price_list() }
}

/// The edition after `list`, in which Fatturazione Elettronica costs so much from a day on.
fn then(list: &PriceList, cents: i64, valid_from: Date) -> PriceList {
    let mut next = PriceList { number: list.number + 1, ..list.clone() };
    let (product, yearly) = (Product::Invoicing, Money::from_cents(cents));
    next.terms.prices.push(PriceRow { product, yearly, valid_from, valid_until: None });
    next
}

async fn put(ctx: &Context, list: &PriceList) -> Put {
    put_into_force(ctx, list.clone(), "a test").await.unwrap()
}

fn is_in_force(put: &Put) -> bool {
    matches!(put, Put::InForce { .. })
}

async fn editions(ctx: &Context) -> Vec<(i64, i64, String, String)> {
    let mut tx = ctx.db.read().await.unwrap();
    tx.sql("SELECT number, follows, digest, loaded_by FROM price_list ORDER BY number")
        .all()
        .await
        .unwrap()
}

#[rstest]
#[tokio::test]
async fn every_list_that_was_in_force_is_kept_with_its_digest(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (one, two) = (first(), then(&first(), 36_00, day("2027-01-01")));

    let begun = put(&shop, &one).await;
    let changed = put(&shop, &two).await;
    let again = put(&shop, &two).await;

    let (one, two) = (name(&one).unwrap(), name(&two).unwrap());
    assert!(matches!(&begun, Put::InForce { list, stored_before: None, .. } if *list == one));
    let (before, stored_before) = (one.clone(), Some(one.clone()));
    assert_eq!(changed, Put::InForce { list: two.clone(), before, stored_before });
    assert!(is_in_force(&again), "{again:?}");
    let row = |name: &services::prices::Name, follows| {
        (i64::from(name.number), follows, name.digest.clone(), "a test".to_owned())
    };
    assert_eq!(editions(&shop).await, [row(&one, 0), row(&two, 1)]);
    assert!(one.digest.len() == 64 && one.digest != two.digest);
    let kept = newest(&shop.db).await.unwrap().unwrap();
    assert_eq!(kept.number, 2);
    assert!(kept.says_the_same_as(&then(&first(), 36_00, day("2027-01-01"))));
}

#[rstest]
#[tokio::test]
async fn a_server_that_has_not_read_the_newest_list_is_not_ready_until_it_has(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    assert_eq!(ready(&shop).await.unwrap(), Readiness::NothingInForce);
    put(&shop, &first()).await;
    let second = shop.second_process().await;
    let next = then(&first(), 36_00, day("2027-01-01"));
    assert_eq!(ready(&second).await.unwrap(), Readiness::Ready);

    put(&shop, &next).await;

    assert_eq!(ready(&shop).await.unwrap(), Readiness::Ready);
    let (here, newest) = (name(&first()).unwrap(), name(&next).unwrap());
    assert_eq!(ready(&second).await.unwrap(), Readiness::Differs { here, newest: newest.clone() });

    // Its file is still the old one, which changes nothing for anybody.
    let refused = put(&second, &first()).await;
    assert_eq!(refused, Put::Refused { newest, because: Refusal::Older });
    assert_eq!(ready(&shop).await.unwrap(), Readiness::Ready);

    assert!(is_in_force(&put(&second, &next).await));
    assert_eq!(ready(&second).await.unwrap(), Readiness::Ready);
    assert_eq!(editions(&shop).await.len(), 2);
}

#[rstest]
#[tokio::test]
async fn a_list_that_changes_what_has_begun_changes_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    put(&shop, &first()).await;
    let mut dearer = PriceList { number: 2, ..first() };
    dearer.terms.prices[0].yearly = Money::from_cents(31_00);
    let backdated = then(&first(), 36_00, day("2026-11-21"));
    let renumbered = PriceList { number: 1, ..then(&first(), 36_00, day("2027-01-01")) };

    for list in [dearer, backdated, renumbered] {
        let refused = put(&shop, &list).await;
        assert!(matches!(refused, Put::Refused { .. }), "{refused:?}");
    }

    assert!(shop.prices().says_the_same_as(&first()));
    assert_eq!(editions(&shop).await.len(), 1);
    // Tomorrow the row of tomorrow has begun, too.
    let tomorrow = then(&first(), 36_00, day("2026-11-23"));
    assert!(is_in_force(&put(&shop, &tomorrow).await));
    shop.clock.advance(chrono::TimeDelta::days(1));
    let withdrawn = PriceList { number: 3, ..first() };
    assert!(matches!(put(&shop, &withdrawn).await, Put::Refused { .. }));
}

#[rstest]
#[tokio::test]
async fn of_lists_put_into_force_at_once_each_follows_another(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    put(&shop, &first()).await;
    let list =
        |number| PriceList { number, ..then(&first(), i64::from(number), day("2027-01-01")) };
    let servers = [shop.second_process().await, shop.second_process().await];

    let ([one, two], lists) = (&servers, [list(2), list(3)]);
    let puts = tokio::join!(put(one, &lists[0]), put(two, &lists[1]));

    // Whoever comes second with the lower number is refused.
    assert!(is_in_force(&puts.1), "{puts:?}");
    let follows: Vec<(i64, i64)> =
        editions(&shop).await.into_iter().map(|(number, follows, ..)| (number, follows)).collect();
    let both = follows == [(1, 0), (2, 1), (3, 2)] && is_in_force(&puts.0);
    let one_only = follows == [(1, 0), (3, 1)] && !is_in_force(&puts.0);
    assert!(both || one_only, "{follows:?} {puts:?}");
    assert_eq!(ready(two).await.unwrap(), Readiness::Ready);
    assert_ne!(ready(one).await.unwrap(), Readiness::Ready);
}

#[rstest]
#[tokio::test]
async fn a_new_price_between_page_and_confirmation_is_shown_and_nothing_is_ordered(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    put(&shop, &first()).await;
    let anna = a_customer().with_holder().create(&shop).await;
    anna.fills(&shop, Cart::first_purchase(Product::Invoicing, 1)).await;
    let form = anna.order_form(&shop).await;

    assert!(is_in_force(&put(&shop, &then(&first(), 36_00, test_day())).await));
    let refused = conclude(&shop, anna.account, &form).await;

    let Err(Error::Rule(RuleError::Order(OrderError::QuoteChanged))) = refused else {
        panic!("{refused:?}")
    };
    let shown = review(&shop, anna.account).await.unwrap();
    assert!(shown.pending.is_none());
    let cart = shown.open.unwrap().cart;
    let quote = domain::quote::quote(&cart, &shown.given, &shop.prices().terms).unwrap();
    // 36,00 € and 22 % of it.
    assert_eq!(quote.totals.total, Money::from_cents(43_92));
    let form = anna.order_form(&shop).await;
    let order = conclude(&shop, anna.account, &form).await.unwrap().order;
    assert_eq!(order.totals.due, Money::from_cents(43_92));

    // What was ordered stays what it is, whatever comes after.
    let third = PriceList { number: 3, ..then(&first(), 36_00, test_day()) };
    assert!(is_in_force(&put(&shop, &then(&third, 99_00, day("2026-12-01"))).await));
    shop.clock.advance(chrono::TimeDelta::days(10));
    let order = services::order::show(&shop, anna.account, order.number).await.unwrap();
    assert_eq!(order.totals.due, Money::from_cents(43_92));
}

#[rstest]
#[tokio::test]
async fn a_demo_shares_its_prices_with_nobody_and_is_ready(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context_with(demo::settings()).await;

    assert_eq!(ready(&shop).await.unwrap(), Readiness::Ready);
}

#[rstest]
#[tokio::test]
async fn a_stored_list_that_makes_no_sense_names_its_row(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    put(&shop, &first()).await;
    let mut tx = shop.db.write().await.unwrap();
    tx.sql("UPDATE price_list SET list = '{}'").run().await.unwrap();

    let unread = price_lists::newest(&mut tx).await;

    let Err(platform::Error::Corrupt { table, column, id }) = unread else { panic!("{unread:?}") };
    assert_eq!((table, &*column, id.as_str()), ("price_list", "list", "1"));
}
