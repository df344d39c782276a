//! `Impostazioni`: what the owner decides about the panel.

use domain::Product;
use domain::configuration::Step;
use domain::id::SubscriptionId;
use leptos::prelude::*;

use super::service::service_page;
use super::visited::visited;
use ui::components::{Icon, PageTitle, Sign};
use ui::paths;

#[component]
pub fn SettingsPage() -> impl IntoView {
    service_page(visited(), |view| {
        let (service, product) = (view.service, view.entitlements.service());
        view! {
            <PageTitle text="Impostazioni"/>
            <div class="stack max-w-3xl">
                <section class="panel" aria-labelledby="fatturazione">
                    <h2 class="panel-head" id="fatturazione">"Fatturazione"</h2>
                    {billing(service, product).map(row).collect_view()}
                </section>
                <section class="panel" aria-labelledby="impostazioni">
                    <h2 class="panel-head" id="impostazioni">"Collaboratori e accessi"</h2>
                    {collaborations(service)}
                    {row(delegations(service))}
                    {access(service).map(row).collect_view()}
                </section>
            </div>
        }
    })
}

/// Something that can be set.
struct Row {
    sign: Sign,
    name: &'static str,
    means: &'static str,
    /// Where it leads, and what the way is called.
    way: (String, &'static str),
}

/// `Collaborazioni`, with the way to the additional users.
pub fn collaborations(service: SubscriptionId) -> impl IntoView {
    row(Row {
        sign: Sign::People,
        name: "Collaborazioni",
        means: "Chi accede al pannello con credenziali personali, e che cosa può fare.",
        way: (paths::panel_users(service), "Utenti aggiuntivi"),
    })
}

fn billing(service: SubscriptionId, product: Product) -> [Row; 2] {
    let data = what_is_configured(product);
    let told = "A quale indirizzo ti scriviamo di quello che fanno gli altri, e quando.";
    let notices = paths::panel_billing_step(service, Step::Notices);
    [
        Row {
            sign: Sign::Sheet,
            name: "Dati e impostazioni della fatturazione",
            means: data,
            way: (paths::panel_billing(service), "Vedi e modifica"),
        },
        Row { sign: Sign::Mail, name: "Avvisi", means: told, way: (notices, "Scegli gli avvisi") },
    ]
}

/// What is asked for a main service: whoever only receives has little to say.
pub fn what_is_configured(product: Product) -> &'static str {
    if Step::of(product).any(|step| step == Step::Regime) {
        "Cedente, regime fiscale, IVA, casse e ritenute, modo di creazione."
    } else {
        "Cedente, avvisi, dati per la ricezione."
    }
}

/// The way to the accountants to whom the panel is delegated.
fn delegations(service: SubscriptionId) -> Row {
    Row {
        sign: Sign::Person,
        name: "Commercialista",
        means: "Chi entra con la propria utenza perché gli deleghi il pannello: non occupa un posto.",
        way: (paths::panel_delegations(service), "Deleghe"),
    }
}

fn access(service: SubscriptionId) -> [Row; 2] {
    let own = "Password, verifica in due passaggi, dispositivi collegati.";
    let done = "Chi ha fatto che cosa nel pannello, e quando.";
    let (access, trace) = (paths::PANEL_ACCESS.into(), paths::panel_trace(service));
    [
        Row {
            sign: Sign::Lock,
            name: "Il tuo accesso",
            means: own,
            way: (access, "Gestisci l’accesso"),
        },
        Row {
            sign: Sign::Clock,
            name: "Registro attività",
            means: done,
            way: (trace, "Vai al registro"),
        },
    ]
}

fn row(Row { sign, name, means, way: (href, text) }: Row) -> impl IntoView {
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
