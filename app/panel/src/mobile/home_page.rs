//! The home on a telephone: until when the service runs, and at the bottom `Moduli aggiuntivi`.

use domain::Money;
use domain::entitlements::{Module, ModuleState};
use domain::format::euro;
use leptos::prelude::*;

use crate::expiry::{Expiry, standing_tone};
use crate::home::home_page;
use crate::notices::notices;
use crate::press::renew;
use crate::service::api::PanelView;
use crate::visited::own;
use ui::components::{Icon, ProductTile, Sign, StateBadge};
use ui::{Title, paths, wording};

#[component]
pub fn MobileHomePage() -> impl IntoView {
    home_page(own(), |view| view! { <Home view/> })
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
    let sentence = wording::renewal_sentence(&view.renewal, standing, None);
    let transfer = view.transfer.map(wording::transfer_sentence);

    view! {
        <section class="panel p-4" aria-labelledby="servizio">
            <div class="flex flex-wrap items-center gap-3">
                <ProductTile product=view.entitlements.service()/>
                <h2 class="grow" id="servizio">{view.entitlements.service().name()}</h2>
                <StateBadge text=wording::standing_name(standing) tone=standing_tone(standing)/>
            </div>
            <p class="mt-3 font-semibold"><Expiry expires standing/></p>
            <p class="mt-1 text-sm text-muted">{sentence}</p>
            {transfer.map(|sentence| view! { <p class="mt-1 text-sm">{sentence}</p> })}
            <div class="mt-4">{renew(view, "w-full")}</div>
        </section>
    }
}

/// Of a service that has modules: how many could be added, and from how much.
fn modules(view: &PanelView) -> Option<impl IntoView + use<>> {
    let offered: Vec<&Module> = view.modules.iter().filter(|module| module.is_offered).collect();
    let is_ordered = |module: &&Module| matches!(module.state, ModuleState::Ordered(_));
    let ordered = view.modules.iter().filter(is_ordered).count();
    let price = |module: &Module| {
        view.prices.iter().find(|(product, _)| *product == module.product).map(|(_, price)| *price)
    };
    let least = offered.iter().filter_map(|it| price(it)).min();
    let sentence = left(offered.len(), ordered, least);
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

/// What could be added, and what waits for its payment.
fn left(offered: usize, ordered: usize, least: Option<Money>) -> String {
    let offered = match (offered, least) {
        (0, _) => None,
        (count, None) => Some(format!("{count} da attivare")),
        (count, Some(least)) => Some(format!("{count} da attivare, da {} + IVA", euro(least))),
    };
    let ordered = (ordered > 0).then(|| format!("{ordered} in attesa di pagamento"));
    let left: Vec<String> = offered.into_iter().chain(ordered).collect();
    if left.is_empty() { "Sono già tutti attivi".to_owned() } else { left.join("; ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_for_its_payment_is_not_active_yet() {
        assert_eq!(left(0, 0, None), "Sono già tutti attivi");
        assert_eq!(left(0, 1, None), "1 in attesa di pagamento");
        let least = Some(Money::from_cents(18_00));
        let some = left(3, 1, least).replace('\u{a0}', " ");
        assert_eq!(some, "3 da attivare, da 18,00 € + IVA; 1 in attesa di pagamento");
    }
}
