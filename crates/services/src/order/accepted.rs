//! What was accepted with an order, as it was worded then.

use chrono::{DateTime, Utc};
use domain::id::AccountId;
use domain::order::Acceptance;

use crate::store::orders;
use crate::{Context, Result};

/// A text that was accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcceptedText {
    /// By which box.
    pub what: Acceptance,
    /// As its first line said.
    pub version: String,
    /// SHA-256 of the text as it was shown.
    pub sha256: String,
    /// When the box was ticked.
    pub accepted_at: DateTime<Utc>,
    /// The text; none where it has changed since and had not been kept then.
    pub body: Option<String>,
}

/// What was accepted with an order of this account, or before it and still stood.
///
/// # Errors
/// `NotFound` for the order of somebody else.
pub async fn accepted(ctx: &Context, account: AccountId, number: i64) -> Result<Vec<AcceptedText>> {
    let mut tx = ctx.db.read().await?;
    // With a number that is not theirs, somebody would read what they accepted before it.
    orders::own(&mut tx, account, number).await?;
    let rows = orders::accepted_with(&mut tx, account, number).await?;
    let text = |row: orders::WithOrder| {
        let today = ctx.settings.texts.accepted(row.what);
        let body =
            row.body.or_else(|| (today.sha256() == row.text_sha256).then(|| today.body.clone()));
        AcceptedText {
            what: row.what,
            version: row.text_version,
            sha256: row.text_sha256,
            accepted_at: row.accepted_at,
            body,
        }
    };
    let mut texts: Vec<_> = rows.into_iter().map(text).collect();
    texts.sort_by_key(|text| Acceptance::ALL.iter().position(|what| *what == text.what));
    Ok(texts)
}
