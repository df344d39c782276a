//! The server functions of the first configuration.

use domain::configuration::{Answer, Fault, Spot, State, Step, StepForm};
use domain::id::SubscriptionId;
use domain::party::Holder;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::NamedService;
use ui::error::AppError;
use ui::json::Json;

/// What list and summary show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfigurationView {
    pub service: SubscriptionId,
    /// Whom the service is for; none for whoever only waits for its owner.
    pub holder: Option<Holder>,
    /// The steps, each with where it stands.
    pub steps: Vec<Told>,
    /// How many are settled.
    pub settled: usize,
    /// What to go on with.
    pub next: Option<Step>,
    /// Our recipient code.
    pub sdi_code: Option<String>,
    /// Why the last press led nowhere.
    pub error: Option<AppError>,
}

/// A step in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    pub step: Step,
    pub state: State,
    pub answer: Option<Answer>,
}

/// What the page of a step shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepView {
    pub service: SubscriptionId,
    pub step: Step,
    /// How often it had been sent when this page was opened.
    pub seen: i64,
    pub form: StepForm,
    /// What is wrong with the form as it stands there.
    pub faults: Vec<(Spot, Fault)>,
    /// Why it was not kept, when no field is to blame.
    pub error: Option<AppError>,
    /// Whom the service is for.
    pub holder: Holder,
    /// A withholding can be of contributions as well.
    pub has_funds: bool,
    /// Our recipient code.
    pub sdi_code: Option<String>,
    /// Orders of the health service come in, too.
    pub has_orders: bool,
}

/// The names under which forms wait in the session.
#[cfg(feature = "ssr")]
mod waiting {
    pub const STEP: &str = "configuration_step";
    pub const CONCLUDE: &str = "configuration_conclude";
}

/// The list of steps, and the summary.
#[server(output = Json)]
pub async fn load_configuration(
    #[server(default)] service: NamedService,
) -> Result<ConfigurationView, AppError> {
    use ui::request::{context, service_to_configure};
    let access = service_to_configure(&service).await?;
    let (ctx, service) = (context(), access.subscription().id);
    let sdi_code = sdi_code(&ctx);
    if !access.is_owner() {
        let (steps, settled) = (Vec::new(), 0);
        return Ok(ConfigurationView {
            service,
            holder: None,
            steps,
            settled,
            next: None,
            sdi_code,
            error: None,
        });
    }
    let shown = services::panel::configuration::show(&ctx, &access).await?;
    let told = |(step, state)| Told { step, state, answer: shown.answer(step).cloned() };
    let kept = crate::kept::kept::<()>(waiting::CONCLUDE, service).await?;
    Ok(ConfigurationView {
        service,
        holder: Some(access.subscription().holder.clone()),
        steps: shown.steps().map(told).collect(),
        settled: shown.progress().0,
        next: shown.next(),
        sdi_code,
        error: kept.map(|kept| kept.error),
    })
}

/// The owner in front of the panel; to whoever only waits there nothing else is there.
#[cfg(feature = "ssr")]
async fn owner(service: &NamedService) -> Result<services::panel::ServiceToConfigure, AppError> {
    use ui::request::{not_found, service_to_configure};
    let access = service_to_configure(service).await?;
    if access.is_owner() { Ok(access) } else { Err(not_found()) }
}

/// The page of the step that an address calls so. Where there is nothing to fill in it leads to the list.
#[server(output = Json)]
pub async fn load_configuration_step(
    #[server(default)] service: NamedService,
    #[server(default)] slug: String,
) -> Result<StepView, AppError> {
    use ui::paths;
    let access = owner(&service).await?;
    let view = step_view((&access).into(), &slug, waiting::STEP).await?;
    if view.is_none() {
        leptos_axum::redirect(&paths::configuration(access.subscription().id));
    }
    view.ok_or(AppError::SignInFirst)
}

/// The form of the step that an address calls so, with what came back under this name; none where there
/// is nothing to fill in.
#[cfg(feature = "ssr")]
pub(crate) async fn step_view(
    who: services::panel::configuration::Answering<'_>,
    slug: &str,
    waiting: &'static str,
) -> Result<Option<StepView>, AppError> {
    use domain::RuleError;
    use domain::configuration::ConfigurationError;
    use services::panel::configuration::{faults, show};
    use ui::paths;
    use ui::request::{context, not_found};
    let step = paths::step_called(slug).ok_or_else(not_found)?;
    let (ctx, service) = (context(), who.subscription().id);
    let shown = show(&ctx, who).await?;
    if !shown.state(step).has_form() {
        return Ok(None);
    }
    let holder = &who.subscription().holder;
    let came_back = crate::kept::kept::<(Step, StepForm)>(waiting, service).await?;
    let came_back = came_back.filter(|kept| kept.typed.0 == step);
    let (form, error) = match came_back {
        Some(kept) => (kept.typed.1, Some(kept.error)),
        None => (shown.form(step, holder), None),
    };
    // What the order says is not wrong before somebody has looked at it.
    let is_new = shown.kept(step).is_none() && error.is_none();
    let faults = if is_new { Vec::new() } else { faults(&ctx, who, step, &form) };
    let is_told = |error: &AppError| {
        let by_fields = matches!(
            error,
            AppError::Rule(RuleError::Configuration(ConfigurationError::Faults(_)))
        );
        // Whoever was out in between has signed in by now.
        *error != AppError::SignInFirst && (!by_fields || faults.is_empty())
    };
    Ok(Some(StepView {
        service,
        step,
        seen: shown.version(step),
        error: error.filter(is_told),
        faults,
        form,
        holder: holder.clone(),
        has_funds: shown.has_funds(),
        sdi_code: sdi_code(&ctx),
        has_orders: who.has_orders(),
    }))
}

/// Our recipient code.
#[cfg(feature = "ssr")]
pub(crate) fn sdi_code(ctx: &services::Context) -> Option<String> {
    ctx.settings.sdi_code.as_ref().map(ToString::to_string)
}

/// `Salva e prosegui`: on to the next step, or to the summary once all are answered.
#[server(output = Json)]
pub async fn save_configuration_step(
    #[server(default)] service: NamedService,
    #[server(default)] slug: String,
    #[server(default)] seen: i64,
    #[server(default)] form: StepForm,
) -> Result<(), AppError> {
    use services::panel::configuration::{Sent, save};
    use ui::paths;
    use ui::request::{context, not_found};
    let access = owner(&service).await;
    let is_there = !matches!(access, Err(AppError::NotFound));
    // Whoever is out meanwhile finds what they typed once they are in again.
    let Some(service) = service.id().filter(|_| is_there) else { return access.map(drop) };
    let step = paths::step_called(&slug).ok_or_else(not_found)?;
    let form = form.only(step);
    let outcome = match access {
        Ok(access) => {
            let sent = Sent { step, seen, form: form.clone() };
            let next = save(&context(), &access, &sent).await;
            let to = |next: Option<Step>| match next {
                Some(next) => paths::configuration_step(service, next),
                None => paths::configuration_summary(service),
            };
            next.map(to).map_err(AppError::from)
        }
        Err(error) => Err(error),
    };
    let page = paths::configuration_step(service, step);
    crate::kept::finish(waiting::STEP, service, &(step, form), &page, outcome).await
}

/// `Concludi`: the panel opens.
#[server(output = Json)]
pub async fn conclude_configuration(
    #[server(default)] service: NamedService,
) -> Result<(), AppError> {
    use ui::paths;
    use ui::request::context;
    let access = owner(&service).await?;
    let service = access.subscription().id;
    let outcome = services::panel::configuration::conclude(&context(), &access).await;
    let outcome = outcome.map(|()| paths::configuration_done(service)).map_err(AppError::from);
    let page = paths::configuration(service);
    crate::kept::finish(waiting::CONCLUDE, service, &(), &page, outcome).await
}
