//! What a page or a server function may ask about the request it answers. Server only.

mod failure;
mod forms;
mod identity;
mod notes;

pub use forms::{finish, kept};
pub use identity::{
    StaffFound, account, account_in, cart_owner, is_in_office, is_in_panel, leave_office,
    leave_panel, let_in, let_into_office, let_into_panel, office_page_before, panel_newcomer,
    remember_cart, service_access, sign_out, signed_in, staff, staff_in, why_office_ended,
};
pub use notes::{leave_for_page, leave_note, leave_outcome, note, outcome, page_with_outcome};

use std::net::IpAddr;

use axum::http::header::{ACCEPT, REFERER};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tower_sessions::Session;

use self::failure::{internal, of_session};
use crate::error::AppError;
use crate::paths;

/// Names one request in the log, in the answer's `x-request-id` and, after a failure, on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId(pub String);

/// Where a request came from, as far as the server can tell; the server notes it on each request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

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

async fn read<T: DeserializeOwned>(key: &str) -> Result<Option<T>, AppError> {
    session()?.get(key).await.map_err(|error| of_session(&error))
}

async fn write<T: Serialize>(key: &str, value: &T) -> Result<(), AppError> {
    session()?.insert(key, value).await.map_err(|error| of_session(&error))
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

/// True for a browser that shows what it gets; a script reads it.
#[must_use]
pub fn accepts_html(headers: &HeaderMap) -> bool {
    let accept = headers.get(ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html"))
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
