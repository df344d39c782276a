//! The offers that wait for the accountant's answer.

use domain::format::date;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{AcceptDelegation, GiveDelegationUp, OfferRow};
use crate::expiry::{Expiry, standing_tone};
use crate::users::permissions::in_short;
use ui::components::{ProductTile, StateBadge, SubmitButton};
use ui::wording;

/// Nothing where nothing waits.
#[component]
pub fn OfferList(offers: Vec<OfferRow>) -> impl IntoView {
    (!offers.is_empty()).then(|| {
        let rows: Vec<_> = offers.into_iter().map(row).collect();
        view! {
            <section class="panel" aria-labelledby="offerte">
                <h2 class="panel-head" id="offerte">"Aspettano la tua risposta"</h2>
                <ul>{rows}</ul>
            </section>
        }
    })
}

fn row(offer: OfferRow) -> impl IntoView {
    let OfferRow { id, holder, entitlements, permissions, until } = offer;
    let (service, standing) = (entitlements.service(), entitlements.standing());
    let expires = entitlements.expires();
    let permissions: Vec<_> = in_short(&permissions, &entitlements)
        .into_iter()
        .map(|line| view! { <li>{line}</li> })
        .collect();
    let about = view! { <span class="sr-only">{format!(" la delega di {holder}")}</span> };
    let not = view! { <span class="sr-only">{format!(" la delega di {holder}")}</span> };

    view! {
        <li class="service-row">
            <ProductTile product=service/>
            <div class="service-text">
                <h3 class="wrap-anywhere">{holder}</h3>
                <p class="text-sm">{service.name()} " · " <Expiry expires standing/></p>
                <ul class="text-sm text-muted">{permissions}</ul>
                <p class="text-sm text-muted">{format!("Puoi rispondere fino al {}.", date(until))}</p>
            </div>
            <div class="flex flex-wrap items-center gap-3">
                <StateBadge text=wording::standing_name(standing) tone=standing_tone(standing)/>
                <form action=AcceptDelegation::url() method="post">
                    <input type="hidden" name="id" value=id.to_string()/>
                    <SubmitButton>"Accetta" {about}</SubmitButton>
                </form>
                <form action=GiveDelegationUp::url() method="post">
                    <input type="hidden" name="id" value=id.to_string()/>
                    <SubmitButton class="btn-outline">"Rifiuta" {not}</SubmitButton>
                </form>
            </div>
        </li>
    }
}
