//! A page that is out of date as soon as the server says so.

use std::cell::Cell;
use std::rc::Rc;

use leptos::web_sys::{EventSource, HtmlElement};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use super::{after, document, on, window};

/// Whoever is still here after so many milliseconds has only fetched a file.
const PATIENCE: i32 = 8_000;

/// Loads the page anew when what it shows has changed. The browser listens until the page is left,
/// and reconnects by itself after an interruption.
pub fn begin() {
    let Ok(Some(watched)) = document().query_selector("[data-watch]") else { return };
    let address = watched.get_attribute("data-watch").unwrap_or_default();
    let Ok(source) = EventSource::new(&address) else { return };
    // A press that is on its way is often what changes the order: it must arrive where it leads,
    // however long that takes. A link may lead to a file, and then nobody leaves.
    let watching = source.clone();
    on("submit", false, move |_| watching.close());
    let is_leaving = Rc::new(Cell::new(false));
    let leaving = is_leaving.clone();
    on("beforeunload", false, move |_| {
        leaving.set(true);
        let stays = leaving.clone();
        after(PATIENCE, move || stays.set(false));
    });
    let changed = Closure::<dyn Fn()>::new(move || {
        // Nobody loses what they are writing.
        if !is_leaving.get() && !is_writing() {
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
