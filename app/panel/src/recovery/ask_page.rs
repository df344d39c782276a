//! `Recupera la password` of the panel.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;

use super::api::{AskView, RecoverPanelPassword, load_panel_recovery};
use ui::components::{AskForLink, LostMailbox, PageTitle, loaded};
use ui::layout::Site;
use ui::paths;

#[component]
pub fn RecoverPasswordPage() -> impl IntoView {
    let outcome = use_query_map().with_untracked(|query| query.get(paths::OUTCOME));
    let view = load_panel_recovery(outcome.unwrap_or_default());
    view! { <div class="page-narrow">{loaded(view, |view| view! { <Recover view/> })}</div> }
}

#[component]
fn Recover(view: AskView) -> impl IntoView {
    let AskView { prefix, is_asked, kept } = view;
    let (typed, kept_error) = kept.map(|kept| (kept.typed, kept.error)).unzip();
    let error = Signal::stored(kept_error);
    let hint = format!(
        "{prefix} e la partita IVA, per esempio {prefix}01234560512, o il codice fiscale di chi non \
         l’ha."
    );

    view! {
        <PageTitle text="Recupera la password" in_error=move || error.with(Option::is_some)>
            "Mandiamo un link all’indirizzo email dell’intestatario del servizio, lo stesso a cui è \
             arrivata l’email di attivazione."
        </PageTitle>
        <AskForLink
            action=RecoverPanelPassword::url()
            label="Username del pannello"
            hint
            is_code=true
            typed=typed.unwrap_or_default()
            is_asked
            error
        />
        <p class="mt-6"><a class="text-link" href=paths::PANEL_SIGN_IN>"Torna all’accesso"</a></p>
        <LostMailbox support_email=Site::current().support_email/>
    }
}
