//! How far a sign-in to the shop reaches: all that its owner may do, or the purchase for one service.

use crate::id::SubscriptionId;
use serde::{Deserialize, Serialize};

/// How far a sign-in reaches (docs/rules.md S6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reach {
    /// Everything of the account: its owner has signed in to it.
    Whole,
    /// Somebody came from the panel of one service to buy something for it: cart, order form, the
    /// payment at the provider's page, and the orders made on this way.
    Purchase {
        /// What is bought for.
        service: SubscriptionId,
        /// The numbers of the orders made since they came.
        orders: Vec<i64>,
    },
}

impl Reach {
    /// Whether an order of the account may be seen, paid and cancelled.
    #[must_use]
    pub fn includes_order(&self, number: i64) -> bool {
        match self {
            Self::Whole => true,
            Self::Purchase { orders, .. } => orders.contains(&number),
        }
    }

    /// Whether what the account keeps to pay with may be seen and used.
    #[must_use]
    pub fn includes_stored_methods(&self) -> bool {
        match self {
            Self::Whole => true,
            Self::Purchase { .. } => false,
        }
    }

    /// Whether something may be bought for a service; `None` is a new one.
    #[must_use]
    pub fn includes_service(&self, bought_for: Option<SubscriptionId>) -> bool {
        match self {
            Self::Whole => true,
            Self::Purchase { service, .. } => bought_for == Some(*service),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_purchase_reaches_its_own_orders_and_its_service_and_nothing_that_is_kept() {
        let id = |number| SubscriptionId(uuid::Uuid::from_u128(number));
        let purchase = Reach::Purchase { service: id(1), orders: vec![26_000_002] };

        assert!(purchase.includes_order(26_000_002) && !purchase.includes_order(26_000_001));
        assert!(purchase.includes_service(Some(id(1))));
        assert!(!purchase.includes_service(Some(id(2))) && !purchase.includes_service(None));
        assert!(!purchase.includes_stored_methods());
        assert!(Reach::Whole.includes_order(26_000_001) && Reach::Whole.includes_service(None));
        assert!(Reach::Whole.includes_stored_methods());
    }
}
