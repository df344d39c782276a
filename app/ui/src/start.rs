//! How a program begins. Browser only.
//!
//! What takes long is cut into tasks of their own, so that a telephone can answer a finger between them.

use std::cell::Cell;
use std::time::Duration;

use leptos::{
    mount::hydrate_from,
    prelude::*,
    server_fn::redirect::set_redirect_hook,
    web_sys::{Element, HtmlElement},
};
use serde::de::DeserializeOwned;
use wasm_bindgen::JsCast;

use crate::behaviour;
use crate::live::{DATA, Given};

/// The part of the page that is alive, as the server left it.
pub struct Part {
    name: String,
    place: Element,
    data: String,
    is_taken: Cell<bool>,
}

impl Part {
    fn of_page() -> Option<Self> {
        let place = document().query_selector("[data-live]").ok().flatten()?;
        let name = place.get_attribute("data-live")?;
        let data = document().get_element_by_id(DATA)?.text_content()?;
        Some(Self { name, place, data, is_taken: Cell::new(false) })
    }

    /// Takes the part over if it has this name.
    pub fn take_over<T>(&self, name: &str, view: fn(T) -> AnyView)
    where
        T: DeserializeOwned + 'static,
    {
        if self.name != name {
            return;
        }
        // Another release may have sent it: then the page stays the server's, and works.
        let Ok(Given { site, data }) = serde_json::from_str::<Given<T>>(&self.data) else { return };
        self.is_taken.set(true);
        // Where an answer leads, the browser goes.
        let _ = set_redirect_hook(|address| drop(window().location().set_href(address)));
        let place = self.place.clone().unchecked_into::<HtmlElement>();
        soon(move || {
            // The view is made and joined at once: what is typed between the two would be lost to it.
            let part = hydrate_from(place, move || {
                provide_context(site);
                view(data)
            });
            part.forget();
            behaviour::is_ready();
        });
    }
}

/// Starts what every page does, and what this one has besides.
pub fn begin(take_over: impl FnOnce(&Part) + 'static) {
    soon(move || {
        behaviour::begin();
        let is_taken = Part::of_page().is_some_and(|part| {
            take_over(&part);
            part.is_taken.get()
        });
        if !is_taken {
            behaviour::is_ready();
        }
    });
}

fn soon(task: impl FnOnce() + 'static) {
    set_timeout(task, Duration::ZERO);
}
