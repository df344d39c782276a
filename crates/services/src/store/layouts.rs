//! What the office said of tables with names that nobody knew, and the tables that wait for it.

use chrono::{DateTime, Utc};
use domain::id::DraftId;
use domain::statement::Layout;
use platform::{Error, Result, Tx};
use tracing::warn;

use crate::store::json;

#[derive(sqlx::FromRow)]
struct Row {
    digest: String,
    names: String,
    mapping: String,
    set_at: DateTime<Utc>,
    set_by: String,
}

/// All of them, the newest first.
pub async fn all(tx: &mut Tx) -> Result<Vec<Layout>> {
    let rows: Vec<Row> = tx
        .sql(
            "SELECT digest, names, mapping, set_at, set_by FROM statement_layout \
             ORDER BY set_at DESC, digest",
        )
        .all()
        .await?;
    Ok(rows.into_iter().filter_map(understood).collect())
}

/// One that cannot be read is as good as forgotten: its table asks again what it means.
fn understood(row: Row) -> Option<Layout> {
    let corrupt = || Error::corrupt("statement_layout", "mapping", &row.digest);
    let mapping = json::read(&row.mapping, corrupt);
    let mapping = mapping.inspect_err(|error| warn!(%error, "a layout is passed over")).ok()?;
    let Row { digest, names, set_at, set_by, .. } = row;
    Some(Layout { digest, names, mapping, set_at, set_by })
}

/// Remembers one, in place of what was said of the same names before.
pub async fn save(tx: &mut Tx, layout: &Layout) -> Result<()> {
    tx.sql(
        "INSERT INTO statement_layout (digest, names, mapping, set_at, set_by) \
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (digest) DO UPDATE SET \
         names = excluded.names, mapping = excluded.mapping, set_at = excluded.set_at, \
         set_by = excluded.set_by",
    )
    .bind(layout.digest.as_str())
    .bind(layout.names.as_str())
    .bind(json::write(&layout.mapping)?)
    .bind(layout.set_at)
    .bind(layout.set_by.as_str())
    .run()
    .await?;
    Ok(())
}

/// Forgets one; false when there is none.
pub async fn remove(tx: &mut Tx, digest: &str) -> Result<bool> {
    let removed =
        tx.sql("DELETE FROM statement_layout WHERE digest = $1").bind(digest).run().await?;
    Ok(removed == 1)
}

/// A table that waits for somebody to say what it means.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Draft {
    pub id: DraftId,
    /// What the file was called.
    pub name: String,
    pub content: Vec<u8>,
}

/// Keeps a table in place of whatever the same member of staff had left waiting.
pub async fn keep_draft(tx: &mut Tx, draft: &Draft, by: &str, now: DateTime<Utc>) -> Result<()> {
    tx.sql("DELETE FROM statement_draft WHERE handed_in_by = $1").bind(by).run().await?;
    tx.sql(
        "INSERT INTO statement_draft (id, name, content, handed_in_at, handed_in_by) \
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(draft.id)
    .bind(draft.name.as_str())
    .bind(draft.content.as_slice())
    .bind(now)
    .bind(by)
    .run()
    .await?;
    Ok(())
}

/// A table that this member of staff left waiting.
pub async fn draft(tx: &mut Tx, id: DraftId, by: &str) -> Result<Draft> {
    let draft: Option<Draft> = tx
        .sql("SELECT id, name, content FROM statement_draft WHERE id = $1 AND handed_in_by = $2")
        .bind(id)
        .bind(by)
        .optional()
        .await?;
    draft.ok_or(Error::NotFound("draft"))
}

/// It waits no longer.
pub async fn remove_draft(tx: &mut Tx, id: DraftId) -> Result<()> {
    tx.sql("DELETE FROM statement_draft WHERE id = $1").bind(id).run().await?;
    Ok(())
}
