//! `Da completare`: what the owner has still to do before everything that was bought is in use.

use domain::Product;
use domain::id::SubscriptionId;
use domain::setup::{Setup, Task};
use leptos::either::Either;
use leptos::prelude::*;

use super::service::api::PanelView;
use super::settings_page::what_is_configured;
use ui::components::{Icon, Sign, StateBadge, Tone};
use ui::paths;

/// Nothing once all of it is done, and while nothing can be done.
pub fn setup(view: &PanelView) -> Option<impl IntoView + use<>> {
    let tasks: Setup = view.setup.clone();
    let done = tasks.iter().filter(|(_, is_done)| *is_done).count();
    let progress = format!("{done} di {} fatte", tasks.len());
    let (service, product) = (view.service, view.entitlements.service());
    let is_shown = !tasks.is_empty() && view.entitlements.can_buy();
    let rows = move || tasks.into_iter().map(|it| row(service, product, it)).collect::<Vec<_>>();

    is_shown.then(|| {
        view! {
            <section class="panel mb-5" aria-labelledby="da-completare">
                <div class="panel-head flex flex-wrap items-baseline justify-between gap-x-4">
                    <h2 id="da-completare">"Da completare"</h2>
                    <p class="text-sm text-muted">{progress}</p>
                </div>
                <ol>{rows()}</ol>
            </section>
        }
    })
}

fn row(service: SubscriptionId, product: Product, (task, is_done): (Task, bool)) -> impl IntoView {
    let (name, means) = words(task, product);
    let sign = match task {
        Task::Configuration => Sign::Gear,
        Task::Users => Sign::People,
        Task::SecondFactor => Sign::Lock,
    };
    let way = match is_done {
        true => Either::Left(view! { <StateBadge text="Fatta" tone=Tone::Success/> }),
        false => {
            let (href, text) = way(service, task);
            Either::Right(view! { <a class="btn btn-outline" href=href>{text}</a> })
        }
    };
    view! {
        <li class="service-row">
            <span class="tile" aria-hidden="true"><Icon sign/></span>
            <div class="service-text">
                <h3>{name}</h3>
                <p class="text-sm text-muted">{means}</p>
            </div>
            {way}
        </li>
    }
}

fn words(task: Task, product: Product) -> (&'static str, &'static str) {
    match task {
        Task::Configuration => ("Dati della fatturazione", what_is_configured(product)),
        Task::Users => (
            "Crea gli utenti che hai acquistato",
            "Ogni collaboratore riceve per email una password temporanea.",
        ),
        Task::SecondFactor => (
            "Proteggi il tuo accesso",
            "Un codice del telefono, dopo la password: facoltativo, e consigliato.",
        ),
    }
}

fn way(service: SubscriptionId, task: Task) -> (String, &'static str) {
    match task {
        Task::Configuration => (paths::panel_billing(service), "Completa"),
        Task::Users => (paths::panel_new_user(service), "Crea utente"),
        Task::SecondFactor => (paths::PANEL_FACTOR.to_owned(), "Attiva la verifica"),
    }
}
