//! Italian postal addresses.

use super::field::{Findings, LINE_MAX, required};
use super::{Field, FieldError, text_type};
use crate::text;
use serde::{Deserialize, Serialize};

/// The signs of the Italian provinces, as cars and invoices bear them. Sardinia's are those of
/// l.r. 7/2021, as Istat lists them since 1 January 2026: two metropolitan cities (CA, SS) and six
/// provinces (CI, NU, OG, OR, OT, VS).
pub const PROVINCES: &str = "AG AL AN AO AP AQ AR AT AV BA BG BI BL BN BO BR BS BT BZ CA CB CE CH \
    CI CL CN CO CR CS CT CZ EN FC FE FG FI FM FR GE GO GR IM IS KR LC LE LI LO LT LU MB MC ME MI \
    MN MO MS MT NA NO NU OG OR OT PA PC PD PE PG PI PN PO PR PT PU PV PZ RA RC RE RG RI RM RN RO \
    SA SI SO SP SR SS SV TA TE TN TO TP TR TS TV UD VA VB VC VE VI VR VS VT VV";

/// Signs of provinces that are no more. Addresses and registers still bear them, so they are
/// taken, but nobody is offered them: Sud Sardegna (d.P.R. 140/2017).
pub const FORMER_PROVINCES: &str = "SU";

/// CAP: five digits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PostalCode(String);

text_type!(PostalCode, ());

impl PostalCode {
    /// Reads five digits.
    ///
    /// # Errors
    /// When it is anything else.
    #[expect(clippy::result_unit_err, reason = "there is one thing that can be wrong")]
    pub fn parse(typed: &str) -> Result<Self, ()> {
        let code = text::code(typed);
        let fits = code.len() == 5 && code.bytes().all(|b| b.is_ascii_digit());
        if fits { Ok(Self(code)) } else { Err(()) }
    }
}

/// The two letters of a province.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Province(String);

text_type!(Province, ());

impl Province {
    /// Reads the two letters of a province that exists, or existed until the last reform.
    ///
    /// # Errors
    /// When it is anything else.
    #[expect(clippy::result_unit_err, reason = "there is one thing that can be wrong")]
    pub fn parse(typed: &str) -> Result<Self, ()> {
        let sign = text::code(typed);
        let mut known = PROVINCES.split_whitespace().chain(FORMER_PROVINCES.split_whitespace());
        if known.any(|known| known == sign) { Ok(Self(sign)) } else { Err(()) }
    }
}

/// A postal address in Italy, as it stands on an invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// Street and number.
    pub street: String,
    /// CAP.
    pub postal_code: PostalCode,
    /// Comune.
    pub city: String,
    /// Province.
    pub province: Province,
}

impl Address {
    /// In the place of one that is not shown.
    pub(super) fn withheld() -> Self {
        let (street, city) = (String::new(), String::new());
        let (postal_code, province) = (PostalCode(String::new()), Province(String::new()));
        Self { street, postal_code, city, province }
    }
}

/// What was typed about an address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the names are those of the form")]
pub struct AddressForm {
    pub street: String,
    pub postal_code: String,
    pub city: String,
    pub province: String,
}

impl AddressForm {
    /// True while nothing at all was typed.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        [&self.street, &self.postal_code, &self.city, &self.province]
            .iter()
            .all(|typed| text::is_blank(typed))
    }
}

impl Address {
    /// Reads a form of nothing else.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn check(form: &AddressForm) -> Result<Self, Vec<(Field, FieldError)>> {
        let mut findings = Findings::default();
        let address = Self::find(form, &mut findings);
        findings.faults(address)
    }

    /// Reads the address of a larger form; what is wrong with it joins `findings`.
    pub(super) fn find(form: &AddressForm, findings: &mut Findings) -> Option<Self> {
        let street = findings.invoiced(Field::Street, LINE_MAX, &form.street);
        let postal_code =
            required(&form.postal_code, PostalCode::parse, |()| FieldError::PostalCode);
        let postal_code = findings.take(Field::PostalCode, postal_code);
        let city = findings.invoiced(Field::City, LINE_MAX, &form.city);
        let province = required(&form.province, Province::parse, |()| FieldError::Province);
        let province = findings.take(Field::Province, province);
        Some(Self { street: street?, postal_code: postal_code?, city: city?, province: province? })
    }

    /// The form that would say the same, to be shown again.
    #[must_use]
    pub fn to_form(&self) -> AddressForm {
        AddressForm {
            street: self.street.clone(),
            postal_code: self.postal_code.to_string(),
            city: self.city.clone(),
            province: self.province.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn provinces_exist_and_postal_codes_have_five_digits() {
        assert_eq!(Province::parse(" ar ").unwrap().as_str(), "AR");
        assert!(Province::parse("XX").is_err());
        assert!(PostalCode::parse("52100").is_ok());
        assert!(PostalCode::parse("5210").is_err());
        assert_eq!(PROVINCES.split_whitespace().count(), 110);
    }

    #[test]
    fn sardinia_has_its_eight_provinces_and_the_former_one_is_still_read() {
        for sign in ["CA", "CI", "NU", "OG", "OR", "OT", "SS", "VS", "SU"] {
            assert_eq!(Province::parse(sign).unwrap().as_str(), sign);
        }
        assert!(!PROVINCES.split_whitespace().any(|sign| sign == "SU"));
    }

    #[test]
    fn what_nobody_sees_is_in_no_address() {
        assert_eq!(Province::parse("\u{FEFF}c\u{200B}i\u{A0}").unwrap().as_str(), "CI");
        assert_eq!(PostalCode::parse("\u{200E}52\u{202F}100").unwrap().as_str(), "52100");
    }
}
