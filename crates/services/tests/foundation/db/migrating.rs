//! A shop that has customers keeps them when its tables change.

use chrono::{DateTime, Utc};
use platform::Tx;
use rstest::rstest;
use services::Result;
use services::migrations::MIGRATIONS;
use services::testing::Engine;
use uuid::Uuid;

/// The last version in which a partita IVA and a codice fiscale had one account.
const ONE_ACCOUNT_EACH: i64 = 14;

/// A customer with this codice fiscale, whose holder was filled in.
async fn a_customer(tx: &mut Tx, number: i64, tax_code: &'static str) -> Result<Uuid> {
    let id = Uuid::new_v4();
    let moment: DateTime<Utc> = "2026-11-22T11:00:00Z".parse().unwrap();
    tx.sql(
        "INSERT INTO account (id, number, password_hash, email, party, vat_number, tax_code, \
         marketing, registered_at) \
         VALUES ($1, $2, 'hash', 'anna@bianchi.example', '{}', $3, $3, FALSE, $4)",
    )
    .bind(id)
    .bind(number)
    .bind(tax_code)
    .bind(moment)
    .run()
    .await?;
    tx.sql("INSERT INTO holder (account_id, data, saved_at) VALUES ($1, '{}', $2)")
        .bind(id)
        .bind(moment)
        .run()
        .await?;
    Ok(id)
}

#[rstest]
#[tokio::test]
async fn accounts_and_all_that_is_theirs_stay_when_their_numbers_stop_being_unique(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let db = engine.empty_db().await;
    db.migrate_to(&MIGRATIONS, ONE_ACCOUNT_EACH).await.unwrap();
    let mut tx = db.write().await.unwrap();
    let anna = a_customer(&mut tx, 2_000_001, "02342520158").await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = db.write().await.unwrap();
    assert!(a_customer(&mut tx, 2_000_002, "02342520158").await.is_err(), "one account each");
    drop(tx);

    db.migrate(&MIGRATIONS).await.unwrap();

    let mut tx = db.write().await.unwrap();
    a_customer(&mut tx, 2_000_002, "02342520158").await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = db.write().await.unwrap();
    let kept: (i64, DateTime<Utc>, String, bool) = tx
        .sql(
            "SELECT number, registered_at, data, announced FROM account \
             JOIN holder ON account_id = id WHERE id = $1",
        )
        .bind(anna)
        .one()
        .await
        .unwrap();
    let moment = "2026-11-22T11:00:00Z".parse().unwrap();
    assert_eq!(kept, (2_000_001, moment, "{}".into(), true), "nobody is told of old accounts");
    let removed = tx.sql("DELETE FROM account WHERE id = $1").bind(anna).run().await;
    assert!(removed.is_err(), "a holder still belongs to an account");
}
