//! Somebody, as they present themselves: kind, name, numbers and address.

use super::field::{Findings, required};
use super::{Address, Field, FieldError, PostalCode, Province, TaxCode, TaxCodeError, VatNumber};
use serde::{Deserialize, Serialize};

/// The kind of subject, which decides what is asked and what may be bought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// `azienda`.
    #[default]
    Company,
    /// `libero professionista`.
    Professional,
    /// `ditta individuale`.
    SoleTrader,
    /// `Pubblica Amministrazione`.
    PublicBody,
    /// An association, a condominium or another body without partita IVA.
    Association,
    /// `persona fisica`.
    Person,
}

impl Kind {
    /// All kinds, in the order of the form.
    pub const ALL: [Self; 6] = [
        Self::Company,
        Self::Professional,
        Self::SoleTrader,
        Self::PublicBody,
        Self::Association,
        Self::Person,
    ];

    /// The name for machines and forms.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Professional => "professional",
            Self::SoleTrader => "sole_trader",
            Self::PublicBody => "public_body",
            Self::Association => "association",
            Self::Person => "person",
        }
    }

    /// True when the name is that of an organisation, not of a person.
    #[must_use]
    pub fn has_business_name(self) -> bool {
        matches!(self, Self::Company | Self::PublicBody | Self::Association)
    }

    /// True when there is no such subject without partita IVA.
    #[must_use]
    pub fn needs_vat_number(self) -> bool {
        matches!(self, Self::Company | Self::Professional | Self::SoleTrader)
    }

    /// True when a partita IVA can be asked for at all.
    #[must_use]
    pub fn may_have_vat_number(self) -> bool {
        self.needs_vat_number() || self == Self::PublicBody
    }
}

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
    /// Reads the form; what is wrong with it joins `findings`.
    pub(super) fn find(form: &PartyForm, findings: &mut Findings) -> Option<Self> {
        let kind = form.kind;
        let name = if kind.has_business_name() {
            let name = findings.text(Field::BusinessName, &form.business_name);
            let legal_representative =
                findings.text(Field::LegalRepresentative, &form.legal_representative);
            name.zip(legal_representative)
                .map(|(name, legal_representative)| Name::Business { name, legal_representative })
        } else {
            let first = findings.text(Field::FirstName, &form.first_name);
            let last = findings.text(Field::LastName, &form.last_name);
            first.zip(last).map(|(first, last)| Name::Person { first, last })
        };

        let vat_asked = kind.needs_vat_number()
            || (kind.may_have_vat_number() && !form.vat_number.trim().is_empty());
        let vat_number = if vat_asked {
            let parsed = required(&form.vat_number, VatNumber::parse, FieldError::VatNumber);
            findings.take(Field::VatNumber, parsed)
        } else {
            None
        };
        let tax_code = if vat_asked && kind.has_business_name() && form.tax_code.trim().is_empty() {
            // Usually it is the partita IVA, so it may be left out. Where that is wrong, it alone
            // has to be mended.
            vat_number.as_ref().and_then(|number| {
                let code = TaxCode::parse(number.as_str()).map_err(FieldError::TaxCode);
                findings.take(Field::TaxCode, code)
            })
        } else {
            findings.take(Field::TaxCode, tax_code(form))
        };
        let address = Self::address(form, findings);
        let phone = findings.take(Field::Phone, phone(&form.phone));

        Some(Self {
            kind,
            name: name?,
            vat_number,
            tax_code: tax_code?,
            address: address?,
            phone: phone?,
        })
    }

    fn address(form: &PartyForm, findings: &mut Findings) -> Option<Address> {
        let street = findings.text(Field::Street, &form.street);
        let postal_code =
            required(&form.postal_code, PostalCode::parse, |()| FieldError::PostalCode);
        let postal_code = findings.take(Field::PostalCode, postal_code);
        let city = findings.text(Field::City, &form.city);
        let province = required(&form.province, Province::parse, |()| FieldError::Province);
        let province = findings.take(Field::Province, province);
        Some(Address {
            street: street?,
            postal_code: postal_code?,
            city: city?,
            province: province?,
        })
    }

    /// The form that would say the same, to be shown again.
    #[must_use]
    pub fn to_form(&self) -> PartyForm {
        let mut form = PartyForm {
            kind: self.kind,
            vat_number: self.vat_number.as_ref().map(ToString::to_string).unwrap_or_default(),
            tax_code: self.tax_code.to_string(),
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

/// People who work for themselves have the code of a person.
fn tax_code(form: &PartyForm) -> Result<TaxCode, FieldError> {
    let code = required(&form.tax_code, TaxCode::parse, FieldError::TaxCode)?;
    if !form.kind.has_business_name() && !code.is_of_a_person() {
        return Err(FieldError::TaxCode(TaxCodeError::NotAPerson));
    }
    Ok(code)
}

fn phone(typed: &str) -> Result<String, FieldError> {
    let cleaned: String =
        typed.chars().filter(|c| !c.is_whitespace() && !"./-()".contains(*c)).collect();
    let digits = cleaned.strip_prefix('+').unwrap_or(&cleaned);
    match digits.len() {
        0 => Err(FieldError::Missing),
        6..=15 if digits.bytes().all(|b| b.is_ascii_digit()) => Ok(cleaned),
        _ => Err(FieldError::Phone),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::{PartyError, VatNumberError};
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

    #[test]
    fn a_professional_has_the_code_of_a_person() {
        let mut form = a_company();
        form.kind = Kind::Professional;
        (form.first_name, form.last_name) = ("Anna".into(), "Bianchi".into());
        form.tax_code = "02342520158".into();
        let error = FieldError::TaxCode(TaxCodeError::NotAPerson);
        assert_eq!(check(&form), only(Field::TaxCode, error));
    }
}
