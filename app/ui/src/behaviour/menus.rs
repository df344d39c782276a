//! An open menu closes on Escape and on a press outside. Without a script its own button closes it.

use leptos::web_sys::{HtmlDetailsElement, HtmlElement, KeyboardEvent, Node};
use wasm_bindgen::JsCast;

use super::{document, on};

/// What menus are: `style/components/header.css`.
const OPEN_MENU: &str = "details.who[open]";

pub fn begin() {
    on("keydown", false, |event| {
        let is_escape = event.dyn_ref::<KeyboardEvent>().is_some_and(|key| key.key() == "Escape");
        if let Some(menu) = open_menu().filter(|_| is_escape) {
            menu.set_open(false);
            let button = menu.first_element_child();
            if let Some(button) = button.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
                let _ = button.focus();
            }
        }
    });
    on("pointerdown", false, |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Node>().ok());
        if let Some(menu) = open_menu().filter(|menu| !menu.contains(target.as_ref())) {
            menu.set_open(false);
        }
    });
}

fn open_menu() -> Option<HtmlDetailsElement> {
    document().query_selector(OPEN_MENU).ok().flatten()?.dyn_into().ok()
}
