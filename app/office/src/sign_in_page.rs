//! The sign-in of the staff.

use domain::party::Field;
use domain::staff_session::Ended;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{EnterOffice, OfficeSignInView, load_office_sign_in};
use ui::components::{
    Card, Notice, PageTitle, PasswordField, Refusal, SubmitButton, TextField, Tone, loaded,
};

#[component]
pub fn SignInPage() -> impl IntoView {
    view! { <div class="page-narrow">{loaded(load_office_sign_in(), |view| view! { <SignIn view/> })}</div> }
}

#[component]
fn SignIn(view: OfficeSignInView) -> impl IntoView {
    let OfficeSignInView { kept, ended } = view;
    let (typed, kept_error) = kept.map(|kept| (kept.typed, kept.error)).unzip();
    let error = Signal::stored(kept_error);

    view! {
        <PageTitle text="Accesso del personale" in_error=move || error.with(Option::is_some)>
            "Da qui l’ufficio registra i pagamenti. I clienti accedono dalla bottega o dal pannello."
        </PageTitle>
        {ended.map(|ended| view! { <WhyEnded ended/> })}
        <Refusal error/>
        <Card>
            <form action=EnterOffice::url() method="post" novalidate>
                <div class="stack">
                    <TextField
                        name=Field::Username.as_str()
                        label="Username"
                        value=typed.unwrap_or_default()
                        autocomplete="username"
                    />
                    <PasswordField name=Field::Password.as_str() label="Password"/>
                    <SubmitButton>"Accedi"</SubmitButton>
                </div>
            </form>
        </Card>
    }
}

/// Why somebody who was inside has to sign in again.
#[component]
fn WhyEnded(ended: Ended) -> impl IntoView {
    let title = match ended {
        Ended::Idle => "L’accesso è scaduto dopo 30 minuti senza attività: accedi di nuovo.",
        Ended::TooLong => "L’accesso dura al massimo 12 ore: accedi di nuovo.",
    };
    view! {
        <div class="mb-6">
            <Notice tone=Tone::Info title/>
        </div>
    }
}
