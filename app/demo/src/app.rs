//! The root of every page of what only a demonstration has.

use leptos::prelude::*;
use leptos_router::components::Routes;
use ui::{Root, pages::UnknownPage};

use crate::{mailbox::MailboxRoutes, routes::DemoRoutes};

#[component]
pub fn App() -> impl IntoView {
    view! {
        <Root>
            <Routes fallback=UnknownPage>
                <DemoRoutes/>
                <MailboxRoutes/>
            </Routes>
        </Root>
    }
}
