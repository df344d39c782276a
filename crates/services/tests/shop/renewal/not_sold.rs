//! Something that is owned is not sold any more: nobody else waits for it, and its owner is told,
//! and reminded like somebody who renews by hand.

use domain::Product::{self, Documents};
use domain::calendar::Date;
use domain::demo::DemoMethod;
use domain::renewal::Button;
use rstest::rstest;
use services::renewal::Hitch;
use services::testing::{Customer, Engine, a_customer, day};
use services::{Context, payment, renewal};

use super::automatic::{EXPIRES, FIRST_TRY, all_orders, button, who_renews};
use super::rehearse::rehearsed;
use crate::payment::method_setup::{a_demo, leaves, the_method};
use crate::seen;

/// The price list sells a product until this day.
fn sold_until(shop: &Context, product: Product, last: Option<Date>) {
    let mut list = (*shop.prices()).clone();
    for row in list.terms.prices.iter_mut().filter(|row| row.product == product) {
        row.valid_until = last;
    }
    shop.replace_prices(list);
}

/// Somebody whose service renews by itself on the same day, and of whom everything is sold.
async fn who_renews_behind(shop: &Context) -> Customer {
    let bruno = a_customer().with_service_until(day(EXPIRES)).create(shop).await;
    leaves(shop, &bruno, None, Some(DemoMethod::Pays)).await;
    let card = the_method(shop, &bruno).await.id;
    renewal::turn_on(shop, bruno.account, card, 1).await.unwrap();
    bruno
}

#[rstest]
#[tokio::test]
async fn the_renewals_behind_one_that_has_no_price_are_collected(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let (anna, _) = who_renews(&shop, DemoMethod::Pays).await;
    let bruno = who_renews_behind(&shop).await;
    sold_until(&shop, Documents, Some(day("2027-04-06")));
    shop.clock.set_to_day(day("2027-03-15"));
    let hitches: Vec<_> = rehearsed(&shop).await.into_iter().map(|told| told.hitch).collect();
    assert_eq!(hitches, [Some(Hitch::NotSold), None]);
    let before = seen::mails(&shop).await.len();

    shop.clock.set_to_day(day(FIRST_TRY));
    assert_eq!(payment::collect_renewals(&shop).await.unwrap(), 1);
    assert_eq!(payment::collect_renewals(&shop).await.unwrap(), 0);

    assert_eq!(bruno.owned(&shop).await[0].2, day("2028-04-14"));
    assert_eq!(all_orders(&shop, &anna).await, []);
    assert_eq!(button(&shop, &anna).await, Button::Renew, "no page announces a charge");
    let mails = seen::mails(&shop).await;
    let told: Vec<_> = mails[before..].iter().filter(|it| it.kind == "renewal_not_sold").collect();
    assert_eq!(told.len(), 1, "she is told once");
    assert!(told[0].text.contains("non addebitiamo niente"), "{}", told[0].text);

    sold_until(&shop, Documents, None);
    shop.clock.set_to_day(day("2027-04-08"));
    assert_eq!(button(&shop, &anna).await, Button::Automatic { on: day("2027-04-09") });
    shop.clock.set_to_day(day("2027-04-09"));
    assert_eq!(payment::collect_renewals(&shop).await.unwrap(), 1, "it is tried again");
    assert_eq!(anna.owned(&shop).await[0].2, day("2028-04-14"));
}

#[rstest]
#[tokio::test]
async fn its_owner_is_reminded_until_the_last_day(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    who_renews(&shop, DemoMethod::Pays).await;
    sold_until(&shop, Documents, Some(day("2027-04-06")));

    for today in ["2027-04-07", "2027-04-13", "2027-04-14"] {
        shop.clock.set_to_day(day(today));
        assert_eq!(payment::collect_renewals(&shop).await.unwrap(), 0, "{today}");
        assert_eq!(renewal::remind(&shop).await.unwrap(), 1, "{today}");
        assert_eq!(seen::mails(&shop).await.pop().unwrap().kind, "expiry_near", "{today}");
    }
}
