//! `Impostazioni`: what the owner decides about the panel.

use domain::id::SubscriptionId;
use leptos::prelude::*;

use super::service_page::service_page;
use super::visited::visited;
use ui::components::{Icon, PageTitle, Sign};
use ui::paths;

#[component]
pub fn SettingsPage() -> impl IntoView {
    service_page(visited(), |view| {
        view! {
            <PageTitle text="Impostazioni"/>
            <div class="stack max-w-3xl">
                <section class="panel" aria-labelledby="impostazioni">
                    <h2 class="panel-head" id="impostazioni">"Collaboratori e accessi"</h2>
                    {collaborations(view.service)}
                    {delegations(view.service)}
                    {own_access()}
                </section>
            </div>
        }
    })
}

/// `Collaborazioni`, with the way to the additional users.
pub fn collaborations(service: SubscriptionId) -> impl IntoView {
    view! {
        <Row
            sign=Sign::People
            name="Collaborazioni"
            means="Chi accede al pannello con credenziali personali, e che cosa può fare."
            way=(paths::panel_users(service), "Utenti aggiuntivi")
        />
    }
}

/// The way to the accountants to whom the panel is delegated.
fn delegations(service: SubscriptionId) -> impl IntoView {
    view! {
        <Row
            sign=Sign::Person
            name="Commercialista"
            means="Chi entra con la propria utenza perché gli deleghi il pannello: non occupa un posto."
            way=(paths::panel_delegations(service), "Deleghe")
        />
    }
}

fn own_access() -> impl IntoView {
    view! {
        <Row
            sign=Sign::Lock
            name="Il tuo accesso"
            means="Un codice del telefono, dopo la password."
            way=(paths::PANEL_FACTOR.to_owned(), "Verifica in due passaggi")
        />
    }
}

#[component]
fn Row(
    sign: Sign,
    name: &'static str,
    means: &'static str,
    /// Where it leads, and what the way is called.
    way: (String, &'static str),
) -> impl IntoView {
    let (href, text) = way;
    view! {
        <div class="service-row">
            <span class="tile" aria-hidden="true"><Icon sign/></span>
            <div class="service-text">
                <h3>{name}</h3>
                <p class="text-sm text-muted">{means}</p>
            </div>
            <a class="btn btn-outline" href=href>{text}</a>
        </div>
    }
}
