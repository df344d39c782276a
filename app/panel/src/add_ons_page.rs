//! The menu `Servizi aggiuntivi`: what can be added to the service, and what has been.

use domain::Product;
use domain::entitlements::Module;
use domain::hindrance::First;
use leptos::prelude::*;

use super::expiry::Expiry;
use super::module_state::{ModuleBadge, waits_for};
use super::notices::notices;
use super::press::{Press, price};
use super::seats::{SeatCount, seat_expiries};
use super::service::api::PanelView;
use super::service::service_page;
use super::visited::visited;
use ui::components::{Notice, PageTitle, ProductTile, Tone};
use ui::wording;

#[component]
pub fn AddOnsPage() -> impl IntoView {
    service_page(visited(), |view| view! { <AddOns view/> })
}

#[component]
fn AddOns(view: PanelView) -> impl IntoView {
    view! {
        <PageTitle text="Servizi aggiuntivi">
            "Quello che scegli arriva nel carrello: lì vedi il prezzo e le scadenze prima di ordinare."
        </PageTitle>
        {notices(&view)}
        {modules(&view)}
        {seats(&view)}
    }
}

fn modules(view: &PanelView) -> impl IntoView + use<> {
    let first = view.first();
    let cards: Vec<_> = view.modules.iter().map(|it| module(view, *it, first)).collect();
    if cards.is_empty() {
        return no_modules(view.entitlements.service()).into_any();
    }
    view! {
        <section aria-labelledby="moduli">
            <h2 class="mb-4" id="moduli">"Moduli"</h2>
            <ul class="grid gap-4 sm:grid-cols-2">{cards}</ul>
        </section>
    }
    .into_any()
}

fn no_modules(service: Product) -> impl IntoView {
    let title = format!("Per {} non ci sono moduli", service.name());

    view! {
        <Notice tone=Tone::Info title=title>
            <p>"Puoi però aggiungere utenti, perché i tuoi collaboratori accedano con le loro credenziali."</p>
        </Notice>
    }
}

fn module(view: &PanelView, module: Module, first: Option<First>) -> impl IntoView + use<> {
    let Module { product, state, is_offered, requires } = module;
    let service = view.service;
    let expiry = state.term().map(|term| {
        view! { <p class="mt-3"><Expiry expires=term.until standing=term.standing/></p> }
    });
    let needs = requires
        .map(|needed| format!("Richiede {}: nel carrello li trovi entrambi.", needed.name()));

    view! {
        <li class="panel flex flex-col p-4 sm:p-6">
            <div class="flex flex-wrap items-center gap-x-3 gap-y-1">
                <ProductTile product/>
                <h3 class="grow">{product.name()}</h3>
                <ModuleBadge state/>
            </div>
            <p class="mt-2 text-muted">{wording::product_description(product)}</p>
            {needs.map(|sentence| view! { <p class="mt-2 font-medium">{sentence}</p> })}
            {waits_for(state).map(|sentence| view! { <p class="mt-2">{sentence}</p> })}
            {expiry}
            {is_offered.then(|| view! {
                <div class="mt-auto flex flex-wrap items-center justify-between gap-x-4 gap-y-2 pt-4">
                    {price(view, product)}
                    <Press service product text="Acquista" first/>
                </div>
            })}
        </li>
    }
}

fn seats(view: &PanelView) -> impl IntoView + use<> {
    let can_buy = view.entitlements.can_buy();
    let (service, first) = (view.service, view.first());

    view! {
        <section class="panel mt-5 p-4 sm:p-6" aria-labelledby="multiutente">
            <div class="flex flex-wrap items-end justify-between gap-4">
                <div class="min-w-0 max-w-xl">
                    <h2 id="multiutente">"Gestione multiutente"</h2>
                    <p class="mt-2 mb-3 text-muted">{wording::product_description(Product::User)}</p>
                    <SeatCount seats=view.seats/>
                    {seat_expiries(&view.entitlements)}
                </div>
                {can_buy.then(|| view! {
                    <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
                        {price(view, Product::User)}
                        <Press service product=Product::User text="Aggiungi" first/>
                    </div>
                })}
            </div>
        </section>
    }
}
