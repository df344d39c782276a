//! `Copia`: a text goes into the clipboard, and the button says so for a while.

use leptos::web_sys::Element;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::{after, around, on, window};

/// How long the button says that it worked, in milliseconds.
const THANKS: i32 = 3_000;

pub fn begin() {
    on("click", false, |event| {
        let Some(button) = around(&event, "[data-copy]") else { return };
        let text = button.get_attribute("data-copy").unwrap_or_default();
        let done = window().navigator().clipboard().write_text(&text);
        spawn_local(async move {
            if JsFuture::from(done).await.is_ok() {
                say(&button, true);
                after(THANKS, move || say(&button, false));
            }
        });
    });
}

fn say(button: &Element, is_copied: bool) {
    let _ = button.class_list().toggle_with_force("is-copied", is_copied);
    // The place beside it is read out when its text changes.
    if let Some(told) = button.next_element_sibling() {
        told.set_text_content(is_copied.then_some("Copiato"));
    }
}
