//! The sign-in to the panel: not the one of the shop.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;

use super::api::{EnterPanel, SignInView, load_panel_sign_in};
use crate::sign_in_form::SignInForm;
use ui::components::{PageTitle, Refusal, loaded};
use ui::layout::Site;
use ui::paths;

#[component]
pub fn SignInPage() -> impl IntoView {
    let next = use_query_map().with_untracked(|query| query.get(paths::NEXT)).unwrap_or_default();
    view! { <div class="page-narrow">{loaded(load_panel_sign_in(next), |view| view! { <SignIn view/> })}</div> }
}

#[component]
fn SignIn(view: SignInView) -> impl IntoView {
    let SignInView { prefix, next, kept } = view;
    let of_accountants = paths::accountant_sign_in(&next);
    let (typed, kept_error) = kept.map(|kept| (kept.typed, kept.error)).unzip();
    let error = Signal::stored(kept_error);
    let hint = format!(
        "{prefix} e la partita IVA, per esempio {prefix}01234560512, o il codice fiscale di chi non \
         l’ha; oppure lo username che hai ricevuto da chi gestisce il servizio."
    );

    view! {
        <PageTitle text="Accedi al pannello" in_error=move || error.with(Option::is_some)>
            "Qui usi il servizio: le credenziali sono quelle che hai ricevuto per email."
        </PageTitle>
        <Refusal error/>
        <SignInForm
            action=EnterPanel::url()
            next
            label="Username del pannello"
            hint
            typed=typed.unwrap_or_default()
        />
        <p class="mt-6 flex flex-wrap gap-x-6 gap-y-2">
            <a class="text-link" href=paths::PANEL_RECOVER_PASSWORD>"Non ricordi la password?"</a>
            <a class="text-link" href=of_accountants>"Accesso commercialisti"</a>
        </p>
        <NoCredentials/>
    }
}

#[component]
fn NoCredentials() -> impl IntoView {
    let email = Site::current().support_email;
    let link = format!("mailto:{email}");

    view! {
        <p class="mt-6 text-sm text-muted">
            "Username e password temporanea arrivano per email all’indirizzo dell’intestatario, \
             appena il pagamento è registrato. Se non le trovi scrivi all’assistenza: "
            <a class="text-link wrap-anywhere" href=link>{email}</a>
        </p>
    }
}
