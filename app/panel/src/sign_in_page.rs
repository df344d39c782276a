//! The sign-in to the panel: not the one of the shop.

use domain::party::Field;
use leptos::prelude::*;

use super::api::{EnterPanel, SignInView, load_panel_sign_in};
use ui::components::{Card, PageTitle, PasswordField, Refusal, SubmitButton, TextField, loaded};
use ui::form::last_error;
use ui::layout::Site;

#[component]
pub fn SignInPage() -> impl IntoView {
    let view = Resource::new(|| (), |()| load_panel_sign_in());
    view! { <div class="page-narrow">{loaded(view, |view| view! { <SignIn view/> })}</div> }
}

#[component]
fn SignIn(view: SignInView) -> impl IntoView {
    let SignInView { prefix, kept } = view;
    let (typed, kept_error) = kept.map(|kept| (kept.typed, kept.error)).unzip();
    let action = ServerAction::<EnterPanel>::new();
    let error = last_error(action, kept_error);
    let hint = format!("{prefix} e la partita IVA, per esempio {prefix}01234560512.");

    view! {
        <PageTitle text="Accedi al pannello" in_error=move || error.with(Option::is_some)>
            "Qui usi il servizio: le credenziali sono quelle dell’email di attivazione."
        </PageTitle>
        <Refusal error/>
        <Card>
            <ActionForm action attr:novalidate=true>
                <div class="stack">
                    <TextField
                        name=Field::Username.as_str()
                        label="Username del pannello"
                        value=typed.unwrap_or_default()
                        hint
                        autocomplete="username"
                        is_code=true
                    />
                    <PasswordField name=Field::Password.as_str() label="Password"/>
                    <SubmitButton pending=action.pending()>"Accedi"</SubmitButton>
                </div>
            </ActionForm>
        </Card>
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
