//! Second factors, their recovery codes, and what happened to them.

use chrono::{DateTime, Utc};
use domain::second_factor::{Change, Door};
use platform::{Error, Result, Tx};
use uuid::Uuid;

/// A second factor, with its key sealed.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Row {
    pub id: Uuid,
    pub secret: String,
    pub begun_at: DateTime<Utc>,
    pub on_since: Option<DateTime<Utc>>,
    pub last_step: Option<i64>,
}

/// The second factor of somebody, whether it is on or only begun.
pub async fn of_owner(tx: &mut Tx, door: Door, owner: Uuid) -> Result<Option<Row>> {
    tx.sql(
        "SELECT id, secret, begun_at, on_since, last_step FROM second_factor \
         WHERE door = $1 AND owner = $2",
    )
    .bind(door.as_str())
    .bind(owner)
    .optional()
    .await
}

/// Begins one in the place of another that was only begun; false when there is one that is on.
pub async fn begin(
    tx: &mut Tx,
    door: Door,
    owner: Uuid,
    (id, secret): (Uuid, &str),
    now: DateTime<Utc>,
) -> Result<bool> {
    let begun = tx
        .sql(
            "INSERT INTO second_factor (id, door, owner, secret, begun_at) \
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT (door, owner) DO UPDATE SET \
             id = excluded.id, secret = excluded.secret, begun_at = excluded.begun_at \
             WHERE second_factor.on_since IS NULL",
        )
        .bind(id)
        .bind(door.as_str())
        .bind(owner)
        .bind(secret)
        .bind(now)
        .run()
        .await?;
    Ok(begun == 1)
}

/// Takes one that was begun into use; false when somebody else was first.
pub async fn turn_on(tx: &mut Tx, id: Uuid, step: i64, now: DateTime<Utc>) -> Result<bool> {
    let turned = tx
        .sql(
            "UPDATE second_factor SET on_since = $2, last_step = $3 \
             WHERE id = $1 AND on_since IS NULL",
        )
        .bind(id)
        .bind(now)
        .bind(step)
        .run()
        .await?;
    Ok(turned == 1)
}

/// Uses up the code of a step; false when it, or a later one, was used meanwhile.
pub async fn take_step(tx: &mut Tx, id: Uuid, step: i64) -> Result<bool> {
    let taken = tx
        .sql("UPDATE second_factor SET last_step = $2 WHERE id = $1 AND last_step < $2")
        .bind(id)
        .bind(step)
        .run()
        .await?;
    Ok(taken == 1)
}

/// Takes a second factor away with its codes; false when it is gone already.
pub async fn remove(tx: &mut Tx, id: Uuid) -> Result<bool> {
    remove_codes(tx, id).await?;
    let removed = tx.sql("DELETE FROM second_factor WHERE id = $1").bind(id).run().await?;
    Ok(removed == 1)
}

/// Takes all recovery codes away, used or not.
pub async fn remove_codes(tx: &mut Tx, id: Uuid) -> Result<()> {
    tx.sql("DELETE FROM recovery_code WHERE factor_id = $1").bind(id).run().await?;
    Ok(())
}

pub async fn insert_code(tx: &mut Tx, id: Uuid, digest: &str) -> Result<()> {
    tx.sql("INSERT INTO recovery_code (factor_id, digest) VALUES ($1, $2)")
        .bind(id)
        .bind(digest)
        .run()
        .await?;
    Ok(())
}

/// Uses a recovery code up; false when there is none, or it was used.
pub async fn take_code(tx: &mut Tx, id: Uuid, digest: &str, now: DateTime<Utc>) -> Result<bool> {
    let taken = tx
        .sql(
            "UPDATE recovery_code SET used_at = $3 \
             WHERE factor_id = $1 AND digest = $2 AND used_at IS NULL",
        )
        .bind(id)
        .bind(digest)
        .bind(now)
        .run()
        .await?;
    Ok(taken == 1)
}

/// How many recovery codes can still be used.
pub async fn codes_left(tx: &mut Tx, id: Uuid) -> Result<usize> {
    let (left,): (i64,) = tx
        .sql("SELECT COUNT(*) FROM recovery_code WHERE factor_id = $1 AND used_at IS NULL")
        .bind(id)
        .one()
        .await?;
    Ok(usize::try_from(left).unwrap_or_default())
}

/// Whose second factor, and with what they sign in.
#[derive(Clone, Copy, Debug)]
pub struct Whose<'a> {
    pub door: Door,
    pub owner: Uuid,
    pub username: &'a str,
}

/// Notes what happened; `for_them` is who did it for its owner, and why.
pub async fn note(
    tx: &mut Tx,
    id: Uuid,
    whose: Whose<'_>,
    what: Change,
    for_them: Option<(&str, &str)>,
    now: DateTime<Utc>,
) -> Result<()> {
    let (done_by, reason) = for_them.unzip();
    tx.sql(
        "INSERT INTO second_factor_event (id, door, owner, username, what, at, done_by, reason) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(id)
    .bind(whose.door.as_str())
    .bind(whose.owner)
    .bind(whose.username)
    .bind(what.as_str())
    .bind(now)
    .bind(done_by)
    .bind(reason)
    .run()
    .await?;
    Ok(())
}

/// One that was taken off for its owner.
#[derive(Clone, Debug)]
pub struct TakenOff {
    pub door: Door,
    pub username: String,
    pub at: DateTime<Utc>,
    pub done_by: String,
    pub reason: String,
}

/// Those that were taken off, the newest first.
pub async fn taken_off(tx: &mut Tx, limit: i64) -> Result<Vec<TakenOff>> {
    let rows: Vec<(Uuid, String, String, DateTime<Utc>, String, String)> = tx
        .sql(
            "SELECT id, door, username, at, done_by, reason FROM second_factor_event \
             WHERE what = 'taken_off' ORDER BY at DESC, id DESC LIMIT $1",
        )
        .bind(limit)
        .all()
        .await?;
    let read = |(id, door, username, at, done_by, reason): (Uuid, String, _, _, _, _)| {
        let door = Door::named(&door);
        door.map(|door| TakenOff { door, username, at, done_by, reason })
            .ok_or_else(|| Error::corrupt("second_factor_event", "door", id))
    };
    rows.into_iter().map(read).collect()
}
