//! The menu `Servizi aggiuntivi`: what can be added to the service, and what has been.

use domain::Product;
use leptos::prelude::*;

use super::api::PanelView;
use super::expiry::Expiry;
use super::module_state::{ModuleBadge, ModuleState};
use super::notices::notices;
use super::press::Press;
use super::seats::{SeatCount, seat_expiries};
use super::service_page::service_page;
use crate::components::{Notice, PageTitle, Tone};
use crate::wording;

#[component]
pub fn AddOnsPage() -> impl IntoView {
    service_page(|view| view! { <AddOns view/> })
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
    let cards: Vec<_> = view.modules().into_iter().map(|product| module(view, product)).collect();
    if cards.is_empty() {
        return no_modules(view.service).into_any();
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

fn module(view: &PanelView, module: Product) -> impl IntoView + use<> {
    let state = ModuleState::of(view, module);
    let today = view.today;
    let expiry = state.item().map(|item| {
        view! { <p class="mt-3"><Expiry expires=item.expires today/></p> }
    });
    let offered = view.can_buy() && state == ModuleState::NotActive;
    let needs = offered.then(|| missing(view, module)).flatten();

    view! {
        <li class="panel flex flex-col p-5 sm:p-6">
            <div class="flex flex-wrap items-start justify-between gap-x-3 gap-y-1">
                <h3>{module.name()}</h3>
                <ModuleBadge state/>
            </div>
            <p class="mt-2 text-muted">{wording::product_description(module)}</p>
            {needs.map(|sentence| view! { <p class="mt-2 font-medium">{sentence}</p> })}
            {expiry}
            {offered.then(|| view! { <div class="mt-auto pt-5"><Press product=module text="Acquista"/></div> })}
        </li>
    }
}

/// What a module needs that is not owned yet; the cart adds it by itself.
fn missing(view: &PanelView, module: Product) -> Option<String> {
    let needed = module.facts().requires.iter().find(|needed| view.items(**needed).is_empty())?;
    Some(format!("Richiede {}: nel carrello li trovi entrambi.", needed.name()))
}

fn seats(view: &PanelView) -> impl IntoView + use<> {
    let can_buy = view.can_buy();

    view! {
        <section class="panel mt-8 p-5 sm:p-6" aria-labelledby="multiutente">
            <div class="flex flex-wrap items-end justify-between gap-4">
                <div class="min-w-0 max-w-xl">
                    <h2 id="multiutente">"Gestione multiutente"</h2>
                    <p class="mt-2 mb-3 text-muted">{wording::product_description(Product::User)}</p>
                    <SeatCount seats=view.seats/>
                    {seat_expiries(view)}
                </div>
                {can_buy.then(|| view! { <Press product=Product::User text="Aggiungi"/> })}
            </div>
        </section>
    }
}
