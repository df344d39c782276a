//! `Recupera la password`: asking for the link, and that it has done its work.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{AskView, Done, RecoverPassword, load_password_recovery};
use super::outcome;
use ui::components::{AskForLink, LostMailbox, Notice, PageTitle, Tone, loaded};
use ui::layout::Site;
use ui::paths;

#[component]
pub fn RecoverPasswordPage() -> impl IntoView {
    let view = load_password_recovery(outcome());
    let page = |view: AskView| match view.done {
        Some(Done::Changed) => view! { <Changed/> }.into_any(),
        Some(Done::Asked) | None => view! { <Recover view/> }.into_any(),
    };
    view! { <div class="page-narrow">{loaded(view, page)}</div> }
}

#[component]
fn Recover(view: AskView) -> impl IntoView {
    let AskView { account_suffix, done, kept } = view;
    let (typed, kept_error) = kept.map(|kept| (kept.typed, kept.error)).unzip();
    let error = Signal::stored(kept_error);
    let hint = format!("Sette cifre e {account_suffix}, per esempio 1234567{account_suffix}.");

    view! {
        <PageTitle text="Recupera la password" in_error=move || error.with(Option::is_some)>
            "Ti mandiamo un link all’indirizzo email del tuo account: con quello scegli una nuova \
             password."
        </PageTitle>
        <AskForLink
            action=RecoverPassword::url()
            label="Username dell’account"
            hint
            typed=typed.unwrap_or_default()
            is_asked=done.is_some()
            error
        />
        <p class="mt-6 flex flex-wrap gap-x-6 gap-y-2">
            <a class="text-link" href=paths::RECOVER_USERNAME>"Non ricordi lo username?"</a>
            <a class="text-link" href=paths::PANEL_RECOVER_PASSWORD>
                "È la password del pannello"
            </a>
            <a class="text-link" href=paths::SIGN_IN>"Torna all’accesso"</a>
        </p>
        <LostMailbox support_email=Site::current().support_email/>
    }
}

#[component]
fn Changed() -> impl IntoView {
    view! {
        <PageTitle text="Recupera la password"/>
        <Notice tone=Tone::Success title="La tua password è stata cambiata">
            <p>
                "Su tutti i dispositivi si accede di nuovo, con la password che hai appena scelto."
            </p>
        </Notice>
        <a class="btn btn-primary mt-6" href=paths::SIGN_IN>"Accedi"</a>
    }
}
