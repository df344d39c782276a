//! The codice fiscale: 16 characters for people, 11 digits for everybody else, and also for
//! people as long as theirs is provisional. D.M. 23/12/1976 n. 13813; d.P.R. 605/1973 art. 3.

use super::vat_number::check_digit_fits;
use super::{is_code, text_type};
use crate::text;
use serde::{Deserialize, Serialize};

/// A codice fiscale with the right control character.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TaxCode(String);

/// What is wrong with a codice fiscale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TaxCodeError {
    /// Neither 16 characters nor 11 digits; this many were written.
    Length(usize),
    /// A letter where a digit belongs, or the other way round.
    Shape,
    /// Nobody was born on the day that it tells.
    BirthDay,
    /// The control character does not fit.
    Check,
    /// A person's code is needed, and this is the partita IVA once more.
    VatNumberOfAPerson,
}

text_type!(TaxCode, TaxCodeError, |text| is_code(text, &[11, 16]));

/// What each character of a person's code may be: `A` a letter, `9` a digit or the letter that
/// stands for it when two people would have the same code (omocodia), `M` the letter of a month.
const SHAPE: &str = "AAAAAA99M99A999A";
const DIGIT_LETTERS: &str = "LMNPQRSTUV";
const MONTHS: &str = "ABCDEHLMPRST";

/// What a character counts at an odd place, for `0`–`9` and `A`–`J`, then for `K`–`Z`.
const ODD: [u32; 26] =
    [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

impl TaxCode {
    /// In the place of one that is not shown.
    pub(super) fn withheld() -> Self {
        Self(String::new())
    }

    /// Reads what somebody typed: blanks and lower case are fine, and so is `IT` before digits.
    ///
    /// # Errors
    /// When it cannot be a codice fiscale.
    pub fn parse(typed: &str) -> Result<Self, TaxCodeError> {
        let code = text::code(typed);
        let code = match code.strip_prefix("IT") {
            Some(digits) if digits.bytes().all(|b| b.is_ascii_digit()) => digits.to_owned(),
            _ => code,
        };
        match code.chars().count() {
            11 if !code.bytes().all(|b| b.is_ascii_digit()) => Err(TaxCodeError::Shape),
            11 if code == "00000000000" || !check_digit_fits(&code) => Err(TaxCodeError::Check),
            11 => Ok(Self(code)),
            16 if !has_persons_shape(&code) => Err(TaxCodeError::Shape),
            16 if !has_birth_day(&code) => Err(TaxCodeError::BirthDay),
            16 if control_letter(&code) != code.chars().last() => Err(TaxCodeError::Check),
            16 => Ok(Self(code)),
            length => Err(TaxCodeError::Length(length)),
        }
    }
}

fn has_persons_shape(code: &str) -> bool {
    SHAPE.chars().zip(code.chars()).all(|(shape, c)| match shape {
        'A' => c.is_ascii_uppercase(),
        'M' => MONTHS.contains(c),
        _ => c.is_ascii_digit() || DIGIT_LETTERS.contains(c),
    })
}

/// True when the month has the day: 1 to 31, and 40 more for women. The year has two digits, so
/// 29 February is possible whenever one of the centuries has it.
fn has_birth_day(code: &str) -> bool {
    let digit = |place| code.chars().nth(place).and_then(decoded);
    let number = |place| Some(digit(place)? * 10 + digit(place + 1)?);
    let (Some(year), Some(day)) = (number(6), number(9)) else { return false };
    let days = match code.chars().nth(8) {
        Some('B') if year % 4 == 0 => 29,
        Some('B') => 28,
        Some('D' | 'H' | 'P' | 'S') => 30,
        _ => 31,
    };
    (1..=days).contains(&day) || (41..=40 + days).contains(&day)
}

/// The digit itself, or the one that a letter stands for.
fn decoded(c: char) -> Option<u32> {
    let letter = || DIGIT_LETTERS.chars().position(|letter| letter == c);
    c.to_digit(10).or_else(|| u32::try_from(letter()?).ok())
}

/// The control letter that belongs to the first 15 characters.
fn control_letter(code: &str) -> Option<char> {
    let mut sum = 0;
    for (place, c) in code.chars().take(15).enumerate() {
        let value = c.to_digit(10).or_else(|| u32::from(c).checked_sub(u32::from('A')))?;
        // Places are counted from one, so the first is odd.
        sum += if place % 2 == 0 { *ODD.get(usize::try_from(value).ok()?)? } else { value };
    }
    char::from_u32(u32::from('A') + sum % 26)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_people_and_their_omocodia_are_accepted() {
        for typed in [
            "RSSMRA80A01H501U",
            "RSSMRA79B11C566R",
            "RSSMRA80A01H50MM",
            "RSSMRA80A01H5LMX",
            "RSSMRAULALMHRLMD",
        ] {
            assert_eq!(TaxCode::parse(typed).unwrap().as_str(), typed);
        }
        assert_eq!(TaxCode::parse("rss mra 80a01 h501u").unwrap().as_str(), "RSSMRA80A01H501U");
        let copied = "\u{FEFF}RSSMRA\u{A0}80A01\u{200B}H501U\u{200F}";
        assert_eq!(TaxCode::parse(copied).unwrap().as_str(), "RSSMRA80A01H501U");
    }

    #[test]
    fn bodies_and_provisional_codes_have_eleven_digits() {
        assert_eq!(TaxCode::parse("80002230482").unwrap().as_str(), "80002230482");
        assert_eq!(TaxCode::parse("80002230483"), Err(TaxCodeError::Check));
    }

    #[test]
    fn the_sign_of_the_country_before_a_companys_code_is_left_out() {
        for typed in ["IT02342520158", "it 0234 2520158", "\u{200B}IT\u{A0}02342520158"] {
            assert_eq!(TaxCode::parse(typed).unwrap().as_str(), "02342520158", "{typed}");
        }
        assert_eq!(TaxCode::parse("IT0234252015"), Err(TaxCodeError::Length(10)));
        // A surname may begin so: Mario Itri.
        let person = with_control("ITRMRA80A01H501");
        assert_eq!(TaxCode::parse(&person).unwrap().as_str(), person);
    }

    /// The first fifteen characters and the control letter that belongs to them.
    fn with_control(code: &str) -> String {
        format!("{code}{}", control_letter(code).unwrap())
    }

    #[test]
    fn nobody_is_born_on_a_day_that_no_month_has() {
        let born = |day: &str| TaxCode::parse(&with_control(&format!("RSSMRA{day}H501")));
        for day in [
            "80A01", "80A31", "80A41", "80A71", "81B28", "81B68", "80B29", "80B69", "00B29",
            "80D30", "80D70", "80H30", "80P30", "80S30", "80T31", "80ALM", "80ATM", "UQBNV",
        ] {
            assert!(born(day).is_ok(), "{day}");
        }
        for day in [
            "80A00", "80A32", "80A40", "80A72", "80A99", "81B29", "81B69", "80B30", "80B70",
            "80D31", "80D71", "80H31", "80P31", "80S71", "80ALL", "80APN", "UMBNV", "80AQL",
        ] {
            assert_eq!(born(day), Err(TaxCodeError::BirthDay), "{day}");
        }
    }

    #[test]
    fn a_code_that_was_stored_before_its_day_was_looked_at_is_still_read() {
        let stored = with_control("RSSMRA81B29H501");
        let read: TaxCode = serde_json::from_str(&format!("\"{stored}\"")).unwrap();
        assert_eq!(read.as_str(), stored);
        assert!(serde_json::from_str::<TaxCode>("\"RSSMRA81B29H50\"").is_err());
    }

    #[test]
    fn wrong_codes_are_refused_with_the_reason() {
        let refused = |typed| TaxCode::parse(typed).unwrap_err();
        assert_eq!(refused("RSSMRA80A01H501A"), TaxCodeError::Check);
        assert_eq!(refused("RSSMRA80F01H501U"), TaxCodeError::Shape);
        assert_eq!(refused("RSSMRA80A01H501"), TaxCodeError::Length(15));
        assert_eq!(refused("RSSMRA80A01H50ÀU"), TaxCodeError::Shape);
    }

    #[test]
    fn the_odd_places_count_each_letter_differently() {
        let mut counts = ODD.to_vec();
        counts.sort_unstable();
        counts.dedup();
        assert_eq!(counts, (0..26).collect::<Vec<_>>());
    }
}
