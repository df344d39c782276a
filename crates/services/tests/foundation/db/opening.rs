//! A database is opened, or it is said why not.

use std::time::{Duration, Instant};

use platform::{Db, Error};
use rstest::rstest;
use services::migrations::MIGRATIONS;
use services::testing::Engine;
use tokio::net::TcpListener;

#[rstest]
#[tokio::test]
async fn migrating_again_changes_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let db = engine.fresh_db().await;
    db.migrate(&MIGRATIONS).await.unwrap();

    let second = Db::open(db.url()).await.unwrap();
    second.migrate(&MIGRATIONS).await.unwrap();
    let mut tx = second.read().await.unwrap();
    let (rows,): (i64,) = tx.sql("SELECT COUNT(*) FROM outbox").one().await.unwrap();
    assert_eq!(rows, 0);
}

async fn begin(url: String) -> Result<Db, Error> {
    let db = Db::open(&url).await?;
    db.migrate(&MIGRATIONS).await?;
    Ok(db)
}

/// Servers that start on a file which does not exist yet.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn several_processes_may_begin_a_new_file_at_once() {
    for _ in 0..8 {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("new.db").display());

        let all = (0..4).map(|_| tokio::spawn(begin(url.clone()))).collect::<Vec<_>>();
        let mut opened = Vec::new();
        for one in all {
            opened.push(one.await.unwrap().unwrap());
        }

        let mut tx = opened[0].read().await.unwrap();
        let (twice,): (i64,) = tx
            .sql("SELECT COUNT(*) - COUNT(DISTINCT version) FROM _sqlx_migrations")
            .one()
            .await
            .unwrap();
        assert_eq!(twice, 0);
    }
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn several_processes_may_bring_the_tables_up_to_date_at_once(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let first = engine.empty_db().await;
    let second = Db::open(first.url()).await.unwrap();

    let (one, other) = tokio::join!(first.migrate(&MIGRATIONS), second.migrate(&MIGRATIONS));

    one.unwrap();
    other.unwrap();
    let mut tx = first.read().await.unwrap();
    let (rows,): (i64,) = tx.sql("SELECT COUNT(*) FROM outbox").one().await.unwrap();
    assert_eq!(rows, 0);
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
    // Long enough for a busy machine; it used to take half a minute.
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}: {refusal}", begun.elapsed());
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
