//! `Cambia la password` of the panel, from inside.

use domain::party::Field;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{ChangeOwnPanelPassword, OwnPasswordView, load_own_password};
use crate::password_rules::NewPassword;
use crate::service::unless_over;
use ui::components::{
    Card, PageTitle, PasswordField, Refusal, SubmitButton, WhoseField, WhosePassword,
};
use ui::form::about;
use ui::paths;

#[component]
pub fn OwnPasswordPage() -> impl IntoView {
    let page = unless_over(load_own_password(), |view| view! { <Change view/> });
    view! { <div class="page-narrow">{page}</div> }
}

#[component]
fn Change(view: OwnPasswordView) -> impl IntoView {
    let OwnPasswordView { user, username, error } = view;
    let error = Signal::stored(error);

    view! {
        <PageTitle text="Cambia la password" in_error=move || error.with(Option::is_some)>
            "Su questo dispositivo resti collegato; sugli altri si accede di nuovo."
        </PageTitle>
        <Refusal error/>
        <Card>
            <form action=ChangeOwnPanelPassword::url() method="post" novalidate>
                <WhoseField whose=user/>
                <div class="stack">
                    <WhosePassword username/>
                    <PasswordField
                        name=Field::CurrentPassword.as_str()
                        label="Password attuale"
                        error=about(error, Field::CurrentPassword)
                    />
                    <NewPassword error/>
                    <SubmitButton>"Salva la nuova password"</SubmitButton>
                </div>
            </form>
        </Card>
        <p class="mt-6 flex flex-wrap gap-x-6 gap-y-2">
            <a class="text-link" href=paths::PANEL_RECOVER_PASSWORD>"Non ricordi la password?"</a>
            <a class="text-link" href=paths::PANEL_ACCESS>"Torna al tuo accesso"</a>
        </p>
    }
}
