//! The doctor finds each thing that must not be, and nothing in a shop that is well.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::Product;
use domain::cart::Cart;
use platform::Db;
use rstest::rstest;
use services::doctor::{examine, examine_rows};
use services::payment::register_payment;
use services::testing::store::checks;
use services::testing::{Engine, TestContext, a_customer, day, the_payment_of};

/// A shop with a first purchase that is paid; add-ons of another customer that are paid, and of a
/// third that are not; and Anna, who has a service and no order.
async fn a_shop(engine: Engine) -> TestContext {
    let shop = engine.fresh_context().await;
    let until: NaiveDate = day("2027-04-14");
    let first = a_customer().with_holder().create(&shop).await;
    let order = first.orders(&shop, Cart::first_purchase(Product::Invoicing, 1)).await;
    register_payment(&shop, &the_payment_of(&shop, &order)).await.unwrap();
    let storage = || Cart::add_ons(Product::Invoicing).set_quantity(Product::Storage, 1, &[]);
    let second = a_customer().with_service_until(until).create(&shop).await;
    let order = second.orders(&shop, storage().unwrap()).await;
    register_payment(&shop, &the_payment_of(&shop, &order)).await.unwrap();
    let third = a_customer().with_service_until(until).create(&shop).await;
    third.orders(&shop, storage().unwrap()).await;
    a_customer().with_service_until(until).create(&shop).await;
    shop
}

/// The order that is not paid, and with it an id that is not yet one of something else.
macro_rules! of_the_unpaid {
    ($values:literal) => {
        concat!(" SELECT ", $values, " FROM purchase_order WHERE state = 'awaiting_payment'")
    };
}

macro_rules! booking {
    ($account:literal, $order:literal) => {
        concat!(
            "INSERT INTO ledger_entry (account, amount, booking_id, order_id, booked_at, reason)",
            " SELECT '",
            $account,
            "', -1, account_id, ",
            $order,
            ", concluded_at, 'prova'",
            " FROM purchase_order WHERE state = 'awaiting_payment' UNION ALL",
            " SELECT 'bank', 1, account_id, ",
            $order,
            ", concluded_at, 'prova'",
            " FROM purchase_order WHERE state = 'awaiting_payment'"
        )
    };
}

const A_STATEMENT: &str = concat!(
    "INSERT INTO bank_statement (id, sha256, name, format, imported_at, imported_by)",
    of_the_unpaid!("account_id, 'x', 'x', 'csv', concluded_at, 'rosa'")
);

/// Whose account has a service and no order.
macro_rules! annas {
    ($statement:literal) => {
        concat!($statement, " WHERE account_id NOT IN (SELECT account_id FROM purchase_order)")
    };
}

/// What breaks each check, and nothing else.
const BREAKS: &[(&str, &[&str])] = &[
    ("booking_balances", &["UPDATE ledger_entry SET amount = amount + 1 WHERE account = 'bank'"]),
    ("due_is_booked", &[booking!("receivable", "id")]),
    ("sales_are_booked", &[booking!("sales", "id")]),
    ("held_money_has_a_case", &[booking!("held", "id")]),
    ("money_of_nobody_has_a_case", &[booking!("held", "CAST(NULL AS UUID)")]),
    (
        "credit_is_booked",
        &[
            A_STATEMENT,
            concat!(
                "INSERT INTO bank_credit (id, statement_id, position, identity, booked_on, amount,",
                " payer, text, state, order_id, decided_at, decided_by)",
                of_the_unpaid!(
                    "account_id, account_id, 1, 'x', concluded_on, due, 'Anna', '', 'accepted', \
                     id, concluded_at, 'rosa'"
                )
            ),
        ],
    ),
    (
        "set_aside_credit_has_its_case",
        &[
            A_STATEMENT,
            concat!(
                "INSERT INTO payment_case (id, kind, amount, note, opened_at, closed_at,",
                " closed_by, resolution)",
                of_the_unpaid!(
                    "account_id, 'unmatched', 5, '', concluded_at, concluded_at, 'rosa', 'x'"
                )
            ),
            concat!(
                "INSERT INTO bank_credit (id, statement_id, position, identity, booked_on, amount,",
                " payer, text, state, case_id, decided_at, decided_by)",
                of_the_unpaid!(
                    "account_id, account_id, 1, 'x', concluded_on, 7, 'Anna', '', 'set_aside', \
                     account_id, concluded_at, 'rosa'"
                )
            ),
        ],
    ),
    (
        "collected_money_is_used",
        &[concat!(
            "INSERT INTO payment_attempt (id, order_id, provider, method, amount, state, begun_at)",
            of_the_unpaid!("account_id, id, 'demo', 'card', due, 'succeeded', concluded_at")
        )],
    ),
    (
        "refunds_stay_below_payments",
        &[concat!(
            "INSERT INTO refund (id, order_id, amount, reason, state, asked_by, asked_at)",
            of_the_unpaid!("account_id, id, 1, 'x', 'awaits_approval', 'rosa', concluded_at")
        )],
    ),
    (
        "refunded_case_is_closed",
        &[
            concat!(
                "INSERT INTO payment_case (id, kind, order_id, amount, note, opened_at)",
                of_the_unpaid!("account_id, 'never_answered', id, 0, '', concluded_at")
            ),
            concat!(
                "INSERT INTO refund (id, order_id, case_id, amount, reason, state, asked_by,",
                " asked_at)",
                of_the_unpaid!(
                    "account_id, id, account_id, 1, 'x', 'started', 'rosa', concluded_at"
                )
            ),
        ],
    ),
    (
        "order_adds_up",
        &["UPDATE purchase_order SET discount = discount + 1 WHERE state = 'awaiting_payment'"],
    ),
    (
        "paid_order_has_its_payment",
        &["DELETE FROM payment WHERE order_id IN \
           (SELECT id FROM purchase_order WHERE kind = 'add_ons')"],
    ),
    (
        "unpaid_order_has_no_payment",
        &[concat!(
            "INSERT INTO payment (id, order_id, amount, method, paid_on, registered_at,",
            " registered_by)",
            of_the_unpaid!("id, id, due, 'bank_transfer', concluded_on, concluded_at, 'rosa'")
        )],
    ),
    (
        "fulfilled_order_has_a_service",
        &["UPDATE purchase_order SET subscription_id = NULL \
           WHERE kind = 'add_ons' AND state = 'fulfilled'"],
    ),
    (
        "order_is_for_its_own_service",
        &["UPDATE purchase_order SET subscription_id = (SELECT subscription_id \
           FROM purchase_order AS other WHERE kind = 'first_purchase') \
           WHERE state = 'awaiting_payment'"],
    ),
    (
        "commitment_was_registered",
        &["UPDATE purchase_order SET committed_on = concluded_on WHERE state = 'awaiting_payment'"],
    ),
    ("numbers_are_counted", &["UPDATE counter SET value = 26000001 WHERE name = 'order'"]),
    ("discount_is_counted", &["INSERT INTO discount_code (code, held) VALUES ('PROVA', 1)"]),
    (
        "discount_follows_its_order",
        &[
            "INSERT INTO discount_code (code, held) VALUES ('PROVA', 1)",
            concat!(
                "INSERT INTO discount_use (order_id, code, account_id, state)",
                of_the_unpaid!("id, 'PROVA', account_id, 'used'")
            ),
        ],
    ),
    ("delivered_mail_is_forgotten", &["UPDATE outbox SET delivered_at = created_at"]),
    (
        "one_service_for_a_tax_code",
        &[
            "DROP INDEX subscription_live_tax_code",
            "UPDATE subscription SET tax_code = '01234567890'",
        ],
    ),
    (
        "one_service_for_a_vat_number",
        &[
            "DROP INDEX subscription_live_vat_number",
            "UPDATE subscription SET vat_number = '01234567890'",
        ],
    ),
    (
        "one_service_for_an_account",
        &[
            "DROP INDEX subscription_live_account",
            annas!(
                "UPDATE subscription SET account_id = \
                 (SELECT account_id FROM purchase_order WHERE kind = 'first_purchase')"
            ),
        ],
    ),
    (
        "service_has_a_panel_user",
        &["DELETE FROM panel_user WHERE subscription_id IN (SELECT id FROM subscription \
           WHERE account_id NOT IN (SELECT account_id FROM purchase_order))"],
    ),
    (
        "expiry_is_what_was_paid",
        &["INSERT INTO order_line (order_id, position, product, kind, quantity, from_on, \
           until_on, months, yearly, net) SELECT id, 99, 'FE', 'extension', 1, '2027-04-14', \
           '2028-04-14', 12, 0, 0 FROM purchase_order \
           WHERE kind = 'add_ons' AND state = 'fulfilled'"],
    ),
    (
        "module_ends_with_its_service",
        &[annas!(
            "INSERT INTO subscription_item (subscription_id, product, expires_on, quantity) \
             SELECT id, 'DOC', '2027-04-15', 1 FROM subscription"
        )],
    ),
    (
        "owned_is_what_was_bought",
        &["INSERT INTO subscription_item (subscription_id, product, expires_on, quantity) \
           SELECT subscription_id, 'UT', '2027-11-22', 1 FROM purchase_order \
           WHERE kind = 'first_purchase'"],
    ),
    (
        "renewal_has_its_own_method",
        &[
            annas!(
                "INSERT INTO stored_method (id, account_id, provider, customer, reference, kind, \
                 label, added_at, removed_at) SELECT id, account_id, 'demo', 'x', 'x', 'card', \
                 'x', '2026-11-22 11:00:00+00:00', '2026-11-22 11:00:00+00:00' FROM subscription"
            ),
            annas!(
                "INSERT INTO automatic_renewal (subscription_id, method_id, years) \
                 SELECT id, id, 1 FROM subscription"
            ),
        ],
    ),
];

#[rstest]
#[tokio::test]
async fn each_thing_that_must_not_be_is_found_and_nothing_else(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_shop(engine).await;
    assert_eq!(examine(&shop.db).await.unwrap(), [], "a shop that is well");

    for (check, breaks) in BREAKS {
        let mut tx = shop.db.write().await.unwrap();
        for statement in *breaks {
            let rows = tx.sql(statement).run().await;
            assert!(rows.is_ok(), "{check}: {rows:?}");
        }
        let found = examine_rows(&shop.db, &mut tx).await.unwrap();

        let names: BTreeSet<_> = found.iter().map(|finding| finding.check).collect();
        assert_eq!(names, [*check].into(), "{found:#?}");
        drop(tx);
    }

    let known: BTreeSet<_> = checks::all().map(|check| check.name).collect();
    let broken: BTreeSet<_> = BREAKS.iter().map(|(check, _)| *check).collect();
    assert_eq!(known, broken, "each check has been seen to find something");
    assert_eq!(examine(&shop.db).await.unwrap(), [], "and nothing was kept");
}

#[tokio::test]
async fn a_row_without_its_parent_is_found() {
    let shop = a_shop(Engine::Sqlite).await;
    let mut tx = shop.db.write().await.unwrap();
    for statement in [
        "PRAGMA defer_foreign_keys = ON",
        "INSERT INTO discount_use (order_id, code, account_id, state) \
         SELECT id, 'NESSUNO', account_id, 'reserved' FROM purchase_order \
         WHERE state = 'awaiting_payment'",
    ] {
        tx.sql(statement).run().await.unwrap();
    }

    let found = examine_rows(&shop.db, &mut tx).await.unwrap();

    let [orphan] = &found[..] else { panic!("{found:#?}") };
    let line = orphan.to_string();
    assert!(line.starts_with("row_has_its_parent: discount_use (row "), "{line}");
    assert!(line.ends_with("): its row of discount_code does not exist."), "{line}");
}

/// Closes a shop and spoils its file at the first page of the orders, as a failing disk does: `how`
/// gets the bytes, where that page begins, and its length.
async fn spoilt(shop: &TestContext, how: impl Fn(&mut Vec<u8>, usize, usize)) -> Db {
    let mut tx = shop.db.read().await.unwrap();
    let (page, size): (i64, i64) = tx
        .sql(
            "SELECT rootpage, page_size FROM sqlite_schema, pragma_page_size \
             WHERE name = 'purchase_order'",
        )
        .one()
        .await
        .unwrap();
    drop(tx);
    shop.db.close().await;
    let file = shop.database_url().strip_prefix("sqlite:").unwrap();
    let mut bytes = std::fs::read(file).unwrap();
    let (page, size) = (usize::try_from(page).unwrap(), usize::try_from(size).unwrap());
    how(&mut bytes, (page - 1) * size, size);
    std::fs::write(file, bytes).unwrap();
    Db::open(shop.database_url()).await.unwrap()
}

#[rstest]
#[case::a_page_of_nonsense(|bytes: &mut Vec<u8>, page, size| bytes[page..page + size].fill(0xA5))]
#[case::a_page_of_zeros(|bytes: &mut Vec<u8>, page, size| bytes[page..page + size].fill(0))]
#[case::a_part_of_a_page(|bytes: &mut Vec<u8>, page, _| bytes[page + 8..page + 40].fill(0xFF))]
#[tokio::test]
async fn a_damaged_file_is_a_finding_and_no_failure(#[case] how: fn(&mut Vec<u8>, usize, usize)) {
    let shop = a_shop(Engine::Sqlite).await;
    let db = spoilt(&shop, how).await;

    let found = examine(&db).await.unwrap();

    assert!(!found.is_empty());
    assert!(found.iter().all(|finding| finding.check == "file_is_whole"), "{found:#?}");
}

#[rstest]
#[case::not_applied("DELETE FROM _sqlx_migrations WHERE version = 13", "has not been applied")]
#[case::changed(
    "UPDATE _sqlx_migrations SET checksum = (SELECT checksum FROM _sqlx_migrations AS other \
     WHERE version = 12) WHERE version = 13",
    "was applied with another text"
)]
#[case::half_way("UPDATE _sqlx_migrations SET success = FALSE WHERE version = 13", "half way")]
#[case::newer("UPDATE _sqlx_migrations SET version = 9999 WHERE version = 13", "a newer program")]
#[tokio::test]
async fn tables_of_another_program_are_found(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[case] breaks: &'static str,
    #[case] sentence: &str,
) {
    let shop = engine.fresh_context().await;
    let mut tx = shop.db.write().await.unwrap();
    assert_eq!(tx.sql(breaks).run().await.unwrap(), 1);
    tx.commit().await.unwrap();

    let found = examine(&shop.db).await.unwrap();

    assert!(found.iter().all(|finding| finding.check == "schema"), "{found:#?}");
    assert!(found.iter().any(|finding| finding.sentence.ends_with(sentence)), "{found:#?}");
}

#[rstest]
#[tokio::test]
async fn a_database_without_tables_is_a_finding_and_no_failure(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let empty = engine.empty_db().await;

    let found = examine(&empty).await.unwrap();

    assert_eq!(found.len(), 1);
    assert_eq!(found[0].check, "schema");
}

#[rstest]
#[tokio::test]
async fn a_demo_is_healthy_from_its_first_day(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;

    services::demo::seed(&shop).await.unwrap();

    assert_eq!(examine(&shop.db).await.unwrap(), []);
}
