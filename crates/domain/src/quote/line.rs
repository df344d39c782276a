//! The rows of a quote, which an order freezes.

use serde::{Deserialize, Serialize};

use crate::calendar::{Date, add_months};
use crate::catalog::{ExpiryPolicy, Product};
use crate::money::Money;

/// One priced row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The product that is bought, extended or renewed.
    pub product: Product,
    /// Whether it is bought, extended or renewed.
    pub kind: LineKind,
    /// Pieces; 1 for a service or a module.
    pub quantity: u32,
    /// First day of the period; for what is owned, its expiry so far.
    pub from: Date,
    /// Last day of the period.
    pub until: Date,
    /// The months that are paid, which alignment can make more than those of the period.
    pub months: u32,
    /// Price of one piece for one year; nothing when it is free.
    pub yearly: Money,
    /// Price of the line: yearly × quantity × months / 12, rounded once.
    pub net: Money,
}

impl Line {
    /// True for a module that ends with the service, although its whole year is paid
    /// (`docs/rules.md` R6).
    #[must_use]
    pub fn ends_early(&self) -> bool {
        match (self.kind, self.product.facts().without_extension) {
            (LineKind::Purchase, ExpiryPolicy::AlignToService) => {
                self.until < add_months(self.from, self.months)
            }
            (LineKind::Purchase, ExpiryPolicy::OwnTerm)
            | (LineKind::Extension | LineKind::Renewal, _) => false,
        }
    }
}

/// Why a line is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LineKind {
    /// Something new.
    Purchase,
    /// Something owned that moves to the expiry of what is new.
    Extension,
    /// Something owned that goes on for some years.
    Renewal,
}

impl LineKind {
    /// The name for machines.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Purchase => "purchase",
            Self::Extension => "extension",
            Self::Renewal => "renewal",
        }
    }
}
