//! What single cells say, and words that stand for more.

use csv::StringRecord;

use super::names;

/// Lower case, and one blank for whatever is no letter or digit: `Data_Operazione`, `Importo (€)`.
pub fn plain(text: &str) -> String {
    let folded: String = text
        .chars()
        .flat_map(char::to_lowercase)
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// True when a cell begins as balances and sums do. Only a line without a day or without an amount
/// is one: somebody may pay and write `saldo` or `totale` into the reason.
pub fn names_a_balance(cells: &StringRecord) -> bool {
    let begins = |cell: &str| {
        let cell = plain(cell);
        let first = cell.split(' ').next().unwrap_or_default();
        names::BALANCES.contains(&first)
    };
    cells.iter().any(begins)
}

/// How far money has come that a state speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Booked,
    Pending,
    Void,
    /// A word that nobody knows: the office has to see it.
    Unknown,
}

impl State {
    pub fn of(text: &str) -> Self {
        let state = plain(text);
        let begins = |words: &[&str]| words.iter().any(|word| state.starts_with(word));
        if names::BOOKED.contains(&state.as_str()) {
            Self::Booked
        } else if begins(names::PENDING) {
            Self::Pending
        } else if begins(names::VOID) {
            Self::Void
        } else {
            Self::Unknown
        }
    }
}

/// `Valuta` is the currency with some banks and a day with others.
pub fn is_foreign(currency: &str) -> bool {
    let is_code = currency.len() == 3 && currency.bytes().all(|b| b.is_ascii_alphabetic());
    is_code && !currency.eq_ignore_ascii_case("EUR")
}

/// True for a cell whose quotes did not close, so that the lines below it are in it.
pub fn swallows_lines(cell: &str, separator: char) -> bool {
    cell.lines().skip(1).any(|line| line.matches(separator).count() >= 2)
}
