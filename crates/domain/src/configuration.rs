//! The first configuration of a service: what is asked, step by step, before its panel opens
//! (`docs/rules.md` F1–F5).
//!
//! Each step is kept by itself: as an answer in which nothing is wrong, or as a draft that its owner
//! goes on with. What the order has said already stands in the forms from the beginning.

mod codes;
mod fault;
mod form;
mod habits;
mod seller;
mod step;
mod taxes;

pub use codes::{
    Chargeability, DocumentKind, EDITION, FundKind, Mode, Nature, Pace, PaymentReason, Prices,
    Regime, Shareholders, VatRate, WithholdingKind,
};
pub use fault::{Fault, Field, Spot};
pub use form::{Answer, NO_CHARGEABILITY, StepForm};
pub use habits::{Creation, CreationForm, Notices, NoticesForm};
pub use seller::{CompanyRegister, Given, ProfessionalRegister, Seller, SellerForm, has_registers};
pub use step::{State, Step};
pub use taxes::{FUNDS_MAX, Fund, FundForm, WITHHOLDINGS_MAX, Withholding, WithholdingForm};

use serde::{Deserialize, Serialize};

use crate::catalog::Product;
use crate::party::Holder;

/// Why the configuration does not go on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ConfigurationError {
    /// Everything that is wrong with a form. What was typed is kept.
    Faults(Vec<(Spot, Fault)>),
    /// Somebody else has saved the step since the form was opened; nothing was done.
    ChangedElsewhere,
    /// The step cannot be answered yet, or is not asked at all.
    NotOpen,
    /// Something is still to be answered.
    NotComplete,
    /// It has been concluded meanwhile.
    Concluded,
}

/// What is kept of a step that somebody has sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptStep {
    /// There is one of each, in their order.
    pub step: Step,
    /// The last answer in which nothing was wrong.
    pub answer: Option<Answer>,
    /// What was typed since, while it is not right.
    pub draft: Option<StepForm>,
    /// How often it was sent.
    pub version: i64,
}

/// How far a service has come with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Configuration {
    service: Product,
    kept: Vec<KeptStep>,
}

impl Configuration {
    /// What was sent so far for a main service.
    #[must_use]
    pub fn new(service: Product, kept: Vec<KeptStep>) -> Self {
        Self { service, kept }
    }

    /// What is kept of a step.
    #[must_use]
    pub fn kept(&self, step: Step) -> Option<&KeptStep> {
        self.kept.iter().find(|kept| kept.step == step)
    }

    /// The last answer to a step.
    #[must_use]
    pub fn answer(&self, step: Step) -> Option<&Answer> {
        self.kept(step).and_then(|kept| kept.answer.as_ref())
    }

    /// How often a step was sent; a form that was made of another number is out of date.
    #[must_use]
    pub fn version(&self, step: Step) -> i64 {
        self.kept(step).map_or(0, |kept| kept.version)
    }

    /// What the form of a step begins with: what was typed last, or what the order says.
    #[must_use]
    pub fn form(&self, step: Step, holder: &Holder) -> StepForm {
        match self.kept(step) {
            Some(KeptStep { draft: Some(draft), .. }) => draft.clone(),
            Some(KeptStep { answer: Some(answer), .. }) => StepForm::of(answer),
            Some(_) | None => StepForm::of_order(step, holder),
        }
    }

    /// The steps of the service with where each stands.
    pub fn steps(&self) -> impl Iterator<Item = (Step, State)> {
        Step::of(self.service).map(|step| (step, self.state(step)))
    }

    /// Where a step stands.
    #[must_use]
    pub fn state(&self, step: Step) -> State {
        let is_asked = Step::of(self.service).any(|asked| asked == step);
        if !is_asked || (step == Step::Withholdings && self.is_flat_rate()) {
            return State::NotNeeded;
        }
        let missing = step.needs().iter().find(|needed| !self.state(**needed).is_settled());
        match (missing, self.kept(step)) {
            (Some(missing), _) => State::Waits(*missing),
            (None, Some(KeptStep { draft: Some(_), .. })) => State::Unfinished,
            (None, Some(KeptStep { answer: Some(_), .. })) => State::Done,
            (None, Some(_) | None) => State::Open,
        }
    }

    fn is_flat_rate(&self) -> bool {
        matches!(self.answer(Step::Regime), Some(Answer::Regime(regime)) if regime.is_flat_rate())
    }

    /// True where the base of a withholding can have contributions in it.
    #[must_use]
    pub fn has_funds(&self) -> bool {
        matches!(self.answer(Step::Funds), Some(Answer::Funds(funds)) if !funds.is_empty())
    }

    /// What to go on with; none once everything is answered.
    #[must_use]
    pub fn next(&self) -> Option<Step> {
        let mut left = self.steps().filter(|(_, state)| !state.is_settled() && state.has_form());
        left.next().map(|(step, _)| step)
    }

    /// The same once this was kept.
    #[must_use]
    pub fn with(mut self, kept: KeptStep) -> Self {
        self.kept.retain(|before| before.step != kept.step);
        self.kept.push(kept);
        self
    }

    /// What to go on with after a step: the next one that is open behind it, or before it.
    #[must_use]
    pub fn next_after(&self, step: Step) -> Option<Step> {
        let left = || self.steps().filter(|(_, state)| !state.is_settled() && state.has_form());
        let behind = left().map(|(it, _)| it).find(|it| *it > step);
        behind.or_else(|| self.next())
    }

    /// How many steps are settled, of how many.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        let settled = self.steps().filter(|(_, state)| state.is_settled()).count();
        (settled, self.steps().count())
    }

    /// Takes a form that was opened when the step had been sent `seen` times.
    ///
    /// # Errors
    /// `ChangedElsewhere`, `NotOpen`. What is wrong with the form is no error here: it makes a draft,
    /// with the faults beside it.
    pub fn take(
        &self,
        (step, form): (Step, StepForm),
        seen: i64,
        given: &Given,
    ) -> Result<(KeptStep, Vec<(Spot, Fault)>), ConfigurationError> {
        if !self.state(step).has_form() {
            return Err(ConfigurationError::NotOpen);
        }
        let form = form.only(step);
        let version = self.version(step);
        if version != seen && self.form(step, given.holder) != form {
            return Err(ConfigurationError::ChangedElsewhere);
        }
        let version = version + 1;
        Ok(match form.check(step, given) {
            Ok(answer) => {
                (KeptStep { step, answer: Some(answer), draft: None, version }, Vec::new())
            }
            Err(faults) => {
                let answer = self.answer(step).cloned();
                (KeptStep { step, answer, draft: Some(form), version }, faults)
            }
        })
    }

    /// True where nothing is left to answer: our own code is only read.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        self.steps().all(|(step, state)| step == Step::Reception || state.is_settled())
    }

    /// Whether it can be concluded.
    ///
    /// # Errors
    /// `NotComplete` while anything is to be answered.
    pub fn conclude(&self) -> Result<(), ConfigurationError> {
        if self.steps().all(|(_, state)| state.is_settled()) {
            Ok(())
        } else {
            Err(ConfigurationError::NotComplete)
        }
    }
}

#[cfg(test)]
#[path = "configuration_tests.rs"]
mod tests;
