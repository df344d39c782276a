//! The database: one text of SQL, two engines.
//!
//! SQLite and PostgreSQL are both first class, and this is the only file that knows there are
//! two. Everything above it opens a [`Tx`], gives it literal SQL with `$1`, `$2`… and reads rows.
//! What a newcomer would get wrong: on PostgreSQL two units of work run at the same time, so
//! hold the row that owns the data before reading what you will change.

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use sqlx::migrate::{Migration, Migrator};
use sqlx::postgres::{PgArguments, PgConnectOptions, PgPoolOptions, PgRow};
use sqlx::query::Query;
use sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow,
    SqliteSynchronous,
};
use sqlx::{
    ConnectOptions, Connection, Encode, FromRow, PgConnection, PgPool, Postgres, Sqlite,
    SqliteConnection, SqlitePool, Transaction, Type,
};

use crate::error::{Error, Result};

/// What both engines understand.
static MIGRATIONS: Migrator = sqlx::migrate!("../migrations");

/// The steps that cannot be said to both in the same words, once for each. They are numbered
/// together with the others.
static SQLITE_MIGRATIONS: Migrator = sqlx::migrate!("../migrations/sqlite");
static POSTGRES_MIGRATIONS: Migrator = sqlx::migrate!("../migrations/postgres");

/// Older SQLite libraries can corrupt a database in WAL mode (`https://sqlite.org/wal.html`,
/// "The WAL-reset bug"), so the shop refuses to start on one.
const OLDEST_SAFE_SQLITE: (u32, u32, u32) = (3, 51, 3);

/// How long SQLite waits for another process, for example the office's command line.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// How long PostgreSQL may take to answer at the start.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

const SQLITE_READERS: u32 = 4;
const POSTGRES_CONNECTIONS: u32 = 16;

/// Tries of one unit of work in [`Db::retrying`]; the pauses between them add up to 1–1.5 seconds.
const TRIES_MAX: u32 = 9;

/// The shop's database. Cloning it is cheap and shares the connections.
#[derive(Clone, Debug)]
pub enum Db {
    /// One connection writes and several read the last committed state beside it.
    Sqlite { writer: SqlitePool, readers: SqlitePool },
    /// The server arbitrates; writers run at the same time.
    Postgres(PgPool),
}

/// The connections of one pool.
#[derive(Clone, Copy, Debug)]
pub struct PoolSize {
    pub name: &'static str,
    pub open: i64,
    /// Those that nobody uses.
    pub idle: i64,
}

impl PoolSize {
    fn new(name: &'static str, open: u32, idle: usize) -> Self {
        Self { name, open: open.into(), idle: idle.try_into().unwrap_or(i64::MAX) }
    }
}

/// One unit of work. Nothing is stored until [`Tx::commit`]; dropping it undoes everything.
#[derive(Debug)]
pub enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// One SQL statement with the values bound so far.
#[must_use = "a statement does nothing until it is run"]
pub enum Statement<'q> {
    Sqlite(Query<'q, Sqlite, SqliteArguments>, &'q mut SqliteConnection),
    Postgres(Query<'q, Postgres, PgArguments>, &'q mut PgConnection),
}

/// A value that both engines can bind: text, `i64`, `bool`, dates, moments, ids, and options.
pub trait Value<'v>:
    Encode<'v, Sqlite> + Type<Sqlite> + Encode<'v, Postgres> + Type<Postgres>
{
}

impl<'v, T> Value<'v> for T where
    T: Encode<'v, Sqlite> + Type<Sqlite> + Encode<'v, Postgres> + Type<Postgres>
{
}

/// A row type that both engines can fill: a tuple, or a struct with `#[derive(sqlx::FromRow)]`.
pub trait Record:
    for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{
}

impl<T> Record for T where
    T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{
}

impl Db {
    /// Opens `sqlite:PATH` (file and folder are created when missing) or `postgres://…`.
    ///
    /// The tables are not touched: call [`Db::migrate`].
    pub async fn open(url: &str) -> Result<Self> {
        if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            open_postgres(url).await
        } else if url.starts_with("sqlite:") {
            open_sqlite(url).await
        } else {
            Err(Error::broken("the database address must begin with sqlite: or postgres://"))
        }
    }

    /// Brings the tables up to date. Running it again changes nothing.
    pub async fn migrate(&self) -> Result<()> {
        match self {
            Db::Sqlite { writer, .. } => with_shared(&SQLITE_MIGRATIONS).run(writer).await,
            Db::Postgres(pool) => with_shared(&POSTGRES_MIGRATIONS).run(pool).await,
        }
        .map_err(Error::broken)
    }

    /// Brings new tables up to an older version, as a shop has them that was not updated since.
    #[cfg(feature = "testing")]
    pub async fn migrate_to(&self, version: i64) -> Result<()> {
        match self {
            Db::Sqlite { writer, .. } => {
                with_shared(&SQLITE_MIGRATIONS).run_to(version, writer).await
            }
            Db::Postgres(pool) => with_shared(&POSTGRES_MIGRATIONS).run_to(version, pool).await,
        }
        .map_err(Error::broken)
    }

    /// The steps that lead to the tables of this version.
    pub fn migrations(&self) -> Vec<Migration> {
        let own = match self {
            Db::Sqlite { .. } => &SQLITE_MIGRATIONS,
            Db::Postgres(_) => &POSTGRES_MIGRATIONS,
        };
        with_shared(own).iter().cloned().collect()
    }

    /// How many connections there are, for whoever watches.
    pub fn pools(&self) -> Vec<PoolSize> {
        match self {
            Db::Sqlite { writer, readers } => vec![
                PoolSize::new("writer", writer.size(), writer.num_idle()),
                PoolSize::new("readers", readers.size(), readers.num_idle()),
            ],
            Db::Postgres(pool) => vec![PoolSize::new("postgres", pool.size(), pool.num_idle())],
        }
    }

    /// Whether all of it is one file of ours.
    pub fn is_a_file(&self) -> bool {
        matches!(self, Db::Sqlite { .. })
    }

    /// A snapshot: every statement sees the same state, and an attempt to write fails.
    pub async fn read(&self) -> Result<Tx> {
        Ok(match self {
            Db::Sqlite { readers, .. } => Tx::Sqlite(readers.begin().await?),
            Db::Postgres(pool) => {
                let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
                Tx::Postgres(pool.begin_with(begin).await?)
            }
        })
    }

    /// A unit of work that may write.
    ///
    /// Never open a second one while holding the first: on SQLite there is one writer only, and
    /// the second would wait for the first in vain.
    pub async fn write(&self) -> Result<Tx> {
        Ok(match self {
            // Taking the write lock at once spares two units of work that both began by
            // reading from finding out at the end that only one of them may write.
            Db::Sqlite { writer, .. } => Tx::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?),
            Db::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// Runs a whole unit of work again when the engine gave up on it only because of the others:
    /// a deadlock or serialization failure on PostgreSQL, a busy file on SQLite.
    ///
    /// The closure must begin its own [`Tx`] and do nothing outside it, since it can run several
    /// times. Any other failure, and the failure of the last try, is returned as it is.
    pub async fn retrying<T, W, F>(&self, mut work: W) -> Result<T>
    where
        W: FnMut() -> F,
        F: Future<Output = Result<T>>,
    {
        let mut tries = 1;
        loop {
            match work().await {
                Err(error) if tries < TRIES_MAX && is_passing(&error) => {
                    tracing::debug!(tries, %error, "unit of work collided, trying again");
                    tokio::time::sleep(pause_after(tries)).await;
                    tries += 1;
                }
                outcome => return outcome,
            }
        }
    }

    /// Lets running units of work finish, then closes every connection.
    pub async fn close(&self) {
        match self {
            Db::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Db::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    /// Prepares a statement. Only literal SQL is accepted, so text typed by somebody can never
    /// become part of it.
    #[expect(clippy::disallowed_methods, reason = "everybody else's way to a query")]
    pub fn sql<'q>(&'q mut self, sql: &'static str) -> Statement<'q> {
        match self {
            Tx::Sqlite(tx) => Statement::Sqlite(sqlx::query(sql), tx),
            Tx::Postgres(tx) => Statement::Postgres(sqlx::query(sql), tx),
        }
    }

    /// Stores everything, durably, or returns an error.
    pub async fn commit(self) -> Result<()> {
        match self {
            Tx::Sqlite(tx) => tx.commit().await?,
            Tx::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}

impl Statement<'_> {
    /// Binds the next placeholder: the first call is `$1`.
    pub fn bind<'v>(self, value: impl Value<'v>) -> Self {
        match self {
            Statement::Sqlite(query, on) => Statement::Sqlite(query.bind(value), on),
            Statement::Postgres(query, on) => Statement::Postgres(query.bind(value), on),
        }
    }

    /// Every row of the answer.
    pub async fn all<R: Record>(self) -> Result<Vec<R>> {
        Ok(match self {
            Statement::Sqlite(query, on) => {
                let rows = query.fetch_all(on).await?;
                rows.iter().map(R::from_row).collect::<sqlx::Result<_>>()?
            }
            Statement::Postgres(query, on) => {
                let rows = query.fetch_all(on).await?;
                rows.iter().map(R::from_row).collect::<sqlx::Result<_>>()?
            }
        })
    }

    /// The first row, if there is one.
    pub async fn optional<R: Record>(self) -> Result<Option<R>> {
        Ok(match self {
            Statement::Sqlite(query, on) => {
                query.fetch_optional(on).await?.as_ref().map(R::from_row).transpose()?
            }
            Statement::Postgres(query, on) => {
                query.fetch_optional(on).await?.as_ref().map(R::from_row).transpose()?
            }
        })
    }

    /// The first row of an answer that always has one, such as a count. None is our mistake.
    pub async fn one<R: Record>(self) -> Result<R> {
        self.optional().await?.ok_or_else(|| sqlx::Error::RowNotFound.into())
    }

    /// Runs it and tells how many rows it touched.
    pub async fn run(self) -> Result<u64> {
        Ok(match self {
            Statement::Sqlite(query, on) => query.execute(on).await?.rows_affected(),
            Statement::Postgres(query, on) => query.execute(on).await?.rows_affected(),
        })
    }
}

/// All migrations of one engine, in the order of their numbers.
fn with_shared(own: &Migrator) -> Migrator {
    Migrator::with_migrations(MIGRATIONS.iter().chain(own.iter()).cloned().collect())
}

async fn open_sqlite(url: &str) -> Result<Db> {
    let options =
        SqliteConnectOptions::from_str(url)?.foreign_keys(true).busy_timeout(BUSY_TIMEOUT);
    if url.contains(":memory:") || url.contains("mode=memory") {
        // Every connection would have a memory of its own, and the readers would see nothing.
        return Err(Error::broken("SQLite must live in a file: sqlite:data/bottega.db"));
    }
    let folder = options.get_filename().parent().unwrap_or(Path::new(""));
    if !folder.as_os_str().is_empty() {
        std::fs::create_dir_all(folder).map_err(Error::broken)?;
    }

    // The writer comes first: it creates the file and turns it to WAL, which a reader may not.
    let writing = options
        .clone()
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let writer = SqlitePoolOptions::new().max_connections(1).connect_with(writing).await?;

    let reading = options.create_if_missing(false).read_only(true);
    let readers =
        SqlitePoolOptions::new().max_connections(SQLITE_READERS).connect_with(reading).await?;
    let db = Db::Sqlite { writer, readers };
    refuse_unsafe_sqlite(&db).await?;
    Ok(db)
}

async fn refuse_unsafe_sqlite(db: &Db) -> Result<()> {
    let (version,): (String,) = db.read().await?.sql("SELECT sqlite_version()").one().await?;
    if version_of(&version) < Some(OLDEST_SAFE_SQLITE) {
        let (major, minor, patch) = OLDEST_SAFE_SQLITE;
        let wanted = format!("{major}.{minor}.{patch}");
        return Err(Error::broken(format!("SQLite {version} is older than {wanted}")));
    }
    Ok(())
}

fn version_of(text: &str) -> Option<(u32, u32, u32)> {
    let mut parts = text.split('.').map(|part| part.parse().ok());
    Some((parts.next()??, parts.next()??, parts.next()??))
}

async fn open_postgres(url: &str) -> Result<Db> {
    let options = PgConnectOptions::from_str(url)?.application_name("bottega");
    refuse_silent_postgres(&options).await?;
    let pool =
        PgPoolOptions::new().max_connections(POSTGRES_CONNECTIONS).connect_with(options).await?;
    Ok(Db::Postgres(pool))
}

/// Connects once and says what is in the way. The pool would try for half a minute, and then only
/// say that its time is up.
async fn refuse_silent_postgres(options: &PgConnectOptions) -> Result<()> {
    let sentence = match tokio::time::timeout(CONNECT_TIMEOUT, options.connect()).await {
        Ok(Ok(connection)) => return Ok(connection.close().await?),
        Ok(Err(sqlx::Error::Database(refusal))) => {
            format!("refuses the connection: {}", refusal.message())
        }
        Ok(Err(cause)) => format!("cannot be reached: {cause}"),
        Err(_) => format!("does not answer within {} seconds", CONNECT_TIMEOUT.as_secs()),
    };
    let (host, port) = (options.get_host(), options.get_port());
    Err(Error::broken(format!("PostgreSQL at {host}:{port} {sentence}")))
}

/// Whether the same unit of work may well succeed when it is run again.
fn is_passing(error: &Error) -> bool {
    let Error::Broken(cause) = error else { return false };
    let Some(sqlx::Error::Database(cause)) = cause.downcast_ref() else { return false };
    matches!(
        cause.code().as_deref(),
        // PostgreSQL: serialization failure, deadlock.
        Some("40001" | "40P01")
        // SQLite: busy, locked, busy while recovering, snapshot too old, busy for too long.
        | Some("5" | "6" | "261" | "517" | "773")
    )
}

/// Twice as long after each try, with chance in it so that two rivals part ways.
fn pause_after(tries: u32) -> Duration {
    let [chance, ..] = uuid::Uuid::new_v4().into_bytes();
    let steps = 1_u64 << tries.min(10);
    Duration::from_millis(steps * 2 + steps * u64::from(chance) / 256)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_by_number_and_nonsense_is_too_old() {
        assert_eq!(version_of("3.51.3"), Some(OLDEST_SAFE_SQLITE));
        assert!(version_of("3.100.0") > Some(OLDEST_SAFE_SQLITE));
        assert!(version_of("3.51.2") < Some(OLDEST_SAFE_SQLITE));
        assert!(version_of("3.46.0") < Some(OLDEST_SAFE_SQLITE));
        assert!(version_of("nonsense") < Some(OLDEST_SAFE_SQLITE));
    }

    #[test]
    fn pauses_grow_and_stay_short() {
        let pauses: Vec<_> = (1..TRIES_MAX).map(pause_after).collect();
        assert!(pauses.windows(2).all(|pair| pair[0] < pair[1]), "{pauses:?}");
        assert!(pauses.iter().sum::<Duration>() < Duration::from_secs(2), "{pauses:?}");
    }
}
