//! A day begins at midnight in Rome, also in the nights on which clocks are changed.

use chrono::NaiveDateTime;
use domain::Product::Invoicing;
use domain::calendar::add_months;
use domain::cart::Cart;
use platform::clock::moment_of;
use rstest::rstest;
use services::testing::{Engine, a_customer};

use super::{Years, arrives};

/// Some seconds before and after midnight in Rome, around both nights on which clocks are changed.
const AROUND_MIDNIGHT: [&str; 8] = [
    "2027-03-27T23:59:00",
    "2027-03-28T00:01:00",
    "2027-03-28T23:59:00",
    "2027-03-29T00:01:00",
    "2027-10-30T23:59:00",
    "2027-10-31T00:01:00",
    "2027-10-31T23:59:00",
    "2027-11-01T00:01:00",
];

#[rstest]
#[tokio::test]
async fn a_term_begins_on_the_day_that_the_walls_of_rome_show(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let years = Years::of(engine).await;
    let shop = &years.shop;
    for (number, bought_at) in AROUND_MIDNIGHT.into_iter().enumerate() {
        let at: NaiveDateTime = bought_at.parse().unwrap();
        shop.clock.set(moment_of(at));
        let name = format!("notte{number}");
        let who = a_customer().called(&name).with_holder().create(shop).await;
        let order = who.orders(shop, Cart::first_purchase(Invoicing, 1)).await;
        arrives(shop, &order).await;

        let service = who.service(shop).await.unwrap();
        let expires = add_months(at.date(), 12);
        assert_eq!((service.activated_on, service.expires()), (at.date(), expires), "{bought_at}");
        let on = |time: &str| {
            let moment = moment_of(expires.and_time(time.parse().unwrap()));
            service.standing(services::civil_time(moment).date())
        };
        assert!(on("23:59:59").is_active(), "{bought_at}");
        let after = moment_of(expires.succ_opt().unwrap().and_time("00:00:00".parse().unwrap()));
        assert!(!service.standing(services::civil_time(after).date()).is_active(), "{bought_at}");
    }
}
