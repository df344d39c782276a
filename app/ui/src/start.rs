//! How a program takes over the page that the server rendered. Browser only.

use leptos::{ev, mount::hydrate_from_async, prelude::*, tachys::dom::body};
use wasm_bindgen_futures::spawn_local;

/// Takes the page over, with the root of its zone.
pub fn take_over<F, V>(app: F)
where
    F: FnOnce() -> V + 'static,
    V: IntoView + 'static,
{
    spawn_local(async {
        // The router listens from the start, but has nothing to show before the page's part is
        // here: until then, and if it never comes, links are the browser's.
        let meanwhile =
            window_event_listener(ev::click, |click| click.stop_immediate_propagation());
        hydrate_from_async(body(), app).await.forget();
        meanwhile.remove();

        // Browser tests wait for this mark before they press anything.
        if let Some(html) = document().document_element() {
            let _ = html.set_attribute("data-hydrated", "");
        }
    });
}
