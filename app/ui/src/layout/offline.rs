//! Without a network a press is not made: what was typed and chosen stays, and the page says so.

use leptos::{ev, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, MouseEvent};

/// Says that there is no network, at the lower edge of the window, once somebody has pressed
/// something that needs it. The next press counts again as soon as it is back.
#[component]
pub fn Offline() -> impl IntoView {
    let is_told = RwSignal::new(false);
    Effect::new(move || {
        // Before any other listener, so that neither a form nor a link of the page begins anything.
        let ask = Closure::<dyn Fn(MouseEvent)>::new(move |press: MouseEvent| {
            if !window().navigator().on_line() && needs_network(&press) {
                press.prevent_default();
                press.stop_immediate_propagation();
                is_told.set(true);
            }
        });
        let _ = window().add_event_listener_with_callback_and_bool(
            "click",
            ask.into_js_value().unchecked_ref(),
            true,
        );
        window_event_listener(ev::online, move |_| is_told.set(false));
    });

    move || {
        is_told.get().then(|| {
            view! {
                <div class="offline" role="alert">
                    <p>
                        <strong>"Sei senza rete."</strong>
                        " Quello che hai scritto e scelto è ancora qui: premi di nuovo quando la rete torna."
                    </p>
                </div>
            }
        })
    }
}

/// A button that sends a form, or a link to another page.
fn needs_network(press: &MouseEvent) -> bool {
    let pressed = press.target().and_then(|target| target.dyn_into::<Element>().ok());
    let pressed = pressed.and_then(|it| it.closest("a[href], button").ok().flatten());
    pressed.is_some_and(|it| match it.get_attribute("href") {
        Some(href) => href.starts_with('/') || href.starts_with("http"),
        None => it.get_attribute("type").is_none_or(|kind| kind == "submit"),
    })
}
