//! VAT of an order, and who pays it.

use crate::money::{Money, Percent};
use serde::{Deserialize, Serialize};

/// The ordinary rate. Art. 16 d.P.R. 633/1972.
#[must_use]
pub fn ordinary_rate() -> Percent {
    Percent::whole(22)
}

/// Who hands the VAT to the Treasury.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum VatRegime {
    /// The customer pays net and VAT to us.
    #[default]
    Ordinary,
    /// Split payment: a public body pays us the net and the VAT to the Treasury.
    /// Art. 17-ter d.P.R. 633/1972, `docs/rules.md` R14.
    SplitPayment,
}

/// The totals of an order: taxable amount, its VAT, their sum, and what the customer pays us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Taxable amount (`Imponibile`).
    pub net: Money,
    /// VAT on the whole net: never summed from lines, or the tax agency finds another figure.
    pub vat: Money,
    /// Net and VAT, as the invoice shows it.
    pub total: Money,
    /// What is paid to us.
    pub due: Money,
}

impl Totals {
    /// Works out VAT once, on the net of the whole order (`docs/rules.md` R13).
    #[must_use]
    pub fn of(net: Money, rate: Percent, regime: VatRegime) -> Self {
        let vat = net.percent(rate);
        let total = net + vat;
        let due = match regime {
            VatRegime::Ordinary => total,
            VatRegime::SplitPayment => net,
        };
        Self { net, vat, total, due }
    }
}
