//! The same for each other kind of row: what lists it leaves it out, and the job that works on it does
//! all the others.

use chrono::TimeDelta;
use domain::demo::DemoMethod;
use domain::order::PaymentMethod;
use rstest::rstest;
use services::outbox::relay;
use services::payment::{add_method, look_after_setups, methods_of};
use services::ports::Mailer;
use services::testing::{
    Engine, a_browser, a_company, a_customer, a_professional, a_registration, day,
};
use services::unreadable::look_again;
use services::{Context, account, recovery};
use uuid::Uuid;

use super::reminders::three_services;
use super::{numbers, set_aside, spot, three_orders};
use crate::account::register::registered;
use crate::payment::method_setup::{a_demo, leaves};
use crate::payment::pay::a_shop;
use crate::seen;

/// Runs a statement about the row with this id. PostgreSQL has to be loosened first to keep what
/// SQLite keeps anyway.
pub(super) async fn change(
    ctx: &Context,
    id: Uuid,
    sqlite: &'static str,
    postgres: [&'static str; 2],
) {
    let [loosen, postgres] = postgres;
    let mut tx = ctx.db.write().await.unwrap();
    let changed = if ctx.db.is_a_file() {
        tx.sql("PRAGMA ignore_check_constraints = ON").run().await.unwrap();
        let changed = tx.sql(sqlite).bind(id).run().await.unwrap();
        tx.sql("PRAGMA ignore_check_constraints = OFF").run().await.unwrap();
        changed
    } else {
        tx.sql(loosen).run().await.unwrap();
        tx.sql(postgres).bind(id).run().await.unwrap()
    };
    assert_eq!(changed, 1);
    tx.commit().await.unwrap();
}

/// The same statement for both, which neither refuses.
pub(super) async fn change_alike(ctx: &Context, id: Uuid, statement: &'static str) {
    change(ctx, id, statement, ["SELECT 1", statement]).await;
}

#[rstest]
#[tokio::test]
async fn a_customer_sees_all_ways_to_pay_but_the_one_that_cannot_be_read(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    for method in [DemoMethod::Pays, DemoMethod::IsRefused, DemoMethod::WantsConfirmation] {
        leaves(&shop, &anna, None, Some(method)).await;
    }
    let (all, _) = methods_of(&shop, anna.account).await.unwrap();
    let broken = all[1].id;
    change_alike(&shop, broken.0, "UPDATE stored_method SET void_after_year = 99999 WHERE id = $1")
        .await;

    let (known, hidden) = methods_of(&shop, anna.account).await.unwrap();

    assert_eq!((known, hidden), (vec![all[0].clone(), all[2].clone()], 1));
    assert_eq!(set_aside(&shop).await, [spot("stored_method", "void_after", broken)]);
    let renewal = services::renewal::renewal(&shop, anna.account).await.unwrap().unwrap();
    assert_eq!(renewal.methods.len(), 2, "the renewal goes on with the others");
    change_alike(&shop, broken.0, "UPDATE stored_method SET void_after_year = 2034 WHERE id = $1")
        .await;
    assert_eq!(look_again(&shop).await.unwrap(), 1);
    assert_eq!(methods_of(&shop, anna.account).await.unwrap().0.len(), 3);
}

#[rstest]
#[tokio::test]
async fn all_other_ways_to_pay_are_asked_about(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let mut left = Vec::new();
    for _ in 0..3 {
        let customer = a_customer().create(&shop).await;
        let to_leave =
            add_method(&shop, customer.account, PaymentMethod::Card, None).await.unwrap();
        services::demo::choose_method(&shop, to_leave.id, Some(DemoMethod::Pays)).await.unwrap();
        left.push((customer, to_leave.id));
    }
    let broken = left[1].1;
    change_alike(&shop, broken, "UPDATE method_setup SET asked = -1 WHERE id = $1").await;
    shop.clock.advance(TimeDelta::hours(1));

    look_after_setups(&shop).await.unwrap();

    let mut kept = Vec::new();
    for (customer, _) in &left {
        kept.push(methods_of(&shop, customer.account).await.unwrap().0.len());
    }
    assert_eq!(kept, [1, 0, 1]);
    assert_eq!(set_aside(&shop).await, [spot("method_setup", "asked", broken)]);
    change_alike(&shop, broken, "UPDATE method_setup SET asked = 0 WHERE id = $1").await;
    assert_eq!(look_again(&shop).await.unwrap(), 1);
    shop.clock.advance(TimeDelta::hours(1));
    look_after_setups(&shop).await.unwrap();
    assert_eq!(methods_of(&shop, left[1].0.account).await.unwrap().0.len(), 1);
}

/// The second of some mails.
async fn some_mails(ctx: &Context) -> Uuid {
    three_orders(ctx).await;
    let mut tx = ctx.db.read().await.unwrap();
    let second = "SELECT id FROM outbox ORDER BY not_before, id LIMIT 1 OFFSET 1";
    let (id,): (Uuid,) = tx.sql(second).one().await.unwrap();
    id
}

#[rstest]
#[tokio::test]
async fn all_other_mails_leave(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let (_shop, ctx, _) = a_shop(engine).await;
    let broken = some_mails(&ctx).await;
    let all = seen::mails(&ctx).await.len();
    change_alike(&ctx, broken, "UPDATE outbox SET payload = 'x' || payload WHERE id = $1").await;
    let mailer = Mailer::mailbox(ctx.db.clone());

    assert_eq!(relay::deliver_due(&ctx, &mailer).await.unwrap(), all - 1);

    assert_eq!(set_aside(&ctx).await, [spot("outbox", "payload", broken)]);
    change_alike(&ctx, broken, "UPDATE outbox SET payload = SUBSTR(payload, 2) WHERE id = $1")
        .await;
    assert_eq!(look_again(&ctx).await.unwrap(), 1);
    ctx.clock.advance(TimeDelta::hours(1));
    assert_eq!(relay::deliver_due(&ctx, &mailer).await.unwrap(), 1);
}

#[rstest]
#[tokio::test]
async fn a_mail_that_does_not_fit_its_columns_holds_up_no_other(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, _) = a_shop(engine).await;
    let broken = some_mails(&ctx).await;
    let all = seen::mails(&ctx).await.len();
    change(
        &ctx,
        broken,
        "UPDATE outbox SET created_at = 'nonsense' WHERE id = $1",
        [
            "ALTER TABLE outbox ALTER COLUMN created_at DROP NOT NULL",
            "UPDATE outbox SET created_at = NULL WHERE id = $1",
        ],
    )
    .await;
    let mailer = Mailer::mailbox(ctx.db.clone());

    assert_eq!(relay::deliver_due(&ctx, &mailer).await.unwrap(), all - 1);

    assert_eq!(set_aside(&ctx).await, [spot("outbox", "created_at", broken)]);
    let mended = "UPDATE outbox SET created_at = not_before WHERE id = $1";
    change_alike(&ctx, broken, mended).await;
    assert_eq!(look_again(&ctx).await.unwrap(), 1);
    ctx.clock.advance(TimeDelta::hours(1));
    assert_eq!(relay::deliver_due(&ctx, &mailer).await.unwrap(), 1);
}

#[rstest]
#[case::its_kind("UPDATE subscription SET service = 'nonsense' WHERE id = $1", "service")]
#[case::its_holder("UPDATE subscription SET holder = 'x' || holder WHERE id = $1", "holder")]
#[tokio::test]
async fn the_area_of_a_customer_whose_service_cannot_be_read_shows_the_rest(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[case] spoilt: &'static str,
    #[case] column: &str,
) {
    let (_shop, ctx, _) = a_shop(engine).await;
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&ctx).await;
    let cart = domain::cart::Cart::add_ons(domain::Product::Invoicing);
    let cart = cart.set_quantity(domain::Product::User, 1, &[]).unwrap();
    let order = anna.orders(&ctx, cart).await;
    let service = anna.service(&ctx).await.unwrap().id;
    change_alike(&ctx, service.0, spoilt).await;

    let area = account::area(&ctx, anna.account).await.unwrap();

    assert!(area.is_service_hidden && area.subscription.is_none());
    assert_eq!(numbers(&area.orders), [order.number]);
    assert_eq!(area.hidden, 0);
    assert_eq!(set_aside(&ctx).await, [spot("subscription", column, service)]);
    let bruno = a_customer().create(&ctx).await;
    assert!(!account::area(&ctx, bruno.account).await.unwrap().is_service_hidden);
}

#[rstest]
#[tokio::test]
async fn the_accounts_before_a_new_one_hear_of_it_although_another_cannot_be_read(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let business = a_registration(a_company());
    let [_, broken, _] = [
        registered(&shop, &business).await,
        registered(&shop, &a_registration(a_professional())).await,
        registered(&shop, &business).await,
    ];
    // PostgreSQL keeps to the type of a column, in which there is a moment after all others.
    let (sqlite, postgres) = (
        "UPDATE account SET registered_at = 'ieri' WHERE id = $1",
        "UPDATE account SET registered_at = 'infinity' WHERE id = $1",
    );
    change(&shop, broken.account.0, sqlite, ["SELECT 1", postgres]).await;

    while account::announce_registrations(&shop).await.unwrap() > 0 {}

    let told = seen::mails(&shop).await;
    assert_eq!(told.iter().filter(|mail| mail.kind == "numbers_registered").count(), 1);
    let column = if shop.db.is_a_file() { "registered_at" } else { "?" };
    assert_eq!(set_aside(&shop).await, [spot("account", column, broken.account.0)]);
}

#[rstest]
#[tokio::test]
async fn whoever_cannot_be_written_to_keeps_nobody_else_from_recovering_an_access(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (customers, broken) = three_services(&shop).await;
    for customer in &customers {
        let username = format!("BT{}", customer.party.vat_number);
        recovery::ask_panel_password(&shop, a_browser().network, &username).await.unwrap();
    }
    change_alike(&shop, broken.0, "UPDATE subscription SET holder = 'x' || holder WHERE id = $1")
        .await;

    for _ in 0..3 {
        assert_eq!(recovery::answer_requests(&shop).await.unwrap(), 1);
    }

    assert_eq!(recovery::answer_requests(&shop).await.unwrap(), 0, "nobody is asked for again");
    let mails = seen::mails(&shop).await;
    assert_eq!(mails.iter().filter(|mail| mail.kind == "password_link").count(), 2);
    assert_eq!(set_aside(&shop).await, [spot("subscription", "holder", broken)]);
}
