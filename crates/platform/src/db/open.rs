//! A database is opened, or it is said why not.

use std::path::Path;
use std::str::FromStr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, PgPool, Postgres};

use super::Db;
use super::again::retrying;
use super::unit::{Unit, in_time};
use super::wait::connection_of;
use crate::error::{Error, Result};

/// Older SQLite libraries can corrupt a database in WAL mode (`https://sqlite.org/wal.html`,
/// "The WAL-reset bug"), so nothing is opened with one.
const OLDEST_SAFE_SQLITE: (u32, u32, u32) = (3, 51, 3);

/// How long SQLite waits for another process, for example of a command line.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// How long PostgreSQL may take to answer at the start.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

const SQLITE_READERS: u32 = 4;
const POSTGRES_CONNECTIONS: u32 = 16;

/// The server's own time-out comes this much before ours: its answer leaves the connection whole.
const HEAD_START: Duration = Duration::from_secs(2);

/// PostgreSQL gives up a transaction whose client has said nothing for so long, so that a
/// program that was cut off holds no rows. Between two statements it only calculates.
const IDLE_TIMEOUT: Duration = Duration::from_mins(1);

/// So long after somebody has waited for a connection in vain, the others wait only briefly.
const DOUBT: Duration = Duration::from_secs(1);
const BRIEFLY: Duration = Duration::from_millis(100);

/// So long after somebody has waited in vain, a failure is put down to that.
const AWAY: Duration = Duration::from_secs(10);

/// How long PostgreSQL may keep somebody waiting. SQLite is a file and needs no such limit.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// Until there is a connection.
    pub connection: Duration,
    /// Until a statement is answered; long jobs take long through their number, and not because one
    /// statement does.
    pub statement: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { connection: Duration::from_secs(3), statement: Duration::from_secs(20) }
    }
}

/// The connections to a PostgreSQL server, which can go away.
#[derive(Clone, Debug)]
pub struct Server {
    pub(super) pool: PgPool,
    patience: Patience,
    /// When somebody last waited for a connection in vain.
    in_vain: Arc<Mutex<Option<Instant>>>,
}

impl Server {
    pub(super) async fn begin(&self, command: &'static str) -> Result<Unit<Postgres>> {
        Unit::begin(self.connection().await?, command, Some(self.patience.statement)).await
    }

    pub(super) async fn alone(&self) -> Result<Unit<Postgres>> {
        Ok(Unit::alone(self.connection().await?, Some(self.patience.statement)))
    }

    /// A connection that answers.
    async fn connection(&self) -> Result<PoolConnection<Postgres>> {
        let wait = if self.was_away_within(DOUBT) { BRIEFLY } else { self.patience.connection };
        let connection = in_time(Some(wait), connection_of("postgres", self.pool.acquire()));
        let connection = connection.await.map_err(Error::from);
        match &connection {
            Ok(_) => self.note(None),
            // A pool of our own that is closed, or a wrong password, is another matter.
            Err(Error::Unavailable(_)) if !self.pool.is_closed() => self.note(Some(Instant::now())),
            Err(_) => {}
        }
        connection
    }

    pub(super) fn is_away(&self) -> bool {
        self.was_away_within(AWAY)
    }

    fn was_away_within(&self, time: Duration) -> bool {
        let in_vain = *self.in_vain.lock().expect("nobody panics while holding a moment");
        in_vain.is_some_and(|moment| moment.elapsed() < time)
    }

    fn note(&self, in_vain: Option<Instant>) {
        *self.in_vain.lock().expect("nobody panics while holding a moment") = in_vain;
    }
}

pub async fn sqlite(url: &str) -> Result<Db> {
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
    // Turning a new file to WAL needs it alone, and SQLite does not wait for that by itself.
    let db = retrying(|| sqlite_with(options.clone())).await?;
    refuse_unsafe_sqlite(&db).await?;
    Ok(db)
}

async fn sqlite_with(options: SqliteConnectOptions) -> Result<Db> {
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
    Ok(Db::Sqlite { writer, readers })
}

async fn refuse_unsafe_sqlite(db: &Db) -> Result<()> {
    let (version,): (String,) = db.read().await?.sql("SELECT sqlite_version()").one().await?;
    if version_of(&version) < Some(OLDEST_SAFE_SQLITE) {
        let (major, minor, patch) = OLDEST_SAFE_SQLITE;
        let required = format!("{major}.{minor}.{patch}");
        return Err(Error::broken(format!("SQLite {version} is older than {required}")));
    }
    Ok(())
}

fn version_of(text: &str) -> Option<(u32, u32, u32)> {
    let mut parts = text.split('.').map(|part| part.parse().ok());
    Some((parts.next()??, parts.next()??, parts.next()??))
}

pub async fn postgres(url: &str, patience: Patience) -> Result<Db> {
    let options = PgConnectOptions::from_str(url)?.application_name("bottega");
    refuse_silent_postgres(&options).await?;
    let options = options.options([
        ("statement_timeout", patience.statement.as_millis()),
        ("idle_in_transaction_session_timeout", IDLE_TIMEOUT.as_millis()),
    ]);
    let pool = PgPoolOptions::new()
        .max_connections(POSTGRES_CONNECTIONS)
        .acquire_timeout(patience.connection)
        .connect_with(options)
        .await?;
    let patience = Patience { statement: patience.statement + HEAD_START, ..patience };
    Ok(Db::Postgres(Server { pool, patience, in_vain: Arc::default() }))
}

/// Connects once and says what is in the way. The pool would try for a while, and then only say
/// that its time is up.
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
}
