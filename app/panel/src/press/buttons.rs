//! `Attiva`, `Acquista`, `Aggiungi`, `Rinnova`: the ways from the panel into the shop.

use domain::format::euro;
use domain::hindrance::First;
use domain::id::SubscriptionId;
use domain::renewal::Button;
use domain::{Money, Product};
use leptos::either::Either;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use ui::components::Blocked;
use ui::renewal::{is_urgent, way_to_pay};
use ui::wording;

use super::api::{OpenCart, OpenRenewal};
use crate::service::api::PanelView;
use crate::visited::ServiceField;

/// What a year of it costs, beside the button that buys it.
pub fn price(view: &PanelView, product: Product) -> Option<impl IntoView + use<>> {
    let (_, yearly) = view.prices.iter().find(|(of, _)| *of == product)?;
    Some(a_year(*yearly))
}

/// What a year costs, in a line.
pub fn a_year(yearly: Money) -> impl IntoView {
    let price = format!("{} + IVA all’anno", euro(yearly));
    view! { <p class="text-sm text-muted">{price}</p> }
}

/// A form of the browser itself: the cart is in the shop, which is loaded anew.
#[component]
pub fn Press(
    /// For which it is bought.
    service: SubscriptionId,
    product: Product,
    /// The word on the button.
    text: &'static str,
    /// What is settled before anything can be added.
    first: Option<First>,
    #[prop(default = "btn-primary")] class: &'static str,
) -> impl IntoView {
    let label = format!("{text}: {}", product.name());
    if let Some(first) = first {
        return Either::Left(view! { <Blocked text label class first/> });
    }
    let class = format!("btn {class}");

    Either::Right(view! {
        <form action=OpenCart::url() method="post">
            <ServiceField service/>
            <input type="hidden" name="product" value=product.code()/>
            <button type="submit" class=class aria-label=label>{text}</button>
        </form>
    })
}

/// `Rinnova` or `Riattiva`: a renewal of a year, in the cart of the shop. It is the button of the page
/// once there is reason to hurry. What is settled first stands beside it; once the renewal is ordered, it
/// is paid.
pub fn renew(view: &PanelView, width: &str) -> Option<AnyView> {
    let standing = view.entitlements.standing();
    let button = view.renewal.button(standing);
    let weight = if is_urgent(&button, standing) { "btn-primary" } else { "btn-outline" };
    let class = format!("btn {weight} {width}");
    let verb = wording::renew_verb(standing);
    let service = view.service;

    match button {
        Button::Over => None,
        Button::GivenUp => Some(view! { <Blocked text=verb first=First::Termination/> }.into_any()),
        Button::Blocked { number } => {
            Some(view! { <Blocked text=verb first=First::Order(number)/> }.into_any())
        }
        Button::Ordered { .. } => way_to_pay(&button).map(|(href, text)| {
            view! { <a class=class href=href rel="external">{text}</a> }.into_any()
        }),
        Button::Renew | Button::Automatic { .. } | Button::Reactivate { .. } => Some(
            view! {
                <form action=OpenRenewal::url() method="post">
                    <ServiceField service/>
                    <button type="submit" class=class>{verb}</button>
                </form>
            }
            .into_any(),
        ),
    }
}
