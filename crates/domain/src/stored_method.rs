//! A card or a `PayPal` account that a provider stores for a customer.

use std::ops::Deref;

use chrono::Datelike;
use serde::{Deserialize, Serialize};

use crate::calendar::Date;
use crate::id::{AccountId, StoredMethodId};
use crate::order::PaymentMethod;

/// A way to pay as its owner knows it. The number of a card is known to the provider only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MethodName {
    /// A card or `PayPal`.
    pub kind: PaymentMethod,
    /// `visa 4242`, or the address of a `PayPal` account.
    pub label: String,
    /// Year and month after which a card is void.
    pub expires: Option<(u16, u8)>,
}

impl MethodName {
    /// Brand and last digits of a card: `Visa`, `4242`.
    #[must_use]
    pub fn brand_and_digits(&self) -> Option<(String, &str)> {
        let (brand, digits) = self.label.rsplit_once(' ')?;
        let (first, rest) = brand.split_at_checked(1)?;
        Some((format!("{}{rest}", first.to_ascii_uppercase()), digits))
    }

    /// True when it cannot be used any more on a day.
    #[must_use]
    pub fn is_void(&self, today: Date) -> bool {
        self.expires.is_some_and(|(year, month)| {
            (i32::from(year), u32::from(month)) < (today.year(), today.month())
        })
    }
}

/// What a stored method is at the provider: two names that mean something there only. The shop
/// never sees a card number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MethodReference {
    /// The provider's name for the customer.
    pub customer: String,
    /// The provider's name for the card or account.
    pub method: String,
}

/// What is known of a stored method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MethodFacts {
    /// Our name for it.
    pub id: StoredMethodId,
    /// The account that pays with it.
    pub account: AccountId,
    /// The name of the provider that stores it.
    pub provider: String,
    /// What it is at the provider.
    pub stored: MethodReference,
    /// What its owner knows it by.
    pub name: MethodName,
}

/// A stored method. Its facts are read like fields, and change only as the rules here say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredMethod(MethodFacts);

impl Deref for StoredMethod {
    type Target = MethodFacts;

    fn deref(&self) -> &MethodFacts {
        &self.0
    }
}

impl StoredMethod {
    /// One that was stored, or is about to be.
    #[must_use]
    pub fn restore(facts: MethodFacts) -> Self {
        Self(facts)
    }

    /// What is known of it.
    #[must_use]
    pub fn into_facts(self) -> MethodFacts {
        self.0
    }

    /// True for the same card or account, left once more: its owner knows both by one name. The
    /// provider may have another name for it now.
    #[must_use]
    pub fn is_again(&self, known: &Self) -> bool {
        self.account == known.account && self.provider == known.provider && self.name == known.name
    }

    /// The known one under the provider's newer name for it.
    #[must_use]
    pub fn in_place_of(self, known: &Self) -> Self {
        Self(MethodFacts { id: known.id, ..self.0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn card(id: u128, reference: &str, label: &str) -> StoredMethod {
        StoredMethod::restore(MethodFacts {
            id: StoredMethodId(Uuid::from_u128(id)),
            account: AccountId(Uuid::nil()),
            provider: "stripe".into(),
            stored: MethodReference { customer: "cus_1".into(), method: reference.into() },
            name: MethodName {
                kind: PaymentMethod::Card,
                label: label.into(),
                expires: Some((2034, 12)),
            },
        })
    }

    #[test]
    fn a_card_that_is_left_again_keeps_its_name_and_gets_a_newer_reference() {
        let (known, again) = (card(1, "pm_1", "visa 4242"), card(2, "pm_2", "visa 4242"));
        assert!(again.is_again(&known));
        let stored = again.in_place_of(&known);
        assert_eq!((stored.id, stored.stored.method.as_str()), (known.id, "pm_2"));
    }

    #[test]
    fn another_card_is_another_method() {
        assert!(!card(2, "pm_2", "visa 9995").is_again(&card(1, "pm_1", "visa 4242")));
    }
}
