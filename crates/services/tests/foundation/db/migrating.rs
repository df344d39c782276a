//! A shop that has customers keeps them when its tables change.

use chrono::{DateTime, Utc};
use domain::order::found_by;
use domain::party::{Holder, PartyForm};
use platform::Tx;
use rstest::rstest;
use services::Result;
use services::migrations::MIGRATIONS;
use services::testing::{Engine, a_company, a_holder, a_professional, an_association};
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

/// The last version in which orders were found by their number alone.
const FOUND_BY_NUMBER: i64 = 23;

#[rstest]
#[tokio::test]
async fn orders_that_are_there_are_found_like_new_ones(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let business =
        PartyForm { business_name: "Caffè “D’ÀNGELO” & Søn S.r.l.".into(), ..a_company() };
    let holders = [a_holder(business), a_holder(a_professional()), a_holder(an_association())];
    let holders = holders.map(|form| Holder::check(&form).unwrap());
    let db = engine.empty_db().await;
    db.migrate_to(&MIGRATIONS, FOUND_BY_NUMBER).await.unwrap();
    let mut tx = db.write().await.unwrap();
    let stored = holders.iter().map(|holder| serde_json::to_string(holder).unwrap());
    for (number, holder) in (1..).zip(stored.chain(["nonsense".into()])) {
        let account = Uuid::new_v4();
        let moment: DateTime<Utc> = "2026-11-22T11:00:00Z".parse().unwrap();
        tx.sql(
            "INSERT INTO account (id, number, password_hash, email, party, tax_code, marketing, \
             registered_at) VALUES ($1, $2, 'hash', 'anna@bianchi.example', '{}', $3, FALSE, $4)",
        )
        .bind(account)
        .bind(2_000_000 + number)
        .bind(number.to_string())
        .bind(moment)
        .run()
        .await
        .unwrap();
        tx.sql(
            "INSERT INTO purchase_order (id, number, account_id, kind, service, holder, intent_id, \
             digest, concluded_on, concluded_at, discount, net, vat, total, due, state, \
             valid_until) VALUES ($1, $2, $1, 'first_purchase', 'FE', $3, $1, '', $4, $5, 0, 0, \
             0, 0, 0, 'awaiting_payment', $4)",
        )
        .bind(account)
        .bind(number)
        .bind(holder)
        .bind(moment.date_naive())
        .bind(moment)
        .run()
        .await
        .unwrap();
    }
    tx.commit().await.unwrap();

    db.migrate(&MIGRATIONS).await.unwrap();

    let mut tx = db.read().await.unwrap();
    let found: Vec<(String,)> =
        tx.sql("SELECT search FROM purchase_order ORDER BY number").all().await.unwrap();
    let found: Vec<String> = found.into_iter().map(|(search,)| search.trim_end().into()).collect();
    let [business, person, body] = holders.each_ref().map(found_by);
    assert!(business.starts_with(" caffe \"d'angelo\" & son s.r.l. 0"), "{business}");
    assert_eq!(found, [business, person, body, String::new()]);
}

/// The last version in which accountants had no second factor.
const WITHOUT_ACCOUNTANTS: i64 = 53;

#[rstest]
#[tokio::test]
async fn second_factors_keep_their_codes_when_accountants_may_have_one_too(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let db = engine.empty_db().await;
    db.migrate_to(&MIGRATIONS, WITHOUT_ACCOUNTANTS).await.unwrap();
    let factor = Uuid::new_v4();
    let moment: DateTime<Utc> = "2026-11-22T11:00:00Z".parse().unwrap();
    let mut tx = db.write().await.unwrap();
    for statement in [
        "INSERT INTO second_factor (id, door, owner, secret, begun_at, on_since, last_step) \
         VALUES ($1, 'panel', $1, 'sealed', $2, $2, 7)",
        "INSERT INTO recovery_code (factor_id, digest, used_at) VALUES ($1, 'digest', $2)",
        "INSERT INTO second_factor_event (id, door, owner, username, what, at, done_by, reason) \
         VALUES ($1, 'panel', $1, 'BT1', 'taken_off', $2, 'rosa', 'perso')",
        "INSERT INTO secret_link (purpose, about, digest, beside, address, made_at) \
         VALUES ('holder_email', $1, 'digest', '', 'a@b.example', $2)",
    ] {
        tx.sql(statement).bind(factor).bind(moment).run().await.unwrap();
    }
    tx.commit().await.unwrap();

    db.migrate(&MIGRATIONS).await.unwrap();

    let mut tx = db.write().await.unwrap();
    let kept: (String, DateTime<Utc>, i64, String, DateTime<Utc>, String, String) = tx
        .sql(
            "SELECT secret, on_since, last_step, recovery_code.digest, used_at, reason, address \
             FROM second_factor JOIN recovery_code ON factor_id = second_factor.id \
             JOIN second_factor_event ON second_factor_event.owner = second_factor.owner \
             JOIN secret_link ON about = second_factor.owner WHERE second_factor.id = $1",
        )
        .bind(factor)
        .one()
        .await
        .unwrap();
    let (digest, reason, address) = ("digest".into(), "perso".into(), "a@b.example".into());
    assert_eq!(kept, ("sealed".into(), moment, 7, digest, moment, reason, address));
    for statement in [
        "INSERT INTO second_factor (id, door, owner, secret, begun_at) \
         VALUES ($1, 'accountant', $1, 'sealed', $2)",
        "INSERT INTO second_factor_event (id, door, owner, username, what, at) \
         VALUES ($1, 'accountant', $1, 'STUDIOVERDI1', 'turned_on', $2)",
        "INSERT INTO secret_link (purpose, about, digest, beside, address, made_at) \
         VALUES ('accountant_email', $1, 'another', '', 'a@b.example', $2)",
    ] {
        tx.sql(statement).bind(Uuid::new_v4()).bind(moment).run().await.unwrap();
    }
    tx.commit().await.unwrap();
    let code = "INSERT INTO recovery_code (factor_id, digest) VALUES ($1, 'another')";
    for (broken, id) in [
        ("DELETE FROM second_factor WHERE id = $1", factor),
        (code, Uuid::new_v4()),
        ("UPDATE second_factor SET door = 'garden' WHERE id = $1", factor),
    ] {
        let mut tx = db.write().await.unwrap();
        assert!(tx.sql(broken).bind(id).run().await.is_err(), "{broken}");
    }
}
