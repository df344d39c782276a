//! Who becomes a customer.

use super::field::{Findings, required};
use super::{Email, Field, FieldError, Party, PartyError, PartyForm};
use serde::{Deserialize, Serialize};

/// What was typed on the registration.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the names are those of the form")]
pub struct RegistrationForm {
    pub party: PartyForm,
    pub email: String,
    pub password: String,
}

/// Somebody who can be given an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// Name, numbers, address.
    pub party: Party,
    /// Where the username is sent.
    pub email: Email,
}

impl Registration {
    /// Reads the form. `password_error` is what the caller found about the password, since how
    /// common it is can only be told by a list that is too large for a browser.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn check(
        form: &RegistrationForm,
        password_error: Option<FieldError>,
    ) -> Result<Self, PartyError> {
        let mut findings = Findings::default();
        let party = Party::find(&form.party, &mut findings);
        let email = required(&form.email, Email::parse, FieldError::Email);
        let email = findings.take(Field::Email, email);
        findings.take(Field::Password, password_error.map_or(Ok(()), Err));
        findings.finish(party.zip(email).map(|(party, email)| Self { party, email }))
    }
}

#[cfg(test)]
mod tests {
    use super::super::subject::tests::a_company;
    use super::*;
    use crate::password::PasswordError;

    #[test]
    fn what_is_known_of_the_password_is_told_with_the_rest() {
        let form = RegistrationForm {
            party: a_company(),
            email: "anna@bianchi.example".into(),
            password: "x".into(),
        };
        let short = FieldError::Password(PasswordError::TooShort { min: 8 });
        assert_eq!(
            Registration::check(&form, Some(short)).unwrap_err(),
            PartyError::Fields(vec![(Field::Password, short)])
        );
    }
}
