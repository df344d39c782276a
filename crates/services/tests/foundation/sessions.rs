//! Sessions come back, expire, end, and cannot be read out of the table.

use chrono::TimeDelta;
use platform::sessions::Sessions;
use rstest::rstest;
use services::testing::Engine;
use time::{Duration, OffsetDateTime};
use tower_sessions::session::{Id, Record};
use tower_sessions::{ExpiredDeletion, SessionStore};

fn record(minutes: i64) -> Record {
    let data = [("basket".to_owned(), serde_json::json!({"FE": 1, "note": "è"}))].into();
    // PostgreSQL keeps microseconds.
    let expiry_date = (OffsetDateTime::now_utc() + Duration::minutes(minutes))
        .replace_microsecond(123_456)
        .unwrap();
    Record { id: Id::default(), data, expiry_date }
}

#[rstest]
#[tokio::test]
async fn a_session_comes_back_as_it_was_saved(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let db = engine.fresh_db().await;
    let store = Sessions::new(db.clone());
    let mut session = record(10);

    store.create(&mut session).await.unwrap();
    assert_eq!(store.load(&session.id).await.unwrap().as_ref(), Some(&session));

    session.data.insert("more".into(), 2.into());
    session.expiry_date += Duration::hours(1);
    store.save(&session).await.unwrap();
    assert_eq!(store.load(&session.id).await.unwrap().as_ref(), Some(&session));
    assert_eq!(store.load(&Id::default()).await.unwrap(), None);
}

#[rstest]
#[tokio::test]
async fn a_taken_id_is_drawn_again(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let db = engine.fresh_db().await;
    let store = Sessions::new(db.clone());
    let mut first = record(10);
    store.create(&mut first).await.unwrap();
    let mut second = Record { id: first.id, ..record(10) };
    second.data.clear();

    store.create(&mut second).await.unwrap();

    assert_ne!(first.id, second.id);
    assert_eq!(store.load(&first.id).await.unwrap(), Some(first));
    assert_eq!(store.load(&second.id).await.unwrap(), Some(second));
}

#[rstest]
#[tokio::test]
async fn an_ended_session_stays_ended_even_if_a_slow_request_saves_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let db = engine.fresh_db().await;
    let store = Sessions::new(db.clone());
    let mut session = record(10);
    store.create(&mut session).await.unwrap();

    store.delete(&session.id).await.unwrap();
    store.save(&session).await.unwrap();

    assert_eq!(store.load(&session.id).await.unwrap(), None);
}

#[rstest]
#[tokio::test]
async fn an_expired_session_is_not_returned_and_can_be_swept_away(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let db = engine.fresh_db().await;
    let store = Sessions::new(db.clone());
    let (mut over, mut valid) = (record(-1), record(10));
    store.create(&mut over).await.unwrap();
    store.create(&mut valid).await.unwrap();
    assert_eq!(store.load(&over.id).await.unwrap(), None);

    store.delete_expired().await.unwrap();

    let mut tx = db.read().await.unwrap();
    let (rows,): (i64,) = tx.sql("SELECT COUNT(*) FROM session").one().await.unwrap();
    assert_eq!(rows, 1);
    assert!(store.load(&valid.id).await.unwrap().is_some());
}

#[rstest]
#[tokio::test]
async fn the_table_does_not_hold_what_the_cookie_holds(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let db = engine.fresh_db().await;
    let store = Sessions::new(db.clone());
    let mut session = record(10);
    store.create(&mut session).await.unwrap();

    let mut tx = db.read().await.unwrap();
    let (digest, data): (String, String) =
        tx.sql("SELECT digest, data FROM session").one().await.unwrap();
    assert_eq!(digest.len(), 64);
    let cookie = session.id.to_string();
    assert!(!digest.contains(&cookie) && !data.contains(&cookie));
    assert!(data.starts_with('{'), "{data}");
}

#[rstest]
#[tokio::test]
async fn a_session_of_a_clock_that_was_a_year_ahead_ends_when_every_other_does(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let db = engine.fresh_db().await;
    let store = Sessions::new(db.clone());
    let (mut ahead, mut right) = (record(60 * 24 * 365), record(10));
    store.create(&mut ahead).await.unwrap();
    store.create(&mut right).await.unwrap();

    assert_eq!(store.shorten(TimeDelta::days(14)).await.unwrap(), 1);

    let ends = store.load(&ahead.id).await.unwrap().unwrap().expiry_date;
    assert!(ends <= OffsetDateTime::now_utc() + Duration::days(14));
    assert_eq!(store.load(&right.id).await.unwrap(), Some(right));
}
