//! An additional user: what they may do, how they come in, and how they go.

use domain::id::{PanelUserId, SubscriptionId};
use domain::party::Field;
use leptos::either::Either;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;

use super::api::{
    ChangePanelUser, LetPanelUserLeave, LetPanelUserStay, MovePanelUser, OneUserView,
    RemovePanelUser, ResetPanelUser, SignPanelUserOut, UserRow, load_panel_user,
};
use super::parts::UserBadge;
use super::permissions::{Given, PermissionBoxes};
use crate::collaborations::Way;
use crate::service::unless_over;
use crate::visited::{ServiceField, visited};
use ui::components::{
    Card, Definition, DefinitionList, PageTitle, Refusal, SubmitButton, TextField,
};
use ui::error::AppError;
use ui::form::about;
use ui::paths;

#[component]
pub fn UserPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id")).unwrap_or_default();
    unless_over(load_panel_user(visited(), id), |view| view! { <OneUser view/> })
}

#[component]
fn OneUser(view: OneUserView) -> impl IntoView {
    let OneUserView { service, user, entitlements, kept, kept_email } = view;
    let UserRow { id, username, email, permissions, state, last_sign_in, leaves } = user;
    let (typed, error) = kept.map(|kept| (kept.typed, kept.error)).unzip();
    let (typed_email, email_error) = kept_email.map(|kept| (kept.typed, kept.error)).unzip();
    let error = Signal::stored(error.or(email_error));
    let given = permissions.text().split_whitespace().map(str::to_owned).collect();
    let ticked = typed.flatten().unwrap_or(given);
    let to = email.clone();
    // Of a service that has expired it can be read what somebody may do, and they can be shut out.
    let can_write = entitlements.can_write();
    let may = match can_write {
        true => Either::Left(view! {
            <form action=ChangePanelUser::url() method="post" novalidate>
                <ServiceField service/>
                <input type="hidden" name="id" value=id.to_string()/>
                <div class="stack">
                    <PermissionBoxes name="permissions[]" entitlements ticked error/>
                    <SubmitButton>"Salva i permessi"</SubmitButton>
                </div>
            </form>
        }),
        false => Either::Right(view! { <Given permissions entitlements/> }),
    };
    let other_email = typed_email.unwrap_or_else(|| email.clone());
    let last = last_sign_in.unwrap_or_else(|| "Mai".to_owned());

    view! {
        <div class="page-narrow">
            <Way service list=("Utenti aggiuntivi", paths::panel_users(service))/>
            <PageTitle text=username.clone() in_error=move || error.with(Option::is_some)/>
            <Refusal error/>
            <div class="stack">
                <Card>
                    <DefinitionList>
                        <Definition term="Indirizzo email">
                            <span class="wrap-anywhere">{to}</span>
                        </Definition>
                        <Definition term="Stato"><UserBadge state/></Definition>
                        <Definition term="Ultimo accesso">{last}</Definition>
                    </DefinitionList>
                </Card>
                <Card>{may}</Card>
                {can_write.then(|| view! { <Email service id email=other_email error/> })}
                <Access service id email can_write/>
                <Leave service id leaves/>
                <Remove service id username/>
                <p>
                    <a class="text-link" href=paths::panel_users(service)>
                        "Torna agli utenti aggiuntivi"
                    </a>
                </p>
            </div>
        </div>
    }
}

/// Another address.
#[component]
fn Email(
    service: SubscriptionId,
    id: PanelUserId,
    email: String,
    error: Signal<Option<AppError>>,
) -> impl IntoView {
    view! {
        <Card title="Indirizzo email">
            <form action=MovePanelUser::url() method="post" novalidate>
                <ServiceField service/>
                <input type="hidden" name="id" value=id.to_string()/>
                <div class="stack">
                    <TextField
                        name=Field::Email.as_str()
                        label="Indirizzo email"
                        value=email
                        hint="Qui arrivano le sue password temporanee."
                        error=about(error, Field::Email)
                        r#type="email"
                        autocomplete="off"
                        inputmode="email"
                    />
                    <SubmitButton class="btn-outline">"Salva l’indirizzo"</SubmitButton>
                </div>
            </form>
        </Card>
    }
}

/// Another password, and the end of whatever is open.
#[component]
fn Access(
    service: SubscriptionId,
    id: PanelUserId,
    email: String,
    can_write: bool,
) -> impl IntoView {
    let other_password = can_write.then(|| {
        view! {
            <p>
                "Chi ha perso la password ne riceve una temporanea a "
                <strong class="wrap-anywhere">{email}</strong>
                ". Quella di adesso smette di funzionare, e gli accessi aperti si chiudono."
            </p>
            <form class="mt-3 mb-6" action=ResetPanelUser::url() method="post">
                <ServiceField service/>
                <input type="hidden" name="id" value=id.to_string()/>
                <SubmitButton class="btn-outline">"Invia una nuova password"</SubmitButton>
            </form>
        }
    });
    view! {
        <Card title="Accesso">
            {other_password}
            <p>
                "Se un dispositivo è rimasto collegato, chiudi gli accessi: la password resta la stessa."
            </p>
            <form class="mt-3" action=SignPanelUserOut::url() method="post">
                <ServiceField service/>
                <input type="hidden" name="id" value=id.to_string()/>
                <SubmitButton class="btn-outline">"Chiudi gli accessi aperti"</SubmitButton>
            </form>
        </Card>
    }
}

/// Who leaves when a renewal has fewer seats.
#[component]
fn Leave(service: SubscriptionId, id: PanelUserId, leaves: bool) -> impl IntoView {
    let (action, text, means) = match leaves {
        false => (
            LetPanelUserLeave::url(),
            "Lascia il posto",
            "Vuoi rinnovare meno utenti? Scegli chi lascia il posto: fino alla scadenza accede come \
             adesso, poi resta senza posto e non può accedere. Quello che lo riguarda resta, e se \
             aggiungi un posto rientra.",
        ),
        true => (
            LetPanelUserStay::url(),
            "Tieni il posto",
            "Questo utente lascia il posto, se al rinnovo saranno di meno. Finché ci sono posti per \
             tutti accede come sempre, e puoi ripensarci.",
        ),
    };
    view! {
        <Card title="Al rinnovo">
            <p>{means}</p>
            <form class="mt-3" action=action method="post">
                <ServiceField service/>
                <input type="hidden" name="id" value=id.to_string()/>
                <SubmitButton class="btn-outline">{text}</SubmitButton>
            </form>
        </Card>
    }
}

/// `Elimina`, with a second question that needs no script.
#[component]
fn Remove(service: SubscriptionId, id: PanelUserId, username: String) -> impl IntoView {
    let question = format!(
        "Vuoi eliminare {username}? Esce subito e non può più accedere; il suo posto torna libero. Non si \
         può tornare indietro."
    );
    view! {
        <Card title="Elimina l’utente">
            <details class="group">
                <summary class="btn btn-outline list-none [&::-webkit-details-marker]:hidden">
                    <span class="group-open:hidden">"Elimina"</span>
                    <span class="hidden group-open:inline">"No, tieni l’utente"</span>
                </summary>
                <div class="mt-3 max-w-prose rounded-field border border-base-300 bg-base-200 p-4">
                    <p>{question}</p>
                    <form class="mt-3" action=RemovePanelUser::url() method="post">
                        <ServiceField service/>
                        <input type="hidden" name="id" value=id.to_string()/>
                        <SubmitButton class="btn-outline">"Sì, elimina l’utente"</SubmitButton>
                    </form>
                </div>
            </details>
        </Card>
    }
}
