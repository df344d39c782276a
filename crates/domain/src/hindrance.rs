//! What stands between somebody and a product, known before they press its button.

use serde::{Deserialize, Serialize};

use crate::calendar::Date;
use crate::catalog::Product;
use crate::entitlements::{Entitlements, Usage};

/// Why a press on the button of a product would lead nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Hindrance {
    /// It is there already, can be used, and is had only once.
    Owned {
        /// Its last day.
        until: Date,
    },
    /// It does not go with the main service that is owned.
    NotBeside {
        /// The main service.
        service: Product,
    },
    /// It stands in this order, which waits for its payment.
    Ordered {
        /// The number of the order.
        order: i64,
    },
    /// This order waits for its payment, and there can be only one that does.
    OrderWaits {
        /// The number of the order.
        order: i64,
    },
    /// The service has expired: it is renewed first, with what was in it.
    ServiceExpired,
    /// Its owner has asked for the disdetta, and may take that back.
    GivenUp,
}

/// What is settled before anything can be bought for a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum First {
    /// The order of this number is paid or cancelled.
    Order(i64),
    /// The disdetta that was asked for is taken back.
    Termination,
}

impl First {
    /// Of the order that waits for its payment, and of a disdetta that waits for the office.
    #[must_use]
    pub fn of(order: Option<i64>, is_given_up: bool) -> Option<Self> {
        if is_given_up { Some(Self::Termination) } else { order.map(Self::Order) }
    }
}

impl Hindrance {
    /// What keeps somebody with this service, and with this order that waits for its payment, from
    /// buying a product. Of the order it takes the number and what is bought with it; `is_given_up`
    /// says that the disdetta of the service was asked for.
    #[must_use]
    pub fn of(
        product: Product,
        service: Option<&Entitlements>,
        pending: Option<(i64, &[Product])>,
        is_given_up: bool,
    ) -> Option<Self> {
        let service = service.filter(|service| service.standing().can_be_renewed());
        service
            .and_then(|service| Self::by_what_is_owned(product, service))
            .or_else(|| service.filter(|_| is_given_up).map(|_| Self::GivenUp))
            .or_else(|| pending.map(|pending| Self::by_order(product, pending)))
            .or_else(|| service.filter(|it| !it.can_buy()).map(|_| Self::ServiceExpired))
    }

    fn by_what_is_owned(product: Product, service: &Entitlements) -> Option<Self> {
        let is_owned = service.usage(product) == Usage::Full;
        let until = service.terms(product).map(|term| term.until).max();
        let main = service.service();
        let goes_with = if product.is_main_service() {
            product == main
        } else {
            product.facts().offered_for.contains(&main)
        };
        match until.filter(|_| is_owned && (product.is_main_service() || product.is_module())) {
            Some(until) => Some(Self::Owned { until }),
            None if goes_with => None,
            None => Some(Self::NotBeside { service: main }),
        }
    }

    fn by_order(product: Product, (order, products): (i64, &[Product])) -> Self {
        if products.contains(&product) {
            Self::Ordered { order }
        } else {
            Self::OrderWaits { order }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Product::{
        Collections, Documents, Invoicing, ReceiveOnly, User, WooCommerce,
    };
    use crate::entitlements::tests::on;

    const TODAY: &str = "2026-11-22";

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn nothing_stands_in_the_way_of_a_visitor() {
        assert!(
            Product::ALL
                .into_iter()
                .all(|product| Hindrance::of(product, None, None, false).is_none())
        );
    }

    #[test]
    fn what_is_had_only_once_is_not_sold_again_and_users_are() {
        let service = on(
            TODAY,
            &[(Invoicing, 1, "2027-04-22"), (Documents, 1, "2027-03-01"), (User, 2, "2027-06-30")],
        );
        let found = |product| Hindrance::of(product, Some(&service), None, false);

        assert_eq!(found(Invoicing), Some(Hindrance::Owned { until: day("2027-04-22") }));
        assert_eq!(found(Documents), Some(Hindrance::Owned { until: day("2027-03-01") }));
        assert_eq!(found(ReceiveOnly), Some(Hindrance::NotBeside { service: Invoicing }));
        for product in [User, Collections, WooCommerce] {
            assert_eq!(found(product), None);
        }
    }

    #[test]
    fn solo_ricezione_takes_users_and_no_modules() {
        let service = on(TODAY, &[(ReceiveOnly, 1, "2027-04-22")]);
        let found = |product| Hindrance::of(product, Some(&service), None, false);

        assert_eq!(found(Documents), Some(Hindrance::NotBeside { service: ReceiveOnly }));
        assert_eq!(found(User), None);
    }

    #[test]
    fn a_second_order_waits_for_the_first_one() {
        let service = on(TODAY, &[(Invoicing, 1, "2027-04-22"), (Documents, 1, "2027-04-22")]);
        let pending = Some((26_000_001, &[Collections, User][..]));
        let found = |product| Hindrance::of(product, Some(&service), pending, false);

        assert_eq!(found(Documents), Some(Hindrance::Owned { until: day("2027-04-22") }));
        assert_eq!(found(Collections), Some(Hindrance::Ordered { order: 26_000_001 }));
        assert_eq!(found(WooCommerce), Some(Hindrance::OrderWaits { order: 26_000_001 }));
        assert_eq!(
            Hindrance::of(Invoicing, None, Some((26_000_002, &[Invoicing])), false),
            Some(Hindrance::Ordered { order: 26_000_002 })
        );
    }

    #[test]
    fn an_expired_service_is_renewed_first_and_one_that_is_over_counts_for_nothing() {
        let expired = on(TODAY, &[(Invoicing, 1, "2026-11-01"), (Documents, 1, "2026-11-01")]);
        let over = on(TODAY, &[(Invoicing, 1, "2026-08-23")]);

        for product in [Invoicing, Documents, User] {
            let found = Hindrance::of(product, Some(&expired), None, false);
            assert_eq!(found, Some(Hindrance::ServiceExpired), "{product:?}");
        }
        assert_eq!(Hindrance::of(Invoicing, Some(&over), None, false), None);
    }

    #[test]
    fn nothing_is_sold_for_a_service_that_is_being_given_up() {
        let documents = (Documents, 1, "2027-03-01");
        let service = on(TODAY, &[(Invoicing, 1, "2027-04-22"), documents]);
        let expired = on(TODAY, &[(Invoicing, 1, "2026-11-01"), documents]);
        let over = on(TODAY, &[(Invoicing, 1, "2026-08-23")]);
        let found = |product, service| Hindrance::of(product, Some(service), None, true);

        let until = day("2027-03-01");
        assert_eq!(found(Documents, &service), Some(Hindrance::Owned { until }));
        assert_eq!(found(Collections, &service), Some(Hindrance::GivenUp));
        assert_eq!(found(User, &expired), Some(Hindrance::GivenUp));
        assert_eq!(found(Invoicing, &over), None);
        assert_eq!(First::of(Some(7), true), Some(First::Termination));
        assert_eq!(First::of(Some(7), false), Some(First::Order(7)));
        assert_eq!(First::of(None, false), None);
    }
}
