//! Somebody, as they present themselves: kind, name, numbers and address.

use super::field::{DENOMINATION_MAX, Findings, LINE_MAX, required};
use super::phone::phone;
use super::{Address, AddressForm, Field, FieldError, Kind, TaxCode, TaxCodeError, VatNumber};
use crate::text;
use serde::{Deserialize, Serialize};

/// What was typed about somebody. Every field is text, so that nothing typed is ever lost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the names are those of the form")]
pub struct PartyForm {
    pub kind: Kind,
    pub business_name: String,
    pub first_name: String,
    pub last_name: String,
    pub legal_representative: String,
    pub vat_number: String,
    pub tax_code: String,
    pub street: String,
    pub postal_code: String,
    pub city: String,
    pub province: String,
    pub phone: String,
}

/// The name on the invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Name {
    /// Ragione sociale.
    Business {
        /// The name itself.
        name: String,
        /// Rappresentante legale, where one is asked.
        legal_representative: String,
    },
    /// Name and surname.
    Person {
        /// Name.
        first: String,
        /// Surname.
        last: String,
    },
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Business { name, .. } => f.write_str(name),
            Self::Person { first, last } => write!(f, "{first} {last}"),
        }
    }
}

/// Somebody who is named and placed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Party {
    pub kind: Kind,
    pub name: Name,
    pub vat_number: Option<VatNumber>,
    pub tax_code: TaxCode,
    pub address: Address,
    pub phone: String,
}

impl Party {
    /// Which kind of subject it is, and nothing that tells who.
    pub(super) fn withheld(self) -> Self {
        let name = match self.name {
            Name::Business { .. } => {
                Name::Business { name: String::new(), legal_representative: String::new() }
            }
            Name::Person { .. } => Name::Person { first: String::new(), last: String::new() },
        };
        Self {
            kind: self.kind,
            name,
            vat_number: None,
            tax_code: TaxCode::withheld(),
            address: Address::withheld(),
            phone: String::new(),
        }
    }

    /// Reads the form; what is wrong with it joins `findings`.
    pub(super) fn find(form: &PartyForm, findings: &mut Findings) -> Option<Self> {
        let kind = form.kind;
        let name = if kind.has_business_name() {
            let name =
                findings.invoiced(Field::BusinessName, DENOMINATION_MAX, &form.business_name);
            let legal_representative =
                findings.text(Field::LegalRepresentative, &form.legal_representative);
            name.zip(legal_representative)
                .map(|(name, legal_representative)| Name::Business { name, legal_representative })
        } else {
            let first = findings.invoiced(Field::FirstName, LINE_MAX, &form.first_name);
            let last = findings.invoiced(Field::LastName, LINE_MAX, &form.last_name);
            first.zip(last).map(|(first, last)| Name::Person { first, last })
        };

        let vat_asked = kind.needs_vat_number()
            || (kind.may_have_vat_number() && !text::is_blank(&form.vat_number));
        let vat_number = if vat_asked {
            let parsed = required(&form.vat_number, VatNumber::parse, FieldError::VatNumber);
            findings.take(Field::VatNumber, parsed)
        } else {
            None
        };
        let tax_code = if vat_asked && kind.has_business_name() && text::is_blank(&form.tax_code) {
            // Usually it is the partita IVA, so it may be left out. Where that is wrong, it alone
            // has to be mended.
            vat_number.as_ref().and_then(|number| {
                let code = TaxCode::parse(number.as_str()).map_err(FieldError::TaxCode);
                findings.take(Field::TaxCode, code)
            })
        } else {
            findings.take(Field::TaxCode, tax_code(form, vat_number.as_ref()))
        };
        let address = Self::address(form, findings);
        let phone = Self::phone(form, findings);

        Some(Self {
            kind,
            name: name?,
            vat_number,
            tax_code: tax_code?,
            address: address?,
            phone: phone?,
        })
    }

    pub(super) fn phone(form: &PartyForm, findings: &mut Findings) -> Option<String> {
        findings.take(Field::Phone, phone(&form.phone))
    }

    pub(super) fn address(form: &PartyForm, findings: &mut Findings) -> Option<Address> {
        let PartyForm { street, postal_code, city, province, .. } = form.clone();
        Address::find(&AddressForm { street, postal_code, city, province }, findings)
    }

    /// The form that would say the same, to be shown again. A codice fiscale that is the partita
    /// IVA stays out of it, as if it had been left out: who corrects the one corrects both.
    #[must_use]
    pub fn to_form(&self) -> PartyForm {
        let vat_number = self.vat_number.as_ref().map_or("", VatNumber::as_str);
        let tax_code = self.tax_code.as_str();
        let is_copy = self.kind.has_business_name() && tax_code == vat_number;
        let mut form = PartyForm {
            kind: self.kind,
            vat_number: vat_number.to_owned(),
            tax_code: if is_copy { String::new() } else { tax_code.to_owned() },
            street: self.address.street.clone(),
            postal_code: self.address.postal_code.to_string(),
            city: self.address.city.clone(),
            province: self.address.province.to_string(),
            phone: self.phone.clone(),
            ..PartyForm::default()
        };
        match &self.name {
            Name::Business { name, legal_representative } => {
                form.business_name.clone_from(name);
                form.legal_representative.clone_from(legal_representative);
            }
            Name::Person { first, last } => {
                form.first_name.clone_from(first);
                form.last_name.clone_from(last);
            }
        }
        form
    }
}

/// A person's code has 16 characters, or 11 digits while it is provisional. One that is the
/// partita IVA once more is no code of a person.
fn tax_code(form: &PartyForm, vat_number: Option<&VatNumber>) -> Result<TaxCode, FieldError> {
    let code = required(&form.tax_code, TaxCode::parse, FieldError::TaxCode)?;
    let is_copy = vat_number.is_some_and(|number| number.as_str() == code.as_str());
    if is_copy && !form.kind.has_business_name() {
        return Err(FieldError::TaxCode(TaxCodeError::VatNumberOfAPerson));
    }
    Ok(code)
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::{ForeignLetter, PartyError, VatNumberError};
    use super::*;

    /// A company that leaves out its codice fiscale.
    pub fn a_company() -> PartyForm {
        PartyForm {
            kind: Kind::Company,
            business_name: "Bianchi  Ceramiche S.r.l.".into(),
            legal_representative: "Anna Bianchi".into(),
            vat_number: "IT 02342520158".into(),
            street: "Via Roma 1".into(),
            postal_code: "52100".into(),
            city: "Arezzo".into(),
            province: "ar".into(),
            phone: "0575 123456".into(),
            ..PartyForm::default()
        }
    }

    fn check(form: &PartyForm) -> Result<Party, PartyError> {
        let mut findings = Findings::default();
        let party = Party::find(form, &mut findings);
        findings.finish(party)
    }

    fn only(field: Field, error: FieldError) -> Result<Party, PartyError> {
        Err(PartyError::Fields(vec![(field, error)]))
    }

    #[test]
    fn a_company_may_leave_out_its_codice_fiscale() {
        let party = check(&a_company()).unwrap();
        assert_eq!(party.tax_code.as_str(), "02342520158");
        assert_eq!(party.name.to_string(), "Bianchi Ceramiche S.r.l.");
        assert_eq!(check(&party.to_form()), Ok(party));
    }

    #[test]
    fn a_codice_fiscale_that_was_copied_follows_the_partita_iva() {
        for typed in ["", "02342520158"] {
            let first = check(&PartyForm { tax_code: typed.into(), ..a_company() }).unwrap();
            let form = PartyForm { vat_number: "00743110157".into(), ..first.to_form() };
            assert_eq!(check(&form).unwrap().tax_code.as_str(), "00743110157");
        }
        let own = PartyForm { tax_code: "80002230482".into(), ..a_company() };
        let form = PartyForm { vat_number: "00743110157".into(), ..check(&own).unwrap().to_form() };
        assert_eq!(check(&form).unwrap().tax_code.as_str(), "80002230482");
    }

    #[test]
    fn a_codice_fiscale_left_out_is_not_blamed_for_the_partita_iva() {
        let mut form = a_company();
        for (typed, error) in [
            ("", FieldError::Missing),
            ("02342520159", FieldError::VatNumber(VatNumberError::Check)),
        ] {
            form.vat_number = typed.into();
            assert_eq!(check(&form), only(Field::VatNumber, error));
        }

        // One that was written is read for itself.
        form.tax_code = "1234".into();
        let Err(PartyError::Fields(found)) = check(&form) else { panic!("accepted") };
        assert_eq!(found[1], (Field::TaxCode, FieldError::TaxCode(TaxCodeError::Length(4))));

        // A body that need not have a partita IVA is asked for its codice fiscale.
        form.kind = Kind::PublicBody;
        (form.vat_number, form.tax_code) = (String::new(), String::new());
        assert_eq!(check(&form), only(Field::TaxCode, FieldError::Missing));
    }

    fn a_professional() -> PartyForm {
        PartyForm {
            kind: Kind::Professional,
            first_name: "Anna".into(),
            last_name: "Bianchi".into(),
            tax_code: "RSSMRA80A01H501U".into(),
            ..a_company()
        }
    }

    #[test]
    fn a_person_may_have_a_provisional_code_of_eleven_digits() {
        for kind in [Kind::Professional, Kind::SoleTrader, Kind::Person] {
            let form = PartyForm { kind, tax_code: "80002230482".into(), ..a_professional() };
            assert_eq!(check(&form).unwrap().tax_code.as_str(), "80002230482");
        }
    }

    #[test]
    fn the_partita_iva_is_not_the_code_of_a_person() {
        let form = PartyForm { tax_code: "IT 02342520158".into(), ..a_professional() };
        let error = FieldError::TaxCode(TaxCodeError::VatNumberOfAPerson);
        assert_eq!(check(&form), only(Field::TaxCode, error));
    }

    #[test]
    fn what_nobody_sees_is_in_no_field_about_somebody() {
        let dirty = |text: &str| format!("\u{FEFF}{}\u{200B}\u{A0}", text.replace(' ', "\u{202F}"));
        let clean = a_professional();
        let form = PartyForm {
            kind: clean.kind,
            business_name: dirty(&clean.business_name),
            first_name: dirty(&clean.first_name),
            last_name: dirty(&clean.last_name),
            legal_representative: dirty(&clean.legal_representative),
            vat_number: dirty(&clean.vat_number),
            tax_code: dirty(&clean.tax_code),
            street: dirty(&clean.street),
            postal_code: dirty(&clean.postal_code),
            city: dirty(&clean.city),
            province: dirty(&clean.province),
            phone: dirty(&clean.phone),
        };
        assert_eq!(check(&form), check(&clean));
        let company = PartyForm { kind: Kind::Company, tax_code: "\u{200B}\u{A0}".into(), ..form };
        assert_eq!(check(&company), check(&a_company()));
    }

    #[test]
    fn an_invoice_bears_what_is_kept() {
        let form = PartyForm {
            business_name: "“L’Oﬃcina” – Forli\u{300}".into(),
            street: "Via dell’Unità 1…".into(),
            city: "L’Aquila".into(),
            ..a_company()
        };
        let party = check(&form).unwrap();
        assert_eq!(party.name.to_string(), "\"L'Officina\" - Forlì");
        assert_eq!(party.address.street, "Via dell'Unità 1...");
        assert_eq!(party.address.city, "L'Aquila");
    }

    #[test]
    fn a_letter_that_no_invoice_bears_is_named_at_its_field() {
        let foreign = |letter| FieldError::NotOnInvoice(ForeignLetter { letter, mark: None });
        let form =
            PartyForm { last_name: "Łukasz".into(), city: "Iași".into(), ..a_professional() };
        let expected = vec![(Field::LastName, foreign('Ł')), (Field::City, foreign('ș'))];
        assert_eq!(check(&form), Err(PartyError::Fields(expected)));
        // Who acts for a company is on no invoice.
        let form = PartyForm { legal_representative: "Łukasz Nowak".into(), ..a_company() };
        assert!(check(&form).is_ok());
    }

    #[test]
    fn texts_are_as_long_as_an_invoice_has_room_for() {
        let of = |length| "à".repeat(length);
        let company = |name, line| PartyForm {
            business_name: of(name),
            street: of(line),
            city: of(line),
            ..a_company()
        };
        assert!(check(&company(80, 60)).is_ok());
        let too_long = |max| FieldError::TooLong { max };
        let expected = vec![
            (Field::BusinessName, too_long(80)),
            (Field::Street, too_long(60)),
            (Field::City, too_long(60)),
        ];
        assert_eq!(check(&company(81, 61)), Err(PartyError::Fields(expected)));

        let person =
            |name| PartyForm { first_name: of(name), last_name: of(name), ..a_professional() };
        assert!(check(&person(60)).is_ok());
        let expected = vec![(Field::FirstName, too_long(60)), (Field::LastName, too_long(60))];
        assert_eq!(check(&person(61)), Err(PartyError::Fields(expected)));
        // The three points of one sign count as three.
        let form = PartyForm { city: format!("{}…", of(58)), ..a_company() };
        assert_eq!(check(&form), only(Field::City, too_long(60)));
    }

    #[test]
    fn somebody_who_was_stored_with_a_longer_name_can_still_be_read() {
        let stored = PartyForm { street: "Via Roma".into(), ..a_company() };
        let mut party = check(&stored).unwrap();
        party.address.street = "v".repeat(80);
        party.name = Name::Person { first: "Łukasz".into(), last: "x".repeat(80) };
        let json = serde_json::to_string(&party).unwrap();
        assert_eq!(serde_json::from_str::<Party>(&json).unwrap(), party);
    }
}
