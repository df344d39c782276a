//! The database: one text of SQL, two engines.
//!
//! SQLite and PostgreSQL are both first class, and only this module knows that there are two.
//! Everything above it opens a [`Tx`], gives it literal SQL with `$1`, `$2`… and reads rows.
//! What a newcomer would get wrong: on PostgreSQL two units of work run at the same time, so
//! hold the row that owns the data before reading what you will change.

mod again;
mod migrate;
mod open;
mod statement;
mod unit;
mod wait;

use sqlx::migrate::Migration;
use sqlx::{Postgres, Sqlite, SqlitePool};

pub use migrate::Migrations;
pub use open::{Patience, Server};
pub use statement::{Record, Statement, Value};
pub use wait::WAIT_SECONDS;

use crate::error::{Error, Passing, Result};
use unit::Unit;
use wait::connection_of;

/// A database. Cloning it is cheap and shares the connections.
#[derive(Clone, Debug)]
pub enum Db {
    /// One connection writes and several read the last committed state beside it.
    Sqlite {
        /// Of one connection, for which whoever writes waits.
        writer: SqlitePool,
        /// Of several, which wait for nobody.
        readers: SqlitePool,
    },
    /// The server arbitrates; writers run at the same time.
    Postgres(Server),
}

/// The connections of one pool.
#[derive(Clone, Copy, Debug)]
pub struct PoolSize {
    /// As the figures call it.
    pub name: &'static str,
    /// Connections, idle ones included.
    pub open: i64,
    /// Those that nobody uses.
    pub idle: i64,
}

impl PoolSize {
    fn new(name: &'static str, open: u32, idle: usize) -> Self {
        Self { name, open: open.into(), idle: idle.try_into().unwrap_or(i64::MAX) }
    }
}

/// One unit of work. Nothing is stored until [`Tx::commit`]; dropping it undoes everything. After a
/// statement that failed it takes no other one, and no commit, on either engine.
#[derive(Debug)]
pub enum Tx {
    /// On a file.
    Sqlite(Unit<Sqlite>),
    /// On a server.
    Postgres(Unit<Postgres>),
}

impl Db {
    /// Opens `sqlite:PATH` (file and folder are created when missing) or `postgres://…`.
    ///
    /// The tables are not touched: call [`Db::migrate`].
    ///
    /// # Errors
    /// When the address names neither engine, a file is in memory or on a SQLite that is not safe,
    /// or the server cannot be reached.
    pub async fn open(url: &str) -> Result<Self> {
        Self::open_with(url, Patience::default()).await
    }

    /// The same for whoever is more or less patient with PostgreSQL.
    ///
    /// # Errors
    /// As [`Db::open`].
    pub async fn open_with(url: &str, patience: Patience) -> Result<Self> {
        if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            open::postgres(url, patience).await
        } else if url.starts_with("sqlite:") {
            open::sqlite(url).await
        } else {
            Err(Error::broken("the database address must begin with sqlite: or postgres://"))
        }
    }

    /// Brings the tables up to date. Running it again changes nothing, and neither does running it
    /// in several processes at once.
    ///
    /// # Errors
    /// When the tables are of a newer program or a step was changed after it was taken, and what
    /// the database says of a step.
    pub async fn migrate(&self, migrations: &Migrations) -> Result<()> {
        self.migrate_until(migrations, None).await
    }

    /// Brings new tables up to an older version, as somebody has them who did not update since.
    ///
    /// # Errors
    /// As [`Db::migrate`].
    #[cfg(feature = "testing")]
    pub async fn migrate_to(&self, migrations: &Migrations, version: i64) -> Result<()> {
        self.migrate_until(migrations, Some(version)).await
    }

    async fn migrate_until(&self, migrations: &Migrations, version: Option<i64>) -> Result<()> {
        match self {
            Db::Sqlite { writer, .. } => migrate::sqlite(writer, migrations, version).await,
            Db::Postgres(server) => migrate::postgres(&server.pool, migrations, version).await,
        }
    }

    /// Those of the steps that this engine takes, in the order of their numbers.
    #[must_use]
    pub fn steps_of(&self, migrations: &Migrations) -> Vec<Migration> {
        match self {
            Db::Sqlite { .. } => migrations.of_sqlite(),
            Db::Postgres(_) => migrations.of_postgres(),
        }
    }

    /// How many connections there are, for whoever watches.
    #[must_use]
    pub fn pools(&self) -> Vec<PoolSize> {
        match self {
            Db::Sqlite { writer, readers } => vec![
                PoolSize::new("writer", writer.size(), writer.num_idle()),
                PoolSize::new("readers", readers.size(), readers.num_idle()),
            ],
            Db::Postgres(server) => {
                let pool = &server.pool;
                vec![PoolSize::new("postgres", pool.size(), pool.num_idle())]
            }
        }
    }

    /// Whether all of it is one file of ours.
    #[must_use]
    pub fn is_a_file(&self) -> bool {
        matches!(self, Db::Sqlite { .. })
    }

    /// A snapshot: every statement sees the same state, and an attempt to write fails.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when no connection comes free or the server is away.
    pub async fn read(&self) -> Result<Tx> {
        Ok(match self {
            Db::Sqlite { readers, .. } => {
                let connection = connection_of("readers", readers.acquire()).await?;
                Tx::Sqlite(Unit::begin(connection, "BEGIN", None).await?)
            }
            Db::Postgres(server) => {
                let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
                Tx::Postgres(server.begin(begin).await?)
            }
        })
    }

    /// The same for **one** statement, without the two commands around it that make a snapshot: a
    /// statement sees one state by itself. A second one is refused, and so is one that writes, on
    /// SQLite.
    ///
    /// # Errors
    /// As [`Db::read`].
    pub async fn read_one(&self) -> Result<Tx> {
        Ok(match self {
            Db::Sqlite { readers, .. } => {
                Tx::Sqlite(Unit::alone(connection_of("readers", readers.acquire()).await?, None))
            }
            Db::Postgres(server) => Tx::Postgres(server.alone().await?),
        })
    }

    /// A unit of work that may write.
    ///
    /// Never open a second one while holding the first: on SQLite there is one writer only, and
    /// the second would wait for the first in vain.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when no connection comes free, the server is away, or another
    /// process keeps the SQLite file locked.
    pub async fn write(&self) -> Result<Tx> {
        Ok(match self {
            // Taking the write lock at once spares two units of work that both began by
            // reading from finding out at the end that only one of them may write.
            Db::Sqlite { writer, .. } => {
                let connection = connection_of("writer", writer.acquire()).await?;
                Tx::Sqlite(Unit::begin(connection, "BEGIN IMMEDIATE", None).await?)
            }
            Db::Postgres(server) => Tx::Postgres(server.begin("BEGIN").await?),
        })
    }

    /// Whether somebody has waited in vain for the database a moment ago.
    #[must_use]
    pub fn is_away(&self) -> bool {
        match self {
            Db::Sqlite { .. } => false,
            Db::Postgres(server) => server.is_away(),
        }
    }

    /// Runs a whole unit of work again when the engine gave up on it only because of the others:
    /// a deadlock or serialization failure on PostgreSQL, a busy file on SQLite.
    ///
    /// The closure must begin its own [`Tx`] and do nothing outside it, since it can run several
    /// times. Any other failure, and the failure of the last try, is returned as it is.
    ///
    /// # Errors
    /// What the last try returned.
    pub async fn retrying<T, E, W, F>(&self, work: W) -> Result<T, E>
    where
        E: Passing,
        W: FnMut() -> F,
        F: Future<Output = Result<T, E>>,
    {
        again::retrying(work).await
    }

    /// Lets running units of work finish, then closes every connection.
    pub async fn close(&self) {
        match self {
            Db::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Db::Postgres(server) => server.pool.close().await,
        }
    }
}

impl Tx {
    /// Prepares a statement. Only literal SQL is accepted, so text typed by somebody can never
    /// become part of it.
    #[expect(clippy::disallowed_methods, reason = "everybody else's way to a query")]
    pub fn sql<'q>(&'q mut self, sql: &'static str) -> Statement<'q> {
        match self {
            Tx::Sqlite(unit) => Statement::Sqlite(sqlx::query(sql), unit),
            Tx::Postgres(unit) => Statement::Postgres(sqlx::query(sql), unit),
        }
    }

    /// Stores everything, durably, or returns an error.
    ///
    /// # Errors
    /// When it could not be stored, or the server went away before it said whether it was.
    pub async fn commit(self) -> Result<()> {
        match self {
            Tx::Sqlite(unit) => unit.commit().await,
            Tx::Postgres(unit) => unit.commit().await,
        }
    }
}
