//! Brings the tables up to date, however many processes begin to at the same time.

use sqlx::migrate::{MigrateError, Migration, Migrator};
use sqlx::{ConnectOptions, Connection, PgPool, SqlitePool};

use super::again::retrying;
use crate::error::{Error, Result};

/// What both engines understand.
static MIGRATIONS: Migrator = sqlx::migrate!("../../migrations");

/// The steps that cannot be said to both in the same words, once for each. They are numbered
/// together with the others.
static SQLITE_MIGRATIONS: Migrator = sqlx::migrate!("../../migrations/sqlite");
static POSTGRES_MIGRATIONS: Migrator = sqlx::migrate!("../../migrations/postgres");

/// One process after the other: the file is held for writing before looking what is missing, and
/// all of it is stored together or not at all. Stops at `version`, if there is one.
pub async fn sqlite(writer: &SqlitePool, version: Option<i64>) -> Result<()> {
    retrying(|| on_sqlite(writer, version)).await
}

async fn on_sqlite(writer: &SqlitePool, version: Option<i64>) -> Result<()> {
    let migrations = with_shared(&SQLITE_MIGRATIONS);
    let mut connection = writer.acquire().await?;
    // What it remembers of the tables is old afterwards, and after a failure it is in doubt.
    connection.close_on_drop();
    let mut tx = connection.begin_with("BEGIN IMMEDIATE").await?;
    migrations.run_direct(version, &mut *tx, false).await.map_err(because)?;
    Ok(tx.commit().await?)
}

/// The others wait for a lock of the migrator. A change of a large table may take its time. Stops
/// at `version`, if there is one.
pub async fn postgres(pool: &PgPool, version: Option<i64>) -> Result<()> {
    let migrations = with_shared(&POSTGRES_MIGRATIONS);
    let unhurried = [("statement_timeout", "0"), ("idle_in_transaction_session_timeout", "0")];
    let options = (*pool.connect_options()).clone().options(unhurried);
    let mut connection = options.connect().await?;
    migrations.run_direct(version, &mut connection, false).await.map_err(because)?;
    Ok(connection.close().await?)
}

/// The steps that lead to the tables of this version.
pub fn of_sqlite() -> Vec<Migration> {
    with_shared(&SQLITE_MIGRATIONS).iter().cloned().collect()
}

pub fn of_postgres() -> Vec<Migration> {
    with_shared(&POSTGRES_MIGRATIONS).iter().cloned().collect()
}

/// All migrations of one engine, in the order of their numbers.
fn with_shared(own: &Migrator) -> Migrator {
    Migrator::with_migrations(MIGRATIONS.iter().chain(own.iter()).cloned().collect())
}

fn because(error: MigrateError) -> Error {
    match error {
        MigrateError::Execute(cause) => cause.into(),
        other => Error::broken(other),
    }
}
