//! The services whose panels are open to the accountant.

use domain::entitlements::Entitlements;
use domain::format::date;
use domain::subscription::Standing;
use leptos::either::Either;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{ClientRow, GiveDelegationUp};
use crate::expiry::{Expiry, standing_tone};
use crate::users::permissions::in_short;
use ui::components::{EmptyState, ProductTile, Sign, StateBadge, SubmitButton, Tone};
use ui::{paths, wording};

#[component]
pub fn ClientList(clients: Vec<ClientRow>) -> impl IntoView {
    if clients.is_empty() {
        return Either::Left(view! {
            <EmptyState title="Non hai ancora nessun cliente" sign=Sign::People>
                <p>"Quando accetti una delega, il servizio del cliente compare qui."</p>
            </EmptyState>
        });
    }
    let rows: Vec<_> = clients.into_iter().map(row).collect();
    Either::Right(view! {
        <section class="panel" aria-labelledby="clienti">
            <h2 class="panel-head" id="clienti">"Servizi delegati"</h2>
            <ul>{rows}</ul>
        </section>
    })
}

fn row(client: ClientRow) -> impl IntoView {
    let ClientRow { id, service, holder, entitlements, permissions, is_to_configure } = client;
    let (product, standing) = (entitlements.service(), entitlements.standing());
    let expires = entitlements.expires();
    let permissions: Vec<_> = in_short(&permissions, &entitlements)
        .into_iter()
        .map(|line| view! { <li>{line}</li> })
        .collect();
    let waits = waits(&entitlements, is_to_configure);
    let way = (!is_to_configure).then(|| {
        view! {
            <a class="btn btn-primary" href=paths::panel_home(service)>
                "Apri il pannello" <span class="sr-only">{format!(" di {holder}")}</span>
            </a>
        }
    });
    let question = format!(
        "Vuoi terminare la delega di {holder}? Non puoi più entrare nel suo pannello, finché non \
         ti offre un’altra delega."
    );

    view! {
        <li class="service-row">
            <ProductTile product/>
            <div class="service-text">
                <h3 class="wrap-anywhere">{holder.clone()}</h3>
                <p class="text-sm">{product.name()} " · " <Expiry expires standing/></p>
                {waits.map(|sentence| view! { <p class="text-sm font-medium">{sentence}</p> })}
                <ul class="text-sm text-muted">{permissions}</ul>
                <details class="group mt-3">
                    <summary class="btn btn-outline list-none [&::-webkit-details-marker]:hidden">
                        <span class="group-open:hidden">"Termina la delega"</span>
                        <span class="hidden group-open:inline">"No, lascia la delega"</span>
                        <span class="sr-only">{format!(" di {holder}")}</span>
                    </summary>
                    <div class="mt-3 max-w-prose rounded-field border border-base-300 bg-base-200 p-4">
                        <p>{question}</p>
                        <form class="mt-3" action=GiveDelegationUp::url() method="post">
                            <input type="hidden" name="id" value=id.to_string()/>
                            <SubmitButton class="btn-outline">"Sì, termina la delega"</SubmitButton>
                        </form>
                    </div>
                </details>
            </div>
            <div class="flex flex-wrap items-center gap-3">
                <StateBadge text=wording::standing_name(standing) tone=standing_tone(standing)/>
                {is_to_configure.then(|| view! {
                    <StateBadge text="Da configurare" tone=Tone::Warning/>
                })}
                {way}
            </div>
        </li>
    }
}

/// What there is to wait for, or to tell the client; the expiry beside it tells how near that is.
fn waits(entitlements: &Entitlements, is_to_configure: bool) -> Option<String> {
    match entitlements.standing() {
        Standing::Consultation { until } => Some(format!(
            "In sola lettura fino al {}, se il titolare non lo riattiva.",
            date(until)
        )),
        Standing::Active | Standing::NearExpiry { .. } if is_to_configure => Some(
            "Il pannello si apre quando il titolare ha concluso la prima configurazione.".into(),
        ),
        Standing::NearExpiry { .. } => Some("Lo rinnova il titolare.".into()),
        Standing::Active | Standing::Over => None,
    }
}
