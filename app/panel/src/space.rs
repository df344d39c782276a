//! The space of a service: how much is used of how much, and whether it lasts.

use domain::Product;
use domain::entitlements::Term;
use domain::format::gigabytes;
use domain::space::Space;
use leptos::prelude::*;

use super::expiry::Expiry;
use super::press::{Press, price};
use super::service::api::PanelView;
use ui::components::ProductTile;

/// The row of the space, which can be made more.
pub fn space(view: &PanelView) -> impl IntoView + use<> {
    let can_buy = view.entitlements.can_buy();
    let (service, first) = (view.service, view.first());
    let lines: Vec<_> = view
        .entitlements
        .terms(Product::Storage)
        .map(|Term { quantity, until, standing, .. }| {
            view! { <li>{quantity} " GB · " <Expiry expires=until standing/></li> }
        })
        .collect();
    let lines = (!lines.is_empty()).then(|| view! { <ul class="text-sm">{lines}</ul> });
    let lasts = view.missing_space.map(lasts);

    view! {
        <div class="service-row" id="spazio">
            <ProductTile product=Product::Storage/>
            <div class="service-text">
                <h3>"Spazio"</h3>
                <p class="text-sm">{used(view.space)}</p>
                {lasts.map(|sentence| view! { <p class="text-sm text-muted">{sentence}</p> })}
                {lines}
                {can_buy.then(|| price(view, Product::Storage))}
            </div>
            {can_buy.then(|| view! {
                <Press service product=Product::Storage text="Aumenta" first class="btn-outline"/>
            })}
        </div>
    }
}

/// `0,62 GB usati di 1`, and where they come from.
fn used(space: Space) -> String {
    let what = of(space);
    match (space.included(), space.bought()) {
        (0, 0) => "Nessuno acquistato".into(),
        (_, 0) => format!("{what} usati, incluso nel servizio"),
        (0, _) => format!("{what} usati"),
        (included, bought) => format!("{what} usati: {included} GB incluso, {bought} in più"),
    }
}

/// `0,62 di 1 GB`.
pub fn of(space: Space) -> String {
    format!("{} di {} GB", gigabytes(space.used()), space.gigabytes())
}

/// Whether it lasts until the expiry.
pub fn lasts(missing: u32) -> String {
    match missing {
        0 => "Basta fino alla scadenza".into(),
        1 => "Fino alla scadenza ne servirà 1 GB in più".into(),
        missing => format!("Fino alla scadenza ne serviranno {missing} GB in più"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gigabyte_that_will_be_missing_is_told() {
        assert_eq!(lasts(0), "Basta fino alla scadenza");
        assert_eq!(lasts(1), "Fino alla scadenza ne servirà 1 GB in più");
        assert_eq!(lasts(3), "Fino alla scadenza ne serviranno 3 GB in più");
    }
}
