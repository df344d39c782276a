//! A page that is out of date as soon as the server says so.

use leptos::web_sys::{EventSource, HtmlElement};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use super::{document, window};

/// Loads the page anew when what it shows has changed. The browser listens until the page is left,
/// and reconnects by itself after an interruption.
pub fn begin() {
    let Ok(Some(watched)) = document().query_selector("[data-watch]") else { return };
    let address = watched.get_attribute("data-watch").unwrap_or_default();
    let Ok(source) = EventSource::new(&address) else { return };
    let changed = Closure::<dyn Fn()>::new(|| {
        // Nobody loses what they are writing.
        if !is_writing() {
            let _ = window().location().reload();
        }
    });
    let changed = changed.into_js_value();
    let _ = source.add_event_listener_with_callback("cambiato", changed.unchecked_ref());
}

fn is_writing() -> bool {
    let focused = document().active_element().and_then(|it| it.dyn_into::<HtmlElement>().ok());
    focused.is_some_and(|it| {
        let kind = it.get_attribute("type").unwrap_or_default();
        match it.tag_name().as_str() {
            "TEXTAREA" | "SELECT" => true,
            "INPUT" => !matches!(kind.as_str(), "radio" | "checkbox" | "submit" | "button"),
            _ => false,
        }
    })
}
