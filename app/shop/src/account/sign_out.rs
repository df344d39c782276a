//! The way out.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use ui::layout::SignOut;

/// `Esci`, for headers and for the customer area.
///
/// A form of the browser itself and not an `ActionForm`: the page is loaded anew, so that nothing
/// of the customer stays behind in its memory.
#[component]
pub fn SignOutButton(
    /// What the button looks like.
    #[prop(default = "btn btn-ghost")]
    class: &'static str,
) -> impl IntoView {
    view! {
        <form action=SignOut::url() method="post">
            <button type="submit" class=class>"Esci"</button>
        </form>
    }
}
