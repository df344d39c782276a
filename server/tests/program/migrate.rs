//! Several processes on one database that does not exist yet.

use platform::Db;
use rstest::rstest;
use services::testing::{Engine, Rows};

use crate::{Said, bottega};

fn succeeded(said: &Said) {
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""), "{said:?}");
}

#[rstest]
#[tokio::test]
async fn two_processes_may_bring_a_new_database_up_to_date_at_once(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let database = engine.empty_db().await;
    let folder = tempfile::tempdir().unwrap();
    for round in 0..3 {
        // A file of its own for each round; the database on the server is new only once.
        let url = match engine {
            Engine::Sqlite => format!("sqlite:{}/{round}.db", folder.path().display()),
            Engine::Postgres => database.url().to_owned(),
        };

        let both: Vec<_> = (0..2)
            .map(|_| {
                let url = url.clone();
                std::thread::spawn(move || bottega(&url, &["migrate"]))
            })
            .collect();
        both.into_iter().for_each(|one| succeeded(&one.join().unwrap()));

        let db = Db::open(&url).await.unwrap();
        assert_eq!(Rows::Mails.count(&db).await, 0);
    }
}
