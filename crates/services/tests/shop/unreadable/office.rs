//! What waits for the office: all other rows are there.

use super::reminders::three_services;
use super::{holder_of, set_aside, spoil, spot, three_orders};
use crate::bank::accept::a_credit;
use crate::bank::import::seen as statements_seen;
use crate::commitment::municipality;
use crate::payment::pay::a_shop;
use domain::Money;
use domain::statement::{DateOrder, DecimalSign, Mapping, Role};
use domain::termination::When;
use rstest::rstest;
use services::commitment::undecided;
use services::office::{Sought, look_for, to_decide};
use services::statement::Layout;
use services::testing::store::layouts;
use services::testing::{Engine, day};
use services::unreadable::look_again;
use services::{Error, account, order, renewal, termination};

use super::kinds::{change, change_alike};

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
    change_alike(&shop, broken.0, "UPDATE commitment SET cig = 'nonsense' WHERE document_id = $1")
        .await;
    let read = async || -> Vec<i64> {
        let mails = undecided(&shop).await.unwrap();
        mails.into_iter().map(|mail| mail.order_number).collect()
    };

    assert_eq!(read().await, [mails[0].0, mails[2].0]);

    assert_eq!(set_aside(&shop).await, [spot("commitment", "cig", broken)]);
    change_alike(
        &shop,
        broken.0,
        "UPDATE commitment SET cig = 'B0A1B2C3D4' WHERE document_id = $1",
    )
    .await;
    assert_eq!(look_again(&shop).await.unwrap(), 1);
    assert_eq!(read().await.len(), 3);
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
#[tokio::test]
async fn the_office_confirms_all_disdette_but_the_one_that_cannot_be_read(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (customers, _) = three_services(&shop).await;
    for customer in &customers {
        termination::ask(&shop, customer.account, When::Now, true, "").await.unwrap();
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
