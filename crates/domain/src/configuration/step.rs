//! What is asked, in which order, and where each step stands.

use serde::{Deserialize, Serialize};

use crate::catalog::Product;

/// One thing that is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Cedente/prestatore.
    Seller,
    /// Regime fiscale.
    Regime,
    /// Esigibilità IVA.
    Chargeability,
    /// Cassa previdenziale.
    Funds,
    /// Ritenute.
    Withholdings,
    /// Modo creazione fattura.
    Creation,
    /// Avvisi.
    Notices,
    /// Dati ricezione: our code, which somebody reads.
    Reception,
}

impl Step {
    /// All of them, in the order in which they are asked.
    pub const ALL: [Self; 8] = [
        Self::Seller,
        Self::Regime,
        Self::Chargeability,
        Self::Funds,
        Self::Withholdings,
        Self::Creation,
        Self::Notices,
        Self::Reception,
    ];

    /// The name for machines.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Seller => "seller",
            Self::Regime => "regime",
            Self::Chargeability => "chargeability",
            Self::Funds => "funds",
            Self::Withholdings => "withholdings",
            Self::Creation => "creation",
            Self::Notices => "notices",
            Self::Reception => "reception",
        }
    }

    /// The one with this name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.as_str() == text)
    }

    /// Those of a main service: whoever only receives is asked nothing about sending.
    pub fn of(service: Product) -> impl Iterator<Item = Self> + Clone {
        let sends = service != Product::ReceiveOnly;
        Self::ALL.into_iter().filter(move |step| sends || !step.is_about_sending())
    }

    /// True for what only matters to whoever sends invoices.
    #[must_use]
    pub fn is_about_sending(self) -> bool {
        match self {
            Self::Seller | Self::Notices | Self::Reception => false,
            Self::Regime
            | Self::Chargeability
            | Self::Funds
            | Self::Withholdings
            | Self::Creation => true,
        }
    }

    /// What has to be answered before.
    pub(super) fn needs(self) -> &'static [Self] {
        match self {
            Self::Withholdings => &[Self::Regime, Self::Funds],
            Self::Seller
            | Self::Regime
            | Self::Chargeability
            | Self::Funds
            | Self::Creation
            | Self::Notices
            | Self::Reception => &[],
        }
    }
}

/// Where a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum State {
    /// Answered.
    Done,
    /// Something was typed that is not right yet.
    Unfinished,
    /// It can be answered.
    Open,
    /// It can be answered once this one is.
    Waits(Step),
    /// Nothing is asked: of this regime nothing is withheld.
    NotNeeded,
}

impl State {
    /// True where nothing is left to do.
    #[must_use]
    pub fn is_settled(self) -> bool {
        match self {
            Self::Done | Self::NotNeeded => true,
            Self::Unfinished | Self::Open | Self::Waits(_) => false,
        }
    }

    /// True where there is a form to fill in, also once more.
    #[must_use]
    pub fn has_form(self) -> bool {
        match self {
            Self::Done | Self::Unfinished | Self::Open => true,
            Self::Waits(_) | Self::NotNeeded => false,
        }
    }
}
