//! When an open menu closes by itself.

use leptos::{ev, html, prelude::*};
use leptos_router::hooks::use_location;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDetailsElement, HtmlElement, Node};

/// Closes a menu on Escape, on a press outside, and when a link leads to another page without
/// loading it, which keeps the bar. Without a script its own button closes it.
pub fn closes(menu: NodeRef<html::Details>) {
    let path = use_location().pathname;
    Effect::new(move || {
        path.track();
        if let Some(menu) = menu.get() {
            menu.set_open(false);
        }
    });
    let open = move || menu.get_untracked().filter(HtmlDetailsElement::open);
    Effect::new(move |_| {
        let escape = window_event_listener(ev::keydown, move |event| {
            if let Some(menu) = open().filter(|_| event.key() == "Escape") {
                menu.set_open(false);
                let button = menu.first_element_child();
                if let Some(button) = button.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
                    let _ = button.focus();
                }
            }
        });
        let press = window_event_listener(ev::pointerdown, move |event| {
            let target = event.target().and_then(|target| target.dyn_into::<Node>().ok());
            if let Some(menu) = open().filter(|menu| !menu.contains(target.as_ref())) {
                menu.set_open(false);
            }
        });
        on_cleanup(move || {
            escape.remove();
            press.remove();
        });
    });
}
