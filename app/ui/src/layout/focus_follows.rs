//! Takes the focus along when a link leads to another page without loading it.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use web_sys::{FocusOptions, HtmlElement, wasm_bindgen::JsCast};

/// A full load puts the focus at the top and lets screen readers begin anew; after a soft one it
/// would stay on a link that is gone. So the new page's main part takes it.
#[component]
pub fn FocusFollows() -> impl IntoView {
    let path = use_location().pathname;
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        if before.is_some_and(|before| before != now) {
            focus_page();
        }
        now
    });
}

/// For a page that is in place when the browser paints next. One whose code had to be fetched says
/// so itself, later than its address has changed.
pub fn focus_page() {
    request_animation_frame(focus_main);
}

fn focus_main() {
    let main = document().get_element_by_id("contenuto");
    if let Some(main) = main.and_then(|main| main.dyn_into::<HtmlElement>().ok()) {
        // Where to scroll is the router's business.
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = main.focus_with_options(&options);
    }
}
