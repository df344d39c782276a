//! What is typed in a step, and what it comes to.

use serde::{Deserialize, Serialize};

use super::codes::{Chargeability, DocumentKind, Mode, Pace, Prices, Regime};
use super::fault::{Fault, Field, Findings, Spot};
use super::habits::{Creation, CreationForm, Notices, NoticesForm};
use super::seller::{Given, Seller, SellerForm};
use super::step::Step;
use super::taxes::{FUNDS_MAX, Fund, FundForm, WITHHOLDINGS_MAX, Withholding, WithholdingForm};
use crate::party::Holder;
use crate::text;

/// What a form sends for `Non attivo`.
pub const NO_CHARGEABILITY: &str = "off";

/// What was typed in a step. The parts of the other steps are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the names are those of the steps")]
pub struct StepForm {
    pub seller: SellerForm,
    pub regime: String,
    pub chargeability: String,
    pub funds: Vec<FundForm>,
    pub withholdings: Vec<WithholdingForm>,
    pub creation: CreationForm,
    pub notices: NoticesForm,
}

/// A step in which nothing is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are those of the steps")]
pub enum Answer {
    Seller(Box<Seller>),
    Regime(Regime),
    /// None for `Non attivo`.
    Chargeability(Option<Chargeability>),
    Funds(Vec<Fund>),
    Withholdings(Vec<Withholding>),
    Creation(Creation),
    Notices(Notices),
    Reception,
}

impl StepForm {
    /// What the order says already, and what most people choose.
    #[must_use]
    pub fn of_order(step: Step, holder: &Holder) -> Self {
        let mut form = Self::default();
        match step {
            Step::Seller => form.seller = SellerForm::of_order(holder),
            Step::Notices => {
                form.notices.email = holder.email.to_string();
                form.notices.pace = Pace::Each.code().into();
            }
            Step::Creation => {
                form.creation.document = DocumentKind::Td01.code().into();
                form.creation.prices = Prices::Net.code().into();
                form.creation.mode = Mode::Guided.code().into();
            }
            Step::Regime
            | Step::Chargeability
            | Step::Funds
            | Step::Withholdings
            | Step::Reception => {}
        }
        form
    }

    /// The form that would give this answer.
    #[must_use]
    pub fn of(answer: &Answer) -> Self {
        let mut form = Self::default();
        match answer {
            Answer::Seller(seller) => form.seller = seller.to_form(),
            Answer::Regime(regime) => form.regime = regime.code().into(),
            Answer::Chargeability(when) => {
                form.chargeability = when.map_or(NO_CHARGEABILITY, Chargeability::code).into();
            }
            Answer::Funds(funds) => form.funds = funds.iter().map(Fund::to_form).collect(),
            Answer::Withholdings(rows) => {
                form.withholdings = rows.iter().map(Withholding::to_form).collect();
            }
            Answer::Creation(creation) => form.creation = creation.to_form(),
            Answer::Notices(notices) => form.notices = notices.to_form(),
            Answer::Reception => {}
        }
        form
    }

    /// Nothing but what belongs to this step: a form cannot keep more for somebody than it asks.
    #[must_use]
    pub fn only(self, step: Step) -> Self {
        let mut only = Self::default();
        match step {
            Step::Seller => only.seller = self.seller,
            Step::Regime => only.regime = self.regime,
            Step::Chargeability => only.chargeability = self.chargeability,
            Step::Funds => only.funds = self.funds.into_iter().take(FUNDS_MAX).collect(),
            Step::Withholdings => {
                only.withholdings = self.withholdings.into_iter().take(WITHHOLDINGS_MAX).collect();
            }
            Step::Creation => only.creation = self.creation,
            Step::Notices => only.notices = self.notices,
            Step::Reception => {}
        }
        only
    }

    /// Reads the step.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn check(&self, step: Step, given: &Given) -> Result<Answer, Vec<(Spot, Fault)>> {
        let mut findings = Findings::default();
        let found = &mut findings;
        let answer = match step {
            Step::Seller => Seller::find(&self.seller, given, found)
                .map(|seller| Answer::Seller(Box::new(seller))),
            Step::Regime => {
                found.chosen(Field::Regime, &self.regime, Regime::parse).map(Answer::Regime)
            }
            Step::Chargeability => found
                .chosen(Field::Chargeability, &self.chargeability, |typed| {
                    let is_off = text::word(typed) == NO_CHARGEABILITY;
                    if is_off { Some(None) } else { Chargeability::parse(typed).map(Some) }
                })
                .map(Answer::Chargeability),
            Step::Funds => Fund::find_all(&self.funds, found).map(Answer::Funds),
            Step::Withholdings => {
                Withholding::find_all(&self.withholdings, found).map(Answer::Withholdings)
            }
            Step::Creation => Creation::find(&self.creation, found).map(Answer::Creation),
            Step::Notices => Notices::find(&self.notices, found).map(Answer::Notices),
            Step::Reception => Some(Answer::Reception),
        };
        match answer {
            Some(answer) if findings.0.is_empty() => Ok(answer),
            Some(_) | None => Err(findings.0),
        }
    }
}
