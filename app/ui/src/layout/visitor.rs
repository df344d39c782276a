//! Who looks at the page, as its header says it.
//!
//! The server looks before it renders, so the first answer says it, with and without a script; a
//! page that is kept for everybody is rendered for nobody (`server/src/middleware/kept.rs`).

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;

use crate::error::AppError;
use crate::json::Json;
use crate::visitor::Visitor;
use crate::{Zone, paths};

impl Visitor {
    /// Hands the visitor down to every page. Called once, by the root of all of them.
    pub fn provide() {
        provide_context(RwSignal::new(SharedValue::new(Self::of_request).into_inner()));
    }

    /// The visitor, for a part of the frame.
    pub fn current() -> RwSignal<Self> {
        use_context().unwrap_or_default()
    }

    #[cfg(feature = "ssr")]
    fn of_request() -> Self {
        let parts = use_context::<axum::http::request::Parts>();
        parts.and_then(|parts| parts.extensions.get().cloned()).unwrap_or_default()
    }

    #[cfg(not(feature = "ssr"))]
    fn of_request() -> Self {
        Self::default()
    }
}

/// Asks again who it is when a link or a form leads to another page without loading it: somebody may
/// have signed in there, begun a cart or ordered what was in it.
#[component]
pub fn VisitorFollows() -> impl IntoView {
    let (path, visitor) = (use_location().pathname, Visitor::current());
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        if before.is_some_and(|before| before != now) {
            let zone = Zone::of(&now);
            spawn_local(async move {
                if let Ok(Visitor { identity, in_cart }) = load_visitor(zone).await {
                    // On the cart's own page the cart says it, which may be ahead of this answer.
                    let is_cart = path.with_untracked(|path| path == paths::CART);
                    visitor.update(|visitor| {
                        visitor.identity = identity;
                        if !is_cart {
                            visitor.in_cart = in_cart;
                        }
                    });
                }
            });
        }
        now
    });
}

/// Who looks at the pages of a zone.
#[server(output = Json)]
pub async fn load_visitor(zone: Zone) -> Result<Visitor, AppError> {
    crate::request::visitor(zone).await
}
