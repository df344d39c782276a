//! `Cambia la password` of the account.

use domain::party::Field;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{ChangePassword, PasswordView, load_password};
use ui::components::{
    Card, NewPasswordFields, PageTitle, PasswordField, Refusal, WhosePassword, loaded,
};
use ui::form::about;
use ui::{paths, wording};

#[component]
pub fn PasswordPage() -> impl IntoView {
    view! { <div class="page-narrow">{loaded(load_password(), |view| view! { <Change view/> })}</div> }
}

#[component]
fn Change(view: PasswordView) -> impl IntoView {
    let PasswordView { username, length_min, error } = view;
    let error = Signal::stored(error);
    let rule = wording::password_rule(length_min);

    view! {
        <PageTitle text="Cambia la password" in_error=move || error.with(Option::is_some)>
            "Su questo dispositivo resti collegato; sugli altri si accede di nuovo."
        </PageTitle>
        <Refusal error/>
        <Card>
            <form action=ChangePassword::url() method="post" novalidate>
                <div class="stack">
                    <WhosePassword username/>
                    <PasswordField
                        name=Field::CurrentPassword.as_str()
                        label="Password attuale"
                        error=about(error, Field::CurrentPassword)
                    />
                    <NewPasswordFields error rule/>
                </div>
            </form>
        </Card>
        <p class="mt-6 flex flex-wrap gap-x-6 gap-y-2">
            <a class="text-link" href=paths::RECOVER_PASSWORD>"Non ricordi la password?"</a>
            <a class="text-link" href=paths::DATA>"Torna ai tuoi dati"</a>
        </p>
    }
}
