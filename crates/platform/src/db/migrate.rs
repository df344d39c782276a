//! Brings the tables up to date, however many processes begin to at the same time.

use sqlx::migrate::{MigrateError, Migration, Migrator};
use sqlx::{ConnectOptions, Connection, PgPool, SqlitePool};

use super::again::retrying;
use crate::error::{Error, Result};

/// The steps that lead to the tables of a program, numbered together.
#[derive(Clone, Copy, Debug)]
pub struct Migrations {
    /// What both engines understand.
    pub shared: &'static Migrator,
    /// What has to be said to SQLite in words of its own.
    pub sqlite: &'static Migrator,
    /// The same for PostgreSQL.
    pub postgres: &'static Migrator,
}

impl Migrations {
    /// All steps on SQLite, in the order of their numbers.
    #[must_use]
    pub fn of_sqlite(&self) -> Vec<Migration> {
        self.with_shared(self.sqlite).iter().cloned().collect()
    }

    /// The same on PostgreSQL.
    #[must_use]
    pub fn of_postgres(&self) -> Vec<Migration> {
        self.with_shared(self.postgres).iter().cloned().collect()
    }

    fn with_shared(&self, own: &Migrator) -> Migrator {
        Migrator::with_migrations(self.shared.iter().chain(own.iter()).cloned().collect())
    }
}

/// One process after the other: the file is held for writing before looking what is missing, and
/// all of it is stored together or not at all. Stops at `version`, if there is one.
pub async fn sqlite(
    writer: &SqlitePool,
    migrations: &Migrations,
    version: Option<i64>,
) -> Result<()> {
    let migrations = migrations.with_shared(migrations.sqlite);
    retrying(|| on_sqlite(writer, &migrations, version)).await
}

async fn on_sqlite(writer: &SqlitePool, migrations: &Migrator, version: Option<i64>) -> Result<()> {
    let mut connection = writer.acquire().await?;
    // What it remembers of the tables is old afterwards, and after a failure it is in doubt.
    connection.close_on_drop();
    let mut tx = connection.begin_with("BEGIN IMMEDIATE").await?;
    migrations.run_direct(version, &mut *tx, false).await.map_err(because)?;
    Ok(tx.commit().await?)
}

/// The others wait for a lock of the migrator. A change of a large table may take its time. Stops
/// at `version`, if there is one.
pub async fn postgres(pool: &PgPool, migrations: &Migrations, version: Option<i64>) -> Result<()> {
    let migrations = migrations.with_shared(migrations.postgres);
    let unhurried = [("statement_timeout", "0"), ("idle_in_transaction_session_timeout", "0")];
    let options = (*pool.connect_options()).clone().options(unhurried);
    let mut connection = options.connect().await?;
    migrations.run_direct(version, &mut connection, false).await.map_err(because)?;
    Ok(connection.close().await?)
}

fn because(error: MigrateError) -> Error {
    match error {
        MigrateError::Execute(cause) => cause.into(),
        other => Error::broken(other),
    }
}
