//! What is coming, month by month.

use domain::agenda::{Coming, What};
use domain::configuration::Step;
use domain::format::{date, month_of};
use domain::id::SubscriptionId;
use leptos::prelude::*;

use super::api::{AgendaView, load_panel_agenda};
use crate::service::unless_over;
use crate::visited::visited;
use ui::components::PageTitle;
use ui::paths;

#[component]
pub fn AgendaPage() -> impl IntoView {
    unless_over(load_panel_agenda(visited()), |view| view! { <Agenda view/> })
}

#[component]
fn Agenda(view: AgendaView) -> impl IntoView {
    let AgendaView { service, coming, is_owner } = view;
    let about = if is_owner {
        "Le date che riguardano il servizio: scadenze, pagamenti, utenti e deleghe."
    } else {
        "Le date che riguardano il servizio. Di rinnovi e pagamenti si occupa il titolare."
    };
    let months: Vec<_> = coming
        .chunk_by(|one, other| month_of(one.on) == month_of(other.on))
        .map(|days| {
            let rows: Vec<_> = days.iter().map(|one| row(one, service, is_owner)).collect();
            let month = days.first().map(|one| month_of(one.on)).unwrap_or_default();
            let id = days.first().map(|one| format!("dal-{}", one.on)).unwrap_or_default();
            let name = id.clone();
            view! {
                <section class="panel" aria-labelledby=name>
                    <h2 class="panel-head" id=id>{month}</h2>
                    <ul>{rows}</ul>
                </section>
            }
        })
        .collect();
    let notices = is_owner.then(|| {
        let href = paths::panel_billing_step(service, Step::Notices);
        view! { <a class="text-link" href=href>"Ricevila per email"</a> }
    });

    view! {
        <PageTitle text="Agenda">{about}</PageTitle>
        <div class="stack max-w-3xl">
            {months}
            <p class="flex flex-wrap items-center gap-x-4 gap-y-2">
                <a class="btn btn-outline" href=paths::panel_agenda_file(service) rel="external">
                    "Scarica per il calendario"
                </a>
                {notices}
            </p>
        </div>
    }
}

fn row(one: &Coming, service: SubscriptionId, is_owner: bool) -> impl IntoView + use<> {
    let (on, title) = (one.on, one.what.title());
    let way = is_owner.then(|| way(&one.what, service)).map(|(href, text)| {
        let about = format!(": {title}");
        view! {
            <a class="btn btn-outline" href=href>{text} <span class="sr-only">{about}</span></a>
        }
    });
    view! {
        <li class="service-row">
            <div class="service-text">
                <h3 class="wrap-anywhere">{title}</h3>
                <p class="text-sm text-muted">
                    <time class="figure" datetime=on.to_string()>{date(on)}</time>
                </p>
            </div>
            {way}
        </li>
    }
}

/// Where its owner does something about it, and what the way is called.
fn way(what: &What, service: SubscriptionId) -> (String, &'static str) {
    let renewal = || format!("{}#stato-servizio", paths::panel_home(service));
    match what {
        What::Ends { .. } | What::LastSafeDay(_) | What::FreeEnds { .. } => (renewal(), "Rinnovo"),
        What::ConsultationEnds => (renewal(), "Riattiva"),
        What::Charge => (paths::RENEWAL.to_owned(), "Gestisci il rinnovo"),
        What::OrderEnds(number) => (paths::order(*number), "Vai all’ordine"),
        What::GivenUp(_) => (paths::TERMINATION.to_owned(), "Disdetta"),
        What::PasswordLapses { user, .. } => (paths::panel_user(service, *user), "Vai all’utente"),
        What::OfferLapses { delegation, .. } => {
            (paths::panel_delegation(service, *delegation), "Vai alla delega")
        }
    }
}
