//! The codes that the public administration gives to contracts, projects and offices.

use crate::party::{RecipientCode, RecipientCodeError, text_type};
use crate::text;
use serde::{Deserialize, Serialize};

/// `Codice identificativo di gara`: ten characters that ANAC gives to a contract. An ordinary one
/// has seven digits and three control characters; those of the platform and the short ones
/// (`SmartCIG`) begin with a letter. All that follows is hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cig(String);

/// What is wrong with a CIG.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CigError {
    /// Not ten characters; this many were written.
    Length(usize),
    /// A character where it cannot be.
    Shape,
    /// Only zeros: people write them when there is no CIG, and that needs a reason.
    Zeros,
}

text_type!(Cig, CigError);

impl Cig {
    const LENGTH: usize = 10;

    /// Reads what somebody typed: blanks and lower case are fine.
    ///
    /// # Errors
    /// When it cannot be a CIG.
    pub fn parse(typed: &str) -> Result<Self, CigError> {
        let code = text::code(typed);
        let length = code.chars().count();
        if length != Self::LENGTH {
            return Err(CigError::Length(length));
        }
        if code.chars().all(|c| c == '0') {
            return Err(CigError::Zeros);
        }
        let begins_with_letter = code.starts_with(|c: char| c.is_ascii_uppercase());
        let digits = if begins_with_letter { 0 } else { 7 };
        let fits = |(place, c): (usize, char)| match place {
            0 if begins_with_letter => true,
            place if place < digits => c.is_ascii_digit(),
            _ => c.is_ascii_hexdigit(),
        };
        if code.chars().enumerate().all(fits) { Ok(Self(code)) } else { Err(CigError::Shape) }
    }
}

/// `Codice unico di progetto`: the fifteen characters of a public investment project.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cup(String);

/// What is wrong with a CUP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CupError {
    /// Not fifteen characters; this many were written.
    Length(usize),
    /// A letter where a digit belongs, or the other way round.
    Shape,
}

text_type!(Cup, CupError);

/// What each character of a CUP is: `A` a letter, `9` a digit. For example `G17H03000130011`.
const CUP_SHAPE: &str = "A99A99999999999";

impl Cup {
    /// Reads what somebody typed: blanks and lower case are fine.
    ///
    /// # Errors
    /// When it cannot be a CUP.
    pub fn parse(typed: &str) -> Result<Self, CupError> {
        let code = text::code(typed);
        let length = code.chars().count();
        if length != CUP_SHAPE.len() {
            return Err(CupError::Length(length));
        }
        let fits = |(shape, c): (char, char)| match shape {
            'A' => c.is_ascii_uppercase(),
            _ => c.is_ascii_digit(),
        };
        let fits = CUP_SHAPE.chars().zip(code.chars()).all(fits);
        if fits { Ok(Self(code)) } else { Err(CupError::Shape) }
    }
}

/// `Codice univoco ufficio`: the six characters of the office that invoices go to, from the index
/// of the public administrations (IPA). Whether the office exists only that index knows.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OfficeCode(String);

text_type!(OfficeCode, RecipientCodeError, |text| {
    RecipientCode::try_from(text.to_owned()).is_ok_and(|code| code.as_str().len() == 6)
});

impl OfficeCode {
    /// Reads what somebody typed: blanks and lower case are fine.
    ///
    /// # Errors
    /// When it cannot be the code of an office.
    pub fn parse(typed: &str) -> Result<Self, RecipientCodeError> {
        RecipientCode::of_public_office(typed).map(|code| Self(code.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_kinds_of_cig_are_read() {
        for typed in ["1234567a8f", "Z123456789", "X0A1B2C3D4", "b0 a1 b2 c3 d4", "A012345678"] {
            assert!(Cig::parse(typed).is_ok(), "{typed}");
        }
    }

    #[test]
    fn what_is_no_cig_is_refused_with_the_reason() {
        let refused = |typed| Cig::parse(typed).unwrap_err();
        assert_eq!(refused("123456789"), CigError::Length(9));
        assert_eq!(refused("0000000000"), CigError::Zeros);
        assert_eq!(refused("123456A890"), CigError::Shape);
        assert_eq!(refused("1234567G90"), CigError::Shape);
        assert_eq!(refused("BZ12345678"), CigError::Shape);
        assert_eq!(refused("123456789À"), CigError::Shape);
    }

    #[test]
    fn a_cup_has_its_letters_in_two_places() {
        assert_eq!(Cup::parse("g17h 0300 0130 011").unwrap().as_str(), "G17H03000130011");
        assert_eq!(Cup::parse("G17H0300013001"), Err(CupError::Length(14)));
        assert_eq!(Cup::parse("G1AH03000130011"), Err(CupError::Shape));
        assert_eq!(Cup::parse("017H03000130011"), Err(CupError::Shape));
    }

    #[test]
    fn an_office_has_six_characters() {
        assert_eq!(OfficeCode::parse("uf5hhg").unwrap().as_str(), "UF5HHG");
        let length = RecipientCodeError::Length { found: 7, expected: 6 };
        assert_eq!(OfficeCode::parse("M5UXCR1"), Err(length));
    }

    #[test]
    fn what_nobody_sees_is_in_no_code_of_a_public_body() {
        assert_eq!(Cig::parse("\u{200B}B0A1\u{A0}B2C3D4").unwrap().as_str(), "B0A1B2C3D4");
        let cup = Cup::parse("G17H\u{202F}0300\u{2060}0130011\u{FEFF}").unwrap();
        assert_eq!(cup.as_str(), "G17H03000130011");
        assert_eq!(OfficeCode::parse("\u{200E}uf5hhg").unwrap().as_str(), "UF5HHG");
    }
}
