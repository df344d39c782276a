//! How far a sign-in to the shop reaches: all that its owner may do, or the purchase for one service.

use crate::id::SubscriptionId;
use serde::{Deserialize, Serialize};

/// How far a sign-in reaches (docs/rules.md S6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reach {
    /// Everything of the account: its owner has signed in to it.
    Whole,
    /// Its owner came from the panel of one service to buy something for it: cart, order form, the
    /// payment at the provider's page, and the orders made on this way.
    Purchase {
        /// What is bought for.
        service: SubscriptionId,
        /// The numbers of the orders made since they came.
        orders: Vec<i64>,
    },
    /// Somebody came by the link of a mail for the same. Nobody knows who reads a mail, so they are not
    /// told who the holder is.
    ByLink {
        /// What is bought for; none once it was renewed, when there is nothing left to buy by the link.
        service: Option<SubscriptionId>,
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
            Self::Purchase { orders, .. } | Self::ByLink { orders, .. } => orders.contains(&number),
        }
    }

    /// The same after this order was made on this way.
    #[must_use]
    pub fn with_order(mut self, number: i64) -> Self {
        match &mut self {
            Self::Whole => (),
            Self::Purchase { orders, .. } | Self::ByLink { orders, .. } => orders.push(number),
        }
        self
    }

    /// Whether what the account keeps to pay with may be seen and used.
    #[must_use]
    pub fn includes_stored_methods(&self) -> bool {
        match self {
            Self::Whole => true,
            Self::Purchase { .. } | Self::ByLink { .. } => false,
        }
    }

    /// Whether something may be bought for a service; `None` is a new one.
    #[must_use]
    pub fn includes_service(&self, bought_for: Option<SubscriptionId>) -> bool {
        match self {
            Self::Whole => true,
            Self::Purchase { service, .. } => bought_for == Some(*service),
            Self::ByLink { service, .. } => service.is_some() && bought_for == *service,
        }
    }

    /// Whether the cart of the account is theirs to fill.
    #[must_use]
    pub fn includes_cart(&self) -> bool {
        match self {
            Self::Whole | Self::Purchase { .. } => true,
            Self::ByLink { service, .. } => service.is_some(),
        }
    }

    /// Whether it is surely the owner, who has given a password: only they see the data of the holder,
    /// and only for them stands what was accepted with an earlier order.
    #[must_use]
    pub fn is_of_the_owner(&self) -> bool {
        match self {
            Self::Whole | Self::Purchase { .. } => true,
            Self::ByLink { .. } => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u128) -> SubscriptionId {
        SubscriptionId(uuid::Uuid::from_u128(number))
    }

    #[test]
    fn a_purchase_reaches_its_own_orders_and_its_service_and_nothing_that_is_kept() {
        let (service, orders) = (id(1), vec![26_000_002]);
        for purchase in [
            Reach::Purchase { service, orders: orders.clone() },
            Reach::ByLink { service: Some(service), orders },
        ] {
            assert!(purchase.includes_order(26_000_002) && !purchase.includes_order(26_000_001));
            assert!(purchase.includes_service(Some(id(1))) && purchase.includes_cart());
            assert!(!purchase.includes_service(Some(id(2))) && !purchase.includes_service(None));
            assert!(!purchase.includes_stored_methods());
        }
        assert!(Reach::Whole.includes_order(26_000_001) && Reach::Whole.includes_service(None));
        assert!(Reach::Whole.includes_stored_methods() && Reach::Whole.includes_cart());
    }

    #[test]
    fn after_the_renewal_a_link_reaches_the_orders_made_by_it_and_no_new_one() {
        let renewed = Reach::ByLink { service: None, orders: vec![26_000_002] };

        assert!(renewed.includes_order(26_000_002) && !renewed.includes_cart());
        assert!(!renewed.includes_service(None) && !renewed.includes_service(Some(id(1))));
    }

    #[test]
    fn only_whoever_has_given_a_password_is_surely_the_owner() {
        let (service, orders) = (id(1), Vec::new());

        assert!(Reach::Whole.is_of_the_owner());
        assert!(Reach::Purchase { service, orders: orders.clone() }.is_of_the_owner());
        assert!(!Reach::ByLink { service: Some(service), orders }.is_of_the_owner());
    }
}
