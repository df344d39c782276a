//! The server functions of what was configured. Whoever reads the service reads it; to whoever was
//! not given `Configurazione` what changes it is not there.

use domain::configuration::{Step, StepForm};
use domain::id::SubscriptionId;
use domain::party::Holder;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::first_configuration::api::{StepView, Told};
use ui::NamedService;
use ui::error::AppError;
use ui::json::Json;

/// What the list shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BillingView {
    pub service: SubscriptionId,
    /// Whom the service is for.
    pub holder: Holder,
    /// The steps, each with its answer and where it stands.
    pub steps: Vec<Told>,
    /// They change it; others read it alone.
    pub may_change: bool,
    /// What is in the shop is theirs, too.
    pub is_owner: bool,
    /// Our recipient code.
    pub sdi_code: Option<String>,
    /// What has just been changed.
    pub done: Option<Step>,
}

/// The names under which a form and its outcome wait in the session.
#[cfg(feature = "ssr")]
mod waiting {
    pub const STEP: &str = "billing_step";
    pub const DONE: &str = "billing_done";
}

/// What was configured; nothing when the service is over.
#[server(output = Json)]
pub async fn load_billing(
    #[server(default)] service: NamedService,
    #[server(default)] outcome: String,
) -> Result<Option<BillingView>, AppError> {
    use crate::first_configuration::api::sdi_code;
    use domain::configuration::{Answer, State};
    use services::panel::configuration::{Answering, show};
    use ui::request::{context, outcome as done, service_access};
    let Some(access) = service_access(&service).await? else { return Ok(None) };
    let (ctx, who) = (context(), Answering::from(&access));
    let shown = show(&ctx, &access).await?;
    let told = |(step, state)| match step {
        // Our code is there whether somebody has read it or not.
        Step::Reception => Told { step, state: State::Done, answer: Some(Answer::Reception) },
        Step::Seller
        | Step::Regime
        | Step::Chargeability
        | Step::Funds
        | Step::Withholdings
        | Step::Creation
        | Step::Notices => Told { step, state, answer: shown.answer(step).cloned() },
    };
    Ok(Some(BillingView {
        service: access.subscription().id,
        holder: access.subscription().holder.clone(),
        steps: shown.steps().filter(|(step, _)| who.may_read(*step)).map(told).collect(),
        may_change: who.may_change(Step::Seller),
        is_owner: access.is_owner(),
        sdi_code: sdi_code(&ctx),
        done: done(waiting::DONE, &outcome).await?,
    }))
}

/// The form of a step, for whoever changes it. Where there is nothing to fill in, or nothing can be
/// written, it leads to the list; nothing when the service is over.
#[server(output = Json)]
pub async fn load_billing_step(
    #[server(default)] service: NamedService,
    #[server(default)] slug: String,
) -> Result<Option<StepView>, AppError> {
    use crate::first_configuration::api::step_view;
    use services::panel::configuration::Answering;
    use ui::paths;
    use ui::request::{not_found, service_access};
    let Some(access) = service_access(&service).await? else { return Ok(None) };
    let who = Answering::from(&access);
    let step = paths::step_called(&slug).ok_or_else(not_found)?;
    if !access.is_owner() && !who.may_change(step) {
        return Err(not_found());
    }
    let view = step_view(who, &slug, waiting::STEP).await?.filter(|_| who.can_write());
    if view.is_none() {
        leptos_axum::redirect(&paths::panel_billing(access.subscription().id));
    }
    Ok(view)
}

/// `Salva`: back to the list, which says so.
#[server(output = Json)]
pub async fn save_billing_step(
    #[server(default)] service: NamedService,
    #[server(default)] slug: String,
    #[server(default)] seen: i64,
    #[server(default)] form: StepForm,
) -> Result<(), AppError> {
    use services::panel::configuration::{Answering, Sent, save};
    use ui::paths;
    use ui::request::{context, leave_outcome, not_found, service_access};
    let access = service_access(&service).await;
    let Some(service) = crate::kept::waits_for(&service, &access) else {
        return access.map(drop);
    };
    let step = paths::step_called(&slug).ok_or_else(not_found)?;
    if let Ok(Some(access)) = &access
        && !access.is_owner()
        && !Answering::from(access).may_change(step)
    {
        return Err(not_found());
    }
    let form = form.only(step);
    let outcome = match access {
        Ok(Some(access)) => {
            let sent = Sent { step, seen, form: form.clone() };
            match save(&context(), &access, &sent).await {
                Ok(_) => {
                    let page = paths::panel_billing(service);
                    leave_outcome(&page, waiting::DONE, &step).await
                }
                // It was taken away in this very moment.
                Err(services::Error::NotAllowed) => return Err(not_found()),
                Err(error) => Err(error.into()),
            }
        }
        Ok(None) => Err(not_found()),
        Err(error) => Err(error),
    };
    let page = paths::panel_billing_step(service, step);
    crate::kept::finish(waiting::STEP, service, &(step, form), &page, outcome).await
}
