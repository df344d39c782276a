//! How a program begins. Browser only.

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
}

impl Part {
    fn of_page() -> Option<Self> {
        let place = document().query_selector("[data-live]").ok().flatten()?;
        let name = place.get_attribute("data-live")?;
        let data = document().get_element_by_id(DATA)?.text_content()?;
        Some(Self { name, place, data })
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
        // Where an answer leads, the browser goes.
        let _ = set_redirect_hook(|address| drop(window().location().set_href(address)));
        let place = self.place.clone().unchecked_into::<HtmlElement>();
        let part = hydrate_from(place, move || {
            provide_context(site);
            view(data)
        });
        part.forget();
    }
}

/// Starts what every page does, and what this one has besides.
pub fn begin(take_over: impl FnOnce(&Part)) {
    behaviour::begin();
    if let Some(part) = Part::of_page() {
        take_over(&part);
    }
    behaviour::is_ready();
}
