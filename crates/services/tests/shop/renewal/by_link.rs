//! The link of a reminder shows one renewal to whoever has it and lets them buy it, and opens nothing
//! else.

use chrono::TimeDelta;
use domain::Product::{Documents, Invoicing, User};
use domain::RuleError;
use domain::cart::{Cart, Change, Purpose};
use domain::order::{Acceptance, Order, OrderError, PaymentMethod};
use domain::payment::Source;
use domain::reach::Reach;
use domain::renewal::{Decided, Plan};
use domain::termination::When;
use rstest::rstest;
use services::order::Conclusion;
use services::panel::open_cart;
use services::payment::{pay, progress, register_payment};
use services::renewal::{self, buyer_by_link, by_link, start_by_link, what_if};
use services::testing::store::attempts;
use services::testing::{Customer, Engine, a_customer, day, settings, the_payment_of};
use services::{Buyer, Context, Error, Purchase, Result, Settings, account, order, paper};

use crate::seen;

const EXPIRES: &str = "2027-04-14";

/// Somebody who has been reminded sixty days before the expiry, and the link of that mail.
async fn reminded(ctx: &Context) -> (Customer, String) {
    let anna = a_customer()
        .with_service_until(day(EXPIRES))
        .with(Documents, 1, day(EXPIRES))
        .with(User, 2, day(EXPIRES))
        .create(ctx)
        .await;
    ctx.clock.set_to_day(day("2027-02-13"));
    renewal::remind(ctx).await.unwrap();
    let text = seen::mails(ctx).await.pop().unwrap().text;
    let link = text.split("/rinnovo?link=").nth(1).expect("a link");
    let end = link.find(|c: char| !(c.is_ascii_alphanumeric() || "._-".contains(c)));
    (anna, link[..end.unwrap_or(link.len())].to_owned())
}

#[rstest]
#[tokio::test]
async fn the_link_of_a_mail_shows_the_renewal_as_often_as_it_is_opened(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (anna, link) = reminded(&shop).await;

    for _ in 0..2 {
        let seen = by_link(&shop, &link).await.unwrap().unwrap();
        assert_eq!((seen.account, seen.expires), (anna.account, day(EXPIRES)));
        assert_eq!((seen.given.owned.len(), seen.is_blocked), (3, false));
    }
    let lowered = what_if(&shop, &link, &Plan::default(), Change::SetQuantity(User, 1)).await;
    assert_eq!(lowered.unwrap().to_string(), "UT-1");
    let page = renewal::renewal(&shop, anna.account).await.unwrap().unwrap();
    assert_eq!(page.plan, Plan::default(), "a what-if keeps nothing");
}

#[rstest]
#[tokio::test]
async fn a_link_ends_with_its_time_and_with_the_renewal_and_cannot_be_made_up(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (anna, link) = reminded(&shop).await;

    let mut changed = link.clone().into_bytes();
    // Another day of the expiry: 15 instead of 14 April.
    let at = 32 + 1 + 7;
    assert_eq!(changed[at], b'4');
    changed[at] = b'5';
    let changed = String::from_utf8(changed).unwrap();
    for wrong in ["", "x", "a.b.c.d", &changed, &link[..link.len() - 1]] {
        assert!(by_link(&shop, wrong).await.unwrap().is_none(), "{wrong}");
        let answer = what_if(&shop, wrong, &Plan::default(), Change::SetYears(1)).await;
        assert!(matches!(answer, Err(Error::NotFound(_))), "{wrong}");
    }
    shop.clock.set_to_day(day("2027-03-30"));
    assert!(by_link(&shop, &link).await.unwrap().is_some(), "the next mails have come by now");
    shop.clock.set_to_day(day("2027-03-31"));
    assert!(by_link(&shop, &link).await.unwrap().is_none());

    shop.clock.set_to_day(day("2027-03-01"));
    let open = renewal::start(&shop, anna.account, 1, &Plan::default()).await.unwrap();
    let order = anna.orders(&shop, open.cart).await;
    assert!(by_link(&shop, &link).await.unwrap().unwrap().is_blocked, "it is ordered");
    register_payment(&shop, &the_payment_of(&shop, &order)).await.unwrap();
    assert!(by_link(&shop, &link).await.unwrap().is_none(), "it is renewed");
}

#[rstest]
#[tokio::test]
async fn the_link_shows_nothing_of_a_service_that_is_given_up(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (anna, link) = reminded(&shop).await;

    services::termination::ask(&shop, anna.account, When::Now, true, "").await.unwrap();
    assert!(by_link(&shop, &link).await.unwrap().unwrap().is_blocked);
    let asked = services::termination::to_confirm(&shop).await.unwrap().remove(0);
    services::termination::confirm(&shop, asked.id, "ufficio").await.unwrap();

    assert!(by_link(&shop, &link).await.unwrap().is_none());
    assert!(account::area(&shop, anna.account).await.is_ok());
}

/// What a session keeps of somebody who has pressed `Rinnova` on the page of this link.
async fn begun(ctx: &Context, link: &str) -> Purchase {
    start_by_link(ctx, link, 1, &Plan::default()).await.unwrap().unwrap()
}

async fn buyer(ctx: &Context, purchase: &Purchase) -> Option<Buyer> {
    buyer_by_link(ctx, purchase).await.unwrap()
}

fn is_refused<T>(answer: Result<T>) -> bool {
    matches!(answer, Err(Error::NotAllowed))
}

#[rstest]
#[tokio::test]
async fn rinnova_fills_the_cart_as_chosen_and_leaves_the_plan_to_the_owner(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (anna, link) = reminded(&shop).await;
    let Ok(wish) = "UT-1".parse::<Plan>();

    by_link(&shop, &link).await.unwrap().unwrap();
    assert!(seen::cart(&shop, anna.cart()).await.is_none(), "opening it begins nothing");
    let purchase = start_by_link(&shop, &link, 2, &wish).await.unwrap().unwrap();

    let open = seen::cart(&shop, anna.cart()).await.unwrap();
    assert_eq!(open.cart.purpose, Purpose::Renewal { years: 2 });
    assert_eq!((open.cart.quantity(User), open.cart.quantity(Documents)), (1, 1));
    let page = renewal::renewal(&shop, anna.account).await.unwrap().unwrap();
    assert_eq!(page.plan, Plan::default(), "what renews by itself is its owner's to say");
    assert_eq!(purchase.account(), anna.account);
    assert!(by_link(&shop, &link).await.unwrap().is_some(), "it is not used up");
}

#[rstest]
#[tokio::test]
async fn a_purchase_by_link_makes_its_order_and_is_told_no_holder(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (anna, link) = reminded(&shop).await;
    let users = Cart::add_ons(Invoicing).set_quantity(User, 1, &[]).unwrap();
    let before = anna.orders(&shop, users).await.number;
    order::cancel(&shop, anna.account, before).await.unwrap();
    let purchase = begun(&shop, &link).await;
    let who = buyer(&shop, &purchase).await.unwrap();

    assert!(is_refused(progress(&shop, who.clone(), before).await));
    let review = order::review(&shop, who.clone()).await.unwrap();
    assert!(review.holder.unwrap().is_withheld() && review.stored.is_empty());
    assert_eq!(review.decided, Decided::NotByThis, "what they pay with is not kept");
    let own = order::review(&shop, anna.account).await.unwrap();
    assert!(!own.holder.unwrap().is_withheld(), "its owner sees it");

    let form = anna.order_form(&shop).await;
    let made = order::conclude(&shop, who.clone(), &form).await.unwrap().order;
    assert!(!made.holder.is_withheld(), "the order has it all the same");
    assert!(is_refused(progress(&shop, who, made.number).await), "until the session has noted it");
    let noted = purchase.clone().with_order(made.number);
    let who = buyer(&shop, &noted).await.unwrap();
    let shown = progress(&shop, who.clone(), made.number).await.unwrap().order;
    assert!(shown.holder.is_withheld());
    assert!(is_refused(paper::transfer_sheet(&shop, who, made.number).await), "it has the address");
    assert!(start_by_link(&shop, &link, 1, &Plan::default()).await.unwrap().is_none());

    register_payment(&shop, &the_payment_of(&shop, &made)).await.unwrap();
    let who = buyer(&shop, &noted).await.unwrap();
    assert_eq!(*who.reach(), Reach::ByLink { service: None, orders: vec![made.number] });
    progress(&shop, who.clone(), made.number).await.unwrap();
    assert!(is_refused(order::review(&shop, who).await), "there is nothing more to buy");
    assert_eq!(buyer(&shop, &purchase).await, None, "nor for whoever has ordered nothing");
}

#[rstest]
#[tokio::test]
async fn links_and_what_was_begun_by_them_end_with_password_and_address(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values(
        "UPDATE account SET email = 'nuova@example.it' WHERE id = $1",
        "UPDATE account SET password_hash = 'another' WHERE id = $1"
    )]
    change: &'static str,
) {
    let shop = engine.fresh_context().await;
    let (anna, link) = reminded(&shop).await;
    let purchase = begun(&shop, &link).await;
    assert!(buyer(&shop, &purchase).await.is_some());

    let mut tx = shop.db.write().await.unwrap();
    tx.sql(change).bind(anna.account).run().await.unwrap();
    tx.commit().await.unwrap();

    assert_eq!(buyer(&shop, &purchase).await, None);
    assert!(by_link(&shop, &link).await.unwrap().is_none());
    assert!(start_by_link(&shop, &link, 1, &Plan::default()).await.unwrap().is_none());
    let newer = anna.renewal_link(&shop).await;
    assert!(by_link(&shop, &newer).await.unwrap().is_some(), "the next mail has a good one");
}

#[rstest]
#[tokio::test]
async fn a_purchase_by_link_ends_after_two_hours_and_with_a_disdetta(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (anna, link) = reminded(&shop).await;
    let purchase = begun(&shop, &link).await;

    shop.clock.advance(TimeDelta::minutes(119));
    assert!(buyer(&shop, &purchase).await.is_some());
    shop.clock.advance(TimeDelta::minutes(1));
    assert_eq!(buyer(&shop, &purchase).await, None);

    let purchase = begun(&shop, &link).await;
    assert!(buyer(&shop, &purchase).await.is_some());
    services::termination::ask(&shop, anna.account, When::Now, true, "").await.unwrap();
    assert_eq!(buyer(&shop, &purchase).await, None);
    assert!(start_by_link(&shop, &link, 1, &Plan::default()).await.unwrap().is_none());
}

#[rstest]
#[tokio::test]
async fn a_link_opens_no_panel_and_no_other_service(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (anna, link) = reminded(&shop).await;
    let bruno = a_customer().with_service_until(day(EXPIRES)).create(&shop).await;
    let purchase = begun(&shop, &link).await;

    assert!(seen::cart(&shop, bruno.cart()).await.is_none());
    assert_eq!(anna.in_panel(&shop).await.buyer(&shop, &purchase), None);
    assert_eq!(bruno.in_panel(&shop).await.buyer(&shop, &purchase), None);
    let from_panel = open_cart(&shop, &bruno.in_panel(&shop).await, Documents).await.unwrap();
    assert_eq!(buyer(&shop, &from_panel).await, None, "each way is its own");
    // Its signature under the name of another service.
    let (_, rest) = link.split_once('.').unwrap();
    let service = bruno.service(&shop).await.unwrap().id;
    let moved = format!("{}.{rest}", service.0.simple());
    assert!(by_link(&shop, &moved).await.unwrap().is_none());
    assert!(start_by_link(&shop, &moved, 1, &Plan::default()).await.unwrap().is_none());
}

#[rstest]
#[tokio::test]
async fn whoever_comes_by_a_link_accepts_everything_anew(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let lenient = Settings { acceptances_stand: true, ..settings() };
    let shop = engine.fresh_context_with(lenient).await;
    let (anna, link) = reminded(&shop).await;
    let users = Cart::add_ons(Invoicing).set_quantity(User, 1, &[]).unwrap();
    let before = anna.orders(&shop, users).await.number;
    order::cancel(&shop, anna.account, before).await.unwrap();
    let purchase = begun(&shop, &link).await;
    let who = buyer(&shop, &purchase).await.unwrap();

    let own = order::review(&shop, anna.account).await.unwrap();
    assert!(!own.standing.is_empty(), "its owner has accepted them before");
    assert_eq!(order::review(&shop, who.clone()).await.unwrap().standing, []);
    let form = anna.order_form(&shop).await;
    let form = Conclusion { accepted: vec![Acceptance::Conditions], ..form };
    let refused = order::conclude(&shop, who, &form).await;
    let missing = RuleError::Order(OrderError::NotAccepted(Acceptance::OnerousClauses));
    assert!(matches!(refused, Err(Error::Rule(rule)) if rule == missing));
}

/// Whether the newest try to pay an order asks the provider to keep what it is paid with.
async fn is_kept(ctx: &Context, order: &Order) -> bool {
    let mut tx = ctx.db.read().await.unwrap();
    let tries = attempts::of_order(&mut tx, order.id).await.unwrap();
    matches!(&tries[0].source, Source::Page { saves_for: Some(_) })
}

#[rstest]
#[tokio::test]
async fn a_card_that_is_entered_by_a_link_is_not_kept(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context_with(services::demo::settings()).await;
    let anna = a_customer().with_service_until(day(EXPIRES)).create(&shop).await;
    let bruno = a_customer().with_service_until(day(EXPIRES)).create(&shop).await;
    let by_card = |form: Conclusion| Conclusion { method: PaymentMethod::Card, ..form };

    let link = anna.renewal_link(&shop).await;
    let who = buyer(&shop, &begun(&shop, &link).await).await.unwrap();
    let form = by_card(anna.order_form(&shop).await);
    let made = order::conclude(&shop, who.clone(), &form).await.unwrap().order;
    pay(&shop, who.with_order(made.number), made.number, PaymentMethod::Card).await.unwrap();
    assert!(!is_kept(&shop, &made).await);

    renewal::start(&shop, bruno.account, 1, &Plan::default()).await.unwrap();
    let form = by_card(bruno.order_form(&shop).await);
    let made = order::conclude(&shop, bruno.account, &form).await.unwrap().order;
    pay(&shop, bruno.account, made.number, PaymentMethod::Card).await.unwrap();
    assert!(is_kept(&shop, &made).await, "that of its owner is");
}
