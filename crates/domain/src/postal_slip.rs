//! A bollettino TD 896: the slip of a post office on which everything is printed beforehand.
//!
//! A machine reads its bottom line, whose fields and check digits are those of the decree in
//! Gazzetta Ufficiale of 20/05/2013 (13A04294). The customer code names the order, so that the
//! money finds it without anybody reading a reason.

use crate::money::Money;
use crate::text;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The kind of slip on which the amount is printed too.
pub const DOCUMENT_TYPE: u16 = 896;

/// The most that the eight digits before the comma can say.
const AMOUNT_MAX: i64 = 99_999_999_99;

/// What cannot be written on a bollettino.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SlipError {
    /// An account has one to twelve digits, not all of them 0.
    Account,
    /// Nothing, or more than eight digits before the comma.
    Amount,
    /// A year has at most four digits.
    Year,
    /// An order number has one to twelve digits.
    OrderNumber,
}

impl fmt::Display for SlipError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a bollettino cannot be written: {self:?}")
    }
}

impl std::error::Error for SlipError {}

/// The number of a postal account, in its twelve digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostalAccount(String);

impl PostalAccount {
    /// Reads one to twelve digits; blanks between them do not matter.
    ///
    /// # Errors
    /// When it is anything else.
    pub fn parse(typed: &str) -> Result<Self, SlipError> {
        let digits = text::word(typed);
        let plain = digits.bytes().all(|b| b.is_ascii_digit());
        if plain && digits.len() <= 12 && digits.bytes().any(|b| b != b'0') {
            Ok(Self(format!("{digits:0>12}")))
        } else {
            Err(SlipError::Account)
        }
    }

    /// The number as people write it, without the zeros in front.
    #[must_use]
    pub fn short(&self) -> &str {
        self.0.trim_start_matches('0')
    }
}

/// All twelve digits.
impl fmt::Display for PostalAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// `Codice cliente`, the fourth field: year and number of the order, and two digits that show a
/// mistake in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CustomerCode(u64);

impl CustomerCode {
    /// The code of an order concluded in this year.
    ///
    /// # Errors
    /// When one of the numbers has too many digits.
    pub fn of_order(year: i32, number: i64) -> Result<Self, SlipError> {
        let year = u64::try_from(year).ok().filter(|year| *year <= 9999).ok_or(SlipError::Year)?;
        let number = u64::try_from(number).ok().filter(|n| (1..1_000_000_000_000).contains(n));
        let number = number.ok_or(SlipError::OrderNumber)?;
        let first_sixteen = year * 1_000_000_000_000 + number;
        Ok(Self(first_sixteen * 100 + first_sixteen % 93))
    }
}

/// All eighteen digits.
impl fmt::Display for CustomerCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:018}", self.0)
    }
}

/// A bollettino that can be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostalSlip {
    account: PostalAccount,
    amount: Money,
    code: CustomerCode,
}

impl PostalSlip {
    /// The slip that pays this amount into this account.
    ///
    /// # Errors
    /// When the amount has no room on it.
    pub fn new(
        account: PostalAccount,
        amount: Money,
        code: CustomerCode,
    ) -> Result<Self, SlipError> {
        if (1..=AMOUNT_MAX).contains(&amount.cents()) {
            Ok(Self { account, amount, code })
        } else {
            Err(SlipError::Amount)
        }
    }

    /// Where the money goes.
    #[must_use]
    pub fn account(&self) -> &PostalAccount {
        &self.account
    }

    /// What is to be paid.
    #[must_use]
    pub fn amount(&self) -> Money {
        self.amount
    }

    /// The code by which the post office tells us whose money it is.
    #[must_use]
    pub fn code(&self) -> CustomerCode {
        self.code
    }

    /// The line for the machine, in OCR-B: customer code, amount, account, kind of slip.
    #[must_use]
    pub fn code_line(&self) -> String {
        let Self { account, amount, code } = self;
        let (euros, cents) = (amount.cents() / 100, amount.cents() % 100);
        format!("<{code}>      {euros:08}+{cents:02}>      {account}<  {DOCUMENT_TYPE}>")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(year: i32, number: i64) -> String {
        CustomerCode::of_order(year, number).unwrap().to_string()
    }

    #[test]
    fn the_last_two_digits_are_the_rest_of_a_division_by_93() {
        assert_eq!(code(0, 123_456), "000000000012345645");
        assert_eq!(code(2026, 112_200_000_001), "202611220000000105");
        assert_eq!(code(9000, 12_345_678_901), "900001234567890155");
    }

    #[test]
    fn a_thousand_orders_have_the_check_digits_of_a_division_by_hand() {
        // Digit by digit, as on paper.
        let rest = |digits: &str| {
            digits.bytes().fold(0, |rest, digit| (rest * 10 + u32::from(digit - b'0')) % 93)
        };
        for number in 26_000_001..=26_001_000 {
            let code = code(2026, number);
            let (sixteen, check) = code.split_at(16);
            assert_eq!(sixteen, format!("2026{number:012}"));
            assert_eq!(check, format!("{:02}", rest(sixteen)));
        }
    }

    #[test]
    fn numbers_without_room_are_refused() {
        assert_eq!(CustomerCode::of_order(10_000, 1), Err(SlipError::Year));
        assert_eq!(CustomerCode::of_order(-1, 1), Err(SlipError::Year));
        for number in [-1, 0, 1_000_000_000_000] {
            assert_eq!(CustomerCode::of_order(2026, number), Err(SlipError::OrderNumber));
        }
        for account in ["", "000", "1234567890123", "12-34", "١٢"] {
            assert_eq!(PostalAccount::parse(account), Err(SlipError::Account), "{account}");
        }
    }

    #[test]
    fn an_account_has_twelve_digits_for_machines() {
        let account = PostalAccount::parse(" 1234 567 ").unwrap();
        assert_eq!((account.to_string().as_str(), account.short()), ("000001234567", "1234567"));
    }

    #[test]
    fn the_code_line_says_it_all() {
        let slip = |cents| {
            let account = PostalAccount::parse("1234567").unwrap();
            let code = CustomerCode::of_order(2026, 112_200_000_001).unwrap();
            PostalSlip::new(account, Money::from_cents(cents), code)
        };
        let line = "<202611220000000105>      00000036+60>      000001234567<  896>";
        assert_eq!(slip(36_60).unwrap().code_line(), line);
        assert!(slip(99_999_999_99).unwrap().code_line().contains(">      99999999+99>      "));
        for cents in [0, -1, 100_000_000_00] {
            assert_eq!(slip(cents), Err(SlipError::Amount));
        }
    }
}
