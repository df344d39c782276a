//! A running service: what its expiry means on a given day, and what a paid order makes of it.

use crate::calendar::{Date, add_months, days_between};
use crate::catalog::Product;
use crate::id::{AccountId, SubscriptionId};
use crate::party::Holder;
use crate::quote::{Line, LineKind, Owned};
use chrono::Days;
use serde::{Deserialize, Serialize};

/// Days after the expiry in which everything can still be read and renewed.
pub const CONSULTATION_DAYS: u32 = 90;

/// From this many days before the expiry on, the panel shows it as near.
pub const NEAR_EXPIRY_DAYS: i64 = 60;

/// A main service with its add-ons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// Stays the same through every renewal.
    pub id: SubscriptionId,
    /// The account that manages and renews it.
    pub account: AccountId,
    /// The main service.
    pub service: Product,
    /// Whom it is for.
    pub holder: Holder,
    /// First day.
    pub activated_on: Date,
    /// The main service first, then the add-ons.
    pub owned: Vec<Owned>,
}

impl Subscription {
    /// The last day of the main service.
    ///
    /// A subscription always owns its main service; without one it would have ended long ago.
    #[must_use]
    pub fn expires(&self) -> Date {
        let main = self.owned.iter().find(|owned| owned.product == self.service);
        main.map_or(Date::MIN, |owned| owned.expires)
    }

    /// What the expiry of the main service means today.
    #[must_use]
    pub fn standing(&self, today: Date) -> Standing {
        Standing::of(self.expires(), today)
    }

    /// The service without the add-ons that are not owned any more on a day.
    #[must_use]
    pub fn on(self, today: Date) -> Self {
        Self { owned: still_owned(self.owned, today), ..self }
    }
}

/// What is owned on a day, out of all that was ever bought for a service.
///
/// An add-on that was left out of a renewal is not owned any more after its own last day: the service
/// has gone on without it, and it can be bought again. One that ended with its service or later waits
/// with it for the renewal (`docs/rules.md` R7, R9).
#[must_use]
pub fn still_owned(mut bought: Vec<Owned>, today: Date) -> Vec<Owned> {
    let service = service_expiry(&bought);
    bought.retain(|owned| today <= owned.expires || goes_on(owned, service));
    bought
}

/// True for what the service has not left behind: the next renewal keeps it, unless somebody plans
/// otherwise. `service` is the day on which the service ends.
#[must_use]
pub fn goes_on(owned: &Owned, service: Option<Date>) -> bool {
    service.is_none_or(|service| service <= owned.expires)
}

/// The day on which the main service among these ends.
#[must_use]
pub fn service_expiry(owned: &[Owned]) -> Option<Date> {
    owned.iter().find(|owned| owned.product.is_main_service()).map(|service| service.expires)
}

/// What somebody owns when the first order of a service is paid: every term begins that day and
/// not on the day of the order (`docs/rules.md` R2).
#[must_use]
pub fn begin(lines: &[Line], paid_on: Date) -> Vec<Owned> {
    let item = |line: &Line| Owned {
        product: line.product,
        quantity: line.quantity,
        expires: add_months(paid_on, line.months),
    };
    lines.iter().map(item).collect()
}

/// What somebody owns when a later order is paid: the expiries agreed in it, nothing else.
///
/// # Errors
/// When what the order moves is no longer as it was when it was priced (`docs/rules.md` R11).
pub fn fulfil(mut owned: Vec<Owned>, lines: &[Line]) -> Result<Vec<Owned>, FailureReason> {
    for line in lines.iter().filter(|line| line.kind != LineKind::Purchase) {
        let mut left = line.quantity;
        for item in &mut owned {
            if item.product == line.product && item.expires == line.from && left >= item.quantity {
                left -= item.quantity;
                item.expires = line.until;
            }
        }
        // A renewal may keep a part of the users that end together.
        if left > 0 {
            let fits = |o: &&mut Owned| {
                o.product == line.product && o.expires == line.from && o.quantity > left
            };
            let item = owned.iter_mut().find(fits).ok_or(FailureReason::ServiceChanged)?;
            item.quantity -= left;
            owned.push(Owned { product: line.product, quantity: left, expires: line.until });
        }
    }
    for line in lines.iter().filter(|line| line.kind == LineKind::Purchase) {
        // A module that had ended by the day of the order and was left behind gives way.
        let gives_way = |o: &Owned| o.product == line.product && o.expires < line.from;
        owned.retain(|o| !(line.product.is_module() && gives_way(o)));
        if line.product.is_module() && owned.iter().any(|o| o.product == line.product) {
            return Err(FailureReason::ServiceChanged);
        }
        owned.push(Owned { product: line.product, quantity: line.quantity, expires: line.until });
    }
    Ok(together(owned))
}

/// Why a paid order could not be fulfilled (`Attivazione KO`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text"))]
#[cfg_attr(feature = "sqlx", sqlx(rename_all = "snake_case"))]
pub enum FailureReason {
    /// Another order for the same partita IVA, codice fiscale or account was paid first.
    AlreadyActive,
    /// The service is gone or expired since the order was concluded (`docs/rules.md` R11).
    ServiceNotActive,
    /// What is owned has changed, so the agreed expiries no longer fit.
    ServiceChanged,
}

/// Pieces of the same product that end on the same day become one entry.
fn together(owned: Vec<Owned>) -> Vec<Owned> {
    let mut merged: Vec<Owned> = Vec::new();
    for item in owned {
        let same = |o: &&mut Owned| o.product == item.product && o.expires == item.expires;
        match merged.iter_mut().find(same) {
            Some(known) => known.quantity += item.quantity,
            None => merged.push(item),
        }
    }
    merged
}

/// The last day on which a service that has expired can be read, and renewed.
#[must_use]
pub fn last_day_of_consultation(expires: Date) -> Date {
    expires.checked_add_days(Days::new(CONSULTATION_DAYS.into())).unwrap_or(Date::MAX)
}

/// The day from which a service is `Cancellato` that was closed on a day: the one after its last day of
/// consultation, if nobody closed it before. What is over is closed when it next stands in somebody's way.
#[must_use]
pub fn over_since(closed_on: Date, expires: Date) -> Date {
    let by_itself = last_day_of_consultation(expires).succ_opt().unwrap_or(Date::MAX);
    closed_on.min(by_itself)
}

/// What an expiry means today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// `Attivo`.
    Active,
    /// `Attivo`, and soon to be renewed.
    NearExpiry {
        /// Days left, 0 on the last day.
        days_left: i64,
    },
    /// `Scaduto`: to read, not to write.
    Consultation {
        /// Last day of consultation.
        until: Date,
    },
    /// `Cancellato`.
    Over,
}

impl Standing {
    /// The day of expiry is still a day of use (`docs/rules.md` R2).
    #[must_use]
    pub fn of(expires: Date, today: Date) -> Self {
        match days_between(today, expires) {
            days_left if days_left > NEAR_EXPIRY_DAYS => Self::Active,
            days_left if days_left >= 0 => Self::NearExpiry { days_left },
            _ => {
                let until = last_day_of_consultation(expires);
                if today <= until { Self::Consultation { until } } else { Self::Over }
            }
        }
    }

    /// True while everything bought can be used.
    #[must_use]
    pub fn is_active(self) -> bool {
        matches!(self, Self::Active | Self::NearExpiry { .. })
    }

    /// True from the day on which the expiry is near, and after it.
    #[must_use]
    pub fn is_near_its_end(self) -> bool {
        self != Self::Active
    }

    /// True while invoices come in to this main service: to Fatturazione Elettronica also during
    /// the days of consultation, to Solo Ricezione no longer (`docs/rules.md` E1).
    #[must_use]
    pub fn receives_invoices(self, service: Product) -> bool {
        match self {
            Self::Active | Self::NearExpiry { .. } => true,
            Self::Consultation { .. } => service == Product::Invoicing,
            Self::Over => false,
        }
    }

    /// True until the days of consultation are over.
    #[must_use]
    pub fn can_be_renewed(self) -> bool {
        self != Self::Over
    }
}

/// A service that is `Scaduto`, as everybody is told who reads in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expired {
    /// Its last day.
    pub on: Date,
    /// The last day on which it can be read, and renewed.
    pub until: Date,
    /// Invoices still come in.
    pub receives_invoices: bool,
}

impl Expired {
    /// None while a main service that ends on this day is active, and once it is over.
    #[must_use]
    pub fn of(service: Product, expires: Date, standing: Standing) -> Option<Self> {
        match standing {
            Standing::Consultation { until } => {
                let receives_invoices = standing.receives_invoices(service);
                Some(Self { on: expires, until, receives_invoices })
            }
            Standing::Active | Standing::NearExpiry { .. } | Standing::Over => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cart::Cart;
    use crate::quote::{Circumstances, quote};
    use crate::terms::Terms;

    fn owned(product: Product, quantity: u32, expires: &str) -> Owned {
        Owned { product, quantity, expires: expires.parse().unwrap() }
    }

    #[test]
    fn a_first_term_begins_on_the_day_of_the_payment() {
        let given = Circumstances::new_customer("2026-11-22".parse().unwrap());
        let cart = Cart::first_purchase(Product::Invoicing, 2);
        let lines = quote(&cart, &given, &Terms::demo()).unwrap().lines;
        let begun = begin(&lines, "2026-11-25".parse().unwrap());
        assert_eq!(begun, [owned(Product::Invoicing, 1, "2028-11-25")]);
    }

    #[test]
    fn expiries_move_exactly_as_quoted_and_only_once() {
        let mut given = Circumstances::new_customer("2026-11-22".parse().unwrap());
        given.owned =
            vec![owned(Product::Invoicing, 1, "2027-06-30"), owned(Product::User, 1, "2027-03-01")];
        let cart = Cart::add_ons(Product::Invoicing).set_quantity(Product::User, 2, &[]).unwrap();
        let lines = quote(&cart, &given, &Terms::demo()).unwrap().lines;
        let moved = fulfil(given.owned, &lines).unwrap();
        let expected =
            [owned(Product::Invoicing, 1, "2027-11-22"), owned(Product::User, 3, "2027-11-22")];
        assert_eq!(moved, expected);
        assert_eq!(fulfil(moved, &lines), Err(FailureReason::ServiceChanged));
    }

    #[test]
    fn the_calendar_of_a_service_expiring_22_november_2027() {
        let expires: Date = "2027-11-22".parse().unwrap();
        let on = |text: &str| Standing::of(expires, text.parse().unwrap());
        assert_eq!(on("2027-09-22"), Standing::Active);
        assert_eq!(on("2027-09-23"), Standing::NearExpiry { days_left: 60 });
        assert_eq!(on("2027-11-22"), Standing::NearExpiry { days_left: 0 });
        let until = "2028-02-20".parse().unwrap();
        assert_eq!(on("2027-11-23"), Standing::Consultation { until });
        assert_eq!(on("2028-02-20"), Standing::Consultation { until });
        assert_eq!(on("2028-02-21"), Standing::Over);
    }

    #[test]
    fn a_service_has_expired_while_it_can_be_read() {
        let expires: Date = "2027-11-22".parse().unwrap();
        let told = |service, on: &str| {
            Expired::of(service, expires, Standing::of(expires, on.parse().unwrap()))
        };
        let expired = told(Product::Invoicing, "2027-11-23").unwrap();
        assert_eq!((expired.on, expired.until), (expires, "2028-02-20".parse().unwrap()));
        assert!(expired.receives_invoices);
        assert!(!told(Product::ReceiveOnly, "2027-11-23").unwrap().receives_invoices);
        assert_eq!(told(Product::Invoicing, "2027-11-22"), None);
        assert_eq!(told(Product::Invoicing, "2028-02-21"), None);
    }
}
