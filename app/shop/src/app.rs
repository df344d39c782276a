//! The root of every page of the shop.

use leptos::prelude::*;
use leptos_router::components::Routes;
use ui::{Root, pages::UnknownPage};

use crate::routes::ShopRoutes;

#[component]
pub fn App() -> impl IntoView {
    view! {
        <Root>
            <Routes fallback=UnknownPage>
                <ShopRoutes/>
            </Routes>
        </Root>
    }
}
