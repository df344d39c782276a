//! The root of every page: the router and the three zones.
//!
//! Zones share nothing but components. A link from one zone into another carries
//! `rel="external"`: it is a full page load.

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::{Router, Routes};

use demo::{DemoRoutes, mailbox::MailboxRoutes};
use office::OfficeRoutes;
use panel::PanelRoutes;
use shop::ShopRoutes;
use ui::{
    layout::{FocusFollows, Site},
    not_found::NotFound,
};

#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    Site::provide();

    view! {
        <Title formatter=page_title/>
        <Router>
            <FocusFollows/>
            <Routes fallback=NotFound>
                <PanelRoutes/>
                <OfficeRoutes/>
                <DemoRoutes/>
                <MailboxRoutes/>
                <ShopRoutes/>
            </Routes>
        </Router>
    }
}

fn page_title(page: String) -> String {
    if page.is_empty() { "Bottega".to_owned() } else { format!("{page} · Bottega") }
}
