//! `Utenti aggiuntivi`: who works in the panel beside its owner, and the seats for them.

use domain::Product;
use domain::entitlements::Entitlements;
use domain::id::SubscriptionId;
use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::api::{SeatsView, UserDone, UserRow, UsersView, load_panel_users};
use super::parts::{SeatsCard, UserBadge};
use super::permissions::in_short;
use crate::collaborations::Way;
use crate::press::Press;
use crate::service::unless_over;
use crate::visited::visited;
use ui::components::{EmptyState, Notice, PageTitle, Sign, StateBadge, Tone};
use ui::paths;

#[component]
pub fn UsersPage() -> impl IntoView {
    let outcome = use_query_map().with_untracked(|query| query.get(paths::OUTCOME));
    let users = load_panel_users(visited(), outcome.unwrap_or_default());
    unless_over(users, |view| view! { <Users view/> })
}

#[component]
fn Users(view: UsersView) -> impl IntoView {
    let UsersView { users, seats, done } = view;
    let failed = seats.error.is_some();
    let create = create(&seats);
    let (service, entitlements) = (seats.service, seats.entitlements.clone());
    let list = match users.is_empty() {
        true => Either::Left(view! {
            <EmptyState title="Non c’è ancora nessun utente" sign=Sign::People>
                <p>
                    "Un collaboratore riceve per email una password temporanea e vede solo quello che gli \
                     permetti."
                </p>
                {create}
            </EmptyState>
        }),
        false => {
            let rows: Vec<_> =
                users.into_iter().map(|user| row(service, user, &entitlements)).collect();
            Either::Right(view! {
                <section class="panel" aria-labelledby="utenti">
                    <h2 class="panel-head" id="utenti">"Chi ha un posto"</h2>
                    <ul>{rows}</ul>
                    <p class="px-4 pt-3 text-sm text-muted sm:px-6">
                        "Se i posti sono meno degli utenti, restano senza per primi quelli che hai \
                         scelto, poi gli ultimi creati: non accedono, e quello che li riguarda resta."
                    </p>
                    {create.map(|create| view! { <div class="service-row">{create}</div> })}
                </section>
            })
        }
    };

    view! {
        <Way service/>
        <PageTitle text="Utenti aggiuntivi" in_error=failed>
            "Chi accede a questo pannello con credenziali personali, e che cosa può fare."
        </PageTitle>
        <div class="stack max-w-3xl">
            {done.map(|done| view! { <Happened done/> })}
            <SeatsCard view=seats/>
            {list}
        </div>
    }
}

/// `Crea utente`: the form, or the cart when every seat has its user; nothing once the service has
/// expired.
fn create(view: &SeatsView) -> Option<AnyView> {
    let service = view.service;
    if !view.entitlements.can_write() {
        return None;
    }
    if view.seats.free() > 0 {
        let form = paths::panel_new_user(service);
        let link = view! { <a class="btn btn-primary" href=form>"Crea utente"</a> };
        return Some(link.into_any());
    }
    let to_the_cart = view! {
        <p class="text-sm text-muted">
            "Non c’è un posto libero: prima ne metti uno nel carrello."
        </p>
        <Press service product=Product::User text="Crea utente" first=view.first/>
    };
    Some(to_the_cart.into_any())
}

fn row(
    service: SubscriptionId,
    user: UserRow,
    entitlements: &Entitlements,
) -> impl IntoView + use<> {
    let UserRow { id, username, email, permissions, state, last_sign_in, leaves } = user;
    let last = match last_sign_in {
        Some(moment) => format!("Ultimo accesso: {moment}"),
        None => "Non ha ancora fatto l’accesso".to_owned(),
    };
    let permissions: Vec<_> = in_short(&permissions, entitlements)
        .into_iter()
        .map(|line| view! { <li>{line}</li> })
        .collect();

    view! {
        <li class="service-row">
            <div class="service-text">
                <h3 class="wrap-anywhere">{username.clone()}</h3>
                <p class="text-sm wrap-anywhere">{email}</p>
                <p class="text-sm text-muted">{last}</p>
                <ul class="text-sm text-muted">{permissions}</ul>
            </div>
            <div class="flex flex-wrap items-center gap-3">
                {leaves.then(|| view! { <StateBadge text="Lascia il posto" tone=Tone::Neutral/> })}
                <UserBadge state/>
                <a class="btn btn-outline" href=paths::panel_user(service, id)>
                    "Gestisci" <span class="sr-only">{format!(" {username}")}</span>
                </a>
            </div>
        </li>
    }
}

/// What has just been done.
#[component]
fn Happened(done: UserDone) -> impl IntoView {
    let (title, more) = match done {
        UserDone::Created(name) => (
            format!("L’utente {name} è stato creato"),
            "Gli abbiamo mandato per email lo username e una password temporanea.",
        ),
        UserDone::Changed(name) => {
            (format!("I permessi di {name} sono stati salvati"), "Valgono da subito.")
        }
        UserDone::Email(name) => {
            (format!("L’indirizzo di {name} è stato salvato"), "Da adesso gli scriviamo lì.")
        }
        UserDone::Reset(name) => (
            format!("{name} ha una nuova password temporanea"),
            "Gliel’abbiamo mandata per email. Quella di prima non funziona più.",
        ),
        UserDone::SignedOut(name) => (
            format!("Gli accessi di {name} sono stati chiusi"),
            "Per rientrare serve di nuovo la password.",
        ),
        UserDone::Leaves(name) => (
            format!("{name} lascia il posto, se saranno di meno"),
            "Finché ci sono posti per tutti non cambia nulla, e puoi ripensarci.",
        ),
        UserDone::Stays(name) => (format!("{name} tiene il posto"), "Non è più tra chi lo lascia."),
        UserDone::Removed(name) => {
            (format!("L’utente {name} è stato eliminato"), "Il suo posto è libero.")
        }
    };
    view! { <Notice tone=Tone::Success title><p>{more}</p></Notice> }
}
