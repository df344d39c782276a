//! A service renews by itself: when, with what, and for how much.

use chrono::TimeDelta;
use domain::Product::{Documents, Invoicing, User};
use domain::cart::Cart;
use domain::demo::DemoMethod;
use domain::id::StoredMethodId;
use domain::order::{Order, OrderKind, OrderState, PaymentMethod};
use domain::payment::AttemptState;
use domain::quote::Owned;
use domain::renewal::Button;
use rstest::rstest;
use services::order::cancel;
use services::payment::register_payment;
use services::testing::store::{accounts, attempts, orders, subscriptions};
use services::testing::{Customer, Engine, a_customer, day, the_payment_of};
use services::{Context, payment, renewal};

use crate::payment::method_setup::{a_demo, leaves, the_method};
use crate::seen;

/// The expiry of everybody's service here, and the day on which it is renewed.
pub(super) const EXPIRES: &str = "2027-04-14";
pub(super) const FIRST_TRY: &str = "2027-04-07";

/// Somebody whose service renews by itself with a card that behaves like this.
pub async fn who_renews(ctx: &Context, method: DemoMethod) -> (Customer, StoredMethodId) {
    let anna = a_customer()
        .with_service_until(day(EXPIRES))
        .with(Documents, 1, day(EXPIRES))
        .with(User, 2, day(EXPIRES))
        .create(ctx)
        .await;
    leaves(ctx, &anna, None, Some(method)).await;
    let card = the_method(ctx, &anna).await.id;
    renewal::turn_on(ctx, anna.account, card, 1).await.unwrap();
    (anna, card)
}

pub(super) async fn all_orders(ctx: &Context, anna: &Customer) -> Vec<Order> {
    let mut tx = ctx.db.read().await.unwrap();
    seen::all(orders::of_account(&mut tx, anna.account).await)
}

/// The only order of somebody.
pub(super) async fn the_order(ctx: &Context, anna: &Customer) -> Order {
    let mut orders = all_orders(ctx, anna).await;
    assert_eq!(orders.len(), 1, "{orders:?}");
    orders.remove(0)
}

/// What became of each try, the oldest first.
pub(super) async fn tries(ctx: &Context, order: &Order) -> Vec<AttemptState> {
    let mut tx = ctx.db.read().await.unwrap();
    let attempts = attempts::of_order(&mut tx, order.id).await.unwrap();
    attempts.iter().rev().map(|attempt| attempt.state).collect()
}

pub(super) async fn button(ctx: &Context, anna: &Customer) -> Button {
    let renewal = renewal::renewal(ctx, anna.account).await.unwrap().unwrap();
    renewal.status.button(renewal.subscription.standing(renewal.today))
}

/// The mails since the card was left and the renewal turned on.
pub(super) async fn mails(ctx: &Context) -> Vec<String> {
    let mails = seen::mails(ctx).await;
    assert_eq!(seen::kinds(&mails)[..2], ["method_stored", "renewal_turned_on"]);
    mails.into_iter().skip(2).map(|mail| mail.kind).collect()
}

/// Somebody changes what is owned by hand, under an order that builds on it.
pub(super) async fn by_hand(ctx: &Context, anna: &Customer, change: impl Fn(&mut Vec<Owned>)) {
    let mut service = anna.service(ctx).await.unwrap();
    change(&mut service.owned);
    let mut tx = ctx.db.write().await.unwrap();
    let held = accounts::hold(&mut tx, service.account).await.unwrap();
    subscriptions::save(&mut tx, &held, &service).await.unwrap();
    tx.commit().await.unwrap();
}

/// Lets every day pass until this one, and the renewals be looked through twice on each.
pub(super) async fn days_pass_until(ctx: &Context, last: &str) {
    while ctx.today() <= day(last) {
        payment::collect_renewals(ctx).await.unwrap();
        payment::collect_renewals(ctx).await.unwrap();
        ctx.clock.advance(TimeDelta::days(1));
    }
}

#[rstest]
#[tokio::test]
async fn a_week_before_its_expiry_a_service_moves_on_with_all_it_has(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let (anna, _) = who_renews(&shop, DemoMethod::Pays).await;

    shop.clock.set_to_day(day("2027-04-06"));
    assert_eq!(payment::collect_renewals(&shop).await.unwrap(), 0, "it is a day too early");
    assert_eq!(button(&shop, &anna).await, Button::Automatic { on: day(FIRST_TRY) });
    shop.clock.set_to_day(day(FIRST_TRY));
    assert_eq!(payment::collect_renewals(&shop).await.unwrap(), 1);
    days_pass_until(&shop, "2027-04-20").await;

    let until = day("2028-04-14");
    assert_eq!(
        anna.owned(&shop).await,
        [(Invoicing, 1, until), (Documents, 1, until), (User, 2, until)]
    );
    let order = the_order(&shop, &anna).await;
    let paid_on = day(FIRST_TRY);
    assert_eq!(order.kind, OrderKind::Renewal);
    assert_eq!(order.method, PaymentMethod::Card);
    assert_eq!(order.state, OrderState::Fulfilled { paid_on, fulfilled_on: paid_on });
    // 30 + 18 + 2 × 12 = 72, and 22% of it.
    assert_eq!(order.totals.due.to_string(), "87.84");
    assert_eq!(mails(&shop).await, ["service_renewed", "payment_confirmed"]);
    let told = &seen::mails(&shop).await[2];
    assert_eq!(
        told.subject,
        "Rinnovo automatico: Fatturazione Elettronica fino al 14\u{a0}aprile\u{a0}2028"
    );
    let charged = "abbiamo addebitato 87,84\u{a0}€ (Carta Visa 4242)";
    assert!(told.text.contains(charged), "{}", told.text);
    assert_eq!(button(&shop, &anna).await, Button::Automatic { on: day("2028-04-07") });
    assert_eq!(
        seen::number(&shop, "SELECT CAST(SUM(amount) AS BIGINT) FROM ledger_entry").await,
        0
    );
}

#[rstest]
#[tokio::test]
async fn a_server_that_was_off_tries_as_soon_as_it_is_back_but_never_after_the_expiry(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let (anna, _) = who_renews(&shop, DemoMethod::Pays).await;
    let (bruno, _) = {
        let shop = &shop;
        let bruno = a_customer().with_service_until(day("2027-04-08")).create(shop).await;
        leaves(shop, &bruno, None, Some(DemoMethod::Pays)).await;
        let card = the_method(shop, &bruno).await.id;
        renewal::turn_on(shop, bruno.account, card, 1).await.unwrap();
        (bruno, card)
    };

    shop.clock.set_to_day(day("2027-04-09"));
    assert_eq!(payment::collect_renewals(&shop).await.unwrap(), 1);

    assert_eq!(anna.owned(&shop).await[0].2, day("2028-04-14"));
    assert_eq!(bruno.owned(&shop).await[0].2, day("2027-04-08"));
    assert_eq!(all_orders(&shop, &bruno).await, [], "it has expired: its owner decides");
    let reactivate = Button::Reactivate { until: day("2027-07-07") };
    assert_eq!(button(&shop, &bruno).await, reactivate);
}

#[rstest]
#[tokio::test]
async fn an_order_in_the_way_is_told_once_and_the_renewal_follows_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values(true, false)] is_paid: bool,
) {
    let shop = a_demo(engine).await;
    let (anna, _) = who_renews(&shop, DemoMethod::Pays).await;
    shop.clock.set_to_day(day("2027-04-06"));
    let mut cart = Cart::add_ons(Invoicing).set_quantity(User, 1, &[]).unwrap();
    cart.extends_owned = false;
    let in_the_way = anna.orders(&shop, cart).await;

    shop.clock.set_to_day(day(FIRST_TRY));
    payment::collect_renewals(&shop).await.unwrap();
    payment::collect_renewals(&shop).await.unwrap();
    assert_eq!(button(&shop, &anna).await, Button::Blocked { number: in_the_way.number });
    let told = mails(&shop).await;
    assert_eq!(told, ["order_confirmation", "how_to_pay", "renewal_blocked"]);

    if is_paid {
        register_payment(&shop, &the_payment_of(&shop, &in_the_way)).await.unwrap();
    } else {
        cancel(&shop, anna.account, in_the_way.number).await.unwrap();
    }
    days_pass_until(&shop, "2027-04-10").await;

    let owned = anna.owned(&shop).await;
    assert_eq!(owned[0], (Invoicing, 1, day("2028-04-14")));
    let users: u32 = owned.iter().filter(|owned| owned.0 == User).map(|owned| owned.1).sum();
    assert_eq!(users, if is_paid { 3 } else { 2 });
    assert_eq!(all_orders(&shop, &anna).await[0].kind, OrderKind::Renewal);
}

#[rstest]
#[tokio::test]
async fn years_and_prices_are_those_of_the_day(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let (anna, card) = who_renews(&shop, DemoMethod::Pays).await;
    renewal::turn_on(&shop, anna.account, card, 3).await.unwrap();
    let shown = renewal::renewal(&shop, anna.account).await.unwrap().unwrap();

    shop.clock.set_to_day(day(FIRST_TRY));
    payment::collect_renewals(&shop).await.unwrap();

    let order = the_order(&shop, &anna).await;
    assert_eq!(shown.years, 3);
    assert_eq!(shown.quote.unwrap().totals, order.totals);
    assert_eq!(anna.owned(&shop).await[0].2, day("2030-04-14"));
    assert!(renewal::turn_on(&shop, anna.account, card, 11).await.is_err());
}
