//! Both engines keep what is given to them, and behave alike where use cases rely on it.

mod at_once;
mod away;
mod migrating;
mod opening;
mod recovery;

use chrono::{DateTime, NaiveDate, Utc};
use platform::{Db, Error};
use rstest::rstest;
use services::testing::Engine;
use uuid::Uuid;

#[derive(Debug, PartialEq, sqlx::FromRow)]
struct Everything {
    id: Uuid,
    day: Option<NaiveDate>,
    moment: Option<DateTime<Utc>>,
    flag: Option<bool>,
    number: Option<i64>,
    words: Option<String>,
    other: Option<Uuid>,
}

async fn table_of_everything(db: &Db) {
    let mut tx = db.write().await.unwrap();
    tx.sql(
        "CREATE TABLE everything (
            id UUID NOT NULL PRIMARY KEY, day DATE, moment TIMESTAMPTZ, flag BOOLEAN,
            number BIGINT, words TEXT, other UUID
        )",
    )
    .run()
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

async fn keep(db: &Db, row: &Everything) {
    let mut tx = db.write().await.unwrap();
    let touched = tx
        .sql(
            "INSERT INTO everything (id, day, moment, flag, number, words, other)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(row.id)
        .bind(row.day)
        .bind(row.moment)
        .bind(row.flag)
        .bind(row.number)
        .bind(&row.words)
        .bind(row.other)
        .run()
        .await
        .unwrap();
    assert_eq!(touched, 1);
    tx.commit().await.unwrap();
}

fn full() -> Everything {
    Everything {
        id: Uuid::new_v4(),
        day: NaiveDate::from_ymd_opt(2027, 4, 14),
        moment: Some("2026-11-22T11:00:00.000001Z".parse().unwrap()),
        flag: Some(true),
        number: Some(i64::MAX),
        words: Some("è già «così»; 'x' \"y\" 😀".into()),
        other: Some(Uuid::nil()),
    }
}

fn empty() -> Everything {
    Everything {
        id: Uuid::new_v4(),
        day: None,
        moment: None,
        flag: None,
        number: None,
        words: None,
        other: None,
    }
}

#[rstest]
#[tokio::test]
async fn every_type_comes_back_as_it_was_kept(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let db = engine.fresh_db().await;
    table_of_everything(&db).await;

    for row in [full(), empty(), Everything { flag: Some(false), number: Some(i64::MIN), ..full() }]
    {
        keep(&db, &row).await;

        let mut tx = db.read().await.unwrap();
        let by_id: Option<Everything> =
            tx.sql("SELECT * FROM everything WHERE id = $1").bind(row.id).optional().await.unwrap();
        assert_eq!(by_id.as_ref(), Some(&row));
        let by_all: Option<Everything> = tx
            .sql(
                "SELECT * FROM everything
                 WHERE day = $1 AND moment = $2 AND flag = $3 AND number = $4
                   AND words = $5 AND other = $6 AND id = $7",
            )
            .bind(row.day)
            .bind(row.moment)
            .bind(row.flag)
            .bind(row.number)
            .bind(row.words.as_deref())
            .bind(row.other)
            .bind(row.id)
            .optional()
            .await
            .unwrap();
        assert_eq!(by_all.is_some(), row.day.is_some());
    }
}

#[rstest]
#[tokio::test]
async fn moments_and_days_sort_by_time_and_sums_and_counts_are_numbers(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let db = engine.fresh_db().await;
    table_of_everything(&db).await;
    let moments: Vec<DateTime<Utc>> = [
        "2026-11-22T11:00:00.5Z",
        "2026-11-22T11:00:00Z",
        "2026-11-22T11:00:00.000001Z",
        "2025-12-31T23:59:59.999999Z",
        "2026-11-22T11:00:00.500001Z",
    ]
    .map(|text| text.parse().unwrap())
    .into();
    for (number, moment) in (1..).zip(&moments) {
        let row = Everything { moment: Some(*moment), number: Some(number), ..empty() };
        keep(&db, &row).await;
    }

    let mut tx = db.read().await.unwrap();
    let sorted: Vec<(DateTime<Utc>,)> =
        tx.sql("SELECT moment FROM everything ORDER BY moment").all().await.unwrap();
    let mut expected = moments.clone();
    expected.sort();
    assert_eq!(sorted.into_iter().map(|(moment,)| moment).collect::<Vec<_>>(), expected);

    let (before, sum, last, any): (i64, i64, DateTime<Utc>, bool) = tx
        .sql(
            "SELECT COUNT(*), CAST(COALESCE(SUM(number), 0) AS BIGINT), MAX(moment),
                    EXISTS (SELECT 1 FROM everything WHERE number = 5)
             FROM everything WHERE moment <= $1",
        )
        .bind(moments[0])
        .one()
        .await
        .unwrap();
    assert_eq!((before, sum, last, any), (4, 10, moments[0], true));

    // The usual filter that may be absent.
    for (moment, found) in [(None, 5), (Some("2026-11-22T11:00:00Z".parse().unwrap()), 1)] {
        let moment: Option<DateTime<Utc>> = moment;
        let rows: Vec<(Uuid,)> = tx
            .sql(
                "SELECT id FROM everything
                 WHERE CAST($1 AS TIMESTAMPTZ) IS NULL OR moment = $1",
            )
            .bind(moment)
            .all()
            .await
            .unwrap();
        assert_eq!(rows.len(), found);
    }
}

#[rstest]
#[tokio::test]
async fn nothing_is_stored_without_commit(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let db = engine.fresh_db().await;
    table_of_everything(&db).await;

    let mut tx = db.write().await.unwrap();
    tx.sql("INSERT INTO everything (id) VALUES ($1)").bind(Uuid::new_v4()).run().await.unwrap();
    drop(tx);

    let mut tx = db.write().await.unwrap();
    let (rows,): (i64,) = tx.sql("SELECT COUNT(*) FROM everything").one().await.unwrap();
    assert_eq!(rows, 0);
}

#[rstest]
#[tokio::test]
async fn one_statement_is_read_without_a_snapshot_and_a_second_one_is_refused(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let db = engine.fresh_db().await;
    table_of_everything(&db).await;
    keep(&db, &full()).await;
    let count = "SELECT COUNT(*) FROM everything";

    // More often than there are connections: each goes back to the pool, whatever came of it.
    for _ in 0..40 {
        let mut one = db.read_one().await.unwrap();
        let (rows,): (i64,) = one.sql(count).one().await.unwrap();
        assert_eq!(rows, 1);
        let refused = one.sql(count).one::<(i64,)>().await;
        assert!(matches!(refused, Err(Error::Broken(_))), "{refused:?}");

        let mut wrong = db.read_one().await.unwrap();
        let refused = wrong.sql("SELECT nothing FROM everything").one::<(i64,)>().await;
        assert!(matches!(refused, Err(Error::Broken(_))), "{refused:?}");
        assert!(wrong.commit().await.is_err(), "there is nothing to store");
        drop(db.read_one().await.unwrap());
    }
    keep(&db, &full()).await;
    let mut one = db.read_one().await.unwrap();
    let (rows,): (i64,) = one.sql(count).one().await.unwrap();
    assert_eq!(rows, 2, "no connection has kept the state of an earlier statement");
}

#[rstest]
#[tokio::test]
async fn a_snapshot_refuses_to_write_and_sees_no_later_commit(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let db = engine.fresh_db().await;
    table_of_everything(&db).await;

    let mut snapshot = db.read().await.unwrap();
    let count = "SELECT COUNT(*) FROM everything";
    let (before,): (i64,) = snapshot.sql(count).one().await.unwrap();
    keep(&db, &full()).await;
    let (after,): (i64,) = snapshot.sql(count).one().await.unwrap();
    assert_eq!((before, after), (0, 0));

    drop(snapshot);
    let mut snapshot = db.read().await.unwrap();
    let refused = snapshot.sql("DELETE FROM everything").run().await;
    assert!(matches!(refused, Err(Error::Broken(_))), "{refused:?}");
}
