//! The mailbox's addresses.

use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    components::{ParentRoute, Route},
    path,
};

use super::{frame::Frame, list_page::ListPage, mail_page::MailPage};
use ui::pages::page;

/// The HTML of a mail has an address of its own below its page; the server answers it without
/// `app` (see its `http` module), because a stranger's HTML is no page of ours.
#[component(transparent)]
pub fn MailboxRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("posta") view=page!(Frame) ssr=SsrMode::Async>
            <Route path=path!("") view=page!(ListPage) ssr=SsrMode::Async/>
            <Route path=path!(":messaggio") view=page!(MailPage) ssr=SsrMode::Async/>
        </ParentRoute>
    }
    .into_inner()
}
