//! Several units of work at the same time: nothing is lost, and what is in the way is waited for.

use std::time::Duration;

use platform::Db;
use rstest::rstest;
use services::testing::Engine;
use uuid::Uuid;

use super::{Everything, full, keep, table_of_everything};

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
                    tokio::time::sleep(Duration::from_millis(30)).await;
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

    let mut lock = Some(there.write().await.unwrap());
    let mut tries = 0;
    here.retrying(|| {
        tries += 1;
        // The other process is done once the first try has waited in vain.
        if tries == 2 {
            lock = None;
        }
        async { here.write().await?.commit().await }
    })
    .await
    .unwrap();
    assert!(tries > 1 && lock.is_none(), "the first try has not waited in vain");
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
