//! `Esporta i tuoi dati`: a copy of everything that is kept about a customer (art. 15 and 20 GDPR).

use chrono::{DateTime, Utc};
use domain::id::AccountId;
use platform::Tx;

use crate::store::personal_data::{self, Cell, CommitmentDocument, Table};
use crate::{Context, Error, Result, civil_time};

/// Everything that is kept about a customer, as it was at one moment.
#[derive(Debug)]
pub struct Export {
    /// As a browser saves it.
    pub file_name: String,
    pub(super) username: String,
    pub(super) made_at: DateTime<Utc>,
    pub(super) shop: String,
    pub(super) tables: Vec<Table>,
    pub(super) commitments: Vec<CommitmentDocument>,
}

/// Gathers the data of a customer who asks for them. That it was done is noted.
///
/// # Errors
/// `NotFound` when the account is gone.
pub async fn export(ctx: &Context, account: AccountId) -> Result<Export> {
    ctx.db.retrying(|| gather(ctx, account, None)).await
}

/// The same for the office, by the number of the account or of one of its orders; `by` is the member of
/// staff who asks, and stands in the note.
///
/// # Errors
/// `NotFound` when nothing has this number.
pub async fn export_of_number(ctx: &Context, number: i64, by: &str) -> Result<Export> {
    let mut tx = ctx.db.read().await?;
    let account = personal_data::account_with(&mut tx, number).await?;
    drop(tx);
    let account = account.ok_or(Error::NotFound("account"))?;
    ctx.db.retrying(|| gather(ctx, account, Some(by))).await
}

async fn gather(ctx: &Context, account: AccountId, by: Option<&str>) -> Result<Export> {
    // One snapshot, so that an order that comes meanwhile is there with its lines or not at all.
    let mut tx: Tx = ctx.db.read().await?;
    let tables = personal_data::of_account(&mut tx, account).await?;
    let number = match tables.first().and_then(|table| table.rows.first()?.first()) {
        Some(Cell::Number(number)) => *number,
        Some(_) | None => return Err(Error::NotFound("account")),
    };
    let commitments = personal_data::commitment_documents(&mut tx, account).await?;
    drop(tx);
    let now = ctx.now();
    let mut tx = ctx.db.write().await?;
    personal_data::note_export(&mut tx, ctx.new_id(), account, by, now).await?;
    tx.commit().await?;
    let username = ctx.settings.username(number);
    let day = civil_time(now).date();
    Ok(Export {
        file_name: format!("dati-{number}-{day}.zip"),
        username,
        made_at: now,
        shop: ctx.settings.brand.name.clone(),
        tables,
        commitments,
    })
}
