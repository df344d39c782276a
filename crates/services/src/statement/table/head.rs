//! The line with the names of the columns, in tables of banks that nobody knew.

use domain::statement::{DateOrder, DecimalSign, Mapping, Role, Unreadable};
use sha2::{Digest, Sha256};

use super::cells::plain;
use super::{PREFACE_MAX, Row, SEPARATORS, names, rows};
use crate::hex::hex;
use crate::statement::amount;
use crate::statement::entry::one_line;

/// How many lines below the names have to look like an entry for the names to be believed.
const LOOKED_AT: usize = 3;

/// How many lines are shown to whoever says what the columns mean.
const SHOWN: usize = 6;

/// A table whose columns somebody has to explain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// Names exactly these columns, see `digest`.
    pub digest: String,
    /// As people read them.
    pub names: Vec<String>,
    /// The first lines.
    pub rows: Vec<Vec<String>>,
    /// What the columns may mean.
    pub guess: Mapping,
}

/// SHA-256 of the names of columns: the same for exactly these names in this order.
pub fn digest<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.map(one_line).collect();
    hex(&Sha256::digest(names.join("\n")))
}

/// Looks for a line of names with entries below it; none in what is no table.
pub fn unknown(text: &str) -> Result<Option<Unknown>, Unreadable> {
    for separator in SEPARATORS {
        let rows = rows(text, separator)?;
        let head = (0..rows.len().min(PREFACE_MAX)).find(|at| is_head(rows.get(*at..)));
        let Some((names, entries)) = head.and_then(|at| rows.get(at..)?.split_first()) else {
            continue;
        };
        let cells = |row: &Row| row.cells.iter().map(one_line).collect::<Vec<_>>();
        let shown: Vec<_> = entries.iter().take(SHOWN).map(cells).collect();
        return Ok(Some(Unknown {
            digest: digest(names.cells.iter()),
            names: cells(names),
            guess: guess(&cells(names), &shown),
            rows: shown,
        }));
    }
    Ok(None)
}

/// True when the first of these lines names columns: words only, and a day and an amount below.
fn is_head(rows: Option<&[Row]>) -> bool {
    let Some((names, below)) = rows.and_then(<[Row]>::split_first) else { return false };
    let said = |row: &Row| row.cells.iter().filter(|cell| !cell.trim().is_empty()).count();
    let are_words = |row: &Row| !row.cells.iter().any(|cell| is_day(cell) || is_amount(cell));
    let is_entry = |row: &Row| row.cells.iter().any(is_day) && row.cells.iter().any(is_amount);
    said(names) >= 2
        && are_words(names)
        && below.iter().take(LOOKED_AT).any(|row| is_entry(row) && said(row) <= names.cells.len())
}

fn is_day(text: &str) -> bool {
    [DateOrder::DayFirst, DateOrder::MonthFirst, DateOrder::YearFirst]
        .into_iter()
        .any(|order| amount::day_in(text, order).is_some())
}

fn is_amount(text: &str) -> bool {
    !is_day(text) && amount::typed(text).is_some()
}

/// What columns may mean, by their names and by what stands in them.
fn guess(names: &[String], rows: &[Vec<String>]) -> Mapping {
    let cells = |at: usize| {
        rows.iter().filter_map(move |row| row.get(at)).map(String::as_str).filter(|c| !c.is_empty())
    };
    let mut roles = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let name = plain(name);
        let is_new = |role: Role| !roles.contains(&role);
        let is_one_of = |known: &[&str]| known.contains(&name.as_str());
        let all = |fits: fn(&str) -> bool| cells(at).next().is_some() && cells(at).all(fits);
        let role = if is_new(Role::Day) && all(is_day) {
            Role::Day
        } else if is_new(Role::Payer) && is_one_of(names::PAYER) {
            Role::Payer
        } else if is_new(Role::Reference) && is_one_of(names::REFERENCE) {
            Role::Reference
        } else if is_new(Role::State) && is_one_of(names::STATE) {
            Role::State
        } else if is_new(Role::Came) && is_one_of(names::CAME) {
            Role::Came
        } else if is_new(Role::Went) && is_one_of(names::WENT) {
            Role::Went
        } else if is_new(Role::Amount) && is_new(Role::Came) && all(is_amount) {
            Role::Amount
        } else if all(is_day) || all(is_amount) || cells(at).next().is_none() {
            Role::Nothing
        } else {
            Role::Text
        };
        roles.push(role);
    }
    let days = || roles.iter().position(|role| *role == Role::Day).into_iter().flat_map(&cells);
    let orders = [DateOrder::DayFirst, DateOrder::MonthFirst, DateOrder::YearFirst];
    let fits = |order: &DateOrder| days().all(|day| amount::day_in(day, *order).is_some());
    let amounts = |at: usize| matches!(roles.get(at), Some(Role::Amount | Role::Came | Role::Went));
    let has_point = (0..names.len())
        .filter(|at| amounts(*at))
        .flat_map(&cells)
        .any(|amount| amount::typed_with(amount, DecimalSign::Comma).is_none());
    Mapping {
        dates: orders.into_iter().find(fits).unwrap_or_default(),
        decimals: if has_point { DecimalSign::Point } else { DecimalSign::Comma },
        roles,
    }
}
