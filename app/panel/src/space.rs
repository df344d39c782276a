//! The space of a service: how much is used of how much, and whether it lasts.

use domain::Product;
use domain::entitlements::Term;
use domain::format::gigabytes;
use domain::space::{HISTORY_DAYS, Space};
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
    let lasts = estimate(view.space, view.needed_space);

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

/// What is needed until the expiry, and whether that is there; why nobody can tell, where nothing is
/// kept yet.
fn estimate(space: Space, needed: Option<u64>) -> Option<String> {
    if let Some(needed) = needed {
        return Some(foretold(needed, space.missing_for(needed)));
    }
    (space.is_empty() && space.gigabytes() > 0).then(|| {
        format!(
            "Non c’è ancora niente di conservato. Quanto ne serve fino alla scadenza si può stimare \
             dopo {HISTORY_DAYS} giorni dal primo documento."
        )
    })
}

fn foretold(needed: u64, missing: u32) -> String {
    format!("Stima alla scadenza: {} GB. {}.", gigabytes(needed), lasts(missing))
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
        assert_eq!(
            foretold(1_200_000_000, 1),
            "Stima alla scadenza: 1,20 GB. Fino alla scadenza ne servirà 1 GB in più."
        );
    }
}
