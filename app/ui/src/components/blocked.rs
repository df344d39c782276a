//! A button that has to wait for another order.

use leptos::prelude::*;

use crate::paths;

/// The button as it would be, not to be pressed, with the reason beside it and the way to the order
/// that has to be paid or cancelled first.
#[component]
pub fn Blocked(
    /// The word on the button.
    #[prop(into)]
    text: String,
    /// What it is called where the word alone does not tell.
    #[prop(optional, into)]
    label: Option<String>,
    #[prop(default = "btn-outline")] class: &'static str,
    /// The number of the order.
    order: i64,
) -> impl IntoView {
    let class = format!("btn {class}");
    // Of the panel it is another zone, which is loaded anew.
    view! {
        <div class="blocked">
            <button type="button" class=class aria-label=label disabled>{text}</button>
            <p class="blocked-reason">
                "Prima concludi o annulla "
                <a class="text-link" href=paths::order(order) rel="external">"l’ordine " {order}</a>
            </p>
        </div>
    }
}
