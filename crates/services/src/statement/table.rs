//! Statements as tables: what Italian banks call `esporta movimenti`.
//!
//! No two banks name their columns alike, so each fact has the names under which banks are known to
//! write it. Lines above the names are passed over; below them every line is a credit, is counted
//! with its reason, or refuses the whole file.

mod cells;
mod columns;
mod head;
mod names;
mod row;

use std::collections::HashMap;

use csv::{Position, ReaderBuilder, StringRecord};
use domain::statement::{ENTRIES_MAX, Mapping, Passed, Unreadable, Why};
use domain::transfer::iban;

use self::cells::swallows_lines;
use self::columns::{Columns, cell};
use self::row::{Line, sorted, text, understand};
use super::entry::{Read, one_line};

pub use head::{Unknown, unknown};

/// How many lines may stand above the names of the columns.
const PREFACE_MAX: usize = 40;

const SEPARATORS: [u8; 3] = [b';', b',', b'\t'];

/// What the office said of columns that nobody knew, by the digest of their names.
pub type Layouts = HashMap<String, Mapping>;

/// Reads a table; which sign stands between its columns is tried out.
pub fn read(text: &str, layouts: &Layouts) -> Result<Read, Unreadable> {
    for separator in SEPARATORS {
        let rows = rows(text, separator)?;
        let as_head = |(at, row): (usize, &Row)| Some((at, columns(&row.cells, layouts)?));
        let head = rows.iter().take(PREFACE_MAX).enumerate().find_map(as_head);
        let Some((head, columns)) = head else { continue };
        let (preface, rest) = rows.split_at(head);
        let Some((names, entries)) = rest.split_first() else { continue };
        let account = preface.iter().flat_map(|row| row.cells.iter()).find_map(named_iban);
        let table = Table { names: &names.cells, columns, account, separator };
        return table.read(entries);
    }
    Err(match unknown(text)? {
        Some(_) => Unreadable::UnknownTable,
        None => Unreadable::UnknownFormat,
    })
}

/// What a line of names means: what the office said of exactly these names, or what banks mean.
fn columns(names: &StringRecord, layouts: &Layouts) -> Option<Columns> {
    let said = if layouts.is_empty() { None } else { layouts.get(&head::digest(names.iter())) };
    said.and_then(Columns::mapped).or_else(|| Columns::of(names))
}

/// The cells of the line that begins here, for whoever has to look at it.
pub fn line(text: &str, line: usize) -> Vec<String> {
    let cells = |row: Row| row.cells.iter().map(one_line).collect::<Vec<_>>();
    let at = |separator| rows(text, separator).ok()?.into_iter().find(|row| row.line == line);
    SEPARATORS.into_iter().filter_map(at).map(cells).max_by_key(Vec::len).unwrap_or_default()
}

/// One line of the table, and its number in the file.
struct Row {
    cells: StringRecord,
    line: usize,
}

fn rows(text: &str, separator: u8) -> Result<Vec<Row>, Unreadable> {
    let mut reader = ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let cells = record.map_err(|error| Unreadable::BrokenLine {
            line: error.position().map_or(0, |at| line_at(text, at)),
        })?;
        let line = cells.position().map_or(0, |at| line_at(text, at));
        rows.push(Row { cells, line });
        if rows.len() > ENTRIES_MAX + PREFACE_MAX + 1 {
            return Err(Unreadable::TooManyEntries);
        }
    }
    Ok(rows)
}

/// The line of a record. Its position is that of the blank lines above it, if there are any.
fn line_at(text: &str, position: &Position) -> usize {
    let number = |of: u64| usize::try_from(of).unwrap_or_default();
    let rest = text.get(number(position.byte())..).unwrap_or_default();
    let blank = rest.bytes().take_while(|b| matches!(b, b'\r' | b'\n'));
    number(position.line()) + blank.filter(|b| *b == b'\n').count()
}

/// A table whose columns are known.
struct Table<'a> {
    names: &'a StringRecord,
    columns: Columns,
    account: Option<String>,
    separator: u8,
}

impl Table<'_> {
    fn read(self, rows: &[Row]) -> Result<Read, Unreadable> {
        if rows.len() > ENTRIES_MAX {
            return Err(Unreadable::TooManyEntries);
        }
        let mut read = Read { account: self.account.clone(), ..Read::default() };
        let sorted = sorted(self.names);
        for Row { cells, line } in rows {
            if cells.iter().any(|cell| swallows_lines(cell, char::from(self.separator))) {
                return Err(Unreadable::BrokenLine { line: *line });
            }
            if cells.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            // Some banks write the names again on each printed page.
            let is_head = cells.iter().eq(self.names.iter());
            let account = self.account.as_deref();
            let found = if is_head {
                Line::Passed(Why::Words)
            } else {
                understand(cells, &self.columns, account, &sorted, *line)?
            };
            match found {
                Line::Credit(entry) => read.entries.push(entry),
                Line::Passed(why) => read.pass(self.passed(cells, why, *line)),
            }
        }
        Ok(read)
    }

    fn passed(&self, cells: &StringRecord, why: Why, line: usize) -> Passed {
        let (day, amount) = (self.columns.day(cells).this(), self.columns.amount(cells).this());
        let said = match day {
            Some(_) => {
                let payer = cell(cells, self.columns.payer);
                format!("{payer} {}", text(cells, &self.columns))
            }
            None => cells.iter().collect::<Vec<_>>().join(" "),
        };
        Passed { line, why, day, amount, said: one_line(&said) }
    }
}

fn named_iban(cell: &str) -> Option<String> {
    let words = cell.split(|c: char| !c.is_ascii_alphanumeric());
    iban(cell).or_else(|| words.filter(|word| word.len() >= 15).find_map(iban))
}
