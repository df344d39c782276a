//! Whatever goes wrong in one unit of work, the next one finds a connection that works.

use std::future::{Future, poll_fn};
use std::task::Poll;
use std::time::Duration;

use platform::{Db, Error};
use rstest::rstest;
use services::testing::{Engine, TestDb};
use uuid::Uuid;

use super::{full, keep, table_of_everything};

async fn rows(db: &Db) -> i64 {
    let mut tx = db.read().await.unwrap();
    let (rows,): (i64,) = tx.sql("SELECT COUNT(*) FROM everything").one().await.unwrap();
    rows
}

async fn insert(tx: &mut platform::Tx, id: Uuid) -> platform::Result<u64> {
    tx.sql("INSERT INTO everything (id) VALUES ($1)").bind(id).run().await
}

/// Writes until there is no page left in a file that may not grow.
async fn fill(db: &Db) -> Error {
    let mut tx = db.write().await.unwrap();
    // The limit is of this connection alone, and never lower than what the file has already.
    let _: (i64,) = tx.sql("PRAGMA max_page_count = 1").one().await.unwrap();
    let words = "x".repeat(10_000);
    loop {
        let insert = tx.sql("INSERT INTO everything (id, words) VALUES ($1, $2)");
        if let Err(full) = insert.bind(Uuid::new_v4()).bind(&words).run().await {
            // What follows would be stored at once: SQLite has ended the transaction by itself.
            let refused = tx.sql("INSERT INTO everything (id) VALUES ($1)").bind(Uuid::new_v4());
            assert!(refused.run().await.is_err(), "half a unit of work is stored");
            assert!(tx.commit().await.is_err(), "a unit of work that failed is not stored");
            return full;
        }
    }
}

#[tokio::test]
async fn after_a_full_disk_writing_goes_on_as_soon_as_there_is_space() {
    let db = Engine::Sqlite.fresh_db().await;
    table_of_everything(&db).await;
    keep(&db, &full()).await;

    for _ in 0..3 {
        let error = fill(&db).await;
        assert!(matches!(error, Error::Unavailable(_)), "{error:?}");
        assert_eq!(rows(&db).await, 1, "nothing of it is stored");
    }
    keep(&db, &full()).await;

    assert_eq!(rows(&db).await, 2);
}

/// Two tables whose tie is looked at by the commit.
async fn table_that_fails_at_the_commit(db: &Db) {
    let mut tx = db.write().await.unwrap();
    tx.sql(
        "CREATE TABLE child (
            parent UUID NOT NULL REFERENCES everything (id) DEFERRABLE INITIALLY DEFERRED
        )",
    )
    .run()
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

#[rstest]
#[tokio::test]
async fn after_a_commit_that_failed_the_next_one_succeeds(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let db = engine.fresh_db().await;
    table_of_everything(&db).await;
    table_that_fails_at_the_commit(&db).await;

    for _ in 0..3 {
        let mut tx = db.write().await.unwrap();
        insert(&mut tx, Uuid::new_v4()).await.unwrap();
        let child = tx.sql("INSERT INTO child (parent) VALUES ($1)").bind(Uuid::new_v4());
        child.run().await.unwrap();
        assert!(tx.commit().await.is_err(), "a child without a parent is stored");
    }
    keep(&db, &full()).await;

    assert_eq!(rows(&db).await, 1);
}

/// The engine ends the transaction during the commit, as it does when the disk fills up there.
#[tokio::test]
async fn after_a_commit_that_sqlite_turned_into_a_rollback_writing_goes_on() {
    let db = Engine::Sqlite.fresh_db().await;
    table_of_everything(&db).await;
    let Db::Sqlite { writer, .. } = &*db else { unreachable!("the engine is SQLite") };
    let mut connection = writer.acquire().await.unwrap();
    connection.lock_handle().await.unwrap().set_commit_hook(|| false);
    drop(connection);

    let mut tx = db.write().await.unwrap();
    insert(&mut tx, Uuid::new_v4()).await.unwrap();
    assert!(tx.commit().await.is_err());
    keep(&db, &full()).await;

    assert_eq!(rows(&db).await, 1);
}

#[rstest]
#[tokio::test]
async fn a_unit_of_work_with_a_failed_statement_cannot_be_committed(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let db = engine.fresh_db().await;
    table_of_everything(&db).await;
    let row = full();
    keep(&db, &row).await;

    let mut tx = db.write().await.unwrap();
    insert(&mut tx, Uuid::new_v4()).await.unwrap();
    insert(&mut tx, row.id).await.unwrap_err();
    assert!(insert(&mut tx, Uuid::new_v4()).await.is_err());
    assert!(tx.commit().await.is_err());

    assert_eq!(rows(&db).await, 1);
}

/// Polls some work so often at most, and then drops it where it stands. Tells whether it ended.
async fn dropped_after(polls: usize, work: impl Future<Output = ()>) -> bool {
    let mut work = Box::pin(work);
    let mut polled = 0;
    poll_fn(|context| {
        if polled == polls {
            return Poll::Ready(false);
        }
        polled += 1;
        work.as_mut().poll(context).map(|()| true)
    })
    .await
}

/// Two rows that belong together, after a look.
async fn two_rows(db: &Db) {
    let Ok(mut tx) = db.write().await else { return };
    let _: (i64,) = tx.sql("SELECT COUNT(*) FROM everything").one().await.unwrap();
    for _ in 0..2 {
        insert(&mut tx, Uuid::new_v4()).await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn one_look(db: &Db) {
    let mut tx = db.read().await.unwrap();
    for _ in 0..2 {
        let _: (i64,) = tx.sql("SELECT COUNT(*) FROM everything").one().await.unwrap();
    }
}

/// Waits for a commit whose asker has gone: it may still be under way in a connection of its own.
async fn stands_still(db: &Db) {
    let Db::Postgres(_) = db else {
        // SQLite has one writer, which the next unit of work waits for.
        return db.write().await.unwrap().commit().await.unwrap();
    };
    let mut busy = 1;
    while busy > 0 {
        tokio::time::sleep(Duration::from_millis(1)).await;
        let mut tx = db.read().await.unwrap();
        let others = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()
            AND pid <> pg_backend_pid() AND state <> 'idle'";
        (busy,) = tx.sql(others).one::<(i64,)>().await.unwrap();
        tx.commit().await.unwrap();
    }
}

/// What is left after work was dropped: all of it or nothing, and a database that goes on.
async fn goes_on(db: &TestDb) {
    let before = rows(db).await;
    assert_eq!(before % 2, 0, "half a unit of work is stored");
    let two_more = async {
        two_rows(db).await;
        // A connection that was left in a snapshot would not see them.
        for _ in 0..3 {
            assert_eq!(rows(db).await, before + 2);
        }
    };
    tokio::time::timeout(Duration::from_secs(20), two_more).await.expect("the database answers");
}

#[rstest]
#[tokio::test]
async fn work_that_is_dropped_anywhere_leaves_a_database_that_goes_on(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let db = engine.fresh_db().await;
    table_of_everything(&db).await;

    for polls in 0.. {
        let read = dropped_after(polls, one_look(&db)).await;
        goes_on(&db).await;
        let written = dropped_after(polls, two_rows(&db)).await;
        stands_still(&db).await;
        goes_on(&db).await;
        if read && written {
            assert!(polls > 0, "nothing was dropped in the middle");
            return;
        }
    }
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tasks_that_are_cancelled_leave_a_database_that_goes_on(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let db = engine.fresh_db().await;
    table_of_everything(&db).await;

    let mut cancelled = 0;
    for pause in 0..10 {
        let tasks: Vec<_> = (0..4)
            .map(|_| {
                let db = db.clone();
                tokio::spawn(async move { two_rows(&db).await })
            })
            .collect();
        tokio::time::sleep(Duration::from_micros(pause * 400)).await;
        tasks.iter().for_each(tokio::task::JoinHandle::abort);
        for task in tasks {
            cancelled += usize::from(task.await.is_err_and(|error| error.is_cancelled()));
        }
    }
    assert!(cancelled > 0, "each was quicker than its end");
    stands_still(&db).await;

    goes_on(&db).await;
}
