//! What somebody does who cannot sign in any more, or changes what they sign in with.
//!
//! Nobody is told whether an account exists: neither these rules nor what they refuse look at any
//! (docs/decisions/0034).

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::party::{Email, Field, FieldError, PartyError, TaxCode, VatNumber};
use crate::text;

/// How long a link that was sent by mail can be used.
pub const LINK_LIVES: TimeDelta = TimeDelta::hours(1);

/// What somebody remembers of an account whose username they have forgotten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remembered {
    /// Its address.
    Email(Email),
    /// Its partita IVA or codice fiscale: most companies have one number for both.
    Number(String),
}

/// Why somebody gets no new way in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RecoveryError {
    /// The link of a mail was used, is too old, or a newer one was sent.
    LinkVoid,
}

/// Of whom an address is changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// Of the account, which usernames and passwords are sent to.
    #[default]
    Account,
    /// Of the holder of the service, which the way into the panel is sent to.
    Holder,
}

impl Remembered {
    /// Reads the one field of the form.
    ///
    /// # Errors
    /// When it can be neither address nor number.
    pub fn parse(typed: &str) -> Result<Self, PartyError> {
        Self::read(typed).map_err(|error| PartyError::Fields(vec![(Field::Remembered, error)]))
    }

    fn read(typed: &str) -> Result<Self, FieldError> {
        if text::is_blank(typed) {
            return Err(FieldError::Missing);
        }
        if typed.contains('@') {
            return Email::parse(typed).map(Self::Email).map_err(FieldError::Email);
        }
        let number = VatNumber::parse(typed).map(String::from);
        let number = number.or_else(|_| TaxCode::parse(typed).map(String::from));
        number.map(Self::Number).map_err(|_| FieldError::NothingKnownByIt)
    }
}

/// Whether a link that was made then can be used now. One that a clock which was ahead has made
/// cannot, once the clock is right.
#[must_use]
pub fn link_is_valid(made_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    let age = now - made_at;
    age >= TimeDelta::zero() && age < LINK_LIVES
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::party::EmailError;

    #[test]
    fn an_address_and_both_numbers_are_read_however_they_are_written() {
        let number = |number: &str| Ok(Remembered::Number(number.into()));
        assert_eq!(Remembered::parse(" IT 02342520158 "), number("02342520158"));
        assert_eq!(Remembered::parse("rssmra80a01h501u"), number("RSSMRA80A01H501U"));
        assert_eq!(Remembered::parse("80002230482"), number("80002230482"));
        let email = Email::parse("anna@bianchi.example").unwrap();
        assert_eq!(Remembered::parse("anna@Bianchi.example "), Ok(Remembered::Email(email)));
    }

    #[test]
    fn what_nobody_can_be_known_by_is_refused_at_the_field() {
        let refused = |error| Err(PartyError::Fields(vec![(Field::Remembered, error)]));
        assert_eq!(Remembered::parse("  "), refused(FieldError::Missing));
        assert_eq!(Remembered::parse("Bianchi"), refused(FieldError::NothingKnownByIt));
        assert_eq!(Remembered::parse("02342520159"), refused(FieldError::NothingKnownByIt));
        assert_eq!(Remembered::parse("anna@"), refused(FieldError::Email(EmailError::Shape)));
    }

    #[test]
    fn a_link_ends_with_its_hour() {
        let minute = |minute| DateTime::UNIX_EPOCH + TimeDelta::minutes(minute);
        assert!(link_is_valid(minute(0), minute(0)));
        assert!(link_is_valid(minute(0), minute(60) - TimeDelta::microseconds(1)));
        assert!(!link_is_valid(minute(0), minute(60)));
        assert!(!link_is_valid(minute(1), minute(0)));
    }
}
