//! What a page or a server function may ask about the request it answers. Server only.

mod failure;
mod forms;
mod identity;
mod notes;
mod visitor;

pub use forms::{finish, kept, kept_for};
pub use identity::{
    StaffFound, account, accountant, asked_within_purchase, begin_purchase, buyer, cart_owner,
    for_buyer, half, half_or_sign_in, half_was_going, is_accountant_in, is_in_office, is_in_panel,
    keep_brought, leave_office, leave_panel, let_accountant_in, let_accountant_out, let_brought_go,
    let_in, let_into_office, let_into_panel, not_found, note_order, office_page_before, own_panel,
    own_service, own_sign_in, owner_access, panel_newcomer, remember_cart, service_access,
    service_to_configure, sign_out, signed_in, staff, staff_owner, stay_in, stay_in_with,
    two_carts, wait_for_code, was_asked, why_office_ended,
};
pub use notes::{leave_for_page, leave_outcome, note, outcome, page_with_outcome};
pub use visitor::{note_way_back, visitor_of};

use axum::http::header::REFERER;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use tower_sessions::Session;
use web::{ClientAddress, accepts_html};

use self::failure::internal;
use crate::error::AppError;
use crate::paths;

/// What every use case needs; the server provides it for each request.
pub fn context() -> services::Context {
    expect_context()
}

/// Sets the status of the page that is being rendered.
///
/// Does nothing while the routes are only being listed, when there is no answer yet.
pub fn answer_with(status: StatusCode) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(status);
    }
}

fn parts() -> Option<Parts> {
    use_context::<Parts>()
}

fn session() -> Result<Session, AppError> {
    parts()
        .and_then(|parts| parts.extensions.get::<Session>().cloned())
        .ok_or_else(|| internal(&std::io::Error::other("the session layer is missing")))
}

/// The network address of the other side, as evidence.
pub fn address() -> String {
    let address =
        parts().and_then(|parts| parts.extensions.get::<ClientAddress>().map(|client| client.0));
    address.map(|address| address.to_string()).unwrap_or_default()
}

/// True for a form that the browser sent by itself, without WASM: it follows a redirect and shows
/// a page, where a server function called by WASM reads the answer.
pub fn is_plain_form() -> bool {
    parts().is_some_and(|parts| parts.method == Method::POST && accepts_html(&parts.headers))
}

/// The page that a plain form came from, if it is one of ours; otherwise `fallback`.
pub fn page_before(fallback: &str) -> String {
    let page = parts().and_then(|parts| page_that_sent(&parts.headers));
    page.unwrap_or_else(|| fallback.to_owned())
}

/// The page that a request came from, if it is one of ours.
#[must_use]
pub fn page_that_sent(headers: &HeaderMap) -> Option<String> {
    let address = address_that_sent(headers)?;
    address.split('?').next().map(str::to_owned)
}

/// The page that is asked for, or that a form came from, with what its address says.
fn page_asked_from(parts: &Parts) -> Option<String> {
    if parts.method == Method::GET {
        let address = parts.uri.path_and_query()?.as_str();
        address.is_ascii().then(|| address.to_owned())
    } else {
        address_that_sent(&parts.headers)
    }
}

/// Path and query of the page that a request came from, if it is one of ours.
fn address_that_sent(headers: &HeaderMap) -> Option<String> {
    let referer = headers.get(REFERER)?.to_str().ok()?;
    let address = format!("/{}", referer.split_once("://")?.1.split_once('/')?.1);
    paths::is_local(address.split('?').next().unwrap_or_default()).then_some(address)
}
