//! `Recupera lo username`.

use domain::party::Field;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{AskView, RecoverUsername, load_username_recovery};
use super::outcome;
use ui::components::{
    AskedByMail, Card, LostMailbox, PageTitle, Refusal, SubmitButton, TextField, loaded,
};
use ui::form::about;
use ui::layout::Site;
use ui::{paths, wording};

#[component]
pub fn RecoverUsernamePage() -> impl IntoView {
    let view = load_username_recovery(outcome());
    view! { <div class="page-narrow">{loaded(view, |view| view! { <Recover view/> })}</div> }
}

#[component]
fn Recover(view: AskView) -> impl IntoView {
    let AskView { account_suffix, done, kept } = view;
    let (typed, kept_error) = kept.map(|kept| (kept.typed, kept.error)).unzip();
    let error = Signal::stored(kept_error);
    let sentence = format!(
        "Lo username ha sette cifre e finisce con {account_suffix}. Te lo mandiamo all’indirizzo \
         email del tuo account."
    );

    view! {
        <PageTitle text="Recupera lo username" in_error=move || error.with(Option::is_some)>
            {sentence}
        </PageTitle>
        {done.map(|_| view! {
            <div class="mb-6">
                <AskedByMail what="lo username">
                    <p class="mt-3">
                        <a class="btn btn-primary" href=paths::SIGN_IN>"Vai all’accesso"</a>
                    </p>
                </AskedByMail>
            </div>
        })}
        <Refusal error/>
        <Card>
            <form action=RecoverUsername::url() method="post" novalidate>
                <div class="stack">
                    <TextField
                        name=Field::Remembered.as_str()
                        label=wording::field_label(Field::Remembered)
                        value=typed.unwrap_or_default()
                        hint="Quelli con cui ti sei registrato: ne basta uno."
                        error=about(error, Field::Remembered)
                        autocomplete="email"
                    />
                    <SubmitButton>"Ricevi lo username"</SubmitButton>
                </div>
            </form>
        </Card>
        <p class="mt-6 flex flex-wrap gap-x-6 gap-y-2">
            <a class="text-link" href=paths::RECOVER_PASSWORD>"Non ricordi la password?"</a>
            <a class="text-link" href=paths::SIGN_IN>"Torna all’accesso"</a>
        </p>
        <LostMailbox support_email=Site::current().support_email/>
    }
}
