//! Somebody leaves the cart while a press is on its way.

use leptos::ev;
use leptos::prelude::*;
use leptos::web_sys::Element;
use wasm_bindgen::JsCast;

use super::live::LiveCart;

/// A link that is pressed too early is followed once the last press on the cart has arrived, so that
/// the next page knows of it. Should it not arrive, the page stays and says why.
pub fn arrive_first(live: LiveCart) {
    let next = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        if live.busy.get() {
            return;
        }
        let Some(next) = next.try_update(Option::take).flatten() else { return };
        if live.error.get_untracked().is_none() {
            let _ = window().location().set_href(&next);
        }
    });
    Effect::new(move |_| {
        let listening = window_event_listener(ev::click, move |press| {
            if !live.busy.get_untracked() || press.default_prevented() || is_elsewhere(&press) {
                return;
            }
            let link = press.target().and_then(|it| it.dyn_into::<Element>().ok());
            let link = link.and_then(|it| it.closest("a[href^='/']").ok().flatten());
            if let Some(href) = link.and_then(|it| it.get_attribute("href")) {
                press.prevent_default();
                next.set(Some(href));
            }
        });
        on_cleanup(move || listening.remove());
    });
}

/// True for a press that opens another window.
fn is_elsewhere(press: &ev::MouseEvent) -> bool {
    press.ctrl_key() || press.meta_key() || press.shift_key() || press.button() != 0
}
