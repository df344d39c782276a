//! Where the link of a mail leads to: a new password of the account.

use leptos::either::Either;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{ChoosePassword, NewPasswordView, load_new_password};
use super::link;
use ui::components::{
    Card, LinkVoid, NewPasswordFields, PageTitle, Refusal, WhosePassword, loaded,
};
use ui::{paths, wording};

#[component]
pub fn NewPasswordPage() -> impl IntoView {
    let link = link();
    let view = load_new_password(link.clone());
    let page = move |view: NewPasswordView| {
        let NewPasswordView { username, length_min, error } = view;
        match username {
            Some(username) => Either::Left(view! { <Choose link username length_min error/> }),
            None => Either::Right(view! {
                <PageTitle text="Scegli la nuova password" in_error=true/>
                <LinkVoid ask=paths::RECOVER_PASSWORD/>
            }),
        }
    };
    view! { <div class="page-narrow">{loaded(view, page)}</div> }
}

#[component]
fn Choose(
    link: String,
    username: String,
    length_min: usize,
    #[prop(into)] error: Option<ui::error::AppError>,
) -> impl IntoView {
    let error = Signal::stored(error);
    let rule = wording::password_rule(length_min);

    view! {
        <PageTitle text="Scegli la nuova password" in_error=move || error.with(Option::is_some)>
            "Dopo accedi di nuovo, su ogni dispositivo."
        </PageTitle>
        <Refusal error/>
        <Card>
            <form action=ChoosePassword::url() method="post" novalidate>
                <input type="hidden" name="link" value=link/>
                <div class="stack">
                    <WhosePassword username/>
                    <NewPasswordFields error rule/>
                </div>
            </form>
        </Card>
    }
}
