//! A button that has to wait.

use domain::hindrance::First;
use leptos::prelude::*;

use crate::paths;

/// The button as it would be, not to be pressed, with the reason beside it and the way to what
/// comes first.
#[component]
pub fn Blocked(
    /// The word on the button.
    #[prop(into)]
    text: String,
    /// What it is called where the word alone does not tell.
    #[prop(optional, into)]
    label: Option<String>,
    #[prop(default = "btn-outline")] class: &'static str,
    first: First,
) -> impl IntoView {
    let class = format!("btn {class}");
    let (reason, href, way) = match first {
        First::Order(order) => {
            ("Prima concludi o annulla ", paths::order(order), format!("l’ordine {order}"))
        }
        First::Termination => {
            ("Hai chiesto la disdetta: prima ", paths::TERMINATION.into(), "ritirala".into())
        }
    };
    // Of the panel it is another zone, which is loaded anew.
    view! {
        <div class="blocked">
            <button type="button" class=class aria-label=label disabled>{text}</button>
            <p class="blocked-reason">
                {reason} <a class="text-link" href=href rel="external">{way}</a>
            </p>
        </div>
    }
}
