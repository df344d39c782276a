//! The root of every page of what only a demonstration has.

use leptos::prelude::*;
use leptos_router::components::Routes;
use ui::{Root, not_found::NotFound};

use crate::{mailbox::MailboxRoutes, routes::DemoRoutes};

#[component]
pub fn App() -> impl IntoView {
    view! {
        <Root>
            <Routes fallback=NotFound>
                <DemoRoutes/>
                <MailboxRoutes/>
            </Routes>
        </Root>
    }
}
