//! What an automatic renewal will do is said beforehand, by the code that will do it.

use domain::Product::{Invoicing, User};
use domain::cart::Cart;
use domain::demo::DemoMethod;
use domain::money::Money;
use domain::renewal::MethodName;
use domain::terms::PriceRow;
use rstest::rstest;
use services::renewal::{Hitch, rehearse, renewal};
use services::testing::{Engine, a_customer, day};
use services::{Context, account, payment};

use super::automatic::who_renews;
use crate::payment::method_setup::a_demo;
use crate::seen;

/// From April on the service costs ten euro more.
fn prices_rise(shop: &Context) {
    let mut list = (*shop.prices()).clone();
    let prices = &mut list.terms.prices;
    let row = prices.iter_mut().find(|row| row.product == Invoicing).unwrap();
    row.valid_until = Some(day("2027-03-31"));
    let valid_from = day("2027-04-01");
    let dearer =
        PriceRow { yearly: Money::from_cents(40_00), valid_from, valid_until: None, ..*row };
    prices.push(dearer);
    shop.replace_prices(list);
}

#[rstest]
#[tokio::test]
async fn what_is_told_beforehand_is_what_is_charged(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let (anna, _) = who_renews(&shop, DemoMethod::Pays).await;
    prices_rise(&shop);
    shop.clock.set_to_day(day("2027-03-15"));

    let rehearsed = rehearse(&shop, 30).await.unwrap();
    let page = renewal(&shop, anna.account).await.unwrap().unwrap();
    let area = account::area(&shop, anna.account).await.unwrap();
    services::renewal::remind(&shop).await.unwrap();
    let mail = seen::mails(&shop).await.pop().unwrap();
    shop.clock.set_to_day(day("2027-04-07"));
    payment::collect_renewals(&shop).await.unwrap();

    // 40 + 18 + 2 × 12 = 82, and 22% of it.
    let charged = Money::from_cents(100_04);
    let paid = seen::payments(&shop).await;
    assert_eq!(paid.iter().map(|row| row.amount).collect::<Vec<_>>(), [100_04]);
    assert_eq!(page.quote.unwrap().totals.due, charged);
    assert_eq!(area.renewal_due, Some(charged));
    assert!(mail.text.contains("100,04"), "{}", mail.text);
    let [one] = &rehearsed[..] else { panic!("{rehearsed:?}") };
    assert_eq!((one.on, one.expires), (day("2027-04-07"), day("2027-04-14")));
    assert_eq!((one.amount, one.hitch), (Some(charged), None));
}

#[rstest]
#[tokio::test]
async fn what_will_keep_it_from_going_well_is_told(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let (anna, _) = who_renews(&shop, DemoMethod::IsVoid).await;
    shop.clock.set_to_day(day("2027-03-05"));
    assert_eq!(rehearse(&shop, 30).await.unwrap(), [], "it is more than thirty days ahead");
    shop.clock.set_to_day(day("2027-03-15"));

    let void = rehearse(&shop, 30).await.unwrap();
    let mut cart = Cart::add_ons(Invoicing).set_quantity(User, 1, &[]).unwrap();
    cart.extends_owned = false;
    let order = anna.orders(&shop, cart).await;
    let blocked = rehearse(&shop, 30).await.unwrap();

    let MethodName { label, .. } = &void[0].method;
    assert_eq!((label.as_str(), void[0].hitch), ("visa 0069", Some(Hitch::VoidMethod)));
    assert_eq!(blocked[0].hitch, Some(Hitch::OrderInTheWay(order.number)));
    let by_hand = a_customer().with_service_until(day("2027-03-20")).create(&shop).await;
    assert!(renewal(&shop, by_hand.account).await.unwrap().is_some());
    assert_eq!(rehearse(&shop, 30).await.unwrap().len(), 1, "nobody charges the other one");
}
