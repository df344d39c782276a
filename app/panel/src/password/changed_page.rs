//! `Cambio password`: it worked, and the new password opens the panel.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::api::load_password_changed;
use ui::components::{Notice, PageTitle, Tone, loaded};
use ui::paths;

#[component]
pub fn PasswordChangedPage() -> impl IntoView {
    let [outcome, next] = use_query_map().with_untracked(|query| {
        [paths::OUTCOME, paths::NEXT].map(|name| query.get(name).unwrap_or_default())
    });
    let sign_in = paths::panel_sign_in(&next);
    let changed = loaded(load_password_changed(outcome), move |()| view! { <Changed sign_in/> });
    view! { <div class="page-narrow">{changed}</div> }
}

#[component]
fn Changed(
    /// Where it leads back to stands in it.
    sign_in: String,
) -> impl IntoView {
    view! {
        <PageTitle text="Cambio password"/>
        <Notice tone=Tone::Success title="La tua password è stata cambiata">
            <p>"Per entrare nel pannello accedi di nuovo, con la password che hai appena scelto."</p>
        </Notice>
        <a class="btn btn-primary mt-6" href=sign_in>"Accedi"</a>
    }
}
