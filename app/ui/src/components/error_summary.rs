//! All that is wrong with a form, on top of it.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{Icon, Sign};

/// A list of (id of the field, sentence), each a link to its field. Shown while it is not empty.
///
/// It takes the focus when it appears: through `autofocus` when the server rendered it, from here
/// when it appears later or another field is in it. What is mended goes without a word.
#[component]
pub fn ErrorSummary(
    #[prop(into)] errors: Signal<Vec<(String, String)>>,
    #[prop(default = "Controlla questi punti".into(), into)] title: String,
) -> impl IntoView {
    let summary = NodeRef::<html::Div>::new();
    Effect::new(move |before: Option<Vec<String>>| {
        let fields =
            errors.with(|errors| errors.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>());
        let before = before.unwrap_or_default();
        let is_new = fields.iter().any(|field| !before.contains(field));
        match summary.get() {
            Some(summary) if is_new => {
                let _ = summary.focus();
                fields
            }
            // Not there yet: the news is told when it is.
            None if is_new => before,
            Some(_) | None => fields,
        }
    });
    let links = move || {
        let link =
            |(field, sentence): (String, String)| view! { <li>{field_link(field, sentence)}</li> };
        errors.get().into_iter().map(link).collect::<Vec<_>>()
    };

    view! {
        <Show when=move || errors.with(|errors| !errors.is_empty())>
            <div class="notice tone-error mb-6" role="alert" tabindex="-1" autofocus node_ref=summary>
                <Icon sign=Sign::Alert/>
                <h2 class="text-base!">{title.clone()}</h2>
                <ul class="notice-body mt-1 list-disc ps-5">{links}</ul>
            </div>
        </Show>
    }
}

/// A link that moves the focus into the field, not only the view.
fn field_link(field: String, sentence: String) -> impl IntoView {
    let href = format!("#{field}");
    let go = move |ev: ev::MouseEvent| {
        if focus(&field) {
            ev.prevent_default();
        }
    };

    view! { <a class="text-link" href=href on:click=go>{sentence}</a> }
}

fn focus(id: &str) -> bool {
    let field = document().get_element_by_id(id);
    let field = field.and_then(|field| field.dyn_into::<HtmlElement>().ok());
    field.is_some_and(|field| field.focus().is_ok())
}
