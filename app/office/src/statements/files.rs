//! Files that were imported, and what became of one that was sent.

use domain::calendar::Date;
use domain::statement::{LeftOut, Passed, Unreadable};
use serde::{Deserialize, Serialize};

/// A file that was imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementView {
    pub name: String,
    pub account: Option<String>,
    pub period: Option<(Date, Date)>,
    pub imported_on: Date,
    pub imported_by: String,
    pub credits: i64,
    pub open: i64,
}

/// What became of a file. The server leaves it in the session for the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Upload {
    Read {
        name: String,
        /// True when the very same file was there before.
        again: bool,
        added: usize,
        imported_before: usize,
        left_out: LeftOut,
        /// The first of these, one by one.
        passed: Vec<Passed>,
    },
    Refused {
        /// The file within a ZIP that it is about.
        within: Option<String>,
        why: Unreadable,
    },
}

#[cfg(feature = "ssr")]
impl Upload {
    /// A file that was read.
    pub fn read(name: String, imported: services::statement::Imported) -> Self {
        let services::statement::Imported { again, added, imported_before, left_out, passed } =
            imported;
        Self::Read { name, again, added, imported_before, left_out, passed }
    }
}

/// The names under which things wait in the session for the page.
#[cfg(feature = "ssr")]
pub mod waiting {
    /// An [`Upload`](super::Upload).
    pub const UPLOAD: &str = "office_statement_upload";
    /// What was decided about a credit.
    pub(in super::super) const DONE: &str = "office_statement_done";
    pub(in super::super) const DECISION: &str = "office_credit_form";
}
