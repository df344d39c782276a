//! The sign-in of the staff.

use domain::party::Field;
use leptos::prelude::*;

use super::api::{EnterOffice, load_office_sign_in};
use crate::components::{Card, PageTitle, PasswordField, Refusal, SubmitButton, TextField, loaded};
use crate::form::{Kept, last_error};

#[component]
pub fn SignInPage() -> impl IntoView {
    let kept = Resource::new(|| (), |()| load_office_sign_in());
    view! { <div class="page-narrow">{loaded(kept, |kept| view! { <SignIn kept/> })}</div> }
}

#[component]
fn SignIn(kept: Option<Kept<String>>) -> impl IntoView {
    let (typed, kept_error) = kept.map(|kept| (kept.typed, kept.error)).unzip();
    let action = ServerAction::<EnterOffice>::new();
    let error = last_error(action, kept_error);

    view! {
        <PageTitle text="Accesso del personale" in_error=move || error.with(Option::is_some)>
            "Da qui l’ufficio registra i pagamenti. I clienti accedono dalla bottega o dal pannello."
        </PageTitle>
        <Refusal error/>
        <Card>
            <ActionForm action attr:novalidate=true>
                <div class="stack">
                    <TextField
                        name=Field::Username.as_str()
                        label="Username"
                        value=typed.unwrap_or_default()
                        autocomplete="username"
                    />
                    <PasswordField name=Field::Password.as_str() label="Password"/>
                    <SubmitButton pending=action.pending()>"Accedi"</SubmitButton>
                </div>
            </ActionForm>
        </Card>
    }
}
