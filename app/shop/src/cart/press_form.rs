//! A form around a control of the cart: sent by the browser before the page is live, answered on
//! the page afterwards.

use domain::cart::Change;
use domain::catalog::Product;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{Press, PressCart};
use super::live::LiveCart;

/// Where presses are sent to.
pub fn url() -> &'static str {
    PressCart::url()
}

/// The cart that a press changes, and where its rows stand.
#[component]
pub fn WhereItStands(live: LiveCart) -> impl IntoView {
    view! {
        <input type="hidden" name="version" value=move || live.version()/>
        <input type="hidden" name="places" value=live.places()/>
    }
}

/// The form of one press. `change` is what it means once the page is live.
#[component]
pub fn PressForm(
    live: LiveCart,
    press: Press,
    #[prop(optional)] product: Option<Product>,
    /// Nothing for controls that report by themselves.
    #[prop(optional)]
    change: Option<Change>,
    #[prop(optional, into)] class: String,
    children: Children,
) -> impl IntoView {
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(change) = change {
            live.press(change);
        }
    };
    view! {
        <form method="post" action=url() class=class on:submit=on_submit>
            <WhereItStands live/>
            <input type="hidden" name="press" value=press.as_str()/>
            {product.map(|p| view! { <input type="hidden" name="product" value=p.code()/> })}
            {children()}
        </form>
    }
}
