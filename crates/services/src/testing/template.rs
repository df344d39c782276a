//! A database with all tables and no rows, made once and copied for every test: the migrations take
//! longer than most tests.

use std::fmt::Write;
use std::path::Path;

use platform::Db;
use sqlx::postgres::PgConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, Executor, PgConnection, Row};
use tokio::sync::OnceCell;
use uuid::Uuid;

use crate::migrations::MIGRATIONS;

/// Writes a migrated SQLite database into a file that is not there yet.
pub async fn sqlite(file: &Path) {
    static MIGRATED: OnceCell<Vec<u8>> = OnceCell::const_new();
    let migrated = MIGRATED.get_or_init(migrated_file).await;
    std::fs::write(file, migrated).expect("the folder for temporary files can be written");
}

async fn migrated_file() -> Vec<u8> {
    let folder = tempfile::tempdir().expect("the folder for temporary files can be written");
    let file = folder.path().join("template.db");
    let db = Db::open(&format!("sqlite:{}", file.display())).await.expect("a new file opens");
    db.migrate(&MIGRATIONS).await.expect("the migrations run on an empty database");
    // Until then the tables are in the write-ahead log beside the file.
    let mut connection =
        SqliteConnectOptions::new().filename(&file).connect().await.expect("the file is there");
    let checkpoint = connection.fetch_one("PRAGMA wal_checkpoint(TRUNCATE)").await;
    let is_in_the_way: i64 = checkpoint.expect("nobody writes").get(0);
    assert_eq!(is_in_the_way, 0, "nobody else is at the template");
    connection.close().await.expect("the connection is at rest");
    db.close().await;
    std::fs::read(&file).expect("the file was just written")
}

/// Makes the database `name` in the cluster, with all tables.
///
/// The template stays in the cluster for other processes, under a name that says which migrations
/// it has: tests of another version beside these have one of their own.
pub async fn postgres(cluster: &PgConnectOptions, name: &str) {
    static TEMPLATE: OnceCell<String> = OnceCell::const_new();
    let template = TEMPLATE.get_or_init(|| template_in(cluster)).await;
    let mut connection = cluster.connect().await.expect("the test cluster is there");
    order(&mut connection, format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
    connection.close().await.expect("the connection is at rest");
}

async fn template_in(cluster: &PgConnectOptions) -> String {
    let name = format!("bottega_template_{}", version());
    let mut connection = cluster.connect().await.expect("the test cluster is there");
    // One process makes it, the others wait. The lock goes with the connection.
    order(&mut connection, "SELECT pg_advisory_lock(20261122)".into()).await;
    let query = format!("SELECT 1 FROM pg_database WHERE datname = '{name}'");
    if order(&mut connection, query).await == 0 {
        // Nobody sees it under its name before it is complete.
        let draft = format!("bottega_draft_{}", Uuid::new_v4().simple());
        order(&mut connection, format!("CREATE DATABASE {draft}")).await;
        let url = cluster.clone().database(&draft).to_url_lossy();
        let db = Db::open(url.as_str()).await.expect("a database just made opens");
        db.migrate(&MIGRATIONS).await.expect("the migrations run on an empty database");
        db.close().await;
        order(&mut connection, format!("ALTER DATABASE {draft} RENAME TO {name}")).await;
    }
    connection.close().await.expect("the connection is at rest");
    name
}

/// Tells the migrations of one version from those of any other: an XOR of their SHA-384.
fn version() -> String {
    let mut digest = [0_u8; 48];
    for migration in MIGRATIONS.of_postgres() {
        for (sum, byte) in digest.iter_mut().zip(migration.checksum.iter()) {
            *sum ^= byte;
        }
    }
    digest.iter().take(12).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Runs a statement about whole databases, and tells how many rows it found. All names in it are
/// made here, of letters and digits.
async fn order(connection: &mut PgConnection, sql: String) -> u64 {
    let done = connection.execute(sqlx::AssertSqlSafe(sql)).await;
    done.expect("the test cluster does as it is told").rows_affected()
}
