//! The configuration of a service: before its panel opens ([`ServiceToConfigure`]), and later in the
//! settings ([`ServiceAccess`]), where what was answered stays in force until a better answer is there.
//! The first one is the owner's; later whoever has `Lettura` reads it, and whoever has
//! `Configurazione` changes it. How the owner is told of what others do is the owner's alone.

use domain::Product;
use domain::configuration::{
    Answer, Configuration, ConfigurationError, Fault, Field, Given, KeptStep, Spot, Step, StepForm,
};
use domain::grant::Permission;
use domain::party::{Email, FieldError};
use domain::subscription::Subscription;
use domain::timeline::{Deed, PanelDeed};
use platform::Tx;

use super::{ServiceAccess, ServiceToConfigure};
use crate::store::accounts::{self, HeldAccount};
use crate::store::configurations;
use crate::{Context, Error, Result, mail_domain};

/// Who answers, and when.
#[derive(Clone, Copy, Debug)]
pub enum Answering<'a> {
    /// Before the panel opens.
    First(&'a ServiceToConfigure),
    /// In the settings of an open panel.
    Later(&'a ServiceAccess),
}

impl<'a> From<&'a ServiceToConfigure> for Answering<'a> {
    fn from(access: &'a ServiceToConfigure) -> Self {
        Self::First(access)
    }
}

impl<'a> From<&'a ServiceAccess> for Answering<'a> {
    fn from(access: &'a ServiceAccess) -> Self {
        Self::Later(access)
    }
}

impl<'a> Answering<'a> {
    fn access(self) -> &'a ServiceAccess {
        match self {
            Self::First(access) => access.inside(),
            Self::Later(access) => access,
        }
    }

    /// The service that is configured.
    #[must_use]
    pub fn subscription(self) -> &'a Subscription {
        self.access().subscription()
    }

    /// True where electronic orders come in as well.
    #[must_use]
    pub fn has_orders(self) -> bool {
        self.access().entitlements().terms(Product::ElectronicOrders).next().is_some()
    }

    /// True for a step that they read; how the owner is told is the owner's alone.
    #[must_use]
    pub fn may_read(self, step: Step) -> bool {
        self.access().may(Permission::MASTER) && is_theirs(self.access(), step)
    }

    /// True for a step that they change today.
    #[must_use]
    pub fn may_change(self, step: Step) -> bool {
        self.access().may(Permission::CONFIGURE) && is_theirs(self.access(), step)
    }

    /// False for a service that has expired: it is there to be read.
    #[must_use]
    pub fn can_write(self) -> bool {
        self.access().entitlements().can_write()
    }
}

/// A form that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Of which step.
    pub step: Step,
    /// How often the step had been sent when the form was opened.
    pub seen: i64,
    /// What was typed.
    pub form: StepForm,
}

/// True for everybody of what is answered about the service, and for its owner alone of how they
/// are told.
fn is_theirs(access: &ServiceAccess, step: Step) -> bool {
    match step {
        Step::Notices => access.is_owner(),
        Step::Seller
        | Step::Regime
        | Step::Chargeability
        | Step::Funds
        | Step::Withholdings
        | Step::Creation
        | Step::Reception => true,
    }
}

/// How far it has come. Which steps of it somebody reads is asked of [`Answering::may_read`].
///
/// # Errors
/// `NotAllowed` before the panel is open for whoever is not the owner, and later for whoever may
/// not read.
pub async fn show(ctx: &Context, who: impl Into<Answering<'_>>) -> Result<Configuration> {
    let access = match who.into() {
        Answering::First(access) => {
            access.inside().is_the_owner()?;
            access.inside()
        }
        Answering::Later(access) => {
            access.needs(Permission::MASTER)?;
            access
        }
    };
    let mut tx = ctx.db.read().await?;
    Ok(configurations::of(&mut tx, access.subscription()).await?)
}

/// What is wrong with a form as it stands.
#[must_use]
pub fn faults<'a>(
    ctx: &Context,
    who: impl Into<Answering<'a>>,
    step: Step,
    form: &StepForm,
) -> Vec<(Spot, Fault)> {
    let given = Given { holder: &who.into().subscription().holder, today: ctx.today() };
    form.check(step, &given).err().unwrap_or_default()
}

/// Keeps a step, and says what to go on with; none once everything is answered. What is not right is
/// kept as a draft.
///
/// # Errors
/// `Faults` with all that is wrong, `ChangedElsewhere`, `NotOpen`, `Concluded`, `OnlyRead`;
/// `NotAllowed` for whoever is not the owner, or may not change the step by now.
pub async fn save(
    ctx: &Context,
    who: impl Into<Answering<'_>>,
    sent: &Sent,
) -> Result<Option<Step>> {
    let who = who.into();
    ctx.db.retrying(|| keep(ctx, who, sent)).await
}

async fn keep(ctx: &Context, who: Answering<'_>, sent: &Sent) -> Result<Option<Step>> {
    let mut tx = ctx.db.write().await?;
    let (held, access) = hold(ctx, &mut tx, who).await?;
    if !Answering::from(&access).may_change(sent.step) {
        return Err(Error::NotAllowed);
    }
    let service = access.subscription();
    let before = configurations::of(&mut tx, service).await?;

    let given = Given { holder: &service.holder, today: ctx.today() };
    let (kept, faults) = before.take((sent.step, sent.form.clone()), sent.seen, &given)?;
    let (kept, faults) = reachable(kept, faults, &before, &sent.form);

    // A service that began before there was a configuration has none until somebody answers.
    configurations::begin_open(&mut tx, &held, service.id, ctx.now()).await?;
    configurations::save(&mut tx, &held, service.id, &kept, ctx.now()).await?;
    if wants_agenda(kept.answer.as_ref()) && kept.draft.is_none() {
        // Whoever wants it as before goes on where they were told last, and nobody hears twice of a day by
        // turning it off and on.
        let told = configurations::agenda_told(&mut tx, service.id).await?;
        let is_as_before = wants_agenda(before.answer(sent.step));
        let told = told.filter(|told| is_as_before || ctx.today() < *told).unwrap_or(ctx.today());
        configurations::set_agenda_told(&mut tx, &held, service.id, Some(told)).await?;
    }
    if kept.answer.as_ref() != before.answer(sent.step) {
        access.note(ctx, &mut tx, Deed::Panel(PanelDeed::Configured(sent.step))).await?;
    }
    tx.commit().await?;
    if faults.is_empty() {
        Ok(before.with(kept).next_after(sent.step))
    } else {
        Err(ConfigurationError::Faults(faults).into())
    }
}

fn wants_agenda(answer: Option<&Answer>) -> bool {
    matches!(answer, Some(Answer::Notices(notices)) if notices.with_agenda)
}

/// Opens the panel. Done twice changes nothing more.
///
/// # Errors
/// `NotComplete`; `NotAllowed` for whoever is not the owner.
pub async fn conclude(ctx: &Context, access: &ServiceToConfigure) -> Result<()> {
    match ctx.db.retrying(|| finish(ctx, access)).await {
        Err(Error::Rule(domain::RuleError::Configuration(ConfigurationError::Concluded))) => Ok(()),
        outcome => outcome,
    }
}

async fn finish(ctx: &Context, access: &ServiceToConfigure) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    let (held, access) = hold(ctx, &mut tx, access.into()).await?;
    let service = access.subscription();

    configurations::of(&mut tx, service).await?.conclude()?;

    configurations::conclude(&mut tx, &held, service.id, ctx.now()).await?;
    access.note(ctx, &mut tx, Deed::Panel(PanelDeed::Opened)).await?;
    Ok(tx.commit().await?)
}

/// Holds the account, so that of two presses one comes after the other, and lets whoever answers in
/// again. Before the panel is open that is its owner.
async fn hold(
    ctx: &Context,
    tx: &mut Tx,
    who: Answering<'_>,
) -> Result<(HeldAccount, ServiceAccess)> {
    let held = accounts::hold(tx, who.access().account()).await?;
    let access = match who {
        Answering::First(access) => {
            let access = access.check_again(ctx, tx).await?.inside().clone();
            access.is_the_owner()?;
            access
        }
        Answering::Later(access) => access.check_again_to_write(ctx, tx).await?,
    };
    Ok((held, access))
}

/// Looks at the mailboxes of an answer once more, with the tables that no browser loads.
fn reachable(
    kept: KeptStep,
    faults: Vec<(Spot, Fault)>,
    before: &Configuration,
    form: &StepForm,
) -> (KeptStep, Vec<(Spot, Fault)>) {
    let mut kept = kept;
    let looked = match &mut kept.answer {
        Some(Answer::Seller(seller)) => seller.email.as_mut().map(|it| (it, Field::Email)),
        Some(Answer::Notices(notices)) => Some((&mut notices.email, Field::NoticesEmail)),
        Some(_) | None => None,
    };
    match looked.filter(|_| faults.is_empty()).map(|(email, field)| (in_letters(email), field)) {
        Some((Err(fault), field)) => {
            let step = kept.step;
            let draft = Some(form.clone().only(step));
            let kept = KeptStep { answer: before.answer(step).cloned(), draft, ..kept };
            (kept, vec![(field.into(), fault)])
        }
        Some((Ok(()), _)) | None => (kept, faults),
    }
}

/// The domain of a mailbox in the letters of its owner.
fn in_letters(email: &mut Email) -> Result<(), Fault> {
    *email = mail_domain::reachable(email).map_err(FieldError::Email)?;
    Ok(())
}
