//! A step of what was configured, to be changed.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;

use super::api::{SaveBillingStep, load_billing_step};
use crate::first_configuration::api::StepView;
use crate::first_configuration::{OneStep, Ways};
use crate::service::unless_over;
use crate::visited::visited;
use ui::paths;

#[component]
pub fn BillingStepPage() -> impl IntoView {
    let slug = use_params_map().with_untracked(|params| params.get("passo")).unwrap_or_default();
    let view = load_billing_step(visited(), slug.clone());
    let page = move |view: StepView| {
        let ways = Ways {
            action: SaveBillingStep::url(),
            press: "Salva",
            back: (paths::panel_billing(view.service), "Torna ai dati della fatturazione"),
        };
        view! { <OneStep view slug ways/> }
    };
    view! { <div class="page-narrow">{unless_over(view, page)}</div> }
}
