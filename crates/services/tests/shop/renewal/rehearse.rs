//! What an automatic renewal will do is said beforehand, by the code that will do it.

use domain::Product::{Documents, Invoicing, User};
use domain::cart::Cart;
use domain::demo::{DemoMethod, DemoOutcome};
use domain::money::Money;
use domain::order::PaymentMethod;
use domain::renewal::{MethodName, Plan};
use domain::terms::PriceRow;
use rstest::rstest;
use services::demo::choose;
use services::order::cancel;
use services::renewal::{Hitch, Place, Rehearsal, rehearse, renewal};
use services::statement::accept;
use services::testing::store::attempts;
use services::testing::{Engine, a_customer, day};
use services::{Context, account, payment};

use super::automatic::{FIRST_TRY, by_hand, the_order, tries, who_renews};
use crate::bank::accept::a_credit;
use crate::payment::method_setup::a_demo;
use crate::seen;

/// The renewals of the next thirty days.
pub async fn rehearsed(shop: &Context) -> Vec<Rehearsal> {
    let told = rehearse(shop, 30, None, 100).await.unwrap();
    assert_eq!(told.next, None);
    told.renewals
}

/// From this day on the service costs ten euro more.
fn prices_rise(shop: &Context, from: &str) {
    let mut list = (*shop.prices()).clone();
    let prices = &mut list.terms.prices;
    let row = prices.iter_mut().find(|row| row.product == Invoicing).unwrap();
    let valid_from = day(from);
    row.valid_until = valid_from.pred_opt();
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
    prices_rise(&shop, "2027-04-01");
    shop.clock.set_to_day(day("2027-03-15"));

    let told = rehearsed(&shop).await;
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
    let [one] = &told[..] else { panic!("{told:?}") };
    assert_eq!((one.on, one.expires), (day("2027-04-07"), day("2027-04-14")));
    assert_eq!((one.amount, one.hitch), (Some(charged), None));
    // What it is for, in the order in which people see products everywhere else.
    let lines: Vec<_> = one.lines.iter().map(|line| (line.product, line.quantity)).collect();
    assert_eq!(lines, [(Invoicing, 1), (Documents, 1), (User, 2)]);
}

#[rstest]
#[tokio::test]
async fn what_will_keep_it_from_going_well_is_told(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let (anna, _) = who_renews(&shop, DemoMethod::IsVoid).await;
    shop.clock.set_to_day(day("2027-03-05"));
    assert_eq!(rehearsed(&shop).await, [], "it is more than thirty days ahead");
    shop.clock.set_to_day(day("2027-03-15"));

    let void = rehearsed(&shop).await;
    let mut cart = Cart::add_ons(Invoicing).set_quantity(User, 1, &[]).unwrap();
    cart.extends_owned = false;
    let order = anna.orders(&shop, cart).await;
    let blocked = rehearsed(&shop).await;

    let MethodName { label, .. } = &void[0].method;
    assert_eq!((label.as_str(), void[0].hitch), ("visa 0069", Some(Hitch::VoidMethod)));
    assert_eq!(blocked[0].hitch, Some(Hitch::OrderInTheWay(order.number)));
    assert_eq!((blocked[0].amount, blocked[0].lines.len()), (None, 0), "nothing is charged");
    let by_hand = a_customer().with_service_until(day("2027-03-20")).create(&shop).await;
    assert!(renewal(&shop, by_hand.account).await.unwrap().is_some());
    assert_eq!(rehearsed(&shop).await.len(), 1, "nobody charges the other one");
}

#[rstest]
#[tokio::test]
async fn a_renewal_that_was_ordered_by_hand_is_not_told_as_a_charge(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let (anna, _) = who_renews(&shop, DemoMethod::Pays).await;
    shop.clock.set_to_day(day("2027-04-01"));
    let open = services::renewal::start(&shop, anna.account, 1, &Plan::default()).await.unwrap();
    let order = anna.orders(&shop, open.cart).await;

    let told = rehearsed(&shop).await;
    shop.clock.set_to_day(day("2027-04-07"));
    payment::collect_renewals(&shop).await.unwrap();

    assert_eq!(seen::payments(&shop).await.len(), 0, "nothing is charged");
    let [one] = &told[..] else { panic!("{told:?}") };
    assert_eq!((one.amount, one.hitch), (None, Some(Hitch::OrderInTheWay(order.number))));
}

#[rstest]
#[tokio::test]
async fn after_a_refusal_the_order_is_told_that_will_be_collected(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let (anna, _) = who_renews(&shop, DemoMethod::IsRefused).await;
    shop.clock.set_to_day(day("2027-04-07"));
    payment::collect_renewals(&shop).await.unwrap();
    let order = the_order(&shop, &anna).await;
    // The price of the next day is another one; the order keeps its own.
    prices_rise(&shop, "2027-04-08");
    shop.clock.set_to_day(day("2027-04-08"));

    let told = rehearsed(&shop).await;
    cancel(&shop, anna.account, order.number).await.unwrap();
    let called_off = rehearsed(&shop).await;

    let [one] = &told[..] else { panic!("{told:?}") };
    assert_eq!((one.on, one.amount), (day("2027-04-09"), Some(order.missing())));
    assert_eq!((&one.lines, one.hitch), (&order.lines, None));
    assert_eq!(called_off, [], "nothing behind the customer's back");
}

/// What keeps the order of a renewal from being collected again.
#[derive(Clone, Copy, Debug)]
enum Meanwhile {
    /// Something that it renews is gone.
    Gone,
    /// All but a few cents of it have arrived.
    NearlyPaid,
}

#[rstest]
#[tokio::test]
async fn an_order_that_will_not_be_collected_is_not_told_as_a_charge(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values(Meanwhile::Gone, Meanwhile::NearlyPaid)] meanwhile: Meanwhile,
) {
    let shop = a_demo(engine).await;
    let (anna, _) = who_renews(&shop, DemoMethod::IsRefused).await;
    shop.clock.set_to_day(day(FIRST_TRY));
    payment::collect_renewals(&shop).await.unwrap();
    let order = the_order(&shop, &anna).await;
    let before = rehearsed(&shop).await;
    let hitch = match meanwhile {
        Meanwhile::Gone => {
            by_hand(&shop, &anna, |owned| owned.retain(|item| item.product != Documents)).await;
            Hitch::Impossible(order.number)
        }
        Meanwhile::NearlyPaid => {
            // 34 cents are missing of 87,84 €.
            let credit = a_credit(&shop, "87,50", &format!("acconto {}", order.number)).await;
            accept(&shop, credit, order.number, "rosa").await.unwrap();
            Hitch::TooLittle
        }
    };
    shop.clock.set_to_day(day("2027-04-08"));

    let told = rehearsed(&shop).await;
    shop.clock.set_to_day(day("2027-04-09"));
    payment::collect_renewals(&shop).await.unwrap();

    assert_eq!((before[0].amount, before[0].hitch), (Some(order.totals.due), None));
    let [one] = &told[..] else { panic!("{told:?}") };
    assert_eq!((one.on, one.amount, one.lines.len()), (day("2027-04-09"), None, 0));
    assert_eq!(one.hitch, Some(hitch));
    assert_eq!(tries(&shop, &order).await.len(), 1, "and nothing is charged");
}

#[rstest]
#[tokio::test]
async fn an_order_with_an_open_try_to_pay_it_is_not_told_as_a_charge(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values(true, false)] stays_open: bool,
) {
    let shop = a_demo(engine).await;
    let (anna, _) = who_renews(&shop, DemoMethod::IsRefused).await;
    shop.clock.set_to_day(day(FIRST_TRY));
    payment::collect_renewals(&shop).await.unwrap();
    let order = the_order(&shop, &anna).await;
    shop.clock.set_to_day(day("2027-04-09"));
    payment::pay(&shop, anna.account, order.number, PaymentMethod::Card).await.unwrap();
    if !stays_open {
        let mut tx = shop.db.read().await.unwrap();
        let attempt = attempts::live(&mut tx, order.id).await.unwrap().unwrap();
        drop(tx);
        choose(&shop, attempt.id, DemoOutcome::GivesUp).await.unwrap();
        payment::come_back(&shop, anna.account, order.number).await.unwrap();
    }

    let told = rehearsed(&shop).await;
    let before = tries(&shop, &order).await.len();
    payment::collect_renewals(&shop).await.unwrap();
    let charged = tries(&shop, &order).await.len() - before;

    let [one] = &told[..] else { panic!("{told:?}") };
    assert_eq!(one.on, day("2027-04-09"));
    if stays_open {
        assert_eq!((one.amount, one.lines.len()), (None, 0));
        assert_eq!(one.hitch, Some(Hitch::UnderWay(order.number)));
        assert_eq!(charged, 0, "and nothing is charged a second time");
    } else {
        assert_eq!((one.amount, &one.lines), (Some(order.missing()), &order.lines));
        assert_eq!((one.hitch, charged), (None, 1));
    }
}

#[rstest]
#[tokio::test]
async fn a_bank_that_wanted_its_customer_may_want_so_again(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let (anna, _) = who_renews(&shop, DemoMethod::WantsConfirmation).await;
    shop.clock.set_to_day(day("2027-04-07"));
    assert_eq!(rehearsed(&shop).await[0].hitch, None, "nobody knows yet");
    payment::collect_renewals(&shop).await.unwrap();
    let order = the_order(&shop, &anna).await;
    payment::pay(&shop, anna.account, order.number, PaymentMethod::Card).await.unwrap();
    let mut tx = shop.db.read().await.unwrap();
    let attempt = attempts::live(&mut tx, order.id).await.unwrap().unwrap();
    drop(tx);
    choose(&shop, attempt.id, DemoOutcome::Succeeds).await.unwrap();
    payment::come_back(&shop, anna.account, order.number).await.unwrap();

    shop.clock.set_to_day(day("2028-03-20"));

    let told = rehearsed(&shop).await;
    assert_eq!(told[0].on, day("2028-04-07"));
    assert_eq!(told[0].hitch, Some(Hitch::WantsCustomer));
}

#[rstest]
#[tokio::test]
async fn a_page_goes_on_where_the_one_before_ended(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    for _ in 0..3 {
        who_renews(&shop, DemoMethod::Pays).await;
    }
    shop.clock.set_to_day(day("2027-03-15"));
    let all = rehearsed(&shop).await;

    let first = rehearse(&shop, 30, None, 2).await.unwrap();
    let place = first.next.unwrap();
    let second = rehearse(&shop, 30, Place::parse(&place.text()), 2).await.unwrap();

    assert_eq!((first.renewals.len(), second.renewals.len(), second.next), (2, 1, None));
    assert_eq!([first.renewals, second.renewals].concat(), all);
    assert_eq!(Place::parse(&place.text()), Some(place));
    for nonsense in ["", "2027-04-14", "_", "2027-04-14_x", "x_y"] {
        assert_eq!(Place::parse(nonsense), None, "{nonsense}");
    }
}
