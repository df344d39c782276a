//! Italian postal addresses.

use super::{cleaned, text_type};
use serde::{Deserialize, Serialize};

/// The signs of the Italian provinces, as cars and invoices bear them.
const PROVINCES: &str = "AG AL AN AO AP AQ AR AT AV BA BG BI BL BN BO BR BS BT BZ CA CB CE CH CL \
    CN CO CR CS CT CZ EN FC FE FG FI FM FR GE GO GR IM IS KR LC LE LI LO LT LU MB MC ME MI MN MO \
    MS MT NA NO NU OR PA PC PD PE PG PI PN PO PR PT PU PV PZ RA RC RE RG RI RM RN RO SA SI SO SP \
    SR SS SU SV TA TE TN TO TP TR TS TV UD VA VB VC VE VI VR VT VV";

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
        let code = cleaned(typed);
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
    /// Reads the two letters of a province that exists.
    ///
    /// # Errors
    /// When it is anything else.
    #[expect(clippy::result_unit_err, reason = "there is one thing that can be wrong")]
    pub fn parse(typed: &str) -> Result<Self, ()> {
        let sign = cleaned(typed);
        if PROVINCES.split_whitespace().any(|known| known == sign) {
            Ok(Self(sign))
        } else {
            Err(())
        }
    }
}

/// Where somebody is.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn provinces_exist_and_postal_codes_have_five_digits() {
        assert_eq!(Province::parse(" ar ").unwrap().as_str(), "AR");
        assert!(Province::parse("XX").is_err());
        assert!(PostalCode::parse("52100").is_ok());
        assert!(PostalCode::parse("5210").is_err());
        assert_eq!(PROVINCES.split_whitespace().count(), 107);
    }
}
