//! The same for each other kind of row: what lists it leaves it out, and the job that works on it does
//! all the others.

use chrono::TimeDelta;
use domain::Money;
use domain::demo::DemoMethod;
use domain::id::SubscriptionId;
use domain::order::PaymentMethod;
use domain::statement::{DateOrder, DecimalSign, Mapping, Role};
use rstest::rstest;
use services::commitment::undecided;
use services::office::{Sought, look_for, to_decide};
use services::outbox::relay;
use services::payment::{add_method, look_after_setups, methods_of};
use services::ports::Mailer;
use services::statement::Layout;
use services::testing::store::layouts;
use services::testing::{
    Customer, Engine, a_browser, a_company, a_customer, a_professional, a_registration, day,
};
use services::unreadable::look_again;
use services::{Context, Error, account, order, recovery, renewal, termination};
use uuid::Uuid;

use super::{holder_of, numbers, set_aside, spoil, spot, three_orders};
use crate::account::register::registered;
use crate::bank::accept::a_credit;
use crate::bank::import::seen as statements_seen;
use crate::commitment::municipality;
use crate::payment::method_setup::{a_demo, leaves};
use crate::payment::pay::a_shop;
use crate::seen;

/// Runs a statement about the row with this id. PostgreSQL has to be loosened first to keep what
/// SQLite keeps anyway.
async fn change(ctx: &Context, id: Uuid, sqlite: &'static str, postgres: [&'static str; 2]) {
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
async fn change_alike(ctx: &Context, id: Uuid, statement: &'static str) {
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
    change_alike(&shop, broken, "UPDATE keeping SET asked = -1 WHERE id = $1").await;
    shop.clock.advance(TimeDelta::hours(1));

    look_after_setups(&shop).await.unwrap();

    let mut kept = Vec::new();
    for (customer, _) in &left {
        kept.push(methods_of(&shop, customer.account).await.unwrap().0.len());
    }
    assert_eq!(kept, [1, 0, 1]);
    assert_eq!(set_aside(&shop).await, [spot("keeping", "asked", broken)]);
    change_alike(&shop, broken, "UPDATE keeping SET asked = 0 WHERE id = $1").await;
    assert_eq!(look_again(&shop).await.unwrap(), 1);
    shop.clock.advance(TimeDelta::hours(1));
    look_after_setups(&shop).await.unwrap();
    assert_eq!(methods_of(&shop, left[1].0.account).await.unwrap().0.len(), 1);
}

#[rstest]
#[tokio::test]
async fn the_office_decides_about_all_cases_but_the_one_that_cannot_be_read(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, _) = a_shop(engine).await;
    let orders = three_orders(&ctx).await;
    for (number, (_, order)) in orders.iter().enumerate() {
        let credit = a_credit(&ctx, "5,00", &format!("parte {number} di {}", order.number)).await;
        services::statement::accept(&ctx, credit, order.number, "rosa").await.unwrap();
    }
    let before = to_decide(&ctx).await.unwrap().cases;
    let broken = before[1].id;
    change(
        &ctx,
        broken.0,
        "UPDATE payment_case SET kind = 'nonsense' WHERE id = $1",
        [
            "ALTER TABLE payment_case DROP CONSTRAINT payment_case_kind_check",
            "UPDATE payment_case SET kind = 'nonsense' WHERE id = $1",
        ],
    )
    .await;

    let shown = to_decide(&ctx).await.unwrap().cases;

    assert_eq!(shown, [before[0].clone(), before[2].clone()]);
    assert_eq!(set_aside(&ctx).await, [spot("payment_case", "kind", broken)]);
    change_alike(&ctx, broken.0, "UPDATE payment_case SET kind = 'underpaid' WHERE id = $1").await;
    assert_eq!(look_again(&ctx).await.unwrap(), 1);
    assert_eq!(to_decide(&ctx).await.unwrap().cases, before);
}

#[rstest]
#[tokio::test]
async fn the_office_decides_about_all_letters_but_the_one_that_cannot_be_read(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = municipality::a_shop(engine).await;
    let mut mails = Vec::new();
    for _ in 0..3 {
        let (_, order) = municipality::an_order(&shop).await;
        mails.push((order.number, municipality::sent(&shop, &order).await));
    }
    let broken = mails[1].1;
    change_alike(&shop, broken.0, "UPDATE commitment SET cig = 'nonsense' WHERE letter_id = $1")
        .await;
    let read = async || -> Vec<i64> {
        let mails = undecided(&shop).await.unwrap();
        mails.into_iter().map(|mail| mail.order_number).collect()
    };

    assert_eq!(read().await, [mails[0].0, mails[2].0]);

    assert_eq!(set_aside(&shop).await, [spot("commitment", "cig", broken)]);
    change_alike(&shop, broken.0, "UPDATE commitment SET cig = 'B0A1B2C3D4' WHERE letter_id = $1")
        .await;
    assert_eq!(look_again(&shop).await.unwrap(), 1);
    assert_eq!(read().await.len(), 3);
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
#[tokio::test]
async fn the_office_sees_all_credits_and_files_but_those_that_cannot_be_read(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, _) = a_shop(engine).await;
    for text in ["uno", "due", "tre"] {
        a_credit(&ctx, "5,00", text).await;
    }
    let before = statements_seen(&ctx).await;
    let credit = before.credits[1].id;
    let file = before.statements[1].id;
    change(
        &ctx,
        credit.0,
        "UPDATE bank_credit SET booked_on = 'nonsense' WHERE id = $1",
        [
            "ALTER TABLE bank_credit ALTER COLUMN booked_on DROP NOT NULL",
            "UPDATE bank_credit SET booked_on = NULL WHERE id = $1",
        ],
    )
    .await;
    change(
        &ctx,
        file.0,
        "UPDATE bank_statement SET from_on = 'nonsense' WHERE id = $1",
        [
            "ALTER TABLE bank_statement ALTER COLUMN name DROP NOT NULL",
            "UPDATE bank_statement SET name = NULL WHERE id = $1",
        ],
    )
    .await;

    let shown = statements_seen(&ctx).await;

    let amounts: Vec<Money> = shown.credits.iter().map(|found| found.credit.amount).collect();
    assert_eq!(amounts, [Money::from_cents(5_00); 2]);
    assert!(shown.credits.iter().all(|found| found.id != credit));
    assert_eq!(shown.statements.len(), 2);
    assert!(shown.statements.iter().all(|statement| statement.id != file));
    let aside = set_aside(&ctx).await;
    let column = if ctx.db.is_a_file() { "from_on" } else { "name" };
    assert!(aside.contains(&spot("bank_credit", "booked_on", credit)), "{aside:?}");
    assert!(aside.contains(&spot("bank_statement", column, file)), "{aside:?}");
    change_alike(&ctx, credit.0, "UPDATE bank_credit SET booked_on = '2026-11-21' WHERE id = $1")
        .await;
    assert_eq!(look_again(&ctx).await.unwrap(), 1);
}

#[rstest]
#[tokio::test]
async fn all_other_tables_are_understood(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = engine.fresh_context().await;
    let mut tx = ctx.db.write().await.unwrap();
    for digest in ["a", "b", "c"] {
        let layout = Layout {
            digest: digest.into(),
            names: "Giorno;Somma".into(),
            mapping: Mapping {
                roles: vec![Role::Day, Role::Amount],
                dates: DateOrder::MonthFirst,
                decimals: DecimalSign::Point,
            },
            set_at: ctx.now(),
            set_by: "rosa".into(),
        };
        layouts::save(&mut tx, &layout).await.unwrap();
    }
    tx.sql("UPDATE statement_layout SET mapping = 'x' WHERE digest = 'b'").run().await.unwrap();
    tx.commit().await.unwrap();

    let understood = services::statement::remembered(&ctx).await.unwrap();

    let digests: Vec<_> = understood.iter().map(|layout| layout.digest.as_str()).collect();
    assert_eq!(digests, ["a", "c"]);
}

#[rstest]
#[tokio::test]
async fn the_office_finds_a_broken_order_by_its_number_and_its_customer_hears_that_it_is_there(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, _) = a_shop(engine).await;
    let [(anna, a), (bruno, b), _] = three_orders(&ctx).await;
    spoil(&ctx, &b).await;

    let Sought::Unreadable(row) = look_for(&ctx, b.number).await.unwrap() else {
        panic!("it can be read");
    };
    let (table, column, id) = holder_of(&b);
    assert_eq!((row.table_name, row.column_name, row.row_id), (table, column, id));
    assert_eq!(row.first_seen_at, ctx.now());
    assert!(matches!(look_for(&ctx, a.number).await.unwrap(), Sought::Order(_)));
    assert!(matches!(look_for(&ctx, 1).await, Err(Error::NotFound("order"))));

    let own = order::show(&ctx, bruno.account, b.number).await;
    assert!(matches!(own, Err(Error::Corrupt { .. })), "{own:?}");
    let others = order::show(&ctx, anna.account, b.number).await;
    assert!(matches!(others, Err(Error::NotFound("order"))), "nobody else learns of it");
    let area = account::area(&ctx, bruno.account).await.unwrap();
    assert_eq!((area.orders, area.hidden), (vec![], 1));
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
async fn three_services(ctx: &Context) -> ([Customer; 3], SubscriptionId) {
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

#[rstest]
#[tokio::test]
async fn the_office_confirms_all_disdette_but_the_one_that_cannot_be_read(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (customers, _) = three_services(&shop).await;
    for customer in &customers {
        termination::ask(&shop, customer.account, true, "").await.unwrap();
    }
    let before = termination::to_confirm(&shop).await.unwrap();
    let wish = before[1].id;
    let (sqlite, postgres) = (
        "UPDATE termination SET asked_at = 'ieri' WHERE id = $1",
        "UPDATE termination SET asked_at = 'infinity' WHERE id = $1",
    );
    change(&shop, wish.0, sqlite, ["SELECT 1", postgres]).await;

    let shown: Vec<_> =
        termination::to_confirm(&shop).await.unwrap().into_iter().map(|wish| wish.id).collect();

    let others: Vec<_> = before.iter().map(|wish| wish.id).filter(|other| *other != wish).collect();
    assert_eq!((others.len(), shown), (2, others));
    let column = if shop.db.is_a_file() { "asked_at" } else { "?" };
    assert_eq!(set_aside(&shop).await, [spot("termination", column, wish)]);
    // Nobody is reminded of a service that is given up; whether this one is, cannot be read.
    shop.clock.set_to_day(day("2027-01-14"));
    assert_eq!(renewal::remind(&shop).await.unwrap(), 0);
    assert_eq!(look_again(&shop).await.unwrap(), 0, "it still makes no sense");
    let mended = "UPDATE termination SET asked_at = '2026-11-22T11:00:00Z' WHERE id = $1";
    change_alike(&shop, wish.0, mended).await;
    assert_eq!(look_again(&shop).await.unwrap(), 1);
    assert_eq!(termination::to_confirm(&shop).await.unwrap().len(), 3);
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
