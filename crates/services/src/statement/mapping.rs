//! A table that nobody knew: a member of staff says once what its columns mean, and it is
//! remembered for exactly these names.
//!
//! Until then the file waits in a draft, of which nothing is a credit. What was said wrongly can be
//! forgotten: a credit is the same whatever its columns are said to mean.

use domain::id::DraftId;
use domain::statement::{Credit, Layout, LeftOut, Mapping, MappingError, Unreadable};
use sha2::{Digest, Sha256};

use super::import::{File, Imported, short};
use super::read::{decoded, read_with};
use super::table::{self, Layouts, Unknown};
use crate::hex::hex;
use crate::store::layouts::{self, Draft};
use crate::{Context, Error, Result, UseCaseError};

/// How many credits a preview shows.
const SHOWN: usize = 5;

/// Why a table is not imported with what was said of its columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unmapped {
    /// What was said is no table.
    Mapping(MappingError),
    /// A row does not fit it. Its cells are there to be looked at.
    Row {
        /// What is wrong with it, and its line.
        error: Unreadable,
        /// As the file has them, from the left.
        cells: Vec<String>,
    },
}

/// What an import would bring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// How many would be imported.
    pub credits: usize,
    /// The first of them.
    pub first: Vec<Credit>,
    /// What would not, counted by reason.
    pub left_out: LeftOut,
}

/// A table that waits for somebody to say what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// What the file was called.
    pub name: String,
    /// Its columns.
    pub table: Unknown,
}

/// Keeps a table until its columns are explained, in place of an earlier one of the same person.
///
/// # Errors
/// Only what the database says.
pub async fn hand_over(ctx: &Context, bytes: &[u8], name: &str, by: &str) -> Result<DraftId> {
    let draft = Draft { id: DraftId(ctx.new_id()), name: short(name), content: bytes.to_vec() };
    ctx.db
        .retrying(|| async {
            let mut tx = ctx.db.write().await?;
            layouts::keep_draft(&mut tx, &draft, by, ctx.now()).await?;
            tx.commit().await?;
            Ok(draft.id)
        })
        .await
}

/// A table that this member of staff handed in.
///
/// # Errors
/// `NotFound` when the file is no longer there.
pub async fn waiting(ctx: &Context, id: DraftId, by: &str) -> Result<Waiting> {
    let mut tx = ctx.db.read().await?;
    let draft = layouts::draft(&mut tx, id, by).await?;
    let table = unknown(&draft)?;
    Ok(Waiting { name: draft.name, table })
}

/// What an import would bring, with these columns. Nothing is kept.
///
/// # Errors
/// Refused when the table is not understood with them.
pub async fn preview(
    ctx: &Context,
    id: DraftId,
    mapping: &Mapping,
    by: &str,
) -> Result<Preview, UseCaseError<Unmapped>> {
    let mut tx = ctx.db.read().await?;
    let draft = layouts::draft(&mut tx, id, by).await?;
    let table = unknown(&draft)?;
    let file = understood(&draft, &table, mapping).map_err(UseCaseError::Refused)?;
    let entries = &file.read.entries;
    Ok(Preview {
        credits: entries.len(),
        first: entries.iter().take(SHOWN).map(|entry| entry.credit.clone()).collect(),
        left_out: file.read.left_out,
    })
}

/// Imports a table with these columns, and remembers them for exactly these names; both or nothing.
/// Tells the name of the file too.
///
/// # Errors
/// Refused when the table is not understood with these columns.
pub async fn import_mapped(
    ctx: &Context,
    id: DraftId,
    mapping: &Mapping,
    by: &str,
) -> Result<(String, Imported), UseCaseError<Unmapped>> {
    let mut tx = ctx.db.read().await?;
    let draft = layouts::draft(&mut tx, id, by).await?;
    drop(tx);
    let table = unknown(&draft)?;
    let file = understood(&draft, &table, mapping).map_err(UseCaseError::Refused)?;
    let layout = Layout {
        digest: table.digest,
        names: table.names.join(" · "),
        mapping: mapping.clone(),
        set_at: ctx.now(),
        set_by: by.to_owned(),
    };

    let imported = ctx
        .db
        .retrying(|| async {
            let mut tx = ctx.db.write().await?;
            // Gone when the same form was sent twice. Otherwise it is as it was: drafts never change.
            layouts::draft(&mut tx, id, by).await?;
            layouts::save(&mut tx, &layout).await?;
            let imported = file.keep_anew(ctx, &mut tx, by).await?;
            layouts::remove_draft(&mut tx, id).await?;
            tx.commit().await?;
            Ok::<_, Error>(imported)
        })
        .await?;
    Ok((draft.name, imported))
}

/// The tables that are understood because somebody said how.
///
/// # Errors
/// Only what the database says.
pub async fn remembered(ctx: &Context) -> Result<Vec<Layout>> {
    Ok(layouts::all(&mut ctx.db.read().await?).await?)
}

/// Forgets what was said of a table, so that the next file of its kind asks again; false when it
/// was forgotten before.
///
/// # Errors
/// Only what the database says.
pub async fn forget(ctx: &Context, digest: &str) -> Result<bool> {
    // Nothing else is a digest, and not everything is text for both engines.
    if !digest.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Ok(false);
    }
    ctx.db
        .retrying(|| async {
            let mut tx = ctx.db.write().await?;
            let forgotten = layouts::remove(&mut tx, digest).await?;
            tx.commit().await?;
            Ok(forgotten)
        })
        .await
}

/// A draft was a table when it was kept.
fn unknown(draft: &Draft) -> Result<Unknown> {
    let table = table::unknown(&decoded(&draft.content)).ok().flatten();
    table.ok_or_else(|| Error::corrupt("statement_draft", "content", draft.id))
}

fn understood(draft: &Draft, table: &Unknown, mapping: &Mapping) -> Result<File, Unmapped> {
    mapping.check(table.names.len()).map_err(Unmapped::Mapping)?;
    let layouts = Layouts::from([(table.digest.clone(), mapping.clone())]);
    let (format, read) = read_with(&draft.content, &layouts).map_err(|error| Unmapped::Row {
        error,
        cells: line_of(error)
            .map(|line| table::line(&decoded(&draft.content), line))
            .unwrap_or_default(),
    })?;
    let sha256 = hex(&Sha256::digest(&draft.content));
    Ok(File { sha256, name: draft.name.clone(), format, read })
}

/// The line that an error is about, if it is about one.
fn line_of(error: Unreadable) -> Option<usize> {
    match error {
        Unreadable::Missing { line, .. }
        | Unreadable::Wrong { line, .. }
        | Unreadable::BrokenLine { line }
        | Unreadable::BrokenXml { line }
        | Unreadable::OwnEntities { line } => Some(line),
        Unreadable::Empty
        | Unreadable::TooLarge
        | Unreadable::TooManyEntries
        | Unreadable::UnknownFormat
        | Unreadable::UnknownTable
        | Unreadable::Html
        | Unreadable::OtherMessage
        | Unreadable::Archive(_) => None,
    }
}
