//! The price list as its operator writes it: a TOML file, of which `docs/price-list.example.toml`
//! explains every key.
//!
//! Whatever is wrong with it is told at once, a sentence and a line number for each thing. The
//! rules themselves are `domain::price_list`'s.

mod reader;
mod row;
mod wording;

use std::path::Path;

use domain::calendar::Date;
use domain::price_list::{Place, PriceList, Refusal};
use domain::terms::PriceRow;
use services::prices::Name;

use crate::stop::Stop;

/// A list that may be sold by, and where in the file its rows stand.
#[derive(Debug)]
pub struct PriceFile {
    pub list: PriceList,
    /// What may be meant, and is worth a second look.
    pub doubts: Vec<String>,
    lines: Lines,
    /// Its path, as the operator named it.
    name: String,
}

/// The line of each row, by its place in the list.
#[derive(Debug, Default)]
struct Lines {
    prices: Vec<usize>,
    promotions: Vec<usize>,
    codes: Vec<usize>,
}

impl Lines {
    fn of(&self, place: Place) -> Option<usize> {
        match place {
            Place::Price(row) => self.prices.get(row),
            Place::Promotion(row) => self.promotions.get(row),
            Place::Code(row) => self.codes.get(row),
        }
        .copied()
    }
}

impl PriceFile {
    /// Reads the list that is to be sold by from `today` on.
    ///
    /// # Errors
    /// A sentence for each thing that is wrong with it.
    pub fn read(path: &Path, today: Date) -> Result<Self, Stop> {
        let name = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|error| {
            Stop::Wrong(format!("the price list {name} cannot be read: {error}."))
        })?;
        Self::parse(name, &text, today).map_err(Stop::all)
    }

    fn parse(name: String, text: &str, today: Date) -> Result<Self, Vec<String>> {
        let (list, lines) = reader::read(text)
            .map_err(|faults| faults.iter().map(|fault| fault.told(&name)).collect::<Vec<_>>())?;
        let told = |doubt: bool| {
            let flaws = list.flaws(today).into_iter().filter(|flaw| flaw.is_doubt() == doubt);
            flaws.map(|flaw| wording::flaw(flaw, &list, &lines).told(&name)).collect::<Vec<_>>()
        };
        match (told(false), told(true)) {
            (faults, doubts) if faults.is_empty() => Ok(Self { list, doubts, lines, name }),
            (faults, _) => Err(faults),
        }
    }

    /// Why it may not take the place of the list in force, which has this name.
    pub fn refused(&self, newest: &Name, because: &Refusal) -> Vec<String> {
        let line_of = |row: &PriceRow| {
            let same =
                |mine: &PriceRow| mine.product == row.product && mine.valid_from == row.valid_from;
            self.lines.of(Place::Price(self.list.terms.prices.iter().position(same)?))
        };
        let faults = wording::refusal(self.list.number, newest, because, line_of);
        faults.iter().map(|fault| fault.told(&self.name)).collect()
    }
}

/// Something to be mended in the file.
#[derive(Debug, PartialEq, Eq)]
struct Fault {
    line: Option<usize>,
    /// A whole sentence that can follow a colon.
    sentence: String,
}

impl Fault {
    fn told(&self, file: &str) -> String {
        let Self { line, sentence } = self;
        match line {
            Some(line) => format!("{file}, line {line}: {sentence}"),
            None => format!("{file}: {sentence}"),
        }
    }
}

#[cfg(test)]
mod tests;
