//! The home of the panel: `Stato servizio`.

use domain::Product;
use leptos::prelude::*;
use leptos_meta::Title;

use super::api::PanelView;
use super::expiry::{Expiry, tone};
use super::module_state::{ModuleBadge, ModuleState};
use super::notices::notices;
use super::press::{Press, Renew};
use super::seats::{SeatCount, seat_expiries};
use super::service_page::service_page;
use crate::components::{StateBadge, Tone};
use crate::renewal::is_urgent;
use crate::wording;

#[component]
pub fn HomePage() -> impl IntoView {
    service_page(|view| view! { <Home view/> })
}

#[component]
fn Home(view: PanelView) -> impl IntoView {
    view! {
        <Title text="Home"/>
        <div class="mb-8">
            <p class="text-muted">{view.username.clone()}</p>
            <h1 class="wrap-anywhere">{format!("Ciao, {}", view.holder)}</h1>
        </div>
        {notices(&view)}
        <section class="panel" aria-labelledby="stato-servizio">
            <h2 class="p-5 sm:px-7" id="stato-servizio">"Stato servizio"</h2>
            {main_service(&view)}
            {modules(&view)}
            {seats(&view)}
            {storage(&view)}
        </section>
    }
}

fn main_service(view: &PanelView) -> impl IntoView + use<> {
    let standing = view.standing();
    let is_fine = standing.is_active();
    let badge = if is_fine { Tone::Success } else { tone(standing) };
    let urgent = is_urgent(&view.renewal.button(standing), standing);
    let class = if urgent { "btn-primary" } else { "btn-outline" };
    let sentence = wording::renewal_sentence(&view.renewal, standing, None);

    view! {
        <div class="service-row bg-secondary/50">
            <div class="min-w-0">
                <h3>{view.service.name()}</h3>
                <p class="sm:text-lg"><Expiry expires=view.expires today=view.today/></p>
                <p class="mt-1 max-w-prose text-muted">{sentence}</p>
            </div>
            <div class="flex flex-wrap items-center gap-3">
                <StateBadge text=wording::standing_name(standing) tone=badge/>
                {standing.can_be_renewed().then(|| view! {
                    <Renew text=wording::renew_verb(standing) class/>
                })}
            </div>
        </div>
    }
}

fn modules(view: &PanelView) -> Vec<AnyView> {
    let row = |module: Product| {
        let state = ModuleState::of(view, module);
        let expiry = state.item().map(|item| {
            view! { <p><Expiry expires=item.expires today=view.today/></p> }
        });
        let offered = view.can_buy() && state == ModuleState::NotActive;
        view! {
            <div class="service-row">
                <div class="min-w-0">
                    <h3>{module.name()}</h3>
                    {expiry}
                </div>
                <div class="flex flex-wrap items-center gap-3">
                    <ModuleBadge state/>
                    {offered.then(|| view! { <Press product=module text="Attiva"/> })}
                </div>
            </div>
        }
        .into_any()
    };
    view.modules().into_iter().map(row).collect()
}

fn seats(view: &PanelView) -> impl IntoView + use<> {
    let can_buy = view.can_buy();

    view! {
        <div class="service-row">
            <div class="min-w-0">
                <h3>"Utenti aggiuntivi"</h3>
                <SeatCount seats=view.seats/>
                {seat_expiries(view)}
            </div>
            {can_buy.then(|| view! { <Press product=Product::User text="Aggiungi" class="btn-outline"/> })}
        </div>
    }
}

/// Space is shown where somebody has bought some.
fn storage(view: &PanelView) -> Option<impl IntoView + use<>> {
    let today = view.today;
    let bought = view.items(Product::Storage);
    let lines: Vec<_> = bought
        .iter()
        .map(|item| {
            let (gigabytes, expires) = (item.quantity, item.expires);
            view! { <li>{gigabytes} " GB · " <Expiry expires today/></li> }
        })
        .collect();
    (!lines.is_empty()).then(|| {
        view! {
            <div class="service-row">
                <div class="min-w-0">
                    <h3>"Spazio aggiuntivo"</h3>
                    <ul>{lines}</ul>
                </div>
            </div>
        }
    })
}
