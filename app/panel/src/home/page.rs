//! The home of the panel: `Stato servizio`.

use domain::Product;
use domain::entitlements::Module;
use leptos::prelude::*;

use super::user_home::home_page;
use crate::agenda::agenda_link;
use crate::expiry::{Expiry, standing_tone};
use crate::module_state::ModuleBadge;
use crate::news::news;
use crate::notices::notices;
use crate::press::{Press, price, renew};
use crate::seats::{SeatCount, seat_expiries};
use crate::service::api::PanelView;
use crate::settings_page::collaborations;
use crate::setup::setup;
use crate::space::space;
use crate::tiles::tiles;
use crate::visited::visited;
use ui::components::{ProductTile, StateBadge};
use ui::{Title, paths, wording};

#[component]
pub fn HomePage() -> impl IntoView {
    home_page(visited(), |view| view! { <Home view/> })
}

#[component]
fn Home(view: PanelView) -> impl IntoView {
    view! {
        <Title text="Home"/>
        <div class="mb-4 md:mb-6">
            <p class="text-sm text-muted">{view.username.clone()}</p>
            <h1 class="wrap-anywhere">{format!("Ciao, {}", view.holder)}</h1>
        </div>
        {notices(&view)}
        {tiles(&view)}
        {setup(&view)}
        <section class="panel" aria-labelledby="stato-servizio">
            <h2 class="panel-head" id="stato-servizio">"Stato servizio"</h2>
            {main_service(&view)}
            {modules(&view)}
            {seats(&view)}
            {space(&view)}
        </section>
        {news(view.news.clone()).map(|news| view! { <div class="mt-5">{news}</div> })}
        <section class="panel mt-5" aria-labelledby="impostazioni">
            <h2 class="panel-head" id="impostazioni">
                <a class="text-link" href=paths::panel_settings(view.service)>"Impostazioni"</a>
            </h2>
            {collaborations(view.service)}
        </section>
    }
}

fn main_service(view: &PanelView) -> impl IntoView + use<> {
    let standing = view.entitlements.standing();
    let expires = view.entitlements.expires();
    let sentence = wording::renewal_sentence(&view.renewal, standing, None);
    let transfer = view.transfer.map(wording::transfer_sentence);

    view! {
        <div class="service-row">
            <ProductTile product=view.entitlements.service()/>
            <div class="service-text">
                <h3>{view.entitlements.service().name()}</h3>
                <p class="text-sm"><Expiry expires standing/></p>
                <p class="max-w-prose text-sm text-muted">{sentence}</p>
                <p class="text-sm">{agenda_link(view.service)}</p>
                {transfer.map(|sentence| view! { <p class="max-w-prose text-sm">{sentence}</p> })}
            </div>
            <div class="flex flex-wrap items-center gap-3">
                <StateBadge text=wording::standing_name(standing) tone=standing_tone(standing)/>
                {renew(view, "")}
            </div>
        </div>
    }
}

fn modules(view: &PanelView) -> Vec<AnyView> {
    let (service, first) = (view.service, view.first());
    let row = |module: Module| {
        let Module { product, state, is_offered, .. } = module;
        let expiry = state.term().map(|term| {
            view! { <p class="text-sm"><Expiry expires=term.until standing=term.standing/></p> }
        });
        let price = is_offered.then(|| price(view, product));
        view! {
            <div class="service-row">
                <ProductTile product/>
                <div class="service-text">
                    <h3>{product.name()}</h3>
                    {expiry}
                    {price}
                </div>
                <div class="flex flex-wrap items-center gap-3">
                    <ModuleBadge state/>
                    {is_offered.then(|| view! {
                        <Press service product text="Attiva" first class="btn-outline"/>
                    })}
                </div>
            </div>
        }
        .into_any()
    };
    view.modules.iter().copied().map(row).collect()
}

fn seats(view: &PanelView) -> impl IntoView + use<> {
    let can_buy = view.entitlements.can_buy();
    let (service, first) = (view.service, view.first());

    view! {
        <div class="service-row">
            <ProductTile product=Product::User/>
            <div class="service-text">
                <h3>"Utenti aggiuntivi"</h3>
                <SeatCount seats=view.seats/>
                {seat_expiries(&view.entitlements)}
                {can_buy.then(|| price(view, Product::User))}
            </div>
            <div class="flex flex-wrap items-center gap-3">
                <a class="btn btn-ghost" href=paths::panel_users(service)>
                    "Gestisci" <span class="sr-only">" gli utenti"</span>
                </a>
                {can_buy.then(|| view! {
                    <Press service product=Product::User text="Aggiungi" first class="btn-outline"/>
                })}
            </div>
        </div>
    }
}
