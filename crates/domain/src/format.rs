//! Amounts, dates, months and the names of lines as Italians write them: one way for pages, mails
//! and documents.

use crate::calendar::Date;
use crate::catalog::Product;
use crate::extension::Move;
use crate::money::Money;
use crate::quote::{Line, LineKind};
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

/// `14/11/2027`.
#[must_use]
pub fn short_date(date: Date) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
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

/// How the price of a move comes about: `7 mesi × 2,50 €`, or by parts of a year where a month
/// is not a whole number of cents.
#[must_use]
pub fn formula(moved: &Move) -> String {
    match moved.monthly {
        Some(monthly) => format!("{} × {}", months(moved.months), euro(monthly)),
        None => format!("{} × {}/12", euro(moved.yearly), moved.months),
    }
}

/// A name with how many there are of it, unless there is one: `Utente aggiuntivo × 2`.
#[must_use]
pub fn counted(product: Product, quantity: u32) -> String {
    match quantity {
        1 => product.name().to_owned(),
        many => format!("{} × {many}", product.name()),
    }
}

/// A name with what is done with it: `Utente aggiuntivo – estensione`.
#[must_use]
pub fn marked(name: &str, kind: LineKind) -> String {
    let what = match kind {
        LineKind::Purchase => "acquisto",
        LineKind::Extension => "estensione",
        LineKind::Renewal => "rinnovo",
    };
    format!("{name} – {what}")
}

/// What a line is called among all lines of its order. What goes on says so, and so does what is
/// bought beside the same thing owned; anything else that is bought needs no remark.
#[must_use]
pub fn line_name(line: &Line, among: &[Line]) -> String {
    let name = counted(line.product, line.quantity);
    let is_alone = |kind| among.iter().all(|o| o.product != line.product || o.kind == kind);
    match line.kind {
        LineKind::Purchase if is_alone(line.kind) => name,
        kind => marked(&name, kind),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn a_line(product: Product, kind: LineKind, quantity: u32) -> Line {
        Line {
            product,
            kind,
            quantity,
            from: "2026-11-22".parse().unwrap(),
            until: "2027-11-22".parse().unwrap(),
            months: 12,
            yearly: Money::from_cents(12_00),
            net: Money::from_cents(12_00),
        }
    }

    #[test]
    fn no_two_lines_of_an_order_have_the_same_name() {
        let lines = [
            a_line(Product::Documents, LineKind::Purchase, 1),
            a_line(Product::User, LineKind::Purchase, 2),
            a_line(Product::User, LineKind::Extension, 2),
            a_line(Product::Invoicing, LineKind::Extension, 1),
        ];
        let names: Vec<String> = lines.iter().map(|line| line_name(line, &lines)).collect();
        assert_eq!(
            names,
            [
                "Modulo documenti",
                "Utente aggiuntivo × 2 – acquisto",
                "Utente aggiuntivo × 2 – estensione",
                "Fatturazione Elettronica – estensione",
            ]
        );
    }

    #[test]
    fn a_renewal_with_one_more_tells_which_is_new() {
        let lines = [
            a_line(Product::User, LineKind::Renewal, 1),
            a_line(Product::User, LineKind::Purchase, 1),
        ];
        let names: Vec<String> = lines.iter().map(|line| line_name(line, &lines)).collect();
        assert_eq!(names, ["Utente aggiuntivo – rinnovo", "Utente aggiuntivo – acquisto"]);
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
    }

    #[test]
    fn one_month_is_not_months() {
        assert_eq!(months(1), "1 mese");
        assert_eq!(months(7), "7 mesi");
        assert_eq!(years(1), "1 anno");
        assert_eq!(years(2), "2 anni");
    }
}
