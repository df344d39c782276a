//! A file that a bank exported, of whichever kind: the kind is seen in its content.

use std::borrow::Cow;

use chrono::NaiveDate;
use domain::statement::{Credit, FILE_MAX, LeftOut, Unreadable};
use encoding_rs::{Encoding, WINDOWS_1252};

use super::{camt053, csv};

/// The most letters that are kept of a name or a text.
const TEXT_MAX: usize = 1_000;

/// What a file tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// Our account; of several the first.
    pub account: Option<String>,
    /// In the order of the file.
    pub credits: Vec<Credit>,
    pub left_out: LeftOut,
}

impl Read {
    /// The days of the first and the last credit.
    pub fn period(&self) -> Option<(NaiveDate, NaiveDate)> {
        let days = || self.credits.iter().map(|credit| credit.booked_on);
        days().min().zip(days().max())
    }
}

/// The kinds of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Format {
    /// ISO 20022 camt.053.
    Camt053,
    /// A table, one entry in each line.
    Csv,
}

/// Reads a file, whole or not at all.
pub fn read(bytes: &[u8]) -> Result<(Format, Read), Unreadable> {
    if bytes.len() > FILE_MAX {
        return Err(Unreadable::TooLarge);
    }
    let text = decoded(bytes);
    let begin = text.trim_start();
    if begin.is_empty() {
        return Err(Unreadable::Empty);
    }
    // A spreadsheet or a PDF, for example.
    if text.contains('\0') {
        return Err(Unreadable::UnknownFormat);
    }
    if begin.starts_with('<') {
        camt053::read(begin).map(|read| (Format::Camt053, read))
    } else {
        csv::read(&text).map(|read| (Format::Csv, read))
    }
}

/// The text of a file: as its first bytes say, or UTF-8, or what Windows wrote before UTF-8.
fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

/// With single blanks, without letters that nobody sees, and not longer than we keep.
pub fn one_line(text: &str) -> String {
    let visible: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let words: Vec<&str> = visible.split_whitespace().collect();
    words.join(" ").chars().take(TEXT_MAX).collect()
}
