//! What can be said about a file that a bank exported.

use serde::{Deserialize, Serialize};

/// The kinds of files that banks hand out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text"))]
#[cfg_attr(feature = "sqlx", sqlx(rename_all = "snake_case"))]
pub enum Format {
    /// ISO 20022 camt.053.
    Camt053,
    /// A table, one entry in each line.
    Csv,
}

/// The largest file that is read, in bytes: 2 MiB are a month of a busy shop.
pub const FILE_MAX: usize = 2 * 1024 * 1024;

/// The most entries that one file may have.
pub const ENTRIES_MAX: usize = 10_000;

/// Why a file was not read. Nothing of it has been kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unreadable {
    /// There is nothing in it, or no file was chosen.
    Empty,
    /// More than [`FILE_MAX`].
    TooLarge,
    /// More than [`ENTRIES_MAX`].
    TooManyEntries,
    /// Neither CAMT.053 nor a table with one entry in each line.
    UnknownFormat,
    /// A table whose columns have names that nobody knows yet: somebody may say what they mean.
    UnknownTable,
    /// A ZIP that is not taken.
    Archive(ArchiveFault),
    /// A page of HTML, whatever its name says: some banks call it `.xls`.
    Html,
    /// XML, but another message than a statement.
    OtherMessage,
    /// XML that breaks off or does not fit together.
    BrokenXml {
        /// The line of the file, counted from 1.
        line: usize,
    },
    /// XML that defines words of its own. No bank does that, but whoever wants to harm us does.
    OwnEntities {
        /// The line of the file, counted from 1.
        line: usize,
    },
    /// A line of a table with quotes that do not close, or that is no text.
    BrokenLine {
        /// The line of the file, counted from 1.
        line: usize,
    },
    /// An entry does not say what every entry has to.
    Missing {
        /// The part of the entry.
        part: Part,
        /// Where the entry begins.
        line: usize,
    },
    /// An entry says it in a way that means nothing.
    Wrong {
        /// The part of the entry.
        part: Part,
        /// The line of the file, counted from 1.
        line: usize,
    },
}

/// Why a ZIP is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ArchiveFault {
    /// It breaks off or does not fit together.
    Broken,
    /// It has a password, or is packed in a way that no bank uses.
    Sealed,
    /// More files than one may have.
    TooManyFiles,
    /// What is in it is too large, alone or together, or much larger than it looks.
    TooLarge,
    /// A ZIP within the ZIP.
    Nested,
    /// A spreadsheet, which is a ZIP inside.
    Spreadsheet,
}

/// A part of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// The day on which it was booked.
    Day,
    /// The amount of money.
    Amount,
    /// Whether it came or went.
    Direction,
}
