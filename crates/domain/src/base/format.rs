//! Amounts, dates and months as Italians write them: one way for pages, mails and documents.

use super::calendar::Date;
use super::money::Money;
use chrono::Datelike;

const MONTHS: [&str; 12] = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
];

/// `1.234,56 €`, with a blank that does not break.
#[must_use]
pub fn euro(amount: Money) -> String {
    let text = amount.to_string();
    let (whole, cents) = text.split_once('.').unwrap_or((&text, "00"));
    let (sign, digits) = match whole.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", whole),
    };
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    format!("{sign}{grouped},{cents}\u{a0}€")
}

/// `14 novembre 2027`, with blanks that do not break.
#[must_use]
pub fn date(date: Date) -> String {
    let place = usize::try_from(date.month0()).unwrap_or_default();
    let month = MONTHS.get(place).copied().unwrap_or_default();
    format!("{}\u{a0}{month}\u{a0}{}", date.day(), date.year())
}

/// `Novembre 2027`: the month of a day, as a heading.
#[must_use]
pub fn month_of(date: Date) -> String {
    let place = usize::try_from(date.month0()).unwrap_or_default();
    let mut letters = MONTHS.get(place).copied().unwrap_or_default().chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{} {}", letters.as_str(), date.year())
}

/// `14/11/2027`.
#[must_use]
pub fn short_date(date: Date) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

/// `14 novembre 2027, ore 09:05`, of a moment as clocks in Italy show it.
#[must_use]
pub fn moment(at: chrono::NaiveDateTime) -> String {
    format!("{}, ore {}", date(at.date()), at.format("%H:%M"))
}

/// `1 mese`, `7 mesi`.
#[must_use]
pub fn months(months: u32) -> String {
    if months == 1 { "1 mese".into() } else { format!("{months} mesi") }
}

/// `1 anno`, `3 anni`.
#[must_use]
pub fn years(years: u32) -> String {
    if years == 1 { "1 anno".into() } else { format!("{years} anni") }
}

/// `0,62`: gigabytes of so many bytes, never less than they are.
#[must_use]
pub fn gigabytes(bytes: u64) -> String {
    let hundredths = bytes.div_ceil(10_000_000);
    match (hundredths / 100, hundredths % 100) {
        (whole, 0) => whole.to_string(),
        (whole, part) => format!("{whole},{part:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_takes_any_space_is_never_told_to_take_none() {
        assert_eq!(gigabytes(0), "0");
        assert_eq!(gigabytes(1), "0,01");
        assert_eq!(gigabytes(620_000_000), "0,62");
        assert_eq!(gigabytes(2_000_000_000), "2");
        assert_eq!(gigabytes(u64::MAX), "18446744073,71");
    }

    #[test]
    fn amounts_have_points_between_thousands_and_a_comma_before_cents() {
        let euro_of = |cents| euro(Money::from_cents(cents)).replace('\u{a0}', " ");
        assert_eq!(euro_of(0), "0,00 €");
        assert_eq!(euro_of(123_456), "1.234,56 €");
        assert_eq!(euro_of(100_000_000), "1.000.000,00 €");
        assert_eq!(euro_of(99_999), "999,99 €");
    }

    #[test]
    fn dates_are_written_in_words_or_with_slashes() {
        let day = "2027-11-04".parse().unwrap();
        assert_eq!(date(day), "4\u{a0}novembre\u{a0}2027");
        assert_eq!(short_date(day), "04/11/2027");
        assert_eq!(month_of(day), "Novembre 2027");
    }

    #[test]
    fn one_month_is_not_months() {
        assert_eq!(months(1), "1 mese");
        assert_eq!(months(7), "7 mesi");
        assert_eq!(years(1), "1 anno");
        assert_eq!(years(2), "2 anni");
    }
}
