//! What is refused about a cart.

use crate::catalog::Product;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Why a cart, or a change of it, is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CartError {
    /// The service of the cart is an add-on.
    NotAMainService(Product),
    /// A main service stands among the add-ons.
    MainServiceAmongAddOns(Product),
    /// A first purchase by somebody who owns a service.
    AlreadyOwned,
    /// Add-ons or a renewal for a service that is not owned.
    ServiceNotOwned(Product),
    /// Add-ons for a service that has expired; only renewing it is possible.
    ServiceExpired,
    /// Nothing is being added.
    NothingAdded,
    /// The module is active already.
    ModuleOwned(Product),
    /// The module stands in the cart twice.
    ModuleAskedTwice(Product),
    /// A module is owned once or not at all.
    ModuleQuantity(Product),
    /// `product` cannot be without `needs`.
    Requires {
        /// The product in the cart.
        product: Product,
        /// What it needs, owned or in the same cart.
        needs: Product,
    },
    /// The add-on does not exist for this main service.
    NotOffered {
        /// The add-on.
        product: Product,
        /// The main service of the cart.
        service: Product,
    },
    /// None, or more than one line can hold.
    Quantity {
        /// The add-on.
        product: Product,
        /// The largest quantity of a line.
        max: u32,
    },
    /// Fewer users than places that somebody has: first somebody is taken off the panel.
    UsersInPlace {
        /// The places that are taken.
        used: u32,
    },
    /// Fewer than one year or more than ten.
    Years,
    /// The price list has no price for the product on this day.
    NotOnSale(Product),
    /// The day of the order or of an expiry is none that is reckoned with
    /// ([`crate::calendar::YEARS`]).
    OutOfCalendar,
    /// `chosen` begins a cart of another main service, and the one that is there was built for
    /// `present`: it gives way only when its owner says so.
    OtherServiceChosen {
        /// The product whose button was pressed.
        chosen: Product,
        /// The main service of the cart.
        present: Product,
    },
}

impl CartError {
    /// A stable name for machines.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotAMainService(_) => "not_a_main_service",
            Self::MainServiceAmongAddOns(_) => "main_service_among_add_ons",
            Self::AlreadyOwned => "already_owned",
            Self::ServiceNotOwned(_) => "service_not_owned",
            Self::ServiceExpired => "service_expired",
            Self::NothingAdded => "nothing_added",
            Self::ModuleOwned(_) => "module_owned",
            Self::ModuleAskedTwice(_) => "module_asked_twice",
            Self::ModuleQuantity(_) => "module_quantity",
            Self::Requires { .. } => "requires",
            Self::NotOffered { .. } => "not_offered",
            Self::Quantity { .. } => "quantity",
            Self::UsersInPlace { .. } => "users_in_place",
            Self::Years => "years",
            Self::NotOnSale(_) => "not_on_sale",
            Self::OutOfCalendar => "out_of_calendar",
            Self::OtherServiceChosen { .. } => "other_service_chosen",
        }
    }
}

impl fmt::Display for CartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl std::error::Error for CartError {}
