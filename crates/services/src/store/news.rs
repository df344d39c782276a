//! What the office tells whoever works in a panel.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::NewsId;
use domain::news::News;
use platform::{Result, Tx};

/// A piece of news with whoever wrote it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Piece {
    pub id: NewsId,
    pub day: NaiveDate,
    pub title: String,
    pub body: String,
    pub written_by: String,
}

pub async fn insert(
    tx: &mut Tx,
    id: NewsId,
    news: &News,
    by: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.sql(
        "INSERT INTO news (id, day, title, body, written_by, written_at) \
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(id)
    .bind(news.day)
    .bind(news.title.as_str())
    .bind(news.body.as_str())
    .bind(by)
    .bind(now)
    .run()
    .await?;
    Ok(())
}

/// The newest of those whose day has come by `until`.
pub async fn newest(tx: &mut Tx, until: NaiveDate, limit: i64) -> Result<Vec<Piece>> {
    tx.sql(
        "SELECT id, day, title, body, written_by FROM news WHERE day <= $1 \
         ORDER BY day DESC, written_at DESC, id DESC LIMIT $2",
    )
    .bind(until)
    .bind(limit)
    .all()
    .await
}

/// All of them, those first whose day comes last.
pub async fn all(tx: &mut Tx, limit: i64) -> Result<Vec<Piece>> {
    tx.sql(
        "SELECT id, day, title, body, written_by FROM news \
         ORDER BY day DESC, written_at DESC, id DESC LIMIT $1",
    )
    .bind(limit)
    .all()
    .await
}

/// Takes one away, if it is there.
pub async fn remove(tx: &mut Tx, id: NewsId) -> Result<()> {
    tx.sql("DELETE FROM news WHERE id = $1").bind(id).run().await?;
    Ok(())
}
