//! The part of a page that the browser takes over.
//!
//! The server renders every page whole. Where figures or fields are alive it says so: which part,
//! and the data that it was made of. The program of the page finds both, makes the same part of
//! the same data, and joins it to what stands there already. Everything around it stays the
//! server's.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::layout::Site;

/// Where the browser finds the data of the living part.
pub const DATA: &str = "dati-vivi";

/// What a living part is made of.
#[derive(Serialize, Deserialize)]
pub struct Given<T> {
    pub site: Site,
    pub data: T,
}

/// Marks `view`, which was made of `data`, as alive under a `name` that the page's program knows.
///
/// # Panics
/// Never: what the server sends can be written as JSON.
#[must_use]
pub fn live<T: Serialize>(name: &'static str, data: T, view: impl FnOnce(T) -> AnyView) -> AnyView {
    let given = Given { site: Site::current(), data };
    let text = serde_json::to_string(&given).expect("the data of a page are JSON");
    // Inside a script only this could end it.
    let text = text.replace('<', "\\u003c");
    view! {
        <script type="application/json" id=DATA inner_html=text></script>
        <div data-live=name class="contents">{view(given.data)}</div>
    }
    .into_any()
}
