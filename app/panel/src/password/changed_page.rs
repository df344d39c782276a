//! `Cambio password`: it worked, and the new password opens the panel.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::api::load_password_changed;
use ui::components::{Notice, PageTitle, Tone, loaded};
use ui::paths;

#[component]
pub fn PasswordChangedPage() -> impl IntoView {
    let outcome = use_query_map().with_untracked(|query| query.get(paths::OUTCOME));
    let changed = load_password_changed(outcome.unwrap_or_default());
    view! { <div class="page-narrow">{loaded(changed, |()| view! { <Changed/> })}</div> }
}

#[component]
fn Changed() -> impl IntoView {
    view! {
        <PageTitle text="Cambio password"/>
        <Notice tone=Tone::Success title="La tua password è stata cambiata">
            <p>"Per entrare nel pannello accedi di nuovo, con la password che hai appena scelto."</p>
        </Notice>
        <a class="btn btn-primary mt-6" href=paths::PANEL_SIGN_IN>"Accedi"</a>
    }
}
