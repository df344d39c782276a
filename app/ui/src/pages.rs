//! How a route shows a page: one that comes with the zone's program, or one that browsers load when
//! somebody goes there, and not before.

use std::{
    future::{Future, pending},
    pin::Pin,
    time::Duration,
};

use leptos::{prelude::*, wasm_split::SplitLoaderError};
use leptos_router::{ChooseView, hooks::use_url};

use crate::layout::focus_page;
use crate::not_found::NotFound;

/// `view=lazy_page!(cart: CartPage)` puts the component `CartPage` into the part `cart` of the
/// bundle, and shows it once that is here. All pages of a part come together.
#[macro_export]
macro_rules! lazy_page {
    ($part:ident: $page:ident) => {{
        use ::leptos::{
            prelude::*,
            wasm_split::{SplitLoaderError, wasm_split},
        };

        // What only such functions reach is not in the main part.
        #[wasm_split($part, wasm_split_path = ::leptos::wasm_split, preload(load), fallible)]
        fn show() -> Result<AnyView, SplitLoaderError> {
            Ok(view! { <$page/> }.into_any())
        }

        $crate::pages::LazyPage {
            #[cfg(feature = "ssr")]
            part: stringify!($part),
            load: || Box::pin(load()),
            show: || Box::pin(show()),
        }
    }};
}

/// `view=page!(HomePage)` shows a page that comes with the zone's program.
#[macro_export]
macro_rules! page {
    ($page:ident) => {
        $crate::pages::WholePage {
            show: || ::leptos::prelude::IntoAny::into_any(::leptos::prelude::view! { <$page/> }),
        }
    };
}

pub use crate::{lazy_page, page};

/// A page that is there as soon as the program is.
#[derive(Clone, Copy)]
pub struct WholePage {
    pub show: fn() -> AnyView,
}

impl ChooseView for WholePage {
    async fn preload(&self) {}

    async fn choose(self) -> AnyView {
        let page = (self.show)();
        if is_taken_over() {
            focus_page();
        }
        page
    }
}

type Coming<T> = Pin<Box<dyn Future<Output = Result<T, SplitLoaderError>>>>;

/// One type for all pages: a route is much code, and made for each type of its view.
#[derive(Clone, Copy)]
pub struct LazyPage {
    #[cfg(feature = "ssr")]
    pub part: &'static str,
    pub load: fn() -> Coming<()>,
    pub show: fn() -> Coming<AnyView>,
}

impl ChooseView for LazyPage {
    async fn preload(&self) {
        if (self.load)().await.is_err() {
            go_without().await;
        }
    }

    async fn choose(self) -> AnyView {
        #[cfg(feature = "ssr")]
        crate::shell::announce(self.part);
        let page = match (self.show)().await {
            Ok(page) => page,
            Err(_) => go_without().await,
        };
        if is_taken_over() {
            focus_page();
        }
        page
    }
}

/// A part did not come: the server shows the page instead, and knows the new parts if this page is
/// older than the last release. Never returns, since there is nothing to show here.
async fn go_without() -> AnyView {
    // Until then, the page is the server's and works as it is.
    if is_taken_over() {
        let url = use_url().get_untracked();
        let query = if url.search().is_empty() { "" } else { "?" };
        let address = format!("{}{query}{}{}", url.path(), url.search(), url.hash());
        let _ = window().location().assign(&address);
    }
    pending().await
}

/// What no route of this zone knows. Whoever is led there by a form or a link may be on the way into
/// another zone: the server knows.
#[component]
pub fn UnknownPage() -> impl IntoView {
    if is_taken_over() {
        // The router puts the address into the bar once this is shown, and only then.
        set_timeout(|| drop(window().location().reload()), Duration::ZERO);
        return ().into_any();
    }
    view! { <NotFound/> }.into_any()
}

/// False on the server, and in the browser as long as it shows what the server sent.
pub fn is_taken_over() -> bool {
    let context = Owner::current_shared_context();
    context.is_some_and(|page| page.is_browser() && !page.during_hydration())
}
