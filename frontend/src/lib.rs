//! What the browser runs: it takes over the page that the server rendered.

// A page is one nested type; its layout is worked out by recursion.
#![recursion_limit = "512"]

use leptos::prelude::*;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(start)]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(app::App);

    // Browser tests wait for this mark before they press anything.
    if let Some(html) = document().document_element() {
        let _ = html.set_attribute("data-hydrated", "");
    }
}
