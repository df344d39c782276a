//! VAT of an order, and who pays it.

use crate::calendar::Date;
use crate::money::{Money, Percent};
use crate::party::{Holder, Kind};
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

/// The days on which split payment is in force: the law has it for as long as the European Union
/// allows it, so both ends are data. Council Implementing Decision (UE) 2023/1552 ends it with
/// 30 June 2026.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SplitPayment {
    /// First day.
    pub from: Date,
    /// Last day, if it is known.
    pub until: Option<Date>,
}

impl SplitPayment {
    /// Who hands over the VAT of what this holder orders on a day.
    ///
    /// A body has to say itself that it is under split payment: not everything public is
    /// (`docs/rules.md` R14).
    #[must_use]
    pub fn regime(self, holder: Option<&Holder>, today: Date) -> VatRegime {
        let stated = holder
            .is_some_and(|holder| holder.party.kind == Kind::PublicBody && holder.split_payment);
        let in_force = self.from <= today && self.until.is_none_or(|until| today <= until);
        if stated && in_force { VatRegime::SplitPayment } else { VatRegime::Ordinary }
    }
}

impl Default for SplitPayment {
    fn default() -> Self {
        Self {
            from: Date::from_ymd_opt(2015, 1, 1).expect("a date of the calendar"),
            until: Date::from_ymd_opt(2026, 6, 30),
        }
    }
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
