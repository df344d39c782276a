//! `Crea utente aggiuntivo`.

use domain::grant::{USERNAME_MIN, UserForm};
use domain::party::Field;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{CreatePanelUser, NewUserView, load_new_panel_user};
use super::parts::{SeatsCard, way_to_a_seat};
use super::permissions::PermissionBoxes;
use crate::collaborations::{Way, refusal};
use crate::service::unless_over;
use crate::visited::{ServiceField, visited};
use ui::components::{Card, PageTitle, Refusal, SubmitButton, TextField};
use ui::form::about;
use ui::paths;

#[component]
pub fn NewUserPage() -> impl IntoView {
    let page = unless_over(load_new_panel_user(visited()), |view| view! { <NewUser view/> });
    view! { <div class="page-narrow">{page}</div> }
}

#[component]
fn NewUser(view: NewUserView) -> impl IntoView {
    let NewUserView { seats, kept } = view;
    let (service, entitlements) = (seats.service, seats.entitlements.clone());
    let (typed, error) = kept.map(|kept| (kept.typed, kept.error)).unzip();
    let can_write = entitlements.can_write();
    let error = Signal::stored(refusal(&entitlements, error));
    let UserForm { username, email, permissions } = typed.unwrap_or_default();
    let hint = format!("Almeno {USERNAME_MIN} lettere e cifre. Poi non cambia.");
    let no_seat = (can_write && seats.seats.free() == 0).then(|| view! { <SeatsCard view=seats/> });
    let form = can_write.then(|| {
        view! {
            <Card>
                <form action=CreatePanelUser::url() method="post" novalidate>
                    <ServiceField service/>
                    <div class="stack">
                        <TextField
                            name="form[username]"
                            id=Field::Username.as_str()
                            label="Username"
                            value=username
                            hint
                            error=about(error, Field::Username)
                            autocomplete="off"
                            is_code=true
                        />
                        <TextField
                            name="form[email]"
                            id=Field::Email.as_str()
                            label="Indirizzo email"
                            value=email
                            hint="Quello del collaboratore: qui arriva la password temporanea."
                            error=about(error, Field::Email)
                            r#type="email"
                            autocomplete="off"
                            inputmode="email"
                        />
                        <PermissionBoxes
                            name="form[permissions][]"
                            entitlements
                            ticked=permissions
                            error
                        />
                        <SubmitButton>"Crea utente"</SubmitButton>
                    </div>
                </form>
            </Card>
        }
    });

    view! {
        <Way service list=("Utenti aggiuntivi", paths::panel_users(service))/>
        <PageTitle text="Crea utente aggiuntivo" in_error=move || error.with(Option::is_some)>
            "Gli mandiamo per email lo username e una password temporanea, che cambia al primo accesso."
        </PageTitle>
        <Refusal error advice=way_to_a_seat/>
        <div class="stack">
            {no_seat}
            {form}
            <p><a class="text-link" href=paths::panel_users(service)>"Torna agli utenti aggiuntivi"</a></p>
        </div>
    }
}
