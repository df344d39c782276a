//! The accountants' sign-in: neither that of the shop nor that of a panel.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;

use super::api::{AtTheDoor, EnterAccountant, SignInView, load_accountant_sign_in};
use crate::sign_in_form::SignInForm;
use ui::components::{Notice, PageTitle, Refusal, Tone, loaded};
use ui::paths;

#[component]
pub fn SignInPage() -> impl IntoView {
    let [outcome, next] = use_query_map().with_untracked(|query| {
        [paths::OUTCOME, paths::NEXT].map(|name| query.get(name).unwrap_or_default())
    });
    let view = load_accountant_sign_in(outcome, next);
    view! { <div class="page-narrow">{loaded(view, |view| view! { <SignIn view/> })}</div> }
}

#[component]
fn SignIn(view: SignInView) -> impl IntoView {
    let SignInView { done, next, kept } = view;
    let to_panel = paths::panel_sign_in(&next);
    let (typed, kept_error) = kept.map(|kept| (kept.typed, kept.error)).unzip();
    let error = Signal::stored(kept_error);

    view! {
        <PageTitle text="Accesso commercialisti" in_error=move || error.with(Option::is_some)>
            "Con la tua utenza entri nei pannelli che i clienti ti hanno delegato."
        </PageTitle>
        {done.map(|done| view! { <div class="mb-6"><Happened done/></div> })}
        <Refusal error/>
        <SignInForm
            action=EnterAccountant::url()
            next
            label="Username"
            hint="Quello che hai scelto alla registrazione."
            typed=typed.unwrap_or_default()
        />
        <p class="mt-6 flex flex-wrap gap-x-6 gap-y-2">
            <a class="text-link" href=paths::ACCOUNTANT_RECOVER_PASSWORD>"Non ricordi la password?"</a>
            <a class="text-link" href=paths::ACCOUNTANT_REGISTER>"Registrati come commercialista"</a>
        </p>
        <p class="mt-6 text-sm text-muted">
            "Sei titolare di un servizio, o lavori con un posto aggiuntivo? "
            <a class="text-link" href=to_panel>"Accedi al pannello"</a>
        </p>
    }
}

/// What has been done before one signs in again.
#[component]
fn Happened(done: AtTheDoor) -> impl IntoView {
    let (title, more) = match done {
        AtTheDoor::PasswordChosen => (
            "La tua password è stata cambiata",
            "Accedi di nuovo, con la password che hai appena scelto.",
        ),
        AtTheDoor::Closed => {
            ("La tua utenza è chiusa", "Le deleghe sono terminate, e i tuoi dati sono cancellati.")
        }
    };
    view! { <Notice tone=Tone::Success title><p>{more}</p></Notice> }
}
