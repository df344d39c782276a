//! One table of the file, read key by key. Reading goes on after a fault, so that all are told.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Fault;
use crate::config::suggestion;

/// The keys that a table may have.
pub type Keys = &'static [&'static str];

/// The whole list, or one of its rows.
pub struct Row<'a> {
    /// What stands in its brackets, `price` for `[[price]]`.
    pub what: &'static str,
    pub table: &'a DeTable<'a>,
    pub line: usize,
}

/// Gathers what is wrong.
pub struct Reader<'t> {
    text: &'t str,
    faults: Vec<Fault>,
}

impl<'t> Reader<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { text, faults: Vec::new() }
    }

    /// Nothing, if nothing was wrong.
    pub fn finish(mut self) -> Result<(), Vec<Fault>> {
        self.faults.sort_by_key(|fault| fault.line);
        if self.faults.is_empty() { Ok(()) } else { Err(self.faults) }
    }

    pub fn syntax(&self, error: &toml::de::Error) -> Fault {
        let words: Vec<&str> = error.message().split_whitespace().collect();
        let line = error.span().map(|span| self.line_at(span.start));
        Fault { line, sentence: format!("this is no TOML: {}.", words.join(" ")) }
    }

    pub fn fault(&mut self, span: Range<usize>, sentence: String) {
        let line = Some(self.line_at(span.start));
        self.faults.push(Fault { line, sentence });
    }

    /// The line of `[[row]]`.
    pub fn line_of_table(&self, table: &Spanned<DeValue<'_>>) -> usize {
        self.line_at(table.span().start)
    }

    /// Refuses every other key.
    pub fn only(&mut self, row: &Row<'_>, keys: Keys) {
        for key in row.table.keys().filter(|key| !keys.contains(&key.get_ref().as_ref())) {
            let written: &str = key.get_ref();
            let meant = suggestion(written, keys.iter().copied());
            let meant =
                if meant.is_empty() { format!(": it has {}", keys.join(", ")) } else { meant };
            self.fault(key.span(), format!("{} has no key {written}{meant}.", row.what));
        }
    }

    pub fn required<T>(
        &mut self,
        row: &Row<'_>,
        key: &'static str,
        read: fn(&DeValue<'_>) -> Result<T, String>,
    ) -> Option<T> {
        if !row.table.contains_key(key) {
            let sentence = format!("{} has no {key}.", row.what);
            self.faults.push(Fault { line: Some(row.line), sentence });
        }
        self.optional(row, key, read)
    }

    /// Nothing when the key is not there, and when its value makes no sense.
    pub fn optional<T>(
        &mut self,
        row: &Row<'_>,
        key: &'static str,
        read: fn(&DeValue<'_>) -> Result<T, String>,
    ) -> Option<T> {
        let value = row.table.get(key)?;
        let read = read(value.get_ref());
        read.map_err(|why| self.fault(value.span(), format!("{key}: {why}."))).ok()
    }

    fn line_at(&self, offset: usize) -> usize {
        let before = self.text.as_bytes().iter().take(offset);
        before.filter(|&&byte| byte == b'\n').count() + 1
    }
}

/// What one value says, or the end of a sentence about it.
pub mod value {
    use domain::Product;
    use domain::calendar::{Date, MonthPolicy};
    use domain::coupon::DiscountCode;
    use domain::money::{Money, Percent};
    use toml::de::DeValue;

    use crate::config::suggestion;

    /// No price of a year is near it, and everything that is made of prices fits below.
    const PRICE_MAX: i64 = 100_000_00;
    const CODE_MAX: usize = 20;
    const MONTHS: [(&str, MonthPolicy); 3] = [
        ("fifteen-days-make-a-month", MonthPolicy::FifteenDaysMakeAMonth),
        ("any-day-makes-a-month", MonthPolicy::Ceiling),
        ("days-are-free", MonthPolicy::Floor),
    ];

    fn text<'v>(value: &'v DeValue<'_>, like: &str) -> Result<&'v str, String> {
        value.as_str().ok_or_else(|| format!("it stands in quotes, like {like}"))
    }

    pub fn product(value: &DeValue<'_>) -> Result<Product, String> {
        let code = text(value, "\"FE\"")?;
        code.parse().map_err(|_| {
            let codes = Product::ALL.map(Product::code).join(", ");
            format!("there is no product {code:?}, there are {codes}")
        })
    }

    pub fn products(value: &DeValue<'_>) -> Result<Vec<Product>, String> {
        let DeValue::Array(each) = value else {
            return Err("it is a list, like [\"FE\", \"DOC\"]".into());
        };
        each.iter().map(|value| product(value.get_ref())).collect()
    }

    pub fn money(value: &DeValue<'_>) -> Result<Money, String> {
        let text = text(value, "\"30.00\"")?;
        let digits = text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        match text.parse::<Money>() {
            _ if text.starts_with('-') => Err(format!("{text} is less than nothing")),
            Ok(amount) if digits && amount <= Money::from_cents(PRICE_MAX) => Ok(amount),
            Ok(_) if digits => Err(format!("{text} is more than anybody asks for a year")),
            _ => Err(format!("{text:?} is no amount of euro with a point and two decimals")),
        }
    }

    pub fn percent(value: &DeValue<'_>) -> Result<Percent, String> {
        let text = match value {
            DeValue::Integer(number) => number.as_str(),
            value => text(value, "\"12.5\"")?,
        };
        text.parse().map_err(|_| format!("{text} is not between 0 and 100"))
    }

    pub fn day(value: &DeValue<'_>) -> Result<Date, String> {
        let shape = || "a day is written without quotes, like 2027-01-31".to_owned();
        let day = value.as_datetime().filter(|at| at.time.is_none() && at.offset.is_none());
        let day = day.and_then(|at| at.date).ok_or_else(shape)?;
        Date::from_ymd_opt(day.year.into(), day.month.into(), day.day.into())
            .ok_or_else(|| format!("{day} is not in the calendar"))
    }

    /// A number from 1 on.
    pub fn count(value: &DeValue<'_>) -> Result<u32, String> {
        let number = value.as_integer().filter(|number| number.radix() == 10);
        let number = number.and_then(|number| number.as_str().parse::<u32>().ok());
        number.filter(|&number| number > 0).ok_or_else(|| "it is a whole number from 1 on".into())
    }

    pub fn yes_or_no(value: &DeValue<'_>) -> Result<bool, String> {
        value.as_bool().ok_or_else(|| "it is true or false".into())
    }

    pub fn months(value: &DeValue<'_>) -> Result<MonthPolicy, String> {
        let names = MONTHS.map(|(name, _)| name);
        let written = text(value, "\"fifteen-days-make-a-month\"")?;
        let known = MONTHS.into_iter().find(|(name, _)| *name == written);
        known.map(|(_, policy)| policy).ok_or_else(|| {
            let meant = suggestion(written, names);
            format!("there is no {written:?}, there are {}{meant}", names.join(", "))
        })
    }

    pub fn code(value: &DeValue<'_>) -> Result<String, String> {
        let code = text(value, "\"NATALE\"")?;
        let plain = code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if plain && (3..=CODE_MAX).contains(&code.len()) && DiscountCode::normalise(code) == code {
            Ok(code.to_owned())
        } else {
            Err(format!("{code:?} has not 3 to {CODE_MAX} capital letters, digits and hyphens"))
        }
    }
}
