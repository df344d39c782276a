//! `Scegli la tua password`: the temporary password gives way to one of the customer's own.

use domain::party::Field;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;

use super::api::{ChangePanelPassword, PasswordView, load_panel_password};
use crate::leave_button::LeaveButton;
use crate::password_rules::NewPassword;
use ui::components::{Card, PageTitle, PasswordField, Refusal, SubmitButton, loaded};
use ui::form::about;
use ui::paths;

#[component]
pub fn PasswordPage() -> impl IntoView {
    let next = use_query_map().with_untracked(|query| query.get(paths::NEXT)).unwrap_or_default();
    view! { <div class="page-narrow">{loaded(load_panel_password(next), |view| view! { <ResetPassword view/> })}</div> }
}

#[component]
fn ResetPassword(view: PasswordView) -> impl IntoView {
    let PasswordView { username, next, error } = view;
    let error = Signal::stored(error);

    view! {
        <PageTitle text="Scegli la tua password" in_error=move || error.with(Option::is_some)>
            "La password che hai ricevuto è temporanea: scegline una tua, poi accedi di nuovo."
        </PageTitle>
        <Refusal error/>
        <Card>
            <form action=ChangePanelPassword::url() method="post" novalidate>
                // For password managers: it is this user's password that changes.
                <input type="hidden" name="username" value=username.clone() autocomplete="username"/>
                {(!next.is_empty()).then(|| view! { <input type="hidden" name="next" value=next/> })}
                <div class="stack">
                    <p>"Username: " <strong class="wrap-anywhere">{username}</strong></p>
                    <PasswordField
                        name=Field::CurrentPassword.as_str()
                        label="Password temporanea"
                        hint="Quella che hai ricevuto per email."
                        error=about(error, Field::CurrentPassword)
                    />
                    <NewPassword error/>
                    <SubmitButton>"Salva e prosegui"</SubmitButton>
                </div>
            </form>
        </Card>
        <div class="mt-4 flex flex-wrap items-center gap-x-2 text-muted">
            "Non è il tuo username?" <LeaveButton/>
        </div>
    }
}
