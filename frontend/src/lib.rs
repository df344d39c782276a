//! What the browser runs: it takes over the page that the server rendered.

use leptos::{ev, mount::hydrate_from_async, prelude::*, tachys::dom::body};
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(start)]
pub async fn hydrate() {
    // Only whoever builds it reads the console; visitors load a kilobyte less.
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();

    // The router listens from the start, but has nothing to show before the page's part is here:
    // until then, and if it never comes, links are the browser's.
    let meanwhile = window_event_listener(ev::click, |click| click.stop_immediate_propagation());
    hydrate_from_async(body(), app::App).await.forget();
    meanwhile.remove();

    // Browser tests wait for this mark before they press anything.
    if let Some(html) = document().document_element() {
        let _ = html.set_attribute("data-hydrated", "");
    }
}
