//! Sign-ins as they are listed: one text for each table that has some.

use chrono::{DateTime, Utc};
use domain::device::Device;
use domain::id::SignInId;

/// A sign-in of somebody.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// Names it among the others of its owner. It opens nothing.
    pub id: SignInId,
    /// With what.
    pub device: Device,
    /// When they signed in.
    pub since: DateTime<Utc>,
    /// When they were last seen, to the hour.
    pub seen: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
pub struct Row {
    id: SignInId,
    device: String,
    since: DateTime<Utc>,
    seen_at: DateTime<Utc>,
    /// When their owner signed in before a certain one.
    pub before_at: Option<DateTime<Utc>>,
}

impl From<Row> for SignIn {
    fn from(row: Row) -> Self {
        let device = Device::read(&row.device);
        Self { id: row.id, device, since: row.since, seen: row.seen_at }
    }
}

/// The statements on the sign-ins of such an owner, in this table, which has the owner in this column.
macro_rules! sign_ins {
    ($owner:ty, $table:literal, $column:literal) => {
        /// Notes that somebody is in.
        pub async fn begin(
            tx: &mut Tx,
            id: SignInId,
            owner: $owner,
            mark: &str,
            device: Device,
            now: DateTime<Utc>,
        ) -> Result<()> {
            tx.sql(concat!(
                "INSERT INTO ",
                $table,
                " (id, ",
                $column,
                ", mark, device, since, seen_at) VALUES ($1, $2, $3, $4, $5, $5)"
            ))
            .bind(id)
            .bind(owner)
            .bind(mark)
            .bind(device.text())
            .bind(now)
            .run()
            .await?;
            Ok(())
        }

        /// Notes when a sign-in was used.
        pub async fn seen(tx: &mut Tx, id: SignInId, now: DateTime<Utc>) -> Result<()> {
            tx.sql(concat!("UPDATE ", $table, " SET seen_at = $2 WHERE id = $1"))
                .bind(id)
                .bind(now)
                .run()
                .await?;
            Ok(())
        }

        /// A sign-in goes on with another mark.
        pub async fn go_on(tx: &mut Tx, id: SignInId, mark: &str) -> Result<()> {
            tx.sql(concat!("UPDATE ", $table, " SET mark = $2 WHERE id = $1"))
                .bind(id)
                .bind(mark)
                .run()
                .await?;
            Ok(())
        }

        /// Whoever signed in has left.
        pub async fn leave(tx: &mut Tx, id: SignInId, now: DateTime<Utc>) -> Result<()> {
            tx.sql(concat!(
                "UPDATE ",
                $table,
                " SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL"
            ))
            .bind(id)
            .bind(now)
            .run()
            .await?;
            Ok(())
        }

        /// The sign-ins of somebody that are open after this was given and were used since a moment, the
        /// last used first, and when they signed in last before one of these, where that is known.
        pub async fn open(
            tx: &mut Tx,
            owner: $owner,
            this: Option<SignInId>,
            mark: &str,
            since: DateTime<Utc>,
        ) -> Result<(Vec<SignIn>, Option<DateTime<Utc>>)> {
            let rows: Vec<Row> = tx
                .sql(concat!(
                    "SELECT id, device, since, seen_at, (SELECT MAX(earlier.since) FROM ",
                    $table,
                    " AS earlier WHERE earlier.",
                    $column,
                    " = $1 AND earlier.id <> $4 AND earlier.since <= (SELECT own.since FROM ",
                    $table,
                    " AS own WHERE own.id = $4)) AS before_at FROM ",
                    $table,
                    " WHERE ",
                    $column,
                    " = $1 AND mark = $2 AND ended_at IS NULL AND seen_at > $3 \
                     ORDER BY seen_at DESC, id"
                ))
                .bind(owner)
                .bind(mark)
                .bind(since)
                .bind(this)
                .all()
                .await?;
            let before = rows.first().and_then(|row| row.before_at);
            Ok((rows.into_iter().map(SignIn::from).collect(), before))
        }

        /// Ends an open sign-in of somebody; false when there is none.
        pub async fn end(
            tx: &mut Tx,
            owner: $owner,
            id: SignInId,
            now: DateTime<Utc>,
        ) -> Result<bool> {
            let ended = tx
                .sql(concat!(
                    "UPDATE ",
                    $table,
                    " SET ended_at = $3 WHERE id = $1 AND ",
                    $column,
                    " = $2 AND ended_at IS NULL"
                ))
                .bind(id)
                .bind(owner)
                .bind(now)
                .run()
                .await?;
            Ok(ended == 1)
        }

        /// True for a sign-in of somebody, whether it is open or has ended.
        pub async fn is_of(tx: &mut Tx, owner: $owner, id: SignInId) -> Result<bool> {
            let row: Option<(SignInId,)> = tx
                .sql(concat!("SELECT id FROM ", $table, " WHERE id = $1 AND ", $column, " = $2"))
                .bind(id)
                .bind(owner)
                .optional()
                .await?;
            Ok(row.is_some())
        }

        /// Forgets the sign-ins that nobody has used since a moment.
        pub async fn remove_before(tx: &mut Tx, moment: DateTime<Utc>) -> Result<u64> {
            tx.sql(concat!("DELETE FROM ", $table, " WHERE seen_at < $1")).bind(moment).run().await
        }
    };
}

pub(super) use sign_ins;
