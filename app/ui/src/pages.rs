//! How a route shows a page.

use leptos::prelude::*;
use leptos_router::ChooseView;

use crate::not_found::NotFound;

/// `view=page!(HomePage)` shows the component `HomePage`.
#[macro_export]
macro_rules! page {
    ($page:ident) => {
        $crate::pages::Page {
            show: || ::leptos::prelude::IntoAny::into_any(::leptos::prelude::view! { <$page/> }),
        }
    };
}

pub use crate::page;

/// One type for all pages: a route is much code, and made for each type of its view.
#[derive(Clone, Copy)]
pub struct Page {
    pub show: fn() -> AnyView,
}

impl ChooseView for Page {
    async fn preload(&self) {}

    async fn choose(self) -> AnyView {
        (self.show)()
    }
}

/// What no route of a zone knows.
#[component]
pub fn UnknownPage() -> impl IntoView {
    view! { <NotFound/> }
}
