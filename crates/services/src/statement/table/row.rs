//! One line of a table: a credit, or something that is counted with its reason.
//!
//! A line with a day and an amount above zero is a credit whatever its text says, unless the bank
//! says that it is not booked or not in euro. Whatever else a line is, it is counted; a line that
//! may be money and cannot be understood refuses the whole file.

use csv::StringRecord;
use domain::Money;
use domain::statement::{Credit, Identity, Part, Unreadable, Why, reference};
use domain::transfer::iban;

use super::cells::{State, is_foreign, names_a_balance, plain};
use super::columns::{Cell, Columns, cell};
use super::names;
use crate::statement::amount;
use crate::statement::entry::{Entry, one_line};

/// What a line is.
pub enum Line {
    Credit(Entry),
    Passed(Why),
}

/// Understands the cells of a line that is not blank.
pub fn understand(
    cells: &StringRecord,
    columns: &Columns,
    account: Option<&str>,
    sorted: &[usize],
    line: usize,
) -> Result<Line, Unreadable> {
    let (day, amount, state) = (columns.day(cells), columns.amount(cells), state(cells, columns));
    let (day, amount) = match (day, amount) {
        (Cell::This(day), Cell::This(amount)) if state != State::Pending => (day, amount),
        (Cell::This(_) | Cell::Nothing, Cell::This(_) | Cell::Nothing)
            if state == State::Pending =>
        {
            return Ok(Line::Passed(Why::Pending));
        }
        (Cell::This(_), Cell::Wrong(part)) => return Err(Unreadable::Wrong { part, line }),
        // A day that was written wrongly is more than a word in its place.
        (Cell::Wrong(part), Cell::This(_)) if begins_with_digit(cell(cells, Some(columns.day))) => {
            return Err(Unreadable::Wrong { part, line });
        }
        _ if names_a_balance(cells) => return Ok(Line::Passed(Why::Balance)),
        (Cell::Nothing | Cell::Wrong(_), Cell::Nothing) => return Ok(Line::Passed(Why::Words)),
        (Cell::This(_), _) => return Err(Unreadable::Missing { part: Part::Amount, line }),
        (Cell::Nothing, Cell::This(_)) => {
            return Err(Unreadable::Missing { part: Part::Day, line });
        }
        (_, Cell::Wrong(part)) | (Cell::Wrong(part), _) => {
            return Err(Unreadable::Wrong { part, line });
        }
    };
    let why = if amount < Money::ZERO {
        Why::Debit
    } else if amount == Money::ZERO {
        Why::Zero
    } else if state == State::Void {
        Why::Void
    } else if is_foreign(cell(cells, columns.currency)) {
        Why::Foreign
    } else {
        let credit = Credit {
            account: account.map(str::to_owned),
            booked_on: day,
            amount,
            payer: one_line(cell(cells, columns.payer)),
            iban: iban(cell(cells, columns.iban)),
            text: text(cells, columns),
            reference: reference(&one_line(cell(cells, columns.reference))),
        };
        // What somebody sorts by changes from one file to the next.
        let kept = cells.iter().enumerate().map(
            |(column, cell)| {
                if sorted.contains(&column) { "" } else { cell }
            },
        );
        let identity = Identity::of_row(account, kept);
        return Ok(Line::Credit(Entry { credit, identity }));
    };
    Ok(Line::Passed(why))
}

fn begins_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// The state in its own column, or a word that can be nothing else in one that nobody knows.
fn state(cells: &StringRecord, columns: &Columns) -> State {
    let said = |at: &usize| plain(cell(cells, Some(*at)));
    let is_pending =
        || columns.unknown.iter().any(|at| names::NOT_BOOKED.contains(&said(at).as_str()));
    match columns.state {
        Some(_) => State::of(cell(cells, columns.state)),
        None if is_pending() => State::Pending,
        None => State::Booked,
    }
}

/// Everything that the line says of who paid and for what.
pub fn text(cells: &StringRecord, columns: &Columns) -> String {
    let mut text: Vec<&str> = Vec::new();
    let behind = columns.named..cells.len();
    for at in columns.text.iter().copied().chain(behind) {
        let said = cell(cells, Some(at));
        let is_nought = columns.unknown.contains(&at) && amount::typed(said) == Some(Money::ZERO);
        // Some banks write the beginning of the long text into a column of its own.
        if !is_nought && !text.iter().any(|before| before.contains(said)) {
            text.retain(|before| !said.contains(before));
            text.push(said);
        }
    }
    let state = cell(cells, columns.state);
    if State::of(state) == State::Unknown {
        text.push(state);
    }
    one_line(&text.join(" "))
}

/// The columns that somebody sorts by.
pub fn sorted(names: &StringRecord) -> Vec<usize> {
    let is_sorted = |name: &str| names::SORTED.contains(&plain(name).as_str());
    names.iter().enumerate().filter(|(_, name)| is_sorted(name)).map(|(at, _)| at).collect()
}
