//! What the browser does on every page, beside what the server sent: nothing here is needed to buy
//! or to work. Browser only; without the framework, so that it is small.

mod copying;
mod mending;
mod menus;
mod offline;
mod passwords;
mod sending;
mod watching;

use leptos::web_sys::{self, Document, Element, Event, Window};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Starts all of it.
pub fn begin() {
    menus::begin();
    copying::begin();
    passwords::begin();
    offline::begin();
    mending::begin();
    sending::begin();
    watching::begin();
}

/// Says that everything on the page answers. Styles show what only works with a script, and browser
/// tests wait for it before they press anything.
pub fn is_ready() {
    if let Some(html) = document().document_element() {
        let _ = html.set_attribute("data-hydrated", "");
    }
}

fn window() -> Window {
    web_sys::window().expect("a page is in a window")
}

fn document() -> Document {
    window().document().expect("a window has a document")
}

/// Listens for as long as the page is there.
fn on(name: &str, is_first: bool, listen: impl Fn(Event) + 'static) {
    let listen = Closure::<dyn Fn(Event)>::new(listen).into_js_value();
    let listen = listen.unchecked_ref();
    let _ = window().add_event_listener_with_callback_and_bool(name, listen, is_first);
}

/// Runs `then` after some milliseconds.
fn after(milliseconds: i32, then: impl FnOnce() + 'static) {
    let then = Closure::once_into_js(then);
    let then = then.unchecked_ref();
    let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(then, milliseconds);
}

/// The nearest element around what an event is about.
fn around(event: &Event, selector: &str) -> Option<Element> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest(selector).ok().flatten()
}
