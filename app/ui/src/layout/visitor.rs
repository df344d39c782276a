//! Who looks at the page, as its header says it.
//!
//! The server looks before it renders, so the first answer says it, with and without a script; a
//! page that is kept for everybody is rendered for nobody (`server/src/middleware/kept.rs`).

use leptos::prelude::*;

use crate::visitor::Visitor;

impl Visitor {
    /// The visitor, for a part of the frame or of a page.
    #[cfg(feature = "ssr")]
    #[must_use]
    pub fn current() -> Self {
        let parts = use_context::<axum::http::request::Parts>();
        parts.and_then(|parts| parts.extensions.get().cloned()).unwrap_or_default()
    }

    /// The browser finds the frame as it is.
    #[cfg(not(feature = "ssr"))]
    #[must_use]
    pub fn current() -> Self {
        use_context().unwrap_or_default()
    }
}
