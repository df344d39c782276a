//! How a service goes on: by hand, or by itself with a way to pay that is kept.
//!
//! A renewal moves the expiry from one day to another, and the day that it moves *from* is its
//! name: a service is renewed from a day once, however many servers try (`docs/rules.md` P5).

mod plan;
mod reminder;

pub use plan::{By, Plan, cart_of, check_users, quantity_of};
pub use reminder::{
    Calendar, DAYS_AFTER, DAYS_BEFORE, DAYS_BEFORE_WITH_CHARGE, Reminder, last_safe_day,
};

pub use crate::stored_method::{MethodFacts, MethodName, MethodReference, StoredMethod};

use crate::calendar::Date;
use crate::catalog::Product;
use crate::money::Money;
use crate::order::PaymentMethod;
use crate::payment::Refusal;
use crate::quote::{After, Circumstances, Owned, Quote, quote};
use crate::subscription::Standing;
use crate::terms::Terms;
use crate::vat::{Totals, VatRegime};
use chrono::Days;
use serde::{Deserialize, Serialize};

/// Days before the expiry on which an automatic renewal is tried, unless configured otherwise.
pub const TRY_DAYS: [u32; 4] = [7, 5, 3, 1];

/// What somebody will be asked for when what they buy today goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextYear {
    /// The day on which the service ends, and the next year begins.
    pub on: Date,
    /// The price of that year, at the prices that are known today.
    pub totals: Totals,
    /// Everything ends on that day, so the year after costs as much.
    pub is_every_year: bool,
}

/// What a renewal costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RenewalPrice {
    /// With VAT.
    pub due: Money,
    /// For how many years that is.
    pub years: u32,
}

/// The year that follows an order: everything that is owned after it goes on, at full price.
/// Nothing while there is no service that goes on.
#[must_use]
pub fn next_year(
    service: Product,
    order: &Quote,
    given: &Circumstances,
    terms: &Terms,
) -> Option<NextYear> {
    let after = order.after_together().into_iter();
    let owned = after
        .map(|After { product, quantity, until }| Owned { product, quantity, expires: until })
        .collect();
    next_year_of(service, owned, given.vat_regime, terms)
}

/// The year that follows the one in which somebody owns this.
#[must_use]
pub fn next_year_of(
    service: Product,
    owned: Vec<Owned>,
    vat_regime: VatRegime,
    terms: &Terms,
) -> Option<NextYear> {
    let on = owned.iter().find(|owned| owned.product == service)?.expires;
    let is_every_year = owned.iter().all(|owned| owned.expires == on);
    let cart = cart_of(service, &owned, &Plan::default(), By::Itself, 1);
    let then = Circumstances { today: on, owned, discount: None, vat_regime };
    let totals = quote(&cart, &then, terms).ok()?.totals;
    Some(NextYear { on, totals, is_every_year })
}

/// The first day after `tried` on which a renewal from `expires` is tried; none when no day is
/// left. `days_before` are counted back from the expiry.
#[must_use]
pub fn next_try(expires: Date, days_before: &[u32], tried: Option<Date>) -> Option<Date> {
    let day = |before: &u32| expires.checked_sub_days(Days::new(u64::from(*before)));
    let later = |day: &Date| tried.is_none_or(|tried| *day > tried);
    days_before.iter().filter_map(day).filter(later).min()
}

impl Refusal {
    /// True when the same card may be tried again without asking anybody. A card that is void
    /// stays void, and a bank that wants its customer is not asked behind the customer's back.
    #[must_use]
    pub fn may_pass(self) -> bool {
        match self {
            Self::Technical | Self::Declined | Self::InsufficientFunds => true,
            Self::Expired | Self::AuthenticationFailed => false,
        }
    }
}

/// What a customer has decided about the renewal of a service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Decided {
    /// Nothing yet: the next payment by card or `PayPal` turns it on.
    Nothing,
    /// It was turned off.
    Off,
    /// It renews by itself with this method.
    With(MethodName),
    /// It renews by itself; with what is not told to whoever asks.
    WithAnother,
    /// Nothing yet, and what whoever asks pays with is not kept: their payment turns nothing on.
    NotByThis,
}

/// What is known of an automatic renewal that has begun and is not paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trouble {
    /// The money could not be collected; it is tried again on this day, if there is one.
    NotCollected {
        /// The next try.
        #[serde(default, deserialize_with = "crate::calendar::read_if_there")]
        again_on: Option<Date>,
    },
    /// The bank wants the customer to confirm.
    WantsCustomer,
}

/// An order that stands in the way of a renewal, or is it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// The number that its customer sees.
    pub number: i64,
    /// True when it is the renewal itself.
    pub is_renewal: bool,
}

/// What is known of the renewal of one service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenewalStatus {
    /// With what it is renewed by itself; none when it is not.
    pub automatic: Option<MethodName>,
    /// The day of the next try, while it renews by itself.
    #[serde(default, deserialize_with = "crate::calendar::read_if_there")]
    pub charged_on: Option<Date>,
    /// An order that waits for its payment.
    pub waiting: Option<Waiting>,
    /// What went wrong with it when it was tried.
    pub trouble: Option<Trouble>,
    /// Its owner has asked for the disdetta: it is neither charged nor renewed.
    pub is_given_up: bool,
}

/// What the button `Rinnova` says. It is always there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Button {
    /// `Rinnova`: the customer can renew now.
    Renew,
    /// It renews by itself on this day, and can still be renewed by hand before.
    Automatic {
        /// Day of the charge.
        on: Date,
    },
    /// An order to renew it waits for its payment.
    Ordered {
        /// The number of that order.
        number: i64,
        /// What went wrong with it, if it was tried.
        trouble: Option<Trouble>,
    },
    /// Another order has to be paid or called off first.
    Blocked {
        /// The number of the order in the way.
        number: i64,
    },
    /// Its owner has asked for the disdetta, which is taken back before it is renewed.
    GivenUp,
    /// `Riattiva`: it has expired and can be renewed until this day.
    Reactivate {
        /// The last day.
        until: Date,
    },
    /// Nothing is left to renew.
    Over,
}

impl RenewalStatus {
    /// What the button says of a service that stands like this.
    #[must_use]
    pub fn button(&self, standing: Standing) -> Button {
        if standing == Standing::Over {
            return Button::Over;
        }
        if self.is_given_up {
            return Button::GivenUp;
        }
        if let Some(Waiting { number, is_renewal }) = self.waiting {
            return if is_renewal {
                Button::Ordered { number, trouble: self.trouble }
            } else {
                Button::Blocked { number }
            };
        }
        match (standing, self.charged_on) {
            (Standing::Consultation { until }, _) => Button::Reactivate { until },
            (_, Some(on)) if self.automatic.is_some() => Button::Automatic { on },
            _ => Button::Renew,
        }
    }
}

/// Whether a transfer can still be in time before a service ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Transfer {
    /// Surely, when it is made until this day.
    InTime {
        /// The last safe day.
        until: Date,
    },
    /// It might arrive after the end.
    TooLate,
}

impl RenewalStatus {
    /// The same for a service that ends soon unless somebody renews it by hand; none where that
    /// does not matter.
    #[must_use]
    pub fn transfer(&self, standing: Standing, expires: Date, today: Date) -> Option<Transfer> {
        let is_near = matches!(standing, Standing::NearExpiry { .. });
        if !is_near || self.button(standing) != Button::Renew {
            return None;
        }
        let until = last_safe_day(PaymentMethod::BankTransfer, expires);
        Some(if today <= until { Transfer::InTime { until } } else { Transfer::TooLate })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cart::Cart;
    use crate::quote::{Circumstances, LineKind, quote};
    use crate::subscription::still_owned;
    use crate::terms::Terms;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn owned(product: Product, quantity: u32, expires: &str) -> Owned {
        Owned { product, quantity, expires: day(expires) }
    }

    #[test]
    fn a_renewal_is_tried_within_the_seven_days_and_never_twice_on_one() {
        let expires = day("2027-11-22");
        let mut tried = None;
        let mut days = Vec::new();
        while let Some(next) = next_try(expires, &TRY_DAYS, tried) {
            days.push(next);
            tried = Some(next);
        }
        let expected = ["2027-11-15", "2027-11-17", "2027-11-19", "2027-11-21"].map(day);
        assert_eq!(days, expected);
        // A server that was off comes back: the days that have passed are not caught up one by one.
        assert_eq!(next_try(expires, &TRY_DAYS, Some(day("2027-11-18"))), Some(expected[2]));
    }

    #[test]
    fn a_transfer_is_told_of_while_the_end_is_near_and_nobody_else_renews() {
        let expires = day("2027-11-22");
        let by_hand = RenewalStatus {
            automatic: None,
            charged_on: None,
            waiting: None,
            trouble: None,
            is_given_up: false,
        };
        let on = |known: &RenewalStatus, today: &str| {
            let today = day(today);
            known.transfer(Standing::of(expires, today), expires, today)
        };
        assert_eq!(on(&by_hand, "2027-06-01"), None);
        // Five working days before a Monday.
        let until = day("2027-11-15");
        assert_eq!(on(&by_hand, "2027-11-01"), Some(Transfer::InTime { until }));
        assert_eq!(on(&by_hand, "2027-11-15"), Some(Transfer::InTime { until }));
        assert_eq!(on(&by_hand, "2027-11-16"), Some(Transfer::TooLate));
        assert_eq!(on(&by_hand, "2027-11-23"), None, "it has expired");
        let ordered =
            RenewalStatus { waiting: Some(Waiting { number: 7, is_renewal: true }), ..by_hand };
        assert_eq!(on(&ordered, "2027-11-01"), None);
    }

    #[test]
    fn everything_owned_is_renewed() {
        let today = day("2027-04-07");
        let bought = vec![
            owned(Product::Invoicing, 1, "2027-04-14"),
            owned(Product::Documents, 1, "2027-04-14"),
            // Left out of an earlier renewal.
            owned(Product::Collections, 1, "2027-01-10"),
            owned(Product::User, 2, "2027-04-14"),
            owned(Product::User, 1, "2027-09-30"),
        ];
        let owned = still_owned(bought, today);
        let cart = cart_of(Product::Invoicing, &owned, &Plan::default(), By::Itself, 1);
        assert_eq!(cart.quantity(Product::User), 3);
        assert!(cart.has(Product::Documents) && !cart.has(Product::Collections));

        let given = Circumstances { owned, ..Circumstances::new_customer(today) };
        let quote = quote(&cart, &given, &Terms::demo()).unwrap();
        assert!(quote.lines.iter().all(|line| line.kind == LineKind::Renewal));
        assert!(quote.after.iter().all(|after| after.until == day("2028-04-14")));
        // The user who runs longer pays only for what is missing.
        let months: Vec<u32> = quote.lines.iter().map(|line| line.months).collect();
        assert_eq!(months, [12, 12, 7, 12]);
    }

    #[test]
    fn a_card_has_a_name_and_is_void_after_its_month() {
        let card = MethodName {
            kind: PaymentMethod::Card,
            label: "visa 4242".into(),
            expires: Some((2027, 4)),
        };
        assert_eq!(card.brand_and_digits(), Some(("Visa".into(), "4242")));
        assert!(!card.is_void(day("2027-04-30")));
        assert!(card.is_void(day("2027-05-01")));
    }

    #[test]
    fn the_button_never_vanishes() {
        let expires = day("2027-11-22");
        let on = |text: &str| Standing::of(expires, day(text));
        let by_hand = RenewalStatus {
            automatic: None,
            charged_on: None,
            waiting: None,
            trouble: None,
            is_given_up: false,
        };
        assert_eq!(by_hand.button(on("2027-06-01")), Button::Renew);
        assert_eq!(
            by_hand.button(on("2027-11-23")),
            Button::Reactivate { until: day("2028-02-20") }
        );
        assert_eq!(by_hand.button(on("2028-02-21")), Button::Over);

        let name =
            MethodName { kind: PaymentMethod::PayPal, label: "a@b.example".into(), expires: None };
        let charged_on = Some(day("2027-11-15"));
        let automatic = RenewalStatus { automatic: Some(name), charged_on, ..by_hand };
        assert_eq!(automatic.button(on("2027-06-01")), Button::Automatic { on: day("2027-11-15") });
        let number = 26_000_001;
        let failed = RenewalStatus {
            waiting: Some(Waiting { number, is_renewal: true }),
            trouble: Some(Trouble::WantsCustomer),
            ..automatic.clone()
        };
        let trouble = Some(Trouble::WantsCustomer);
        assert_eq!(failed.button(on("2027-11-16")), Button::Ordered { number, trouble });
        let waiting = Some(Waiting { number, is_renewal: false });
        let blocked = RenewalStatus { waiting, ..automatic.clone() };
        assert_eq!(blocked.button(on("2027-11-16")), Button::Blocked { number });
        let given_up = RenewalStatus { is_given_up: true, ..automatic };
        assert_eq!(given_up.button(on("2027-06-01")), Button::GivenUp);
        assert_eq!(given_up.button(on("2027-11-23")), Button::GivenUp);
        assert_eq!(given_up.button(on("2028-02-21")), Button::Over);
    }

    #[test]
    fn what_is_free_at_first_is_not_free_in_the_next_year() {
        let given = Circumstances::new_customer("2026-11-22".parse().unwrap());
        let cart = Cart::first_purchase(Product::Invoicing, 1);
        let cart = cart.set_quantity(Product::Documents, 1, &[]).unwrap();
        let terms = Terms::demo();
        let order = quote(&cart, &given, &terms).unwrap();
        assert_eq!(order.totals.total.to_string(), "36.60");

        let next = next_year(Product::Invoicing, &order, &given, &terms).unwrap();

        assert_eq!(next.on.to_string(), "2027-11-22");
        // (30 + 18) and VAT.
        assert_eq!(next.totals.total.to_string(), "58.56");
        assert!(next.is_every_year);
    }
}
