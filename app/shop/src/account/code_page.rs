//! The code that follows the password of an account.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{GiveCode, load_code};
use ui::components::loaded;
use ui::paths;
use ui::second_factor::CodePage as Page;

#[component]
pub fn CodePage() -> impl IntoView {
    let page = |error| view! { <Page action=GiveCode::url() sign_in=paths::SIGN_IN error/> };
    view! { <div class="page-narrow">{loaded(load_code(), page)}</div> }
}
