//! Social security funds and withholdings: rows of a form, of which those that are empty say nothing.

use serde::{Deserialize, Serialize};

use super::codes::{FundKind, Nature, PaymentReason, VatRate, WithholdingKind};
use super::fault::{Fault, Field, Findings, Spot, written};
use crate::money::Percent;
use crate::text;

/// The most funds of a seller.
pub const FUNDS_MAX: usize = 3;

/// The most withholdings of a seller.
pub const WITHHOLDINGS_MAX: usize = 4;

/// What was typed in a row of the funds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the names are those of the form")]
pub struct FundForm {
    pub kind: String,
    pub rate: String,
    pub vat: String,
    pub nature: String,
    pub is_withheld: bool,
}

/// Cassa previdenziale: what a professional adds to the taxable amount for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fund {
    /// By its code of `FatturaPA`, `TipoCassa`.
    pub kind: FundKind,
    /// Of the taxable amount.
    pub rate: Percent,
    /// Of the contribution.
    pub vat: VatRate,
    /// Why the contribution bears no VAT, where it does not.
    pub nature: Option<Nature>,
    /// True where the contribution is withheld from as well.
    pub is_withheld: bool,
}

/// What was typed in a row of the withholdings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the names are those of the form")]
pub struct WithholdingForm {
    pub kind: String,
    pub rate: String,
    pub share: String,
    pub reason: String,
    pub with_funds: bool,
}

/// Ritenuta: what the customer pays to the Treasury or to a fund in the seller's place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withholding {
    /// By its code of `FatturaPA`, `TipoRitenuta`.
    pub kind: WithholdingKind,
    /// Of its base.
    pub rate: Percent,
    /// How much of the taxable amount is its base.
    pub share: Percent,
    /// Why it is withheld.
    pub reason: PaymentReason,
    /// True where the contributions to the funds are a part of its base.
    pub with_funds: bool,
}

impl FundForm {
    fn is_blank(&self) -> bool {
        let typed = [&self.kind, &self.rate, &self.vat, &self.nature];
        !self.is_withheld && typed.iter().all(|typed| text::is_blank(typed))
    }
}

impl Fund {
    pub(super) fn find_all(rows: &[FundForm], findings: &mut Findings) -> Option<Vec<Self>> {
        let rows = rows.iter().enumerate().take(FUNDS_MAX).filter(|(_, row)| !row.is_blank());
        let found: Vec<_> = rows.map(|(row, form)| Self::find(form, row, findings)).collect();
        found.into_iter().collect()
    }

    fn find(form: &FundForm, row: usize, findings: &mut Findings) -> Option<Self> {
        let at = |field| Spot { field, row };
        let kind = findings.chosen(at(Field::FundKind), &form.kind, FundKind::parse);
        let rate = findings.rate(at(Field::FundRate), &form.rate);
        let vat = findings.chosen(at(Field::FundVat), &form.vat, VatRate::parse);
        let is_free = vat == Some(VatRate::None);
        let nature = match (text::is_blank(&form.nature), is_free) {
            (true, true) => Err(Fault::NatureMissing),
            (true, false) => Ok(None),
            (false, true) => Nature::parse(&form.nature).map(Some).ok_or(Fault::NotListed),
            // Of a rate that is still open nothing is known.
            (false, false) if vat.is_none() => Ok(None),
            (false, false) => Err(Fault::NatureTooMuch),
        };
        let nature = findings.take(at(Field::FundNature), nature);
        let is_withheld = form.is_withheld;
        Some(Self { kind: kind?, rate: rate?, vat: vat?, nature: nature?, is_withheld })
    }

    pub(super) fn to_form(&self) -> FundForm {
        FundForm {
            kind: self.kind.code().into(),
            rate: written(self.rate),
            vat: self.vat.code().into(),
            nature: self.nature.map(Nature::code).unwrap_or_default().into(),
            is_withheld: self.is_withheld,
        }
    }
}

impl WithholdingForm {
    /// The share stands there from the beginning, and alone says nothing.
    fn is_blank(&self) -> bool {
        let typed = [&self.kind, &self.rate, &self.reason];
        !self.with_funds && typed.iter().all(|typed| text::is_blank(typed))
    }
}

impl Withholding {
    pub(super) fn find_all(rows: &[WithholdingForm], findings: &mut Findings) -> Option<Vec<Self>> {
        let rows =
            rows.iter().enumerate().take(WITHHOLDINGS_MAX).filter(|(_, row)| !row.is_blank());
        let found: Vec<_> = rows.map(|(row, form)| Self::find(form, row, findings)).collect();
        found.into_iter().collect()
    }

    fn find(form: &WithholdingForm, row: usize, findings: &mut Findings) -> Option<Self> {
        let at = |field| Spot { field, row };
        let kind = findings.chosen(at(Field::WithholdingKind), &form.kind, WithholdingKind::parse);
        let rate = findings.rate(at(Field::WithholdingRate), &form.rate);
        let share = findings.rate(at(Field::WithholdingShare), &form.share);
        let reason =
            findings.chosen(at(Field::WithholdingReason), &form.reason, PaymentReason::parse);
        let with_funds = form.with_funds;
        Some(Self { kind: kind?, rate: rate?, share: share?, reason: reason?, with_funds })
    }

    pub(super) fn to_form(&self) -> WithholdingForm {
        WithholdingForm {
            kind: self.kind.code().into(),
            rate: written(self.rate),
            share: written(self.share),
            reason: self.reason.code().into(),
            with_funds: self.with_funds,
        }
    }
}
