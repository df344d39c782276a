//! What is wanted of the next renewal holds for whoever renews, and can be undone until then.

use domain::Product::{Collections, Documents, Invoicing, Storage, User, WooCommerce};
use domain::RuleError;
use domain::cart::{Cart, CartError, Change};
use domain::demo::DemoMethod;
use domain::money::Money;
use domain::renewal::Plan;
use rstest::rstest;
use services::panel::open_renewal;
use services::payment::register_payment;
use services::renewal::{self, renewal};
use services::testing::store::orders;
use services::testing::{Customer, Engine, a_customer, day, the_payment_of};
use services::{Context, Error, payment};

use super::automatic::who_renews;
use super::rehearse::rehearsed;
use crate::payment::method_setup::a_demo;
use crate::seen;

const EXPIRES: &str = "2027-04-14";

async fn with_everything(ctx: &Context) -> Customer {
    a_customer()
        .with_service_until(day(EXPIRES))
        .with(Documents, 1, day(EXPIRES))
        .with(WooCommerce, 1, day(EXPIRES))
        .with(User, 3, day(EXPIRES))
        .with(Storage, 2, day(EXPIRES))
        .create(ctx)
        .await
}

async fn plan(ctx: &Context, anna: &Customer, change: Change) -> Plan {
    renewal::plan(ctx, anna.account, change).await.unwrap()
}

async fn planned(ctx: &Context, anna: &Customer) -> String {
    renewal(ctx, anna.account).await.unwrap().unwrap().plan.to_string()
}

#[rstest]
#[tokio::test]
async fn fewer_users_are_told_charged_and_owned_from_the_renewal_on(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    // With Documenti and two users.
    let (anna, _) = who_renews(&shop, DemoMethod::Pays).await;

    plan(&shop, &anna, Change::SetQuantity(User, 1)).await;
    plan(&shop, &anna, Change::RemoveWithDependents(Documents)).await;
    plan(&shop, &anna, Change::AddWithRequired(Collections)).await;
    shop.clock.set_to_day(day("2027-03-15"));
    let rehearsed = rehearsed(&shop).await;
    let page = renewal(&shop, anna.account).await.unwrap().unwrap();
    services::renewal::remind(&shop).await.unwrap();
    let mail = seen::mails(&shop).await.pop().unwrap();
    assert_eq!(anna.owned(&shop).await[2], (User, 2, day(EXPIRES)), "until then nothing changes");
    shop.clock.set_to_day(day("2027-04-07"));
    payment::collect_renewals(&shop).await.unwrap();

    // 30 + 12, and 22% of it. Nothing new is bought while nobody is there.
    let charged = Money::from_cents(51_24);
    assert_eq!(rehearsed[0].amount, Some(charged));
    assert_eq!(page.quote.unwrap().totals.due, charged);
    assert!(mail.text.contains("51,24"), "{}", mail.text);
    let paid = seen::payments(&shop).await;
    assert_eq!(paid.iter().map(|row| row.amount).collect::<Vec<_>>(), [51_24]);
    let (old, new) = (day(EXPIRES), day("2028-04-14"));
    let owned = anna.owned(&shop).await;
    assert_eq!(owned, [(Invoicing, 1, new), (Documents, 1, old), (User, 1, old), (User, 1, new)]);
    assert_eq!(planned(&shop, &anna).await, "", "the next renewal is planned anew");
    shop.clock.set_to_day(day("2028-04-07"));
    payment::collect_renewals(&shop).await.unwrap();
    let paid = seen::payments(&shop).await;
    let amounts: Vec<i64> = paid.iter().map(|row| row.amount).collect();
    assert_eq!(amounts, [51_24, 51_24], "what was left behind does not come back");
}

#[rstest]
#[tokio::test]
async fn dropped_lowered_and_added_are_one_order_by_hand(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = with_everything(&shop).await;
    for change in [
        Change::RemoveWithDependents(Documents),
        Change::SetQuantity(User, 1),
        Change::SetQuantity(Storage, 1),
        Change::AddWithRequired(Collections),
    ] {
        plan(&shop, &anna, change).await;
        plan(&shop, &anna, change).await;
    }
    assert_eq!(planned(&shop, &anna).await, "DOC-0_INC-1_WOO-0_UT-1_GB-1");

    let page = renewal(&shop, anna.account).await.unwrap().unwrap();
    let open = renewal::start(&shop, anna.account, 1, &page.plan).await.unwrap();
    let order = anna.orders(&shop, open.cart).await;
    register_payment(&shop, &the_payment_of(&shop, &order)).await.unwrap();

    // 30 + 12 + 12, and the new module for the 17 months (16 and 23 days) to the new expiry.
    assert_eq!(order.totals.net, Money::from_cents(54_00 + 25_50));
    assert_eq!(page.quote.unwrap().totals, order.totals);
    let (old, new) = (day(EXPIRES), day("2028-04-14"));
    let owned = anna.owned(&shop).await;
    let kept: Vec<_> = owned.iter().filter(|owned| owned.2 == new).map(|o| (o.0, o.1)).collect();
    assert_eq!(kept, [(Invoicing, 1), (Collections, 1), (User, 1), (Storage, 1)], "{owned:?}");
    assert!(owned.contains(&(Documents, 1, old)) && owned.contains(&(User, 2, old)));
}

#[rstest]
#[tokio::test]
async fn each_wish_can_be_undone_until_the_renewal(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = with_everything(&shop).await;
    plan(&shop, &anna, Change::RemoveWithDependents(Documents)).await;
    plan(&shop, &anna, Change::SetQuantity(User, 0)).await;
    assert_eq!(planned(&shop, &anna).await, "DOC-0_WOO-0_UT-0");

    plan(&shop, &anna, Change::AddWithRequired(WooCommerce)).await;
    plan(&shop, &anna, Change::SetQuantity(User, 3)).await;
    assert_eq!(planned(&shop, &anna).await, "");

    let alone = renewal::plan(&shop, anna.account, Change::SetQuantity(Documents, 0)).await;
    let needed = CartError::Requires { product: WooCommerce, needs: Documents };
    assert!(matches!(alone, Err(Error::Rule(RuleError::Cart(error))) if error == needed));
    let bruno = a_customer().create(&shop).await;
    let none = renewal::plan(&shop, bruno.account, Change::SetQuantity(User, 1)).await;
    assert!(matches!(none, Err(Error::NotFound(_))));
}

#[rstest]
#[tokio::test]
async fn whoever_buys_more_wants_no_less_and_a_wish_outlives_a_moved_expiry(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = with_everything(&shop).await;
    plan(&shop, &anna, Change::SetQuantity(User, 1)).await;
    plan(&shop, &anna, Change::SetQuantity(Storage, 1)).await;

    // With the extension on, everything moves to 22 November 2027.
    let cart = Cart::add_ons(Invoicing).set_quantity(User, 1, &[]).unwrap();
    let order = anna.orders(&shop, cart).await;
    register_payment(&shop, &the_payment_of(&shop, &order)).await.unwrap();

    assert_eq!(anna.owned(&shop).await[0].2, day("2027-11-22"));
    assert_eq!(planned(&shop, &anna).await, "GB-1");
}

#[rstest]
#[tokio::test]
async fn places_that_do_not_go_on_lift_no_wish(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    // Renewed early with one of its users; the other two run until their own last day.
    let renewed = day("2028-04-14");
    let anna = a_customer()
        .with_service_until(renewed)
        .with(User, 1, renewed)
        .with(User, 2, day(EXPIRES))
        .create(&shop)
        .await;
    for username in ["marco2026", "giulia2026", "paolo2026"] {
        anna.gives_a_seat(&shop, username, &["invoicing_read".into()]).await;
    }

    plan(&shop, &anna, Change::SetQuantity(User, 2)).await;

    assert_eq!(planned(&shop, &anna).await, "UT-2", "two of three can be chosen");
    open_renewal(&shop, &anna.in_panel(&shop).await).await.unwrap();
    let open = seen::cart(&shop, anna.cart()).await.unwrap();
    assert_eq!(open.cart.quantity(User), 2);
}

#[rstest]
#[tokio::test]
async fn the_wish_stays_when_the_order_of_it_is_called_off(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = with_everything(&shop).await;
    let wish: Plan = "UT-1".parse().unwrap();
    let open = renewal::start(&shop, anna.account, 2, &wish).await.unwrap();
    let order = anna.orders(&shop, open.cart).await;
    services::order::cancel(&shop, anna.account, order.number).await.unwrap();

    assert_eq!(planned(&shop, &anna).await, "UT-1");
    let mut tx = shop.db.read().await.unwrap();
    assert!(orders::pending(&mut tx, anna.account).await.unwrap().is_none());
    let nonsense: Plan = "UT-1000".parse().unwrap();
    assert!(renewal::start(&shop, anna.account, 1, &nonsense).await.is_err());
}
