//! What is sold and what goes with what, as one table of facts.
//!
//! Rules read the table; none of them names a product. So "modules align down, users keep their
//! own term" is a column here and not an `if` somewhere.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Something with a price. The short codes are those of invoices, support and the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Product {
    /// Fatturazione Elettronica.
    #[serde(rename = "FE")]
    Invoicing,
    /// Fatturazione Elettronica Solo Ricezione.
    #[serde(rename = "SR")]
    ReceiveOnly,
    /// Modulo documenti.
    #[serde(rename = "DOC")]
    Documents,
    /// Modulo incassi e pagamenti.
    #[serde(rename = "INC")]
    Collections,
    /// Modulo WooCommerce.
    #[serde(rename = "WOO")]
    WooCommerce,
    /// Modulo ordini elettronici.
    #[serde(rename = "ORD")]
    ElectronicOrders,
    /// Utente aggiuntivo, one seat.
    #[serde(rename = "UT")]
    User,
    /// Spazio aggiuntivo, one GB.
    #[serde(rename = "GB")]
    Storage,
}

/// The part that a product plays in a cart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What everything else is added to; one for each holder.
    MainService,
    /// Owned once or not at all.
    Module,
    /// Bought by number.
    Counted,
}

/// When an add-on ends if the owner chooses not to extend the running services.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExpiryPolicy {
    /// With the service, although the whole year is paid (`docs/rules.md` R6).
    AlignToService,
    /// After its own year (`docs/rules.md` R7).
    OwnTerm,
}

/// What is true of a product whoever buys it.
#[derive(Debug)]
pub struct Facts {
    /// The code on invoices and in the database.
    pub code: &'static str,
    /// The name that customers see, in Italian: it stands on orders, mails and invoices alike.
    pub name: &'static str,
    /// Its part in a cart.
    pub kind: Kind,
    /// The main services that it can be added to; empty for a main service.
    pub offered_for: &'static [Product],
    /// What must be owned or in the same cart.
    pub requires: &'static [Product],
    /// The largest quantity in one line.
    pub quantity_max: u32,
    /// When it ends without extension.
    pub without_extension: ExpiryPolicy,
}

const MODULE: Facts = Facts {
    code: "",
    name: "",
    kind: Kind::Module,
    offered_for: &[Product::Invoicing],
    requires: &[],
    quantity_max: 1,
    without_extension: ExpiryPolicy::AlignToService,
};

const MAIN: Facts = Facts { kind: Kind::MainService, offered_for: &[], ..MODULE };

const COUNTED: Facts = Facts {
    kind: Kind::Counted,
    offered_for: &[Product::Invoicing, Product::ReceiveOnly],
    quantity_max: 999,
    without_extension: ExpiryPolicy::OwnTerm,
    ..MODULE
};

static INVOICING: Facts = Facts { code: "FE", name: "Fatturazione Elettronica", ..MAIN };
static RECEIVE_ONLY: Facts =
    Facts { code: "SR", name: "Fatturazione Elettronica Solo Ricezione", ..MAIN };
static DOCUMENTS: Facts = Facts { code: "DOC", name: "Modulo documenti", ..MODULE };
static COLLECTIONS: Facts = Facts { code: "INC", name: "Modulo incassi e pagamenti", ..MODULE };
static WOOCOMMERCE: Facts =
    Facts { code: "WOO", name: "Modulo WooCommerce", requires: &[Product::Documents], ..MODULE };
static ELECTRONIC_ORDERS: Facts =
    Facts { code: "ORD", name: "Modulo ordini elettronici", ..MODULE };
static USER: Facts = Facts { code: "UT", name: "Utente aggiuntivo", ..COUNTED };
static STORAGE: Facts = Facts { code: "GB", name: "Spazio aggiuntivo (1 GB)", ..COUNTED };

impl Product {
    /// Every product, in the order in which people see them.
    pub const ALL: [Self; 8] = [
        Self::Invoicing,
        Self::ReceiveOnly,
        Self::Documents,
        Self::Collections,
        Self::WooCommerce,
        Self::ElectronicOrders,
        Self::User,
        Self::Storage,
    ];

    /// The row of the product in the table of facts.
    #[must_use]
    pub fn facts(self) -> &'static Facts {
        match self {
            Self::Invoicing => &INVOICING,
            Self::ReceiveOnly => &RECEIVE_ONLY,
            Self::Documents => &DOCUMENTS,
            Self::Collections => &COLLECTIONS,
            Self::WooCommerce => &WOOCOMMERCE,
            Self::ElectronicOrders => &ELECTRONIC_ORDERS,
            Self::User => &USER,
            Self::Storage => &STORAGE,
        }
    }

    /// The code on invoices and in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.facts().code
    }

    /// The name that customers see.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.facts().name
    }

    /// The part that it plays in a cart.
    #[must_use]
    pub fn kind(self) -> Kind {
        self.facts().kind
    }

    /// True for a module that is of no use before somebody has gone through its procedure: the banks of Incassi
    /// e pagamenti, the connection of a shop to WooCommerce.
    #[must_use]
    pub fn has_procedure(self) -> bool {
        match self {
            Self::Collections | Self::WooCommerce => true,
            Self::Invoicing
            | Self::ReceiveOnly
            | Self::Documents
            | Self::ElectronicOrders
            | Self::User
            | Self::Storage => false,
        }
    }

    /// True for what other things are added to.
    #[must_use]
    pub fn is_main_service(self) -> bool {
        self.kind() == Kind::MainService
    }

    /// True for what is owned once or not at all.
    #[must_use]
    pub fn is_module(self) -> bool {
        self.kind() == Kind::Module
    }

    /// The add-ons that can be bought for this main service.
    pub fn add_ons(self) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |p| p.facts().offered_for.contains(&self))
    }

    /// The products that cannot be without this one.
    pub fn needed_by(self) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |p| p.facts().requires.contains(&self))
    }
}

impl fmt::Display for Product {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A code that no product has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownProduct;

impl fmt::Display for UnknownProduct {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no product has this code")
    }
}

impl std::error::Error for UnknownProduct {}

impl FromStr for Product {
    type Err = UnknownProduct;
    fn from_str(code: &str) -> Result<Self, UnknownProduct> {
        Self::ALL.into_iter().find(|p| p.code() == code).ok_or(UnknownProduct)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_go_there_and_back() {
        for product in Product::ALL {
            assert_eq!(product.code().parse(), Ok(product));
        }
        assert_eq!("fe".parse::<Product>(), Err(UnknownProduct));
    }

    #[test]
    fn no_module_is_offered_for_receive_only() {
        let offered: Vec<_> = Product::ReceiveOnly.add_ons().collect();
        assert_eq!(offered, [Product::User, Product::Storage]);
    }

    #[test]
    fn only_woocommerce_needs_documents() {
        let needing: Vec<_> = Product::Documents.needed_by().collect();
        assert_eq!(needing, [Product::WooCommerce]);
    }
}
