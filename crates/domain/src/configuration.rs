//! The first configuration of a service: what is asked, step by step, before its panel opens
//! (`docs/rules.md` F1–F5).
//!
//! Each step is kept by itself: as an answer in which nothing is wrong, or as a draft that its owner
//! goes on with. What the order has said already stands in the forms from the beginning.

mod codes;
mod fault;
mod habits;
mod seller;
mod taxes;

pub use codes::{
    Chargeability, DocumentKind, EDITION, FundKind, Mode, Nature, Pace, PaymentReason, Prices,
    Regime, Shareholders, VatRate, WithholdingKind,
};
pub use fault::{Fault, Field, Spot};
pub use habits::{Creation, CreationForm, Notices, NoticesForm};
pub use seller::{CompanyRegister, ProfessionalRegister, Seller, SellerForm, has_registers};
pub use taxes::{FUNDS_MAX, Fund, FundForm, WITHHOLDINGS_MAX, Withholding, WithholdingForm};

use serde::{Deserialize, Serialize};

use crate::calendar::Date;
use crate::catalog::Product;
use crate::party::Holder;
use crate::text;
use fault::Findings;

/// What a form sends for `Non attivo`.
pub const NO_CHARGEABILITY: &str = "off";

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
    fn needs(self) -> &'static [Self] {
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

/// What is known before anything is asked.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// Whom the service is for.
    pub holder: &'a Holder,
    /// Today.
    pub today: Date,
}

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
                form.notices.agenda = true;
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

/// What is kept of a step that somebody has sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptStep {
    /// Which one.
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
