//! `Moduli aggiuntivi` on a telephone: each module with `Acquista`, which leads to the same cart.

use domain::Product;
use domain::entitlements::{Module, ModuleState};
use domain::hindrance::First;
use leptos::prelude::*;

use crate::expiry::Expiry;
use crate::module_state::{ModuleBadge, waits_for};
use crate::notices::notices;
use crate::press::{Press, price};
use crate::service::api::PanelView;
use crate::service::service_page;
use crate::visited::own;
use ui::components::{Notice, PageTitle, ProductTile, Tone};
use ui::wording;

#[component]
pub fn MobileAddOnsPage() -> impl IntoView {
    service_page(own(), |view| view! { <AddOns view/> })
}

#[component]
fn AddOns(view: PanelView) -> impl IntoView {
    let first = view.first();
    let rows: Vec<_> = view.modules.iter().map(|it| module(&view, *it, first)).collect();
    let has_modules = !rows.is_empty();
    let can_buy = view.modules.iter().any(|module| module.is_offered);

    view! {
        <PageTitle text="Moduli aggiuntivi"/>
        {notices(&view)}
        {has_modules.then(|| view! { <ul class="panel">{rows}</ul> })}
        {(!has_modules).then(|| view! {
            <Notice
                tone=Tone::Info
                title=format!("Per {} non ci sono moduli", view.entitlements.service().name())
            >
                <p>"Utenti e spazio si aggiungono dal pannello."</p>
            </Notice>
        })}
        {can_buy.then(|| view! {
            <div class="mt-4">
                <Notice tone=Tone::Info title="Nel carrello vedi due prezzi">
                    <p>"Con l’estensione tutti i servizi arrivano alla scadenza nuova; senza, il modulo scade come gli altri."</p>
                </Notice>
            </div>
        })}
    }
}

fn module(view: &PanelView, module: Module, first: Option<First>) -> impl IntoView + use<> {
    let Module { product, state, is_offered, requires } = module;
    let service = view.service;
    let expiry = state.term().map(|term| {
        view! { <p class="text-sm"><Expiry expires=term.until standing=term.standing/></p> }
    });
    let needs = requires.map(|needed| {
        view! { <p class="text-sm text-muted">{format!("Con {}, che serve.", needed.name())}</p> }
    });
    let notices = (product == Product::ElectronicOrders).then(|| {
        view! { <p class="text-sm text-muted">"Gli avvisi NSO non si attivano dall’app."</p> }
    });
    let badge = (!is_offered || !matches!(state, ModuleState::NotActive))
        .then(|| view! { <ModuleBadge state/> });

    view! {
        <li class="service-row first:border-t-0">
            <ProductTile product/>
            <div class="service-text">
                <h2 class="text-base!">{product.name()}</h2>
                <p class="text-sm text-muted">{wording::product_description(product)}</p>
                {needs}
                {notices}
                {waits_for(state).map(|sentence| view! { <p class="text-sm">{sentence}</p> })}
                {expiry}
                {is_offered.then(|| price(view, product))}
            </div>
            <div class="flex flex-wrap items-center gap-3">
                {badge}
                {is_offered.then(|| view! { <Press service product text="Acquista" first/> })}
            </div>
        </li>
    }
}
