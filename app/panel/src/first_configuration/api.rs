//! The server functions of the first configuration.

use domain::Product;
use domain::configuration::{Answer, Fault, Spot, State, Step, StepForm};
use domain::party::Holder;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::error::AppError;
use ui::json::Json;

/// What list and summary show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfigurationView {
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
pub async fn load_configuration() -> Result<ConfigurationView, AppError> {
    use ui::request::{context, kept, service_to_configure};
    let access = service_to_configure().await?;
    let ctx = context();
    let sdi_code = ctx.settings.sdi_code.as_ref().map(ToString::to_string);
    if !access.is_owner() {
        let (steps, settled) = (Vec::new(), 0);
        return Ok(ConfigurationView {
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
    Ok(ConfigurationView {
        holder: Some(access.subscription().holder.clone()),
        steps: shown.steps().map(told).collect(),
        settled: shown.progress().0,
        next: shown.next(),
        sdi_code,
        error: kept::<()>(waiting::CONCLUDE).await?.map(|kept| kept.error),
    })
}

/// The page of the step that an address calls so. Where there is nothing to fill in it leads to the list.
#[server(output = Json)]
pub async fn load_configuration_step(
    #[server(default)] slug: String,
) -> Result<StepView, AppError> {
    use domain::RuleError;
    use domain::configuration::ConfigurationError;
    use services::panel::configuration::{faults, show};
    use ui::paths;
    use ui::request::{context, kept, service_to_configure};
    let access = service_to_configure().await?;
    let step = paths::step_called(&slug).ok_or(AppError::NotFound)?;
    let ctx = context();
    let shown = show(&ctx, &access).await?;
    if !shown.state(step).has_form() {
        leptos_axum::redirect(paths::CONFIGURATION);
    }
    let holder = &access.subscription().holder;
    let came_back = kept::<(Step, StepForm)>(waiting::STEP).await?;
    let came_back = came_back.filter(|kept| kept.typed.0 == step);
    let (form, error) = match came_back {
        Some(kept) => (kept.typed.1, Some(kept.error)),
        None => (shown.form(step, holder), None),
    };
    // What the order says is not wrong before somebody has looked at it.
    let is_new = shown.kept(step).is_none() && error.is_none();
    let faults = if is_new { Vec::new() } else { faults(&ctx, &access, step, &form) };
    let is_told = |error: &AppError| {
        let by_fields = matches!(
            error,
            AppError::Rule(RuleError::Configuration(ConfigurationError::Faults(_)))
        );
        !by_fields || faults.is_empty()
    };
    Ok(StepView {
        step,
        seen: shown.version(step),
        error: error.filter(is_told),
        faults,
        form,
        holder: holder.clone(),
        has_funds: shown.has_funds(),
        sdi_code: ctx.settings.sdi_code.as_ref().map(ToString::to_string),
        has_orders: access.entitlements().terms(Product::ElectronicOrders).next().is_some(),
    })
}

/// `Salva e prosegui`: on to the next step, or to the summary once all are answered.
#[server(output = Json)]
pub async fn save_configuration_step(
    #[server(default)] slug: String,
    #[server(default)] seen: i64,
    #[server(default)] form: StepForm,
) -> Result<(), AppError> {
    use services::panel::configuration::{Sent, save};
    use ui::paths;
    use ui::request::{context, finish, service_to_configure};
    let step = paths::step_called(&slug).ok_or(AppError::NotFound)?;
    let form = form.only(step);
    let outcome = match service_to_configure().await {
        Ok(access) => {
            let sent = Sent { step, seen, form: form.clone() };
            let next = save(&context(), &access, &sent).await;
            let to = |step: Option<Step>| {
                step.map_or_else(|| paths::CONFIGURATION_SUMMARY.into(), paths::configuration_step)
            };
            next.map(to).map_err(AppError::from)
        }
        Err(error) => Err(error),
    };
    finish(waiting::STEP, &(step, form), &paths::configuration_step(step), outcome).await
}

/// `Concludi`: the panel opens.
#[server(output = Json)]
pub async fn conclude_configuration() -> Result<(), AppError> {
    use ui::paths;
    use ui::request::{context, finish, service_to_configure};
    let access = service_to_configure().await?;
    let outcome = services::panel::configuration::conclude(&context(), &access).await;
    let outcome = outcome.map(|()| paths::CONFIGURATION_DONE.to_owned()).map_err(AppError::from);
    finish(waiting::CONCLUDE, &(), paths::CONFIGURATION, outcome).await
}
