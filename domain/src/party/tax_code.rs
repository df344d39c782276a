//! The codice fiscale: 16 characters for people, 11 digits for everybody else.
//! D.M. 23/12/1976 n. 13813.

use super::vat_number::check_digit_fits;
use super::{cleaned, text_type};
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
    /// The control character does not fit.
    Check,
    /// A person's code is needed and this is an 11-digit one.
    NotAPerson,
}

text_type!(TaxCode, TaxCodeError);

/// What each character of a person's code may be: `A` a letter, `9` a digit or the letter that
/// stands for it when two people would have the same code (omocodia), `M` the letter of a month.
const SHAPE: &str = "AAAAAA99M99A999A";
const DIGIT_LETTERS: &str = "LMNPQRSTUV";
const MONTHS: &str = "ABCDEHLMPRST";

/// What a character counts at an odd place, for `0`–`9` and `A`–`J`, then for `K`–`Z`.
const ODD: [u32; 26] =
    [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

impl TaxCode {
    /// Reads what somebody typed: blanks and lower case are fine.
    ///
    /// # Errors
    /// When it cannot be a codice fiscale.
    pub fn parse(typed: &str) -> Result<Self, TaxCodeError> {
        let code = cleaned(typed);
        match code.chars().count() {
            11 if !code.bytes().all(|b| b.is_ascii_digit()) => Err(TaxCodeError::Shape),
            11 if code == "00000000000" || !check_digit_fits(&code) => Err(TaxCodeError::Check),
            11 => Ok(Self(code)),
            16 if !has_persons_shape(&code) => Err(TaxCodeError::Shape),
            16 if control_letter(&code) != code.chars().last() => Err(TaxCodeError::Check),
            16 => Ok(Self(code)),
            length => Err(TaxCodeError::Length(length)),
        }
    }

    /// True for the 16 characters of a person.
    #[must_use]
    pub fn is_of_a_person(&self) -> bool {
        self.0.len() == 16
    }
}

fn has_persons_shape(code: &str) -> bool {
    SHAPE.chars().zip(code.chars()).all(|(shape, c)| match shape {
        'A' => c.is_ascii_uppercase(),
        'M' => MONTHS.contains(c),
        _ => c.is_ascii_digit() || DIGIT_LETTERS.contains(c),
    })
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
            assert!(TaxCode::parse(typed).unwrap().is_of_a_person(), "{typed}");
        }
        assert_eq!(TaxCode::parse("rss mra 80a01 h501u").unwrap().as_str(), "RSSMRA80A01H501U");
    }

    #[test]
    fn bodies_have_eleven_digits() {
        assert!(!TaxCode::parse("80002230482").unwrap().is_of_a_person());
        assert_eq!(TaxCode::parse("80002230483"), Err(TaxCodeError::Check));
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
