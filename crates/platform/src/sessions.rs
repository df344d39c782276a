//! The sessions of browsers, kept for `tower-sessions`.
//!
//! The cookie's id never reaches the table: rows are found by its SHA-256 digest. The id is 128
//! random bits, so a plain digest cannot be turned back. Times here are the machine's, whatever
//! clock the others go by, because `tower-sessions` works out every expiry from the machine's.

use std::collections::HashMap;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use sha2::{Digest, Sha256};
use time::OffsetDateTime;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error as StoreError, Result as StoreResult};
use tower_sessions::{ExpiredDeletion, SessionStore};

use crate::{Clock, Db, Error, Result, Tx};

/// Ids drawn before giving up; even a second one will never be needed.
const DRAWS_MAX: u32 = 5;

/// The entry of a session that says whose it is, in words of those who put it there. It stands in a
/// column of its own as well, by which somebody's sessions are found.
pub const OWNER: &str = "owner";

/// A session of somebody, for a list of them.
#[derive(Clone, Debug)]
pub struct Owned {
    /// Names the session for [`end`]; it opens nothing.
    pub digest: String,
    /// What the session knows.
    pub data: HashMap<String, Value>,
}

/// The session store of the web server.
#[derive(Clone, Debug)]
pub struct Sessions {
    db: Db,
    clock: Clock,
}

impl Sessions {
    /// On the real clock, since that is what every expiry is worked out from.
    #[must_use]
    pub fn new(db: Db) -> Self {
        Self { db, clock: Clock::system() }
    }

    async fn insert(&self, record: &mut Record) -> Result<()> {
        let mut tx = self.db.write().await?;
        for _ in 0..DRAWS_MAX {
            if insert(&mut tx, record).await? {
                return tx.commit().await;
            }
            record.id = Id::default();
        }
        Err(Error::broken("no free session id was found"))
    }

    async fn update(&self, record: &Record) -> Result<()> {
        let mut tx = self.db.write().await?;
        update(&mut tx, record).await?;
        tx.commit().await
    }

    async fn find(&self, id: &Id) -> Result<Option<Record>> {
        let mut tx = self.db.read_one().await?;
        of_id(&mut tx, id, self.clock.now()).await
    }

    async fn remove(&self, id: &Id) -> Result<()> {
        let mut tx = self.db.write().await?;
        remove(&mut tx, id).await?;
        tx.commit().await
    }

    /// Ends sessions within `longest` that a clock which was ahead would have kept for longer.
    ///
    /// # Errors
    /// Only what the database says.
    pub async fn shorten(&self, longest: TimeDelta) -> Result<u64> {
        let mut tx = self.db.write().await?;
        let shortened = tx
            .sql("UPDATE session SET expires_at = $1 WHERE expires_at > $1")
            .bind(self.clock.now() + longest)
            .run()
            .await?;
        tx.commit().await?;
        Ok(shortened)
    }

    async fn remove_expired(&self) -> Result<u64> {
        let mut tx = self.db.write().await?;
        let removed = remove_expired(&mut tx, self.clock.now()).await?;
        tx.commit().await?;
        Ok(removed)
    }
}

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> StoreResult<()> {
        self.insert(record).await.map_err(backend)
    }

    /// A session that was deleted meanwhile stays deleted: a slow request that began before the
    /// sign-out must not bring the session back.
    async fn save(&self, record: &Record) -> StoreResult<()> {
        self.update(record).await.map_err(backend)
    }

    async fn load(&self, id: &Id) -> StoreResult<Option<Record>> {
        self.find(id).await.map_err(backend)
    }

    async fn delete(&self, id: &Id) -> StoreResult<()> {
        self.remove(id).await.map_err(backend)
    }
}

#[async_trait]
impl ExpiredDeletion for Sessions {
    async fn delete_expired(&self) -> StoreResult<()> {
        self.remove_expired().await.map(drop).map_err(backend)
    }
}

/// Whoever asks can tell a row that nobody can read from a database that is away.
fn backend(error: Error) -> StoreError {
    match error {
        Error::Corrupt { .. } => StoreError::Decode(error.to_string()),
        away_or_broken => StoreError::Backend(away_or_broken.to_string()),
    }
}

/// Whether the row was free.
async fn insert(tx: &mut Tx, record: &Record) -> Result<bool> {
    let rows = tx
        .sql(
            "INSERT INTO session (digest, data, expires_at, owner) VALUES ($1, $2, $3, $4)
             ON CONFLICT (digest) DO NOTHING",
        )
        .bind(digest(&record.id))
        .bind(serde_json::to_string(&record.data).map_err(Error::broken)?)
        .bind(moment(record.expiry_date)?)
        .bind(owner(record))
        .run()
        .await?;
    Ok(rows == 1)
}

async fn update(tx: &mut Tx, record: &Record) -> Result<()> {
    tx.sql("UPDATE session SET data = $1, expires_at = $2, owner = $4 WHERE digest = $3")
        .bind(serde_json::to_string(&record.data).map_err(Error::broken)?)
        .bind(moment(record.expiry_date)?)
        .bind(digest(&record.id))
        .bind(owner(record))
        .run()
        .await?;
    Ok(())
}

async fn of_id(tx: &mut Tx, id: &Id, now: DateTime<Utc>) -> Result<Option<Record>> {
    let row: Option<(String, DateTime<Utc>)> = tx
        .sql("SELECT data, expires_at FROM session WHERE digest = $1 AND expires_at > $2")
        .bind(digest(id))
        .bind(now)
        .optional()
        .await?;
    let Some((data, expires_at)) = row else { return Ok(None) };
    let data =
        serde_json::from_str(&data).map_err(|_| Error::corrupt("session", "data", digest(id)))?;
    let expiry_date =
        OffsetDateTime::from_unix_timestamp_nanos(i128::from(expires_at.timestamp_micros()) * 1000)
            .map_err(|_| Error::corrupt("session", "expires_at", digest(id)))?;
    Ok(Some(Record { id: *id, data, expiry_date }))
}

/// The sessions of somebody that have not expired.
///
/// # Errors
/// What the database says; `Corrupt` for a session that nobody can read.
pub async fn of_owner(tx: &mut Tx, owner: &str) -> Result<Vec<Owned>> {
    let rows: Vec<(String, String)> = tx
        .sql(
            "SELECT digest, data FROM session WHERE owner = $1 AND expires_at > $2 ORDER BY digest",
        )
        .bind(owner)
        .bind(Clock::system().now())
        .all()
        .await?;
    let read = |(digest, data): (String, String)| match serde_json::from_str(&data) {
        Ok(data) => Ok(Owned { digest, data }),
        Err(_) => Err(Error::corrupt("session", "data", digest)),
    };
    rows.into_iter().map(read).collect()
}

/// Ends a session of somebody, with everything that its browser had signed in to; false when it has
/// ended already, or is somebody else's.
///
/// # Errors
/// Only what the database says.
pub async fn end(tx: &mut Tx, owner: &str, digest: &str) -> Result<bool> {
    let ended = tx
        .sql("DELETE FROM session WHERE owner = $1 AND digest = $2")
        .bind(owner)
        .bind(digest)
        .run()
        .await?;
    Ok(ended == 1)
}

async fn remove(tx: &mut Tx, id: &Id) -> Result<()> {
    tx.sql("DELETE FROM session WHERE digest = $1").bind(digest(id)).run().await?;
    Ok(())
}

async fn remove_expired(tx: &mut Tx, now: DateTime<Utc>) -> Result<u64> {
    tx.sql("DELETE FROM session WHERE expires_at <= $1").bind(now).run().await
}

fn owner(record: &Record) -> Option<&str> {
    record.data.get(OWNER).and_then(Value::as_str)
}

fn digest(id: &Id) -> String {
    use std::fmt::Write;

    Sha256::digest(id.0.to_le_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("a String takes every text");
        hex
    })
}

fn moment(time: OffsetDateTime) -> Result<DateTime<Utc>> {
    let micros = i64::try_from(time.unix_timestamp_nanos() / 1000).map_err(Error::broken)?;
    DateTime::from_timestamp_micros(micros)
        .ok_or_else(|| Error::broken("a session expires beyond the calendar"))
}
