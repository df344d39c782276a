//! Why somebody is buying.

use serde::{Deserialize, Serialize};

/// Why somebody is buying.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "purpose", rename_all = "snake_case", try_from = "Written")]
pub enum Purpose {
    /// A main service, for some years, with add-ons.
    FirstPurchase {
        /// Length of the term.
        years: u32,
    },
    /// Add-ons for a service that is running.
    Add,
    /// Some more years of everything that is kept.
    Renewal {
        /// Length of the new term.
        years: u32,
    },
}

impl Purpose {
    /// How many things are bought with this many different add-ons. A service that is only added to
    /// is none of them.
    #[must_use]
    pub const fn things(self, add_ons: usize) -> usize {
        match self {
            Self::FirstPurchase { .. } | Self::Renewal { .. } => add_ons.saturating_add(1),
            Self::Add => add_ons,
        }
    }
}

/// A purpose as it is written: one object with its name and the years. An enum with a tag would be
/// read by way of a copy of whatever stands before the tag, and the programs of the browser would
/// have the code for it.
#[derive(Deserialize)]
struct Written {
    purpose: Name,
    years: Option<u32>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Name {
    FirstPurchase,
    Add,
    Renewal,
}

impl TryFrom<Written> for Purpose {
    type Error = &'static str;

    fn try_from(Written { purpose, years }: Written) -> Result<Self, &'static str> {
        let years = years.ok_or("a term without years");
        Ok(match purpose {
            Name::FirstPurchase => Self::FirstPurchase { years: years? },
            Name::Add => Self::Add,
            Name::Renewal => Self::Renewal { years: years? },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_purpose_is_one_object_with_its_name_and_its_years() {
        for (purpose, text) in [
            (Purpose::FirstPurchase { years: 2 }, r#"{"purpose":"first_purchase","years":2}"#),
            (Purpose::Add, r#"{"purpose":"add"}"#),
            (Purpose::Renewal { years: 10 }, r#"{"purpose":"renewal","years":10}"#),
        ] {
            assert_eq!(serde_json::to_string(&purpose).unwrap(), text);
            assert_eq!(serde_json::from_str::<Purpose>(text).unwrap(), purpose);
        }
        let turned = r#"{"years":3,"purpose":"renewal"}"#;
        let renewal = Purpose::Renewal { years: 3 };
        assert_eq!(serde_json::from_str::<Purpose>(turned).unwrap(), renewal);

        for text in [r#"{"purpose":"renewal"}"#, r#"{"purpose":"buy","years":1}"#, r#"{"years":1}"#]
        {
            assert!(serde_json::from_str::<Purpose>(text).is_err(), "{text}");
        }
    }
}
