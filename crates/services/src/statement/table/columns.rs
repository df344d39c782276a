//! Which column of a table says what.

use chrono::NaiveDate;
use csv::StringRecord;
use domain::Money;
use domain::statement::{DateOrder, DecimalSign, Mapping, Part, Role};

use super::cells::plain;
use super::names;
use crate::statement::amount;

/// Where each fact stands. Every column of the table is one of these, so that none is dropped.
#[derive(Debug)]
pub struct Columns {
    pub day: usize,
    pub value: Value,
    pub sign: Option<usize>,
    pub currency: Option<usize>,
    pub state: Option<usize>,
    pub payer: Option<usize>,
    pub iban: Option<usize>,
    pub reference: Option<usize>,
    /// Everything that may say who paid and for what, the known ones first.
    pub text: Vec<usize>,
    /// Those of the text whose meaning nobody knows.
    pub unknown: Vec<usize>,
    /// How many columns have a name; what stands behind them is text.
    pub named: usize,
    /// How days and amounts are written, where somebody said so; otherwise it is seen in each.
    pub form: Option<(DateOrder, DecimalSign)>,
}

/// One column with a sign, or two without.
#[derive(Debug)]
pub enum Value {
    Signed(usize),
    CameAndWent(usize, Option<usize>),
}

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell<T> {
    Nothing,
    This(T),
    /// Something that means nothing.
    Wrong(Part),
}

impl<T> Cell<T> {
    pub fn this(self) -> Option<T> {
        match self {
            Self::This(this) => Some(this),
            Self::Nothing | Self::Wrong(_) => None,
        }
    }
}

impl Columns {
    /// The columns that a line of names tells of; none when it is no such line.
    pub fn of(cells: &StringRecord) -> Option<Self> {
        let names: Vec<String> = cells.iter().map(plain).collect();
        let place = |known: &&str| names.iter().position(|name| name == known);
        let first = |known: &[&str]| known.iter().find_map(place);
        let value = match (first(names::CAME), first(names::AMOUNT)) {
            (Some(came), _) => Value::CameAndWent(came, first(names::WENT)),
            (None, Some(amount)) => Value::Signed(amount),
            (None, None) => return None,
        };
        let mut columns = Self {
            day: first(names::DAY)?,
            value,
            sign: first(names::SIGN),
            currency: first(names::CURRENCY),
            state: first(names::STATE),
            payer: first(names::PAYER),
            iban: first(names::IBAN),
            reference: first(names::REFERENCE),
            text: names::TEXT.iter().filter_map(place).collect(),
            unknown: Vec::new(),
            named: names.len(),
            form: None,
        };
        let says_nothing = [names::DAY, names::OTHER_DAY, names::OURS, names::SORTED].concat();
        let free = |column: &usize| !columns.has(*column);
        columns.unknown = (0..names.len())
            .filter(free)
            .filter(|column| {
                names.get(*column).is_some_and(|name| !says_nothing.contains(&name.as_str()))
            })
            .collect();
        columns.text.extend_from_slice(&columns.unknown);
        Some(columns)
    }

    /// The columns as a member of staff said; none when they are no table.
    pub fn mapped(mapping: &Mapping) -> Option<Self> {
        let column = |role| mapping.column(role);
        let value = match (column(Role::Amount), column(Role::Came)) {
            (Some(amount), _) => Value::Signed(amount),
            (None, Some(came)) => Value::CameAndWent(came, column(Role::Went)),
            (None, None) => return None,
        };
        let texts = mapping.roles.iter().enumerate().filter(|(_, role)| **role == Role::Text);
        Some(Self {
            day: column(Role::Day)?,
            value,
            sign: None,
            currency: None,
            state: column(Role::State),
            payer: column(Role::Payer),
            iban: None,
            reference: column(Role::Reference),
            text: texts.map(|(at, _)| at).collect(),
            unknown: Vec::new(),
            named: mapping.roles.len(),
            form: Some((mapping.dates, mapping.decimals)),
        })
    }

    fn has(&self, column: usize) -> bool {
        let value = match self.value {
            Value::Signed(amount) => [Some(amount), None],
            Value::CameAndWent(came, went) => [Some(came), went],
        };
        let Self { sign, currency, state, payer, iban, reference, .. } = self;
        let single = [*sign, *currency, *state, *payer, *iban, *reference];
        column == self.day
            || value.contains(&Some(column))
            || single.contains(&Some(column))
            || self.text.contains(&column)
    }

    /// The day of an entry.
    pub fn day(&self, cells: &StringRecord) -> Cell<NaiveDate> {
        match cell(cells, Some(self.day)) {
            "" => Cell::Nothing,
            text => {
                let day = match self.form {
                    Some((order, _)) => amount::day_in(text, order),
                    None => amount::day(text),
                };
                day.map_or(Cell::Wrong(Part::Day), Cell::This)
            }
        }
    }

    /// What came, or went with a minus.
    pub fn amount(&self, cells: &StringRecord) -> Cell<Money> {
        let read = |text: &str| match self.form {
            Some((_, decimals)) => amount::typed_with(text, decimals),
            None => amount::typed(text),
        };
        let amount = match self.value {
            Value::Signed(column) => match cell(cells, Some(column)) {
                "" => return Cell::Nothing,
                text => {
                    let sign = cell(cells, self.sign);
                    let Some(went) = is_debit(sign) else { return Cell::Wrong(Part::Direction) };
                    read(text).map(|amount| if went { negative(amount) } else { amount })
                }
            },
            Value::CameAndWent(came, went) => match (cell(cells, Some(came)), cell(cells, went)) {
                ("", "") => return Cell::Nothing,
                ("", went) => read(went).map(negative),
                (came, "") => read(came),
                // Some banks write a nought into the other column.
                (came, went) => {
                    read(came).zip(read(went)).map(|(came, went)| came + negative(went))
                }
            },
        };
        amount.map_or(Cell::Wrong(Part::Amount), Cell::This)
    }
}

/// What stands in a cell, without the blanks around it.
pub fn cell(cells: &StringRecord, column: Option<usize>) -> &str {
    column.and_then(|at| cells.get(at)).unwrap_or("").trim()
}

/// Whether a sign says that money went; none for a sign that nobody knows.
fn is_debit(sign: &str) -> Option<bool> {
    let word = plain(sign);
    let sign = if word.is_empty() { sign } else { word.as_str() };
    if names::CREDIT_SIGNS.contains(&sign) {
        Some(false)
    } else {
        names::DEBIT_SIGNS.contains(&sign).then_some(true)
    }
}

fn negative(amount: Money) -> Money {
    if amount > Money::ZERO { Money::ZERO - amount } else { amount }
}
