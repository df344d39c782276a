//! Statements as tables: what Italian banks call `esporta movimenti`.
//!
//! No two banks name their columns alike, so each fact has the names under which banks are known to
//! write it. Lines above the names and sums below the entries are passed over; an entry that cannot
//! be understood refuses the whole file.

use ::csv::{Position, ReaderBuilder, StringRecord};
use domain::Money;
use domain::statement::{Credit, ENTRIES_MAX, Part, Unreadable};
use domain::transfer::iban;

use super::amount;
use super::read::{Read, one_line};

/// How many lines may stand above the names of the columns.
const PREFACE_MAX: usize = 40;

const SEPARATORS: [u8; 3] = [b';', b',', b'\t'];

/// The day of the booking comes before other days.
const DAY: &[&str] = &[
    "data contabile",
    "data contabilizzazione",
    "data registrazione",
    "data operazione",
    "data movimento",
    "data",
    "data valuta",
];
const AMOUNT: &[&str] = &[
    "importo",
    "importo eur",
    "importo euro",
    "importo in euro",
    "importo operazione",
    "importo movimento",
    "ammontare",
];
const CAME: &[&str] =
    &["avere", "entrate", "entrata", "accrediti", "accredito", "importo avere", "avere euro"];
const WENT: &[&str] =
    &["dare", "uscite", "uscita", "addebiti", "addebito", "importo dare", "dare euro"];
const SIGN: &[&str] = &["segno", "dare avere", "d a"];
const CURRENCY: &[&str] = &["divisa", "valuta", "div"];
const STATE: &[&str] = &["stato", "stato movimento", "stato operazione"];
const PAYER: &[&str] = &[
    "ordinante",
    "ordinante beneficiario",
    "beneficiario ordinante",
    "controparte",
    "nome controparte",
    "nominativo",
    "mittente",
    "debitore",
];
const IBAN: &[&str] =
    &["iban ordinante", "iban controparte", "iban mittente", "iban debitore", "conto controparte"];
const REFERENCE: &[&str] = &[
    "riferimento banca",
    "cro",
    "trn",
    "cro trn",
    "id operazione",
    "id transazione",
    "id movimento",
];
/// All of these are the text, in this order.
const TEXT: &[&str] = &[
    "causale",
    "descrizione",
    "descrizione operazione",
    "descrizione completa",
    "descrizione estesa",
    "operazione",
    "dettagli",
    "motivo",
    "note",
];

/// What a line says that is a balance and no entry.
const BALANCES: &[&str] = &[
    "saldo iniziale",
    "saldo finale",
    "saldo contabile",
    "saldo contabile iniziale",
    "saldo contabile finale",
    "saldo disponibile",
    "saldo liquido",
    "totale entrate",
    "totale uscite",
    "totale",
    "totali",
];

/// Reads a table; which sign stands between its columns is tried out.
pub fn read(text: &str) -> Result<Read, Unreadable> {
    for separator in SEPARATORS {
        let rows = rows(text, separator)?;
        let head = rows.iter().take(PREFACE_MAX).position(|row| Columns::of(&row.cells).is_some());
        let Some(head) = head else { continue };
        let (preface, rest) = rows.split_at(head);
        let Some((names, entries)) = rest.split_first() else { continue };
        let Some(columns) = Columns::of(&names.cells) else { continue };
        let account = preface.iter().flat_map(|row| row.cells.iter()).find_map(named_iban);
        return read_entries(entries, &columns, account, separator);
    }
    Err(Unreadable::UnknownFormat)
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
        let at = |position: Option<&Position>| {
            position.and_then(|at| usize::try_from(at.line()).ok()).unwrap_or_default()
        };
        let cells =
            record.map_err(|error| Unreadable::BrokenLine { line: at(error.position()) })?;
        let line = at(cells.position());
        rows.push(Row { cells, line });
        if rows.len() > ENTRIES_MAX + PREFACE_MAX + 1 {
            return Err(Unreadable::TooManyEntries);
        }
    }
    Ok(rows)
}

fn read_entries(
    rows: &[Row],
    columns: &Columns,
    account: Option<String>,
    separator: u8,
) -> Result<Read, Unreadable> {
    if rows.len() > ENTRIES_MAX {
        return Err(Unreadable::TooManyEntries);
    }
    let mut read = Read { account, ..Read::default() };
    for row in rows {
        if row.cells.iter().any(|cell| swallows_lines(cell, char::from(separator))) {
            return Err(Unreadable::BrokenLine { line: row.line });
        }
        read_entry(row, columns, &mut read)?;
    }
    Ok(read)
}

fn read_entry(row: &Row, columns: &Columns, read: &mut Read) -> Result<(), Unreadable> {
    let (cells, line) = (&row.cells, row.line);
    let cell = |column: Option<usize>| column.and_then(|at| cells.get(at)).unwrap_or("").trim();
    let day = cell(Some(columns.day));
    if cells.iter().all(|cell| cell.trim().is_empty()) || is_balance(cells, day) {
        return Ok(());
    }
    let Some(amount) = columns.amount(&cell, line)? else { return Ok(()) };
    let day = match day {
        "" => return Err(Unreadable::Missing { part: Part::Day, line }),
        day => amount::day(day).ok_or(Unreadable::Wrong { part: Part::Day, line })?,
    };
    if is_pending(cell(columns.state)) {
        read.left_out.pending += 1;
    } else if is_foreign(cell(columns.currency)) {
        read.left_out.foreign += 1;
    } else if amount < Money::ZERO {
        read.left_out.debits += 1;
    } else if amount > Money::ZERO {
        let mut text: Vec<&str> = Vec::new();
        for said in columns.text.iter().map(|column| cell(Some(*column))) {
            // Some banks write the beginning of the long text into a column of its own.
            if !text.iter().any(|before| before.contains(said)) {
                text.retain(|before| !said.contains(before));
                text.push(said);
            }
        }
        let reference = one_line(cell(columns.reference));
        read.credits.push(Credit {
            account: read.account.clone(),
            booked_on: day,
            amount,
            payer: one_line(cell(columns.payer)),
            iban: iban(cell(columns.iban)),
            text: one_line(&text.join(" ")),
            reference: (!reference.is_empty()).then_some(reference),
        });
    }
    Ok(())
}

/// Where each fact stands.
struct Columns {
    day: usize,
    value: Value,
    sign: Option<usize>,
    currency: Option<usize>,
    state: Option<usize>,
    payer: Option<usize>,
    iban: Option<usize>,
    reference: Option<usize>,
    text: Vec<usize>,
}

/// One column with a sign, or two without.
enum Value {
    Signed(usize),
    CameAndWent(usize, Option<usize>),
}

impl Columns {
    /// The columns that a line of names tells of; none when it is no such line.
    fn of(cells: &StringRecord) -> Option<Self> {
        let names: Vec<String> = cells.iter().map(plain).collect();
        let place = |known: &&str| names.iter().position(|name| name == known);
        let first = |known: &[&str]| known.iter().find_map(place);
        let value = match (first(CAME), first(AMOUNT)) {
            (Some(came), _) => Value::CameAndWent(came, first(WENT)),
            (None, Some(amount)) => Value::Signed(amount),
            (None, None) => return None,
        };
        Some(Self {
            day: first(DAY)?,
            value,
            sign: first(SIGN),
            currency: first(CURRENCY),
            state: first(STATE),
            payer: first(PAYER),
            iban: first(IBAN),
            reference: first(REFERENCE),
            text: TEXT.iter().filter_map(place).collect(),
        })
    }

    /// What came, or went with a minus; none in a line without any amount that has no day either.
    fn amount<'a>(
        &self,
        cell: &impl Fn(Option<usize>) -> &'a str,
        line: usize,
    ) -> Result<Option<Money>, Unreadable> {
        let read =
            |text: &str| amount::typed(text).ok_or(Unreadable::Wrong { part: Part::Amount, line });
        let amount = match self.value {
            Value::Signed(column) => match cell(Some(column)) {
                "" => None,
                text => Some(signed(read(text)?, cell(self.sign))),
            },
            Value::CameAndWent(came, went) => match (cell(Some(came)), cell(went)) {
                ("", "") => None,
                ("", went) => Some(negative(read(went)?)),
                (came, "") => Some(read(came)?),
                // Some banks write a nought into the other column.
                (came, went) => Some(read(came)? + negative(read(went)?)),
            },
        };
        match amount {
            None if !cell(Some(self.day)).is_empty() => {
                Err(Unreadable::Missing { part: Part::Amount, line })
            }
            amount => Ok(amount),
        }
    }
}

fn signed(amount: Money, sign: &str) -> Money {
    match plain(sign).as_str() {
        "d" | "dare" | "addebito" => negative(amount),
        _ if sign == "-" => negative(amount),
        _ => amount,
    }
}

fn negative(amount: Money) -> Money {
    if amount > Money::ZERO { Money::ZERO - amount } else { amount }
}

/// Lower case, and one blank for whatever is no letter or digit: `Data_Operazione`, `Importo (€)`.
fn plain(text: &str) -> String {
    let folded: String = text
        .chars()
        .flat_map(char::to_lowercase)
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// True for a line without a day that tells a balance, and for one with a day that tells nothing
/// else: somebody may pay and write `saldo finale` into the reason.
fn is_balance(cells: &StringRecord, day: &str) -> bool {
    cells.iter().map(plain).any(|cell| {
        BALANCES.iter().any(|balance| match cell.strip_prefix(balance) {
            Some(rest) => day.is_empty() || rest.chars().all(|c| c == ' ' || c.is_ascii_digit()),
            None => false,
        })
    })
}

fn is_pending(state: &str) -> bool {
    let state = plain(state);
    ["non contabil", "in attesa", "prenotat", "autorizzat", "da contabil"]
        .iter()
        .any(|pending| state.starts_with(pending))
}

/// `Valuta` is the currency with some banks and a day with others.
fn is_foreign(currency: &str) -> bool {
    let is_code = currency.len() == 3 && currency.bytes().all(|b| b.is_ascii_alphabetic());
    is_code && !currency.eq_ignore_ascii_case("EUR")
}

/// True for a cell whose quotes did not close, so that the lines below it are in it.
fn swallows_lines(cell: &str, separator: char) -> bool {
    cell.lines().skip(1).any(|line| line.matches(separator).count() >= 2)
}

fn named_iban(cell: &str) -> Option<String> {
    let words = cell.split(|c: char| !c.is_ascii_alphanumeric());
    iban(cell).or_else(|| words.filter(|word| word.len() >= 15).find_map(iban))
}
