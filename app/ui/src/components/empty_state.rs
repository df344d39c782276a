//! What stands where there is nothing yet.

use leptos::prelude::*;

use super::{Icon, Sign};

/// Says what is missing; the children say what to do about it.
#[component]
pub fn EmptyState(
    #[prop(into)] title: String,
    #[prop(default = Sign::Info)] sign: Sign,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="panel flex flex-col items-center gap-3 px-6 py-8 text-center">
            <span class="tile tile-large" aria-hidden="true"><Icon sign/></span>
            <h2>{title}</h2>
            <div class="flex max-w-md flex-col items-center gap-4 text-muted">{children()}</div>
        </div>
    }
}
