//! What stands where there is nothing yet.

use leptos::prelude::*;

/// Says what is missing; the children say what to do about it.
#[component]
pub fn EmptyState(#[prop(into)] title: String, children: Children) -> impl IntoView {
    view! {
        <div class="panel flex flex-col items-center gap-3 border-dashed px-6 py-14 text-center">
            <h2>{title}</h2>
            <div class="flex max-w-md flex-col items-center gap-4 text-muted">{children()}</div>
        </div>
    }
}
