//! What the office keeps: files that were imported, and how tables are read that nobody knew.

use chrono::{DateTime, Utc};

use super::Mapping;
use crate::calendar::Date;
use crate::id::StatementId;

/// A table that is understood because somebody said how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// SHA-256 of the names, in hexadecimal: by it the next file of this bank is known.
    pub digest: String,
    /// The names as people read them.
    pub names: String,
    /// What each column holds, and how days and amounts are written.
    pub mapping: Mapping,
    /// When it was said last.
    pub set_at: DateTime<Utc>,
    /// The member of staff who said it.
    pub set_by: String,
}

/// A file as the history shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct Statement {
    /// By which its file is asked for.
    pub id: StatementId,
    /// What the file was called.
    pub name: String,
    /// The IBAN of the shop, if the file names it.
    pub account: Option<String>,
    /// The day of the first credit; none when there was none.
    pub from_on: Option<Date>,
    /// The day of the last credit.
    pub until_on: Option<Date>,
    /// When it was handed in.
    pub imported_at: DateTime<Utc>,
    /// The member of staff who handed it in.
    pub imported_by: String,
    /// The credits that it told of first.
    pub credits: i64,
    /// Those of them that nobody has decided about.
    pub open: i64,
}
