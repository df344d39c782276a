//! Order numbers in what people write: with blanks, points and words glued to them.

use crate::calendar::Date;
use crate::postal_slip::CustomerCode;

/// The fewest digits that can be an order number, and the most.
const DIGITS: std::ops::RangeInclusive<usize> = 6..=12;

/// Into how many pieces somebody may cut one number: `26 00 00 12`.
const PIECES_MAX: usize = 5;

/// The most numbers that one text is searched for.
const NUMBERS_MAX: usize = 64;

/// Every number in a text that could be that of an order, in the order of the text: `ORD.26000012`,
/// `26 000 012`, `26.000.012`, and the order number in the customer code of a bollettino. A date
/// written with points is none.
#[must_use]
pub fn numbers(text: &str) -> Vec<i64> {
    let pieces = without_dates(pieces(text));
    let mut found = Vec::new();
    for place in 0..pieces.len() {
        let mut joined = String::new();
        for (count, piece) in pieces.iter().skip(place).take(PIECES_MAX).enumerate() {
            if count > 0 && !piece.continues {
                break;
            }
            joined.push_str(piece.digits);
            let number = number(&joined).filter(|number| !found.contains(number));
            found.extend(number);
        }
        if found.len() >= NUMBERS_MAX {
            break;
        }
    }
    found
}

/// Digits without a break, and whether only a blank or a point stands before them.
struct Piece<'a> {
    digits: &'a str,
    continues: bool,
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|c: char| !c.is_ascii_digit()).unwrap_or(from.len());
        let (digits, after) = from.split_at(end);
        let continues = matches!(before, " " | "." | "-" | "/" | ". " | " - ");
        pieces.push(Piece { digits, continues });
        rest = after;
    }
    pieces
}

fn without_dates(pieces: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    let mut kept = Vec::new();
    let mut rest = pieces.into_iter().peekable();
    let mut row: Vec<Piece<'_>> = Vec::new();
    while let Some(piece) = rest.next() {
        row.push(piece);
        // What follows a blank or a point belongs to the same row.
        if rest.peek().is_some_and(|next| next.continues) {
            continue;
        }
        let mut row = std::mem::take(&mut row);
        while let Some(date) = row.windows(3).position(is_date) {
            row.drain(date..date + 3);
            // What stood around the date does not belong together.
            if let Some(next) = row.get_mut(date) {
                next.continues = false;
            }
        }
        kept.append(&mut row);
    }
    kept
}

fn number(digits: &str) -> Option<i64> {
    let plain = digits.trim_start_matches('0');
    if DIGITS.contains(&plain.len()) {
        return plain.parse().ok();
    }
    // The customer code of a bollettino: year, order number, two check digits.
    let (year, number) = (digits.get(..4)?, digits.get(4..16)?);
    let (year, number) = (year.parse().ok()?, number.parse().ok()?);
    let code = CustomerCode::of_order(year, number).ok()?;
    (code.to_string() == digits).then_some(number)
}

/// `22.11.2026`, `2026-11-22`, `22/11/26`.
fn is_date(pieces: &[Piece<'_>]) -> bool {
    let [first, second, third] = pieces else { return false };
    let read = |piece: &Piece<'_>| piece.digits.parse::<u32>().unwrap_or(u32::MAX);
    let year = |piece: &Piece<'_>| match piece.digits.len() {
        4 => read(piece).try_into().ok(),
        2 => (2000 + read(piece)).try_into().ok(),
        _ => None,
    };
    let is_day =
        |year: Option<i32>, month, day| Date::from_ymd_opt(year.unwrap_or(i32::MAX), month, day);
    is_day(year(third), read(second), read(first)).is_some()
        || is_day(year(first), read(second), read(third)).is_some()
}

/// True when two neighbouring digits changed places and nothing else is different.
#[must_use]
pub fn is_swapped(written: i64, meant: i64) -> bool {
    let (written, meant) = (written.to_string(), meant.to_string());
    let differing = differing(&written, &meant);
    let Some([(first, a, b), (second, c, d)]) = differing.as_deref() else { return false };
    first + 1 == *second && (a, b) == (d, c)
}

/// True when exactly one digit is another one.
#[must_use]
pub fn is_one_digit_off(written: i64, meant: i64) -> bool {
    let differing = differing(&written.to_string(), &meant.to_string());
    differing.is_some_and(|differing| differing.len() == 1)
}

/// The places at which two numbers of equal length differ, and how; none for another length.
fn differing(one: &str, other: &str) -> Option<Vec<(usize, u8, u8)>> {
    (one.len() == other.len()).then(|| {
        let pairs = one.bytes().zip(other.bytes()).enumerate();
        pairs.filter(|(_, (a, b))| a != b).map(|(place, (a, b))| (place, a, b)).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_however_it_was_typed() {
        for text in [
            "26000012",
            "ORD.26000012",
            "ordine26000012",
            "Pagamento ordine n.26000012/Bottega",
            "SALDO 26 000 012 GRAZIE",
            "rif 26.000.012",
            "RIF: 026000012",
            "26000 012",
            "causale 2600-0012",
            "BOLLETTINO TD 896 202600002600001283",
        ] {
            let code = CustomerCode::of_order(2026, 26_000_012).unwrap().to_string();
            let text = text.replace("202600002600001283", &code);
            assert!(numbers(&text).contains(&26_000_012), "{text}: {:?}", numbers(&text));
        }
    }

    #[test]
    fn dates_ibans_and_years_are_no_order_numbers() {
        assert!(numbers("del 26.11.2026").is_empty());
        assert_eq!(numbers("fattura del 26/11/26 26000012"), [26_000_012]);
        assert!(numbers("IT60X0542811101000000123456").is_empty());
        assert!(numbers("fattura 12").is_empty());
        assert!(!numbers("26/00/0012 x").is_empty());
    }

    #[test]
    fn neighbours_that_changed_places_are_seen() {
        assert!(is_swapped(1_000_012, 1_000_021));
        assert!(is_swapped(26_000_102, 26_000_012));
        assert!(!is_swapped(26_000_012, 26_000_012));
        assert!(!is_swapped(26_000_210, 26_000_012));
        assert!(!is_swapped(260_000_12, 260_000_120));
        assert!(is_one_digit_off(26_000_013, 26_000_012));
        assert!(!is_one_digit_off(26_000_023, 26_000_012));
    }
}
