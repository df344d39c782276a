//! One connection while a unit of work has it.
//!
//! The pool gets back only a connection that is known to be at rest, with no transaction open.
//! One that was left in the middle of a command (a time-out, a cancelled task, a lost network) or
//! that could not undo what it had begun is closed, and the pool opens another. So nothing that
//! goes wrong in one unit of work can break the next.

use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::{Database, Executor, PgConnection, Postgres, Sqlite, SqliteConnection};

use crate::error::{Error, Result};

/// An engine that takes commands such as `BEGIN`.
pub trait Engine: Database {
    fn command(
        connection: &mut Self::Connection,
        command: &'static str,
    ) -> impl Future<Output = sqlx::Result<()>> + Send;
}

impl Engine for Sqlite {
    async fn command(connection: &mut SqliteConnection, command: &'static str) -> sqlx::Result<()> {
        connection.execute(command).await.map(drop)
    }
}

impl Engine for Postgres {
    async fn command(connection: &mut PgConnection, command: &'static str) -> sqlx::Result<()> {
        connection.execute(command).await.map(drop)
    }
}

/// A connection inside a transaction, which dropping it undoes, or for one statement alone.
#[derive(Debug)]
pub struct Unit<E: Engine> {
    /// None once it has gone its way.
    connection: Option<PoolConnection<E>>,
    state: State,
    patience: Option<Duration>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// One statement may come, by itself.
    Alone,
    /// That statement is under way, or was when somebody stopped waiting.
    AloneUnderWay,
    /// All that was asked of it is answered, and a transaction is open.
    AtRest,
    /// It is in the middle of a command, or was when somebody stopped waiting.
    UnderWay,
    /// The engine refused a statement. PostgreSQL takes no other one then, and SQLite may have
    /// undone everything by itself, after which each statement would be stored at once.
    Failed,
    /// The transaction is stored or undone, or there was none.
    Over,
}

impl<E: Engine> Unit<E> {
    /// Begins a transaction. No command of it may take longer than `patience`, if there is one.
    pub async fn begin(
        connection: PoolConnection<E>,
        command: &'static str,
        patience: Option<Duration>,
    ) -> Result<Self> {
        let mut unit = Self { connection: Some(connection), state: State::UnderWay, patience };
        unit.command(command).await?;
        unit.state = State::AtRest;
        Ok(unit)
    }

    /// Takes one statement, which needs no transaction to see one state.
    pub fn alone(connection: PoolConnection<E>, patience: Option<Duration>) -> Self {
        Self { connection: Some(connection), state: State::Alone, patience }
    }

    /// Stores everything. Whether it did is unknown when the answer does not come in time.
    pub async fn commit(mut self) -> Result<()> {
        if self.state != State::AtRest {
            return Err(Error::broken("this unit of work has nothing to store"));
        }
        self.state = State::UnderWay;
        self.command("COMMIT").await?;
        self.state = State::Over;
        Ok(())
    }

    /// The connection for one statement; [`Unit::hear`] must be told what came of it.
    pub fn set_out(&mut self) -> Result<&mut E::Connection> {
        self.state = match self.state {
            State::AtRest => State::UnderWay,
            State::Alone => State::AloneUnderWay,
            State::AloneUnderWay | State::UnderWay | State::Failed | State::Over => {
                return Err(Error::broken("this unit of work takes no further statement"));
            }
        };
        Ok(self.connection())
    }

    /// Learns from the answer to a statement how things stand.
    pub fn hear<T>(&mut self, answer: sqlx::Result<T>) -> Result<T> {
        let was_alone = self.state == State::AloneUnderWay;
        self.state = match &answer {
            Ok(_) | Err(sqlx::Error::Database(_) | sqlx::Error::Encode(_)) if was_alone => {
                State::Over
            }
            Ok(_) => State::AtRest,
            Err(sqlx::Error::Database(_) | sqlx::Error::Encode(_)) => State::Failed,
            Err(_) => State::UnderWay,
        };
        Ok(answer?)
    }

    /// How long a command may take.
    pub fn patience(&self) -> Option<Duration> {
        self.patience
    }

    async fn command(&mut self, command: &'static str) -> Result<()> {
        let patience = self.patience;
        Ok(in_time(patience, E::command(self.connection(), command)).await?)
    }

    fn connection(&mut self) -> &mut E::Connection {
        self.connection.as_mut().expect("only dropping takes the connection away")
    }
}

impl<E: Engine> Drop for Unit<E> {
    fn drop(&mut self) {
        let Some(mut connection) = self.connection.take() else { return };
        match self.state {
            // Its own drop takes it back to the pool.
            State::Over | State::Alone => {}
            State::UnderWay | State::AloneUnderWay => connection.close_on_drop(),
            State::AtRest | State::Failed => {
                tokio::spawn(undo(connection, self.patience));
            }
        }
    }
}

/// Undoes a transaction; a connection that fails at it is closed.
async fn undo<E: Engine>(connection: PoolConnection<E>, patience: Option<Duration>) {
    let mut unit = Unit { connection: Some(connection), state: State::UnderWay, patience };
    match unit.command("ROLLBACK").await {
        Ok(()) => unit.state = State::Over,
        // After a full disk SQLite has undone everything already, and says so.
        Err(error) => tracing::debug!(%error, "a connection is closed instead of undone"),
    }
}

/// The outcome of some work with the database, unless it takes too long.
pub async fn in_time<T>(
    patience: Option<Duration>,
    work: impl Future<Output = sqlx::Result<T>>,
) -> sqlx::Result<T> {
    let Some(patience) = patience else { return work.await };
    tokio::time::timeout(patience, work).await.unwrap_or_else(|_| {
        let sentence = format!("the database has not answered within {patience:?}");
        Err(sqlx::Error::Io(std::io::Error::new(std::io::ErrorKind::TimedOut, sentence)))
    })
}
