//! Who registers as an accountant: an account of its own that costs nothing, to which customers delegate
//! the panels of their services. It owns no service, so nothing can be bought with it.

use serde::{Deserialize, Serialize};

use crate::grant::username;
use crate::party::{Email, Field, FieldError, Findings, PartyError, TaxCode, required};

/// What was typed on the registration of an accountant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AccountantForm {
    /// With what they will sign in; it never changes.
    pub username: String,
    /// Where offers and links are sent.
    pub email: String,
    /// Of a person or of a firm.
    pub name: String,
    /// Partita IVA or codice fiscale.
    pub tax_number: String,
    /// Of their own choice, by the rules of the panel.
    pub password: String,
    /// The conditions are accepted.
    pub conditions: bool,
}

/// Somebody who can be registered as an accountant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accountant {
    /// In capitals.
    pub username: String,
    /// Where they are written to.
    pub email: Email,
    /// As customers read it.
    pub name: String,
    /// Partita IVA or codice fiscale: eleven digits of either obey one rule.
    pub tax_number: TaxCode,
}

impl Accountant {
    /// Reads the form. `password_error` is what the caller found about the password, and `reserved`
    /// what the usernames of owners begin with: an accountant shall not look like one.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn check(
        form: &AccountantForm,
        reserved: &str,
        password_error: Option<FieldError>,
    ) -> Result<Self, PartyError> {
        let mut findings = Findings::default();
        let name = findings.text(Field::BusinessName, &form.name);
        let tax_number = required(&form.tax_number, TaxCode::parse, FieldError::TaxCode);
        let tax_number = findings.take(Field::TaxCode, tax_number);
        let email = required(&form.email, Email::parse, FieldError::Email);
        let email = findings.take(Field::Email, email);
        let username = findings.take(Field::Username, username(&form.username, reserved));
        findings.take(Field::Password, password_error.map_or(Ok(()), Err));
        let conditions = if form.conditions { Ok(()) } else { Err(FieldError::Missing) };
        findings.take(Field::Conditions, conditions);
        let made = match (username, email, name, tax_number) {
            (Some(username), Some(email), Some(name), Some(tax_number)) => {
                Some(Self { username, email, name, tax_number })
            }
            (_, _, _, _) => None,
        };
        findings.finish(made)
    }
}

/// The name alone, for whoever corrects it.
///
/// # Errors
/// What is wrong with it.
pub fn name(typed: &str) -> Result<String, PartyError> {
    let mut findings = Findings::default();
    let name = findings.text(Field::BusinessName, typed);
    findings.finish(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::party::TaxCodeError;
    use crate::password::PasswordError;

    fn verdi() -> AccountantForm {
        AccountantForm {
            username: "studioVerdi1".into(),
            email: "carla@studio-verdi.example".into(),
            name: "Studio  Verdi".into(),
            tax_number: "IT 02342520158".into(),
            password: "whatever the caller says".into(),
            conditions: true,
        }
    }

    fn wrong(form: &AccountantForm) -> Vec<(Field, FieldError)> {
        match Accountant::check(form, "BT", None) {
            Err(PartyError::Fields(fields)) => fields,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_accountant_is_read_however_it_is_typed() {
        let accountant = Accountant::check(&verdi(), "BT", None).unwrap();
        assert_eq!(accountant.username, "STUDIOVERDI1");
        assert_eq!(accountant.name, "Studio Verdi");
        assert_eq!(accountant.tax_number.as_str(), "02342520158");
        let person = AccountantForm { tax_number: "rssmra80a01h501u".into(), ..verdi() };
        assert!(Accountant::check(&person, "BT", None).is_ok(), "a codice fiscale does as well");
    }

    #[test]
    fn a_username_has_eight_to_twenty_letters_and_digits() {
        let named = |name: &str| AccountantForm { username: name.into(), ..verdi() };
        for good in ["studio12", "ABCDEFGHIJKLMNOPQRST"] {
            assert!(Accountant::check(&named(good), "BT", None).is_ok(), "{good}");
        }
        for (bad, error) in [
            ("studio1", FieldError::UsernameTooShort { min: 8 }),
            ("ABCDEFGHIJKLMNOPQRSTU", FieldError::TooLong { max: 20 }),
            ("studio.verdi", FieldError::UsernameNotPlain),
            ("bt01234560512", FieldError::UsernameTaken),
        ] {
            assert_eq!(wrong(&named(bad)), [(Field::Username, error)], "{bad}");
        }
    }

    #[test]
    fn a_name_is_corrected_by_the_rules_of_the_registration() {
        assert_eq!(name("  Studio  Verdi e Neri "), Ok("Studio Verdi e Neri".into()));
        let missing = vec![(Field::BusinessName, FieldError::Missing)];
        assert_eq!(name(" "), Err(PartyError::Fields(missing)));
        let long = "x".repeat(10_000);
        let same = AccountantForm { name: long.clone(), ..verdi() };
        assert_eq!(name(&long), Err(PartyError::Fields(wrong(&same))));
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let empty = AccountantForm::default();
        let short = FieldError::Password(PasswordError::TooShort { min: 8 });
        assert_eq!(
            Accountant::check(&empty, "BT", Some(short)),
            Err(PartyError::Fields(vec![
                (Field::BusinessName, FieldError::Missing),
                (Field::TaxCode, FieldError::Missing),
                (Field::Email, FieldError::Missing),
                (Field::Username, FieldError::Missing),
                (Field::Password, short),
                (Field::Conditions, FieldError::Missing),
            ]))
        );
        let odd = AccountantForm { tax_number: "0234252015".into(), ..verdi() };
        let length = FieldError::TaxCode(TaxCodeError::Length(10));
        assert_eq!(wrong(&odd), [(Field::TaxCode, length)]);
    }
}
