//! Where the link of a mail leads to: a new password of an accountant.

use domain::party::Field;
use leptos::either::Either;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;

use super::api::{ChooseAccountantPassword, NewPasswordView, load_new_accountant_password};
use crate::password_rules::PasswordRules;
use ui::components::{
    Card, LinkVoid, NewPasswordFields, PageTitle, Refusal, WhosePassword, loaded,
};
use ui::error::AppError;
use ui::paths;

#[component]
pub fn NewPasswordPage() -> impl IntoView {
    let link = use_query_map().with_untracked(|query| query.get(paths::LINK)).unwrap_or_default();
    let view = load_new_accountant_password(link.clone());
    let page = move |view: NewPasswordView| match view.username {
        Some(username) => Either::Left(view! { <Choose link username error=view.error/> }),
        None => Either::Right(view! {
            <PageTitle text="Scegli la nuova password" in_error=true/>
            <LinkVoid ask=paths::ACCOUNTANT_RECOVER_PASSWORD/>
        }),
    };
    view! { <div class="page-narrow">{loaded(view, page)}</div> }
}

#[component]
fn Choose(link: String, username: String, error: Option<AppError>) -> impl IntoView {
    let error = Signal::stored(error);

    view! {
        <PageTitle text="Scegli la nuova password" in_error=move || error.with(Option::is_some)>
            "Dopo accedi di nuovo, su ogni dispositivo."
        </PageTitle>
        <Refusal error/>
        <Card>
            <form action=ChooseAccountantPassword::url() method="post" novalidate>
                <input type="hidden" name="link" value=link/>
                <div class="stack">
                    <WhosePassword username/>
                    <PasswordRules of=Field::Password/>
                    <NewPasswordFields error rule="Segui le regole scritte qui sopra."/>
                </div>
            </form>
        </Card>
    }
}
