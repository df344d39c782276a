//! Where somebody is found: the part of what is known of them that they may change at any time. Name,
//! partita IVA and codice fiscale stand in contracts and invoices and never change.

use super::field::Findings;
use super::{Address, Party, PartyError, PartyForm};
use serde::{Deserialize, Serialize};

/// What was typed about it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the names are those of the form")]
pub struct ContactForm {
    pub street: String,
    pub postal_code: String,
    pub city: String,
    pub province: String,
    pub phone: String,
}

/// An address and a telephone number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// As it stands on invoices.
    pub address: Address,
    /// As it stands on invoices.
    pub phone: String,
}

impl Contact {
    /// Reads the form.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn check(form: &ContactForm) -> Result<Self, PartyError> {
        let ContactForm { street, postal_code, city, province, phone } = form.clone();
        let form = PartyForm { street, postal_code, city, province, phone, ..PartyForm::default() };
        let mut findings = Findings::default();
        let address = Party::address(&form, &mut findings);
        let phone = Party::phone(&form, &mut findings);
        findings.finish(address.zip(phone).map(|(address, phone)| Self { address, phone }))
    }
}

impl Party {
    /// The form that would say where they are found, to be shown again.
    #[must_use]
    pub fn contact_form(&self) -> ContactForm {
        let PartyForm { street, postal_code, city, province, phone, .. } = self.to_form();
        ContactForm { street, postal_code, city, province, phone }
    }

    /// Both have the same codice fiscale, so they are one before the tax agency.
    #[must_use]
    pub fn is_same_subject(&self, other: &Self) -> bool {
        self.tax_code == other.tax_code
    }

    /// The same subject, found elsewhere.
    #[must_use]
    pub fn found_at(self, contact: Contact) -> Self {
        let Contact { address, phone } = contact;
        Self { address, phone, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::super::subject::tests;
    use super::super::{Field, FieldError, Party};
    use super::*;

    fn a_company() -> Party {
        let mut findings = Findings::default();
        Party::find(&tests::a_company(), &mut findings).unwrap()
    }

    #[test]
    fn who_moves_stays_who_they_are() {
        let before = a_company();
        let form = ContactForm { city: "Arezzo".into(), ..before.contact_form() };

        let after = before.clone().found_at(Contact::check(&form).unwrap());

        assert_eq!(after.address.city, "Arezzo");
        let city = before.address.city.clone();
        let address = Address { city, ..after.address.clone() };
        assert_eq!(Party { address, ..after }, before, "and nothing else has changed");
    }

    #[test]
    fn everything_that_is_wrong_with_it_is_said_at_once() {
        let Err(PartyError::Fields(found)) = Contact::check(&ContactForm::default()) else {
            panic!("accepted")
        };
        let missing = |field| (field, FieldError::Missing);
        let fields = [Field::Street, Field::PostalCode, Field::City, Field::Province, Field::Phone];
        assert_eq!(found, fields.map(missing));
    }
}
