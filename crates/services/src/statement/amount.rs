//! Amounts and days as banks write them.

use chrono::NaiveDate;
use domain::Money;
use domain::statement::{DateOrder, DecimalSign};

/// The largest amount that is believed: a thousand million.
const MOST: i64 = 1_000_000_000_00;

/// `36.60` in XML: a point, and no thousands. More decimals are taken if they are zeros.
pub fn with_point(text: &str) -> Option<Money> {
    let text = text.trim().trim_start_matches('+');
    let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    bounded(plain.then(|| text.parse().ok())??)
}

/// An amount in a table, with its sign: `1.234,56`, `-36,60`, `36.60`, `+1,234.56`, `€ 30`.
pub fn typed(text: &str) -> Option<Money> {
    signed(text, without_thousands)
}

/// The same, in a table that is known to write this before the cents.
pub fn typed_with(text: &str, decimals: DecimalSign) -> Option<Money> {
    signed(text, |digits| {
        let (sign, thousands) = match decimals {
            DecimalSign::Comma => (',', '.'),
            DecimalSign::Point => ('.', ','),
        };
        let (whole, cents) = digits.split_once(sign).unwrap_or((digits, "0"));
        let (first, groups) = whole.split_once(thousands).unwrap_or((whole, ""));
        let groups: Vec<&str> = groups.split(thousands).filter(|_| !groups.is_empty()).collect();
        let fits = is_number(first)
            && is_number(cents)
            && groups.iter().all(|group| group.len() == 3 && is_number(group));
        fits.then(|| format!("{first}{}.{cents}", groups.concat()))
    })
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Reads what stands between sign and currency.
fn signed(text: &str, plain: impl Fn(&str) -> Option<String>) -> Option<Money> {
    let text: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '€' | '\'' | '\u{a0}'))
        .collect();
    let text = text.strip_suffix("EUR").or_else(|| text.strip_prefix("EUR")).unwrap_or(&text);
    let (negative, digits) = match (text.strip_prefix(['-', '\u{2212}']), text.strip_suffix('-')) {
        (Some(digits), _) | (None, Some(digits)) => (true, digits),
        (None, None) => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let amount = bounded(plain(digits)?.parse().ok()?)?;
    Some(if negative { Money::ZERO - amount } else { amount })
}

/// The later of comma and point stands before the cents; what stands before three digits at the
/// very end, alone, stands between thousands.
fn without_thousands(digits: &str) -> Option<String> {
    let fits = digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','));
    if !fits || !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (comma, point) = (digits.rfind(','), digits.rfind('.'));
    let cents = match (comma, point) {
        (Some(comma), point) if Some(comma) > point => Some((',', comma)),
        (_, Some(point)) if comma.is_some() || !is_thousands(digits) => Some(('.', point)),
        _ => None,
    };
    let only_digits = |part: &str| part.chars().filter(char::is_ascii_digit).collect::<String>();
    match cents {
        Some((sign, at)) => {
            let (whole, cents) = (digits.get(..at)?, digits.get(at + 1..)?);
            (!whole.contains(sign)).then(|| format!("{}.{cents}", only_digits(whole)))
        }
        None => Some(only_digits(digits)),
    }
}

/// True when every point stands before exactly three digits.
fn is_thousands(digits: &str) -> bool {
    digits.split('.').skip(1).all(|group| group.len() == 3)
}

fn bounded(amount: Money) -> Option<Money> {
    (amount <= Money::from_cents(MOST)).then_some(amount)
}

/// `24/11/2026`, `24.11.2026`, `24-11-2026`, `2026-11-24`, with a time or a time zone behind or not.
pub fn day(text: &str) -> Option<NaiveDate> {
    let day = without_time(text)?;
    let is_year_first = day.split(BETWEEN).next().is_some_and(|first| first.len() == 4);
    parts(day, if is_year_first { DateOrder::YearFirst } else { DateOrder::DayFirst })
}

/// The same, in a table that is known to write its days in this order; `20261124` too.
pub fn day_in(text: &str, order: DateOrder) -> Option<NaiveDate> {
    parts(without_time(text)?, order)
}

/// What stands between the parts of a day.
const BETWEEN: [char; 3] = ['/', '.', '-'];

fn without_time(text: &str) -> Option<&str> {
    let text = text.trim().split([' ', 'T', '+', 'Z']).next()?;
    Some(match text.split_at_checked(10) {
        Some((day, zone)) if zone.starts_with('-') && zone.contains(':') => day,
        _ => text,
    })
}

fn parts(day: &str, order: DateOrder) -> Option<NaiveDate> {
    let parts: Vec<&str> = match (day.len(), order) {
        (8, DateOrder::YearFirst) if is_number(day) => {
            vec![day.get(..4)?, day.get(4..6)?, day.get(6..)?]
        }
        (8, _) if is_number(day) => vec![day.get(..2)?, day.get(2..4)?, day.get(4..)?],
        _ => day.split(BETWEEN).collect(),
    };
    let [first, second, third] = parts.as_slice() else { return None };
    let (year, month, day) = match order {
        DateOrder::DayFirst => (third, second, first),
        DateOrder::MonthFirst => (third, first, second),
        DateOrder::YearFirst => (first, second, third),
    };
    let year: i32 = match year.len() {
        4 => year.parse().ok()?,
        2 => 2000 + year.parse::<i32>().ok()?,
        _ => return None,
    };
    let day = NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)?;
    (2000..2200).contains(&year).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_banks_write_them() {
        let cents = |text| typed(text).map(Money::cents);
        for (text, expected) in [
            ("1.234,56", 123_456),
            ("-36,60", -3660),
            ("36,60-", -3660),
            ("+36,6", 3660),
            ("36.60", 3660),
            ("1,234.56", 123_456),
            ("1.234", 123_400),
            ("1.234.567", 123_456_700),
            ("€ 30", 3000),
            ("30 EUR", 3000),
            ("0,00", 0),
        ] {
            assert_eq!(cents(text), Some(expected), "{text}");
        }
        for text in [
            "",
            "-",
            "dieci",
            "12,345,6",
            "1,2,3",
            "36,605",
            "1.234.56",
            "99999999999999999999",
            ",5",
        ] {
            assert_eq!(cents(text), None, "{text}");
        }
    }

    #[test]
    fn an_amount_in_xml_has_a_point_and_no_sign() {
        assert_eq!(with_point("36.60").map(Money::cents), Some(3660));
        assert_eq!(with_point(" 36.60000 ").map(Money::cents), Some(3660));
        assert_eq!(with_point("36,60"), None);
        assert_eq!(with_point("-36.60"), None);
        assert_eq!(with_point("36.605"), None);
        assert_eq!(with_point("9e9"), None);
    }

    #[test]
    fn a_sign_before_the_cents_that_is_known_is_taken_at_its_word() {
        let cents = |text, sign| typed_with(text, sign).map(Money::cents);
        for (text, comma, point) in [
            ("1.234,56", Some(123_456), None),
            ("1,234.56", None, Some(123_456)),
            ("-36,60", Some(-3660), None),
            ("36.60", None, Some(3660)),
            ("1.234", Some(123_400), None),
            ("1,234", None, Some(123_400)),
            ("30", Some(3000), Some(3000)),
            ("€ 30,5", Some(3050), None),
            ("", None, None),
            ("dieci", None, None),
            ("1.23.456", None, None),
        ] {
            assert_eq!(cents(text, DecimalSign::Comma), comma, "{text}");
            assert_eq!(cents(text, DecimalSign::Point), point, "{text}");
        }
    }

    #[test]
    fn a_day_is_read_in_the_order_that_is_known() {
        let expected = NaiveDate::from_ymd_opt(2026, 11, 4);
        for (text, order) in [
            ("04/11/2026", DateOrder::DayFirst),
            ("4.11.26", DateOrder::DayFirst),
            ("11/04/2026", DateOrder::MonthFirst),
            ("11-04-26 08:00", DateOrder::MonthFirst),
            ("2026/11/04", DateOrder::YearFirst),
            ("26-11-04", DateOrder::YearFirst),
            ("20261104", DateOrder::YearFirst),
            ("04112026", DateOrder::DayFirst),
        ] {
            assert_eq!(day_in(text, order), expected, "{text}");
        }
        assert_eq!(day_in("24/11/2026", DateOrder::MonthFirst), None);
        assert_eq!(day_in("2026-11-04", DateOrder::DayFirst), None);
    }

    #[test]
    fn days_are_read_as_banks_write_them() {
        let expected = NaiveDate::from_ymd_opt(2026, 11, 24);
        for text in [
            "24/11/2026",
            "24.11.2026",
            "24-11-2026",
            "24/11/26",
            "2026-11-24T08:00:00+01:00",
            "2026-11-24+01:00",
            "2026-11-24Z",
            "2026-11-24-05:00",
        ] {
            assert_eq!(day(text), expected, "{text}");
        }
        for text in ["", "31/02/2026", "24/11", "11/24/2026", "24/11/1026"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
