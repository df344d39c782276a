//! What keeps `bottega serve` from starting.

use std::net::TcpListener;
use std::path::Path;

use rstest::rstest;
use services::demo::seed;
use services::office::save_staff;
use services::testing::{Engine, PASSWORD};
use ui::Program;

use crate::{A_SHOP, Said, bottega};

/// Starts the shop with a bundle that is complete, on a port that is free.
fn serve(database_url: &str, options: &[&str]) -> Said {
    let dist = tempfile::tempdir().unwrap();
    a_bundle(dist.path());
    let dist = dist.path().to_str().unwrap();
    let places = ["--dist", dist, "--listen", "127.0.0.1:0"];
    bottega(database_url, &[&["serve"], options, &A_SHOP, &places].concat())
}

pub fn a_bundle(dist: &Path) {
    let program = r#"{"script":"/pkg/a.js","wasm":"/pkg/a.wasm"}"#;
    let programs = Program::ALL.map(|each| format!("\"{}\":{program}", each.as_str())).join(",");
    let note = format!(
        r#"{{"style":"/pkg/a.css","icon":"/pkg/a.svg","typeface":"/pkg/a.woff2","programs":{{{programs}}}}}"#
    );
    std::fs::write(dist.join("bundle.json"), note).unwrap();
}

#[rstest]
#[tokio::test]
async fn a_demo_does_not_open_the_office_of_a_shop(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    save_staff(&shop, "rosa", PASSWORD).await.unwrap();

    let said = serve(shop.database_url(), &["--demo"]);

    assert_eq!((said.code, said.out.as_str()), (Some(2), ""), "{said:?}");
    assert_eq!(
        said.err,
        "bottega: the database is that of a real shop, and --demo would open its office to \
         everybody: name another one with --database-url.\n"
    );
}

#[rstest]
#[tokio::test]
async fn a_shop_does_not_open_on_what_a_demo_left_behind(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    seed(&shop).await.unwrap();

    let said = serve(shop.database_url(), &[]);

    assert_eq!((said.code, said.out.as_str()), (Some(2), ""), "{said:?}");
    assert_eq!(
        said.err,
        "bottega: the database is that of a demo, whose passwords everybody knows: name another \
         one with --database-url, or add --demo.\n"
    );
}

#[test]
fn a_database_that_is_not_there_is_one_sentence() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();

    let said = serve(&format!("postgres://shop:secret@127.0.0.1:{port}/shop"), &[]);

    assert_eq!(said.code, Some(1), "{said:?}");
    let sentence = format!("bottega: the database does not open: PostgreSQL at 127.0.0.1:{port} ");
    assert!(said.err.starts_with(&sentence) && said.err.lines().count() == 1, "{said:?}");
    assert!(!said.err.contains("secret"), "{said:?}");
}
