//! The home on a telephone: until when the service runs, and at the bottom `Moduli aggiuntivi`.

use domain::entitlements::Module;
use domain::format::euro;
use leptos::either::Either;
use leptos::prelude::*;

use crate::api::{HomeView, PanelView, load_panel_home};
use crate::expiry::{Expiry, standing_tone};
use crate::notices::notices;
use crate::press::Renew;
use crate::service_page::unless_over;
use crate::user_home::UserHome;
use ui::components::{Icon, ProductTile, Sign, StateBadge};
use ui::renewal::is_urgent;
use ui::{Title, paths, wording};

#[component]
pub fn MobileHomePage() -> impl IntoView {
    unless_over(load_panel_home(), |view| match view {
        HomeView::Owner(view) => Either::Left(view! { <Home view=*view/> }),
        HomeView::User(view) => Either::Right(view! { <UserHome view/> }),
    })
}

#[component]
fn Home(view: PanelView) -> impl IntoView {
    view! {
        <Title text="Home"/>
        <h1 class="mb-4 wrap-anywhere">{view.holder.clone()}</h1>
        {notices(&view)}
        {service(&view)}
        {modules(&view)}
    }
}

fn service(view: &PanelView) -> impl IntoView + use<> {
    let standing = view.entitlements.standing();
    let expires = view.entitlements.expires();
    let urgent = is_urgent(&view.renewal.button(standing), standing);
    let class = if urgent { "btn-primary w-full" } else { "btn-outline w-full" };
    let sentence = wording::renewal_sentence(&view.renewal, standing, None);

    view! {
        <section class="panel p-4" aria-labelledby="servizio">
            <div class="flex flex-wrap items-center gap-3">
                <ProductTile product=view.entitlements.service()/>
                <h2 class="grow" id="servizio">{view.entitlements.service().name()}</h2>
                <StateBadge text=wording::standing_name(standing) tone=standing_tone(standing)/>
            </div>
            <p class="mt-3 font-semibold"><Expiry expires standing/></p>
            <p class="mt-1 mb-4 text-sm text-muted">{sentence}</p>
            {standing.can_be_renewed().then(|| view! {
                <Renew text=wording::renew_verb(standing) class/>
            })}
        </section>
    }
}

/// Of a service that has modules: how many could be added, and from how much.
fn modules(view: &PanelView) -> Option<impl IntoView + use<>> {
    let offered: Vec<&Module> = view.modules.iter().filter(|module| module.is_offered).collect();
    let price = |module: &Module| {
        view.prices.iter().find(|(product, _)| *product == module.product).map(|(_, price)| *price)
    };
    let sentence = match (offered.len(), offered.iter().filter_map(|it| price(it)).min()) {
        (0, _) => "Sono già tutti attivi".to_owned(),
        (count, None) => format!("{count} da attivare"),
        (count, Some(least)) => format!("{count} da attivare, da {} + IVA", euro(least)),
    };
    let has_modules = !view.modules.is_empty() && view.entitlements.can_buy();

    has_modules.then(|| {
        view! {
            <a class="panel mt-4 flex items-center gap-3 p-4" href=paths::APP_ADD_ONS>
                <span class="tile tile-in"><Icon sign=Sign::Shelf/></span>
                <span class="grow">
                    <strong>"Moduli aggiuntivi"</strong>
                    <span class="block text-sm text-muted">{sentence}</span>
                </span>
                <Icon sign=Sign::Right/>
            </a>
        }
    })
}
