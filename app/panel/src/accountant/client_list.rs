//! The services whose panels are open to the accountant.

use leptos::either::Either;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{ClientRow, GiveDelegationUp};
use crate::expiry::{Expiry, standing_tone};
use crate::users::permissions::in_short;
use ui::components::{EmptyState, ProductTile, Sign, StateBadge, SubmitButton};
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
    let ClientRow { id, service, holder, entitlements, permissions } = client;
    let (product, standing) = (entitlements.service(), entitlements.standing());
    let expires = entitlements.expires();
    let permissions: Vec<_> = in_short(&permissions, &entitlements)
        .into_iter()
        .map(|line| view! { <li>{line}</li> })
        .collect();
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
                <a class="btn btn-primary" href=paths::panel_home(service)>
                    "Apri il pannello" <span class="sr-only">{format!(" di {holder}")}</span>
                </a>
            </div>
        </li>
    }
}
