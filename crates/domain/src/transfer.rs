//! A transfer as a bank's app reads it: the text inside the QR code of a SEPA credit transfer.
//!
//! EPC069-12, version 002. A bank that cannot read it loses nothing: the same data always stand
//! beside the code in plain words.

use crate::country::is_country;
use crate::money::Money;
use crate::text;
use serde::{Deserialize, Serialize};

/// The longest text that a bank's app has to read, in bytes.
pub const PAYLOAD_MAX: usize = 331;

/// The longest name of a beneficiary, in characters.
pub const NAME_MAX: usize = 70;

/// The most that can be transferred at once: 999.999.999,99 €.
const AMOUNT_MAX: i64 = 999_999_999_99;

/// What a transfer says.
#[derive(Clone, Copy, Debug)]
pub struct Transfer<'a> {
    /// Who receives the money.
    pub beneficiary: &'a str,
    /// Where to; blanks do not matter.
    pub iban: &'a str,
    /// The bank. It may be empty: within the SEPA the IBAN says enough.
    pub bic: &'a str,
    /// What is to be transferred, from 0,01 to 999.999.999,99 €.
    pub amount: Money,
    /// The whole reason: with nothing else in it, the payment finds its order by itself.
    pub order_number: i64,
}

/// What cannot be written into a transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TransferError {
    /// The name is empty, longer than 70 characters or broken into lines.
    Beneficiary,
    /// The IBAN is not one.
    Iban,
    /// The BIC is not one.
    Bic,
    /// Less than a cent, or a billion and more.
    Amount,
    /// Orders have positive numbers.
    OrderNumber,
    /// Everything together is longer than [`PAYLOAD_MAX`]: the name has too many letters beyond
    /// plain ones.
    TooLong,
}

impl std::fmt::Display for TransferError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "a transfer cannot be written: {self:?}")
    }
}

impl std::error::Error for TransferError {}

impl Transfer<'_> {
    /// The lines of the code, without those after the last one that says something.
    ///
    /// # Errors
    /// When a value cannot be written.
    pub fn payload(&self) -> Result<String, TransferError> {
        let name = self.beneficiary.trim();
        let name_fits = (1..=NAME_MAX).contains(&name.chars().count());
        if !name_fits || name.contains(char::is_control) {
            return Err(TransferError::Beneficiary);
        }
        let iban = iban(self.iban).ok_or(TransferError::Iban)?;
        let bic = match self.bic {
            "" => String::new(),
            typed => bic(typed).ok_or(TransferError::Bic)?,
        };
        if !(1..=AMOUNT_MAX).contains(&self.amount.cents()) {
            return Err(TransferError::Amount);
        }
        if self.order_number < 1 {
            return Err(TransferError::OrderNumber);
        }
        let amount = format!("EUR{}", self.amount);
        let number = self.order_number.to_string();
        // Between amount and reason: no purpose code and no structured reference.
        let lines = ["BCD", "002", "1", "SCT", &bic, name, &iban, &amount, "", "", &number];
        let payload = lines.join("\n");
        if payload.len() > PAYLOAD_MAX { Err(TransferError::TooLong) } else { Ok(payload) }
    }
}

/// An IBAN without blanks and in capitals; none when it is not one. ISO 13616: two letters of the
/// country, two check digits, the account; all of it, turned round, leaves 1 when divided by 97.
#[must_use]
pub fn iban(typed: &str) -> Option<String> {
    let iban = text::word(typed).to_ascii_uppercase();
    let plain = iban.bytes().all(|b| b.is_ascii_alphanumeric());
    let length_fits = match iban.get(..2) {
        Some("IT") => iban.len() == 27,
        _ => (15..=34).contains(&iban.len()),
    };
    if !(plain && length_fits && is_country(iban.get(..2)?)) {
        return None;
    }
    let (head, tail) = iban.split_at_checked(4)?;
    let values = tail.chars().chain(head.chars()).filter_map(|c| c.to_digit(36));
    let rest = values.fold(0, |rest, v| (rest * if v < 10 { 10 } else { 100 } + v) % 97);
    (rest == 1).then_some(iban)
}

/// A BIC without blanks and in capitals; none when it is not one. ISO 9362, as narrow as invoices
/// take it (`BICType`): four letters of the bank, two of a country, two of the place, which do
/// not begin with 0 or 1 nor end with O, and three of the branch or none.
#[must_use]
pub fn bic(typed: &str) -> Option<String> {
    let bic = text::word(typed).to_ascii_uppercase();
    let fits = |(place, b): (usize, u8)| match place {
        0..6 => b.is_ascii_uppercase(),
        6 => b.is_ascii_uppercase() || matches!(b, b'2'..=b'9'),
        7 => (b.is_ascii_uppercase() && b != b'O') || b.is_ascii_digit(),
        _ => b.is_ascii_uppercase() || b.is_ascii_digit(),
    };
    let plain = matches!(bic.len(), 8 | 11) && bic.bytes().enumerate().all(fits);
    (plain && is_country(bic.get(4..6)?)).then_some(bic)
}

/// Countries whose banks have accounts with the IBAN of another one.
const IBAN_OF_ANOTHER: [(&str, &str); 3] =
    [("FR", "BL GF GP MF MQ NC PF PM RE TF WF YT"), ("GB", "GG IM JE"), ("FI", "AX")];

/// True when bank and account are of the same country.
#[must_use]
pub fn is_bank_of(bic: &str, iban: &str) -> bool {
    let (Some(bank), Some(account)) = (bic.get(4..6), iban.get(..2)) else { return false };
    let is_part = |(whole, parts): &(&str, &str)| {
        *whole == account && parts.split_whitespace().any(|part| part == bank)
    };
    bank == account || IBAN_OF_ANOTHER.iter().any(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn a_transfer() -> Transfer<'static> {
        Transfer {
            beneficiary: "Bottega Demo S.r.l.",
            iban: "IT60 X054 2811 1010 0000 0123 456",
            bic: "BPPIITRRXXX",
            amount: Money::from_cents(66_50),
            order_number: 26_000_001,
        }
    }

    #[test]
    fn the_lines_end_with_the_reason() {
        let expected = "BCD\n002\n1\nSCT\nBPPIITRRXXX\nBottega Demo S.r.l.\n\
                        IT60X0542811101000000123456\nEUR66.50\n\n\n26000001";
        assert_eq!(a_transfer().payload().as_deref(), Ok(expected));
    }

    #[test]
    fn without_a_bic_its_line_stays_empty() {
        let payload = Transfer { bic: "", ..a_transfer() }.payload().unwrap();
        assert_eq!(payload.split('\n').nth(4), Some(""));
        assert_eq!(payload.split('\n').count(), 11);
    }

    #[test]
    fn what_cannot_be_written_is_refused() {
        let refused = |transfer: Transfer| transfer.payload().unwrap_err();
        let long = "x".repeat(71);
        for beneficiary in ["", "  ", "Bottega\nS.r.l.", long.as_str()] {
            let error = refused(Transfer { beneficiary, ..a_transfer() });
            assert_eq!(error, TransferError::Beneficiary, "{beneficiary:?}");
        }
        for iban in ["", "IT60X0542811101000000123457", "IT60X054281110100000012345", "ÀÈÌ"] {
            assert_eq!(refused(Transfer { iban, ..a_transfer() }), TransferError::Iban, "{iban}");
        }
        for bic in ["BPPI", "BPPIITRR-XX", "BPPIITRRXXXX", "BPPIXXRRXXX", " "] {
            assert_eq!(refused(Transfer { bic, ..a_transfer() }), TransferError::Bic, "{bic}");
        }
        for cents in [0, -1, AMOUNT_MAX + 1] {
            let amount = Money::from_cents(cents);
            assert_eq!(refused(Transfer { amount, ..a_transfer() }), TransferError::Amount);
        }
        let unnumbered = Transfer { order_number: 0, ..a_transfer() };
        assert_eq!(refused(unnumbered), TransferError::OrderNumber);
    }

    #[test]
    fn seventy_letters_fit_unless_each_of_them_is_four_bytes_long() {
        let plain = "à".repeat(70);
        assert!(Transfer { beneficiary: &plain, ..a_transfer() }.payload().is_ok());
        let wide = "𝄞".repeat(70);
        let error = Transfer { beneficiary: &wide, ..a_transfer() }.payload().unwrap_err();
        assert_eq!(error, TransferError::TooLong);
    }

    #[test]
    fn an_iban_is_cleaned_and_checked() {
        let cleaned = Some("IT60X0542811101000000123456".to_owned());
        assert_eq!(iban("it60 x054 2811 1010 0000 0123 456"), cleaned);
        assert!(iban("DE89 3704 0044 0532 0130 00").is_some());
        assert_eq!(iban("IT60X0542811101000000123457"), None);
    }

    #[test]
    fn a_bank_has_a_country() {
        for (typed, cleaned) in [
            ("BPPIITRRXXX", "BPPIITRRXXX"),
            (" uncr itmm ", "UNCRITMM"),
            ("\u{200B}DEUT\u{A0}DEFF", "DEUTDEFF"),
            ("PCBKXKPR", "PCBKXKPR"),
        ] {
            assert_eq!(bic(typed).as_deref(), Some(cleaned));
        }
        for typed in [
            "",
            "BPPIXXRR",
            "BPPI1TRR",
            "BP1IITRR",
            "BPPIITR",
            "BPPIIT1R",
            "BPPIITRO",
            "BPPIITRRX",
            "BPPIITRRXX-",
            "ÀPPIITRR",
            "12345678",
        ] {
            assert_eq!(bic(typed), None, "{typed}");
        }
        assert_eq!(iban("XX46 0542 8110 1000 0001 2345"), None);
    }

    #[test]
    fn bank_and_account_are_of_one_country() {
        let italian = "IT60X0542811101000000123456";
        assert!(is_bank_of("BPPIITRRXXX", italian));
        assert!(!is_bank_of("DEUTDEFF", italian));
        assert!(is_bank_of("BREDREPP", "FR7630006000011234567890189"));
        assert!(!is_bank_of("BNPAFRPP", "RE7630006000011234567890189"));
        assert!(!is_bank_of("", italian) && !is_bank_of("BPPIITRR", ""));
    }

    #[test]
    fn what_nobody_sees_is_in_no_iban() {
        let copied = "\u{FEFF}IT60\u{A0}X054\u{202F}2811 1010 0000\u{200B} 0123 456\u{202C}";
        assert_eq!(iban(copied).as_deref(), Some("IT60X0542811101000000123456"));
    }
}
