//! The name of the window.
//!
//! That of `leptos_meta` takes the title away while a page is taken over, and between two pages: tabs
//! and screen readers have nothing to say then.

use leptos::prelude::*;

const SHOP: &str = "Bottega";

/// Names the window after a page and the shop, or after the shop alone. It keeps its name until
/// another page has one.
#[component]
pub fn Title(#[prop(into)] text: Signal<String>) -> impl IntoView {
    name(text);
}

/// The server writes it into the head, where the last one counts.
#[cfg(feature = "ssr")]
fn name(text: Signal<String>) {
    // What was asked for by a part of the page that is gone by now is not said.
    let text = move || whole(&text.try_get().unwrap_or_default());
    let _ = view! { <leptos_meta::Title text/> };
}

#[cfg(not(feature = "ssr"))]
fn name(text: Signal<String>) {
    Effect::new(move || {
        if let Some(text) = text.try_get() {
            document().set_title(&whole(&text));
        }
    });
}

fn whole(page: &str) -> String {
    if page.is_empty() { SHOP.to_owned() } else { format!("{page} · {SHOP}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_has_the_name_of_its_page_and_of_the_shop() {
        assert_eq!(whole("Carrello"), "Carrello · Bottega");
        assert_eq!(whole(""), "Bottega");
    }
}
