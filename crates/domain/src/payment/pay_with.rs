//! How a customer pays an order: in a new way, or with one that the provider stores.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::id::StoredMethodId;
use crate::order::PaymentMethod;

/// What is chosen among the ways to pay. In a form it is one word, so that one group of buttons
/// has them all: `Card`, or `Card.` and the id of a stored card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PayWith {
    /// Its kind.
    pub method: PaymentMethod,
    /// The stored one; none when the customer pays in a new way.
    pub stored: Option<StoredMethodId>,
}

impl From<PaymentMethod> for PayWith {
    fn from(method: PaymentMethod) -> Self {
        Self { method, stored: None }
    }
}

/// The word of a form names no way to pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoWayToPay;

impl fmt::Display for NoWayToPay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this names no way to pay")
    }
}

impl FromStr for PayWith {
    type Err = NoWayToPay;

    fn from_str(word: &str) -> Result<Self, NoWayToPay> {
        let (kind, stored) = match word.split_once('.') {
            Some((kind, id)) => (kind, Some(id.parse().map_err(|_| NoWayToPay)?)),
            None => (word, None),
        };
        let method = PaymentMethod::ALL.into_iter().find(|method| method.word() == kind);
        Ok(Self { method: method.ok_or(NoWayToPay)?, stored })
    }
}

impl fmt::Display for PayWith {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.method.word())?;
        match self.stored {
            Some(id) => write!(f, ".{id}"),
            None => Ok(()),
        }
    }
}

impl TryFrom<String> for PayWith {
    type Error = NoWayToPay;

    fn try_from(word: String) -> Result<Self, NoWayToPay> {
        word.parse()
    }
}

impl From<PayWith> for String {
    fn from(with: PayWith) -> Self {
        with.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_form_says_it_in_one_word() {
        let new = PayWith::from(PaymentMethod::BankTransfer);
        let id = StoredMethodId(Uuid::from_u128(7));
        let stored = PayWith { method: PaymentMethod::Card, stored: Some(id) };

        assert_eq!(new.to_string(), "BankTransfer");
        assert_eq!(stored.to_string(), "Card.00000000-0000-0000-0000-000000000007");
        for with in [new, stored] {
            assert_eq!(with.to_string().parse(), Ok(with));
        }
        for word in ["", "Cash", "Card.", "Card.7", ".", "card"] {
            assert_eq!(word.parse::<PayWith>(), Err(NoWayToPay), "{word}");
        }
    }
}
