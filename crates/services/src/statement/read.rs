//! A file that a bank exported, of whichever kind: the kind is seen in its content.

use std::borrow::Cow;

use domain::statement::{FILE_MAX, Format, Unreadable};
use encoding_rs::{Encoding, WINDOWS_1252};

use super::camt053;
use super::entry::Read;
use super::table::{self, Layouts};

/// Reads a file, whole or not at all, with what banks are known to write.
///
/// # Errors
/// The line that cannot be read, and why.
pub fn read(bytes: &[u8]) -> Result<(Format, Read), Unreadable> {
    read_with(bytes, &Layouts::default())
}

/// The same, with what the office said of tables that nobody knew.
///
/// # Errors
/// The line that cannot be read, and why.
pub fn read_with(bytes: &[u8], layouts: &Layouts) -> Result<(Format, Read), Unreadable> {
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
    if is_html(begin) {
        return Err(Unreadable::Html);
    }
    if begin.starts_with('<') {
        camt053::read(begin).map(|read| (Format::Camt053, read))
    } else {
        table::read(&text, layouts).map(|read| (Format::Csv, read))
    }
}

/// True for a page of HTML, or a piece of one, which spreadsheets open as if it were a table.
fn is_html(text: &str) -> bool {
    let mut rest = text;
    // What may stand before the first element of a page: comments, and what XML says of itself.
    while let Some((open, close)) =
        [("<?", "?>"), ("<!--", "-->")].into_iter().find(|(open, _)| rest.starts_with(open))
    {
        let Some((_, after)) = rest.strip_prefix(open).and_then(|rest| rest.split_once(close))
        else {
            return false;
        };
        rest = after.trim_start();
    }
    let begin: String = rest.chars().take(64).flat_map(char::to_lowercase).collect();
    let begins = |tag: &&str| {
        let after = begin.strip_prefix(*tag).and_then(|rest| rest.chars().next());
        after.is_some_and(|c| c == '>' || c == ':' || c.is_whitespace())
    };
    ["<!doctype html", "<html", "<head", "<meta", "<style", "<body", "<div", "<table"]
        .iter()
        .any(begins)
}

/// The text of a file: as its first bytes say, or UTF-8, or what Windows wrote before UTF-8.
pub fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}
