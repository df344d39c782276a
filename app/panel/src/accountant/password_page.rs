//! `Cambia la password` of an accountant.

use domain::party::Field;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{ChangeAccountantPassword, PasswordView, load_accountant_password};
use crate::password_rules::PasswordRules;
use ui::components::{
    Card, NewPasswordFields, PageTitle, PasswordField, Refusal, WhosePassword, loaded,
};
use ui::form::about;
use ui::paths;

#[component]
pub fn PasswordPage() -> impl IntoView {
    let page = loaded(load_accountant_password(), |view| view! { <Change view/> });
    view! { <div class="page-narrow">{page}</div> }
}

#[component]
fn Change(view: PasswordView) -> impl IntoView {
    let PasswordView { username, error } = view;
    let error = Signal::stored(error);

    view! {
        <PageTitle text="Cambia la password" in_error=move || error.with(Option::is_some)>
            "Su questo dispositivo resti collegato; sugli altri si accede di nuovo."
        </PageTitle>
        <Refusal error/>
        <Card>
            <form action=ChangeAccountantPassword::url() method="post" novalidate>
                <div class="stack">
                    <WhosePassword username/>
                    <PasswordField
                        name=Field::CurrentPassword.as_str()
                        label="Password attuale"
                        error=about(error, Field::CurrentPassword)
                    />
                    <PasswordRules of=Field::Password/>
                    <NewPasswordFields error rule="Segui le regole scritte qui sopra."/>
                </div>
            </form>
        </Card>
        <p class="mt-6"><a class="text-link" href=paths::ACCOUNTANT_DATA>"Torna ai tuoi dati"</a></p>
    }
}
