//! `Cambio password`: it worked, and the new password opens the panel.

use leptos::prelude::*;

use crate::components::{Notice, PageTitle, Tone};
use crate::paths;

#[component]
pub fn PasswordChangedPage() -> impl IntoView {
    view! {
        <div class="page-narrow">
            <PageTitle text="Cambio password"/>
            <Notice tone=Tone::Success title="La tua password è stata cambiata">
                <p>"Per entrare nel pannello accedi di nuovo, con la password che hai appena scelto."</p>
            </Notice>
            <a class="btn btn-primary mt-6" href=paths::PANEL_SIGN_IN>"Accedi"</a>
        </div>
    }
}
