//! `Esci`, on a page that has no menu.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::sign_in::api::LeavePanel;

/// `Esci`. A form of the browser itself: the page is loaded anew, so that nothing of the service
/// stays behind in its memory.
#[component]
pub fn LeaveButton() -> impl IntoView {
    view! {
        <form action=LeavePanel::url() method="post">
            <button type="submit" class="btn btn-ghost max-sm:px-3">"Esci"</button>
        </form>
    }
}
