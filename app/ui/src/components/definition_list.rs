//! Facts with their names: the data of a holder, of an order, of a transfer.

use leptos::prelude::*;

/// A list of [`Definition`]s.
#[component]
pub fn DefinitionList(children: Children) -> impl IntoView {
    view! { <dl class="divide-y divide-base-300">{children()}</dl> }
}

/// One fact; the children are its value.
#[component]
pub fn Definition(#[prop(into)] term: String, children: Children) -> impl IntoView {
    view! {
        <div class="grid gap-x-6 py-2.5 sm:grid-cols-[minmax(9rem,14rem)_1fr]">
            <dt class="text-muted">{term}</dt>
            <dd class="font-medium">{children()}</dd>
        </div>
    }
}
