//! A block of a page with a heading of its own.

use leptos::{children::ViewFnOnce, prelude::*};

/// A framed block. `action` stands beside the heading: `action=|| view! { <a …>"Modifica"</a> }`.
#[component]
pub fn Card(
    /// The heading, an `<h2>`. Without one the card is only a frame.
    #[prop(optional, into)]
    title: Option<String>,
    #[prop(optional, into)] action: Option<ViewFnOnce>,
    #[prop(optional, into)] id: Option<String>,
    children: Children,
) -> impl IntoView {
    let head = title.map(|title| {
        view! {
            <div class="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
                <h2>{title}</h2>
                {action.map(ViewFnOnce::run)}
            </div>
        }
    });

    view! {
        <section class="panel p-4 sm:p-6" id=id>
            {head}
            {children()}
        </section>
    }
}
