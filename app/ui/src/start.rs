//! How a program begins. Browser only.
//!
//! What takes long is cut into tasks of their own, so that a telephone can answer a finger between them.

use std::cell::Cell;
use std::sync::Arc;
use std::time::Duration;

use any_spawner::Executor;
use hydration_context::HydrateSharedContext;
use leptos::{
    prelude::*,
    server_fn::redirect::set_redirect_hook,
    tachys::{hydration::Cursor, view::PositionState},
    web_sys::Element,
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
        // As `leptos::mount::hydrate_from` does it, in two tasks: the view is made, and joined to what stands
        // there. That the executor is there already is no error.
        let _ = Executor::init_wasm_bindgen();
        let owner = Owner::new_root(Some(Arc::new(HydrateSharedContext::new())));
        let made = owner.with(|| {
            provide_context(site);
            view(data)
        });
        let place = self.place.clone();
        soon(move || {
            let cursor = Cursor::new(place.unchecked_into());
            let joined = owner.with(|| made.hydrate::<true>(&cursor, &PositionState::default()));
            if let Some(shared) = owner.shared_context() {
                shared.hydration_complete();
            }
            // Both live as long as the page.
            std::mem::forget((owner, joined));
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
