//! What kind of subject somebody is.

use serde::{Deserialize, Serialize};

/// The kind of subject, which decides what is asked and what may be bought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// `azienda`.
    #[default]
    Company,
    /// `libero professionista`.
    Professional,
    /// `ditta individuale`.
    SoleTrader,
    /// `Pubblica Amministrazione`.
    PublicBody,
    /// An association, a condominium or another body without partita IVA.
    Association,
    /// `persona fisica`: somebody without partita IVA.
    Person,
}

impl Kind {
    /// All kinds, in the order of the form.
    pub const ALL: [Self; 6] = [
        Self::Company,
        Self::Professional,
        Self::SoleTrader,
        Self::PublicBody,
        Self::Association,
        Self::Person,
    ];

    /// The name for machines and forms.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Professional => "professional",
            Self::SoleTrader => "sole_trader",
            Self::PublicBody => "public_body",
            Self::Association => "association",
            Self::Person => "person",
        }
    }

    /// True when the name is that of an organisation, not of a person.
    #[must_use]
    pub fn has_business_name(self) -> bool {
        matches!(self, Self::Company | Self::PublicBody | Self::Association)
    }

    /// True when there is no such subject without partita IVA.
    #[must_use]
    pub fn needs_vat_number(self) -> bool {
        matches!(self, Self::Company | Self::Professional | Self::SoleTrader)
    }

    /// True when a partita IVA can be asked for at all.
    #[must_use]
    pub fn may_have_vat_number(self) -> bool {
        self.needs_vat_number() || self == Self::PublicBody
    }
}
