//! The partita IVA: 7 digits of a serial number, 3 of the provincial office, 1 check digit.

use super::text_type;
use crate::text;
use serde::{Deserialize, Serialize};

/// A partita IVA with the right check digit. Whether it exists only the tax agency knows.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct VatNumber(String);

/// What is wrong with a partita IVA.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum VatNumberError {
    /// Not 11 digits; this many were written.
    Length(usize),
    /// Something that is not a digit.
    NotDigits,
    /// The check digit does not fit, or all digits are zero.
    Check,
}

text_type!(VatNumber, VatNumberError);

impl VatNumber {
    /// Reads what somebody typed: blanks, dots and a leading `IT` are fine.
    ///
    /// # Errors
    /// When it cannot be a partita IVA.
    pub fn parse(typed: &str) -> Result<Self, VatNumberError> {
        let code = text::code(typed);
        let digits = code.strip_prefix("IT").unwrap_or(&code);
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(VatNumberError::NotDigits);
        }
        if digits.len() != 11 {
            return Err(VatNumberError::Length(digits.len()));
        }
        if digits == "00000000000" || !check_digit_fits(digits) {
            return Err(VatNumberError::Check);
        }
        Ok(Self(digits.to_owned()))
    }

    /// False when the provincial office does not exist: worth a warning, never a refusal.
    #[must_use]
    pub fn office_is_known(&self) -> bool {
        let office = self.0.get(7..10).and_then(|digits| digits.parse::<u32>().ok());
        matches!(office, Some(1..=100 | 120 | 121 | 888 | 999))
    }
}

/// The last of eleven digits makes the sum a multiple of ten: digits at odd places as they are,
/// digits at even places doubled, less nine when above nine.
pub(super) fn check_digit_fits(digits: &str) -> bool {
    let sum: u32 = digits
        .chars()
        .filter_map(|c| c.to_digit(10))
        .enumerate()
        .map(|(place, digit)| match (place % 2, digit * 2) {
            (0, _) => digit,
            (_, doubled) if doubled > 9 => doubled - 9,
            (_, doubled) => doubled,
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn real_numbers_are_accepted_however_they_are_written() {
        for typed in ["02342520158", "00743110157", "01234560512", "07654320154"] {
            assert_eq!(VatNumber::parse(typed).unwrap().as_str(), typed);
        }
        for typed in [" it 0234.252 0158 ", "\u{FEFF}IT\u{A0}0234\u{200B}2520158\u{202C}"] {
            assert_eq!(VatNumber::parse(typed).unwrap().as_str(), "02342520158");
        }
    }

    #[test]
    fn an_unknown_office_is_only_a_warning() {
        for typed in ["86334519757", "12345678903"] {
            assert!(!VatNumber::parse(typed).unwrap().office_is_known());
        }
        assert!(VatNumber::parse("02342520158").unwrap().office_is_known());
    }

    #[test]
    fn wrong_numbers_are_refused_with_the_reason() {
        let refused = |typed| VatNumber::parse(typed).unwrap_err();
        assert_eq!(refused("02342520159"), VatNumberError::Check);
        assert_eq!(refused("12345678901"), VatNumberError::Check);
        assert_eq!(refused("00000000000"), VatNumberError::Check);
        assert_eq!(refused("0234252015"), VatNumberError::Length(10));
        assert_eq!(refused("0234252015O"), VatNumberError::NotDigits);
        assert_eq!(refused(""), VatNumberError::Length(0));
    }
}
