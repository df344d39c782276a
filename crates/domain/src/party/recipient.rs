//! Where the electronic invoice of a purchase goes
//! (`Identificativo per l'invio della fattura elettronica`).

use super::{Email, is_code, text_type};
use crate::text;
use serde::{Deserialize, Serialize};

/// `Codice destinatario`: 7 characters for private subjects, 6 for public bodies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RecipientCode(String);

/// What is wrong with a recipient code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RecipientCodeError {
    /// Not the number of characters that is expected here.
    Length {
        /// The number of characters that were typed.
        found: usize,
        /// 7, or 6 for a public body.
        expected: usize,
    },
    /// Something that is neither letter nor digit.
    Shape,
    /// Only zeros, which stand for "no code": that is a choice of its own.
    Zeros,
    /// Only `X`, which invoices to customers abroad bear. The exchange of the tax agency refuses
    /// it for Italian ones (error 00313).
    Foreign,
}

text_type!(RecipientCode, RecipientCodeError, |text| is_code(text, &[6, 7]));

impl RecipientCode {
    /// Reads a code of either kind.
    ///
    /// # Errors
    /// When it is neither.
    pub fn parse(typed: &str) -> Result<Self, RecipientCodeError> {
        Self::of_length(typed, if text::code(typed).chars().count() == 6 { 6 } else { 7 })
    }

    /// Reads the 7 characters of a private subject.
    ///
    /// # Errors
    /// When it cannot be one.
    pub fn of_private(typed: &str) -> Result<Self, RecipientCodeError> {
        Self::of_length(typed, 7)
    }

    /// Reads the 6 characters of an office of a public body (`Codice univoco ufficio`).
    ///
    /// # Errors
    /// When it cannot be one.
    pub fn of_public_office(typed: &str) -> Result<Self, RecipientCodeError> {
        Self::of_length(typed, 6)
    }

    fn of_length(typed: &str, expected: usize) -> Result<Self, RecipientCodeError> {
        let code = text::code(typed);
        let found = code.chars().count();
        let is_only = |c| found > 5 && code.chars().all(|other| other == c);
        if is_only('0') {
            return Err(RecipientCodeError::Zeros);
        }
        if is_only('X') {
            return Err(RecipientCodeError::Foreign);
        }
        if found != expected {
            return Err(RecipientCodeError::Length { found, expected });
        }
        if !code.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase()) {
            return Err(RecipientCodeError::Shape);
        }
        Ok(Self(code))
    }
}

/// The kind of address that a form offers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RecipientKind {
    /// `Codice destinatario`.
    #[default]
    Code,
    /// PEC.
    Pec,
    /// `Nessun identificativo`.
    None,
}

/// Where the invoice goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Recipient {
    /// To the channel with this code.
    Code(RecipientCode),
    /// To this certified mailbox; the invoice then bears the code `0000000`.
    Pec(Email),
    /// Nowhere: it waits on the portal of the tax agency.
    None,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seven_characters_for_private_subjects_and_six_for_offices() {
        assert_eq!(RecipientCode::of_private("m5uxcr1").unwrap().as_str(), "M5UXCR1");
        assert_eq!(RecipientCode::of_public_office("UF5HHG").unwrap().as_str(), "UF5HHG");
        let length = RecipientCodeError::Length { found: 6, expected: 7 };
        assert_eq!(RecipientCode::of_private("UF5HHG"), Err(length));
    }

    #[test]
    fn zeros_are_a_choice_of_their_own() {
        for typed in ["0000000", " 000 0000 ", "000000", "００００００0", "\u{200B}0000000"] {
            assert_eq!(RecipientCode::of_private(typed), Err(RecipientCodeError::Zeros), "{typed}");
        }
        assert_eq!(RecipientCode::of_private("M5UXC?1"), Err(RecipientCodeError::Shape));
    }
    #[test]
    fn the_code_of_customers_abroad_is_refused() {
        for typed in ["XXXXXXX", "xxxxxxx", "xxx XXXX", "XXX-XXXX", "\u{FEFF}XXXXXXX"] {
            let refused = RecipientCode::of_private(typed);
            assert_eq!(refused, Err(RecipientCodeError::Foreign), "{typed}");
        }
        assert_eq!(RecipientCode::of_public_office("xxxxxx"), Err(RecipientCodeError::Foreign));
        assert!(RecipientCode::of_private("XXXXXX1").is_ok());
    }

    #[test]
    fn what_nobody_sees_is_in_no_recipient_code() {
        let code = RecipientCode::of_private("M5\u{AD}UX\u{200D}CR\u{A0}1").unwrap();
        assert_eq!(code.as_str(), "M5UXCR1");
    }

    #[test]
    fn a_code_that_was_stored_before_it_was_refused_is_still_read() {
        let stored: Recipient = serde_json::from_str(r#"{"Code":"XXXXXXX"}"#).unwrap();
        let Recipient::Code(code) = stored else { panic!("another kind") };
        assert_eq!(code.as_str(), "XXXXXXX");
        assert!(serde_json::from_str::<Recipient>(r#"{"Code":"M5-XCR1"}"#).is_err());
    }
}
