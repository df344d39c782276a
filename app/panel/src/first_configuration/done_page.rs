//! The configuration is concluded: what can be done next.

use domain::entitlements::Module;
use leptos::prelude::*;

use crate::service::api::PanelView;
use crate::service::service_page;
use crate::visited::visited;
use ui::components::{Card, Notice, PageTitle, ProductTile, Tone};
use ui::paths;

#[component]
pub fn DonePage() -> impl IntoView {
    view! { <div class="page-narrow">{service_page(visited(), |view| view! { <Done view/> })}</div> }
}

#[component]
fn Done(view: PanelView) -> impl IntoView {
    let is_active = |module: &&Module| module.state.runs();
    let modules: Vec<_> = view
        .modules
        .iter()
        .filter(is_active)
        .map(|module| {
            view! {
                <li class="flex items-center gap-3">
                    <ProductTile product=module.product/>
                    {module.product.name()}
                </li>
            }
        })
        .collect();
    let free = view.seats.free();
    let users = match free {
        0 => "Vuoi far accedere i tuoi collaboratori? Aggiungi un utente.".to_owned(),
        1 => "Hai un posto libero per un collaboratore.".to_owned(),
        free => format!("Hai {free} posti liberi per i tuoi collaboratori."),
    };
    let has_modules = !view.modules.is_empty();
    let none = modules.is_empty().then_some("Non ne hai ancora: puoi aggiungerli quando vuoi.");

    view! {
        <PageTitle text="Che cosa puoi fare adesso"/>
        <div class="stack">
            <Notice tone=Tone::Success title="La prima configurazione è conclusa">
                <p>"Il pannello è aperto."</p>
            </Notice>
            {has_modules.then(|| view! {
                <Card title="I tuoi moduli">
                    <ul class="mb-4 grid gap-2">{modules}</ul>
                    {none.map(|none| view! { <p class="mb-4">{none}</p> })}
                    <a class="btn btn-outline" href=paths::panel_add_ons(view.service)>"Vai ai servizi aggiuntivi"</a>
                </Card>
            })}
            <Card title="I tuoi utenti">
                <p class="mb-4">{users}</p>
                <a class="btn btn-outline" href=paths::panel_users(view.service)>"Gestisci gli utenti"</a>
            </Card>
            <Card title="Il tuo commercialista">
                <p class="mb-4">"Se ha un’utenza commercialista, puoi delegargli il pannello."</p>
                <a class="btn btn-outline" href=paths::panel_delegations(view.service)>"Gestisci le deleghe"</a>
            </Card>
            <p><a class="btn btn-primary" href=paths::panel_home(view.service)>"Vai al pannello"</a></p>
        </div>
    }
}
