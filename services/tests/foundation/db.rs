//! Both engines keep what is given to them, and behave alike where use cases rely on it.

use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate, Utc};
use rstest::rstest;
use services::testing::Engine;
use services::{Db, Error};
use tokio::net::TcpListener;
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
    for (wanted, found) in [(None, 5), (Some("2026-11-22T11:00:00Z".parse().unwrap()), 1)] {
        let wanted: Option<DateTime<Utc>> = wanted;
        let rows: Vec<(Uuid,)> = tx
            .sql(
                "SELECT id FROM everything
                 WHERE CAST($1 AS TIMESTAMPTZ) IS NULL OR moment = $1",
            )
            .bind(wanted)
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

#[rstest]
#[tokio::test]
async fn migrating_again_changes_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let db = engine.fresh_db().await;
    db.migrate().await.unwrap();

    let second = Db::open(db.url()).await.unwrap();
    second.migrate().await.unwrap();
    let mut tx = second.read().await.unwrap();
    let (rows,): (i64,) = tx.sql("SELECT COUNT(*) FROM outbox").one().await.unwrap();
    assert_eq!(rows, 0);
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn units_that_read_and_then_write_lose_nothing_when_they_hold_the_row_first(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let db = engine.fresh_db().await;
    table_of_everything(&db).await;
    let row = Everything { number: Some(0), ..full() };
    keep(&db, &row).await;

    let id = row.id;
    let tasks: Vec<_> = (0..20)
        .map(|_| {
            let db = db.clone();
            tokio::spawn(async move {
                let mut tx = db.write().await?;
                tx.sql("UPDATE everything SET flag = flag WHERE id = $1").bind(id).run().await?;
                let (number,): (i64,) =
                    tx.sql("SELECT number FROM everything WHERE id = $1").bind(id).one().await?;
                tx.sql("UPDATE everything SET number = $1 WHERE id = $2")
                    .bind(number + 1)
                    .bind(id)
                    .run()
                    .await?;
                tx.commit().await
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }

    let mut tx = db.read().await.unwrap();
    let (number,): (i64,) = tx.sql("SELECT number FROM everything").one().await.unwrap();
    assert_eq!(number, 20);
}

/// Two units that take two rows in opposite order: PostgreSQL ends one of them.
#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_deadlock_is_tried_again(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let db = engine.fresh_db().await;
    table_of_everything(&db).await;
    let (one, two) = (full(), full());
    let rows = [one.id, two.id];
    for row in [one, two] {
        keep(&db, &Everything { number: Some(0), ..row }).await;
    }

    let cross = |ids: [Uuid; 2]| {
        let db = db.clone();
        tokio::spawn(async move {
            db.retrying(|| async {
                let mut tx = db.write().await?;
                for id in ids {
                    tx.sql("UPDATE everything SET number = number + 1 WHERE id = $1")
                        .bind(id)
                        .run()
                        .await?;
                    tokio::time::sleep(std::time::Duration::from_millis(30)).await;
                }
                tx.commit().await
            })
            .await
        })
    };
    let (first, second) = (cross(rows), cross([rows[1], rows[0]]));
    first.await.unwrap().unwrap();
    second.await.unwrap().unwrap();

    let mut tx = db.read().await.unwrap();
    let (sum,): (i64,) =
        tx.sql("SELECT CAST(SUM(number) AS BIGINT) FROM everything").one().await.unwrap();
    assert_eq!(sum, 4);
}

#[tokio::test]
async fn a_busy_file_is_tried_again_until_the_other_process_is_done() {
    let here = Engine::Sqlite.fresh_db().await;
    table_of_everything(&here).await;
    let there = Db::open(here.url()).await.unwrap();

    let lock = there.write().await.unwrap();
    let holder = tokio::spawn(async move {
        tokio::time::sleep(std::time::Duration::from_millis(5500)).await;
        drop(lock);
    });
    let mut tries = 0;
    here.retrying(|| {
        tries += 1;
        async { here.write().await?.commit().await }
    })
    .await
    .unwrap();
    assert!(tries > 1, "one try waits five seconds");
    holder.await.unwrap();
}

#[rstest]
#[tokio::test]
async fn a_lasting_failure_is_not_tried_again(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let db = engine.fresh_db().await;
    table_of_everything(&db).await;
    let row = full();
    keep(&db, &row).await;

    let mut tries = 0;
    let outcome = db
        .retrying(|| {
            tries += 1;
            let (db, id) = (db.clone(), row.id);
            async move {
                let mut tx = db.write().await?;
                tx.sql("INSERT INTO everything (id) VALUES ($1)").bind(id).run().await?;
                tx.commit().await
            }
        })
        .await;
    assert!(outcome.is_err());
    assert_eq!(tries, 1);
}

#[tokio::test]
async fn a_file_is_made_with_its_folder_and_is_safe_against_power_cuts() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("deep/er/shop.db");
    let db = Db::open(&format!("sqlite:{}", file.display())).await.unwrap();
    assert!(file.exists());

    let mut tx = db.write().await.unwrap();
    let (mode,): (String,) = tx.sql("PRAGMA journal_mode").one().await.unwrap();
    let (synchronous,): (i64,) = tx.sql("PRAGMA synchronous").one().await.unwrap();
    let (keys,): (i64,) = tx.sql("PRAGMA foreign_keys").one().await.unwrap();
    assert_eq!((mode.as_str(), synchronous, keys), ("wal", 2, 1));
}

#[rstest]
#[case::memory("sqlite::memory:")]
#[case::memory_by_mode("sqlite:x?mode=memory")]
#[case::unknown_engine("mysql://localhost/shop")]
#[case::nothing("")]
#[tokio::test]
async fn an_address_that_cannot_work_is_refused(#[case] url: &str) {
    assert!(matches!(Db::open(url).await, Err(Error::Broken(_))));
}

/// What is said of a PostgreSQL that cannot be used, and that it is said soon.
async fn said_of(url: &str) -> String {
    let begun = Instant::now();
    let refusal = Db::open(url).await.unwrap_err().to_string();
    assert!(begun.elapsed() < Duration::from_secs(8), "{:?}: {refusal}", begun.elapsed());
    refusal
}

#[tokio::test]
async fn a_postgres_that_is_not_there_is_named_at_once() {
    let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();

    let said = said_of(&format!("postgres://shop:secret@127.0.0.1:{port}/shop")).await;

    assert!(said.starts_with(&format!("PostgreSQL at 127.0.0.1:{port} cannot be reached")));
    assert!(!said.contains("secret") && !said.contains('\n'), "{said}");
}

#[tokio::test]
async fn a_postgres_that_says_nothing_is_not_waited_for() {
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = silent.local_addr().unwrap().port();

    let said = said_of(&format!("postgres://shop@127.0.0.1:{port}/shop")).await;

    assert_eq!(said, format!("PostgreSQL at 127.0.0.1:{port} does not answer within 5 seconds"));
}

#[tokio::test]
async fn a_postgres_that_lets_us_in_nowhere_says_why() {
    let db = Engine::Postgres.empty_db().await;
    // SQLite once more, where PostgreSQL is left out.
    let Some((server, _)) = db.url().split_once("/bottega_test_") else { return };

    let said = said_of(&format!("{server}/bottega_nowhere")).await;

    assert!(said.contains("refuses the connection"), "{said}");
    assert!(said.ends_with("database \"bottega_nowhere\" does not exist"), "{said}");
}
