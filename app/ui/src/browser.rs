//! The browser that is asking: where it stands, and the accounts that it has signed in to before.
//! Server only.

use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use services::Browser;
use services::guessing::{Devices, Network};

use web::ClientAddress;

use crate::request::context;

/// Taken by browsers only over https, for this host alone and for all its paths.
const NAME: &str = "__Host-bottega-device";
const NAME_ON_LOCALHOST: &str = "bottega-device";

/// Cookies stay: the one of the session is new by then, and the other spares whoever comes back the
/// brakes of strangers (docs/decisions/0016).
const CLEAR: (HeaderName, &str) =
    (HeaderName::from_static("clear-site-data"), "\"cache\", \"storage\"");

/// The longest that browsers keep a cookie.
const DAYS_KEPT: u32 = 400;

fn is_https() -> bool {
    context().settings.brand.home_url.starts_with("https://")
}

fn name() -> &'static str {
    if is_https() { NAME } else { NAME_ON_LOCALHOST }
}

/// Whoever tries to sign in, as far as it can be told before.
pub fn browser() -> Browser {
    let parts = use_context::<Parts>();
    let address = parts.as_ref().and_then(|parts| parts.extensions.get::<ClientAddress>());
    Browser {
        network: Network::of(address.map(|address| address.0)),
        devices: parts.as_ref().map(devices).unwrap_or_default(),
    }
}

fn devices(parts: &Parts) -> Devices {
    let lines = parts.headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut cookies = lines.flat_map(|line| line.split(';')).filter_map(|one| one.split_once('='));
    let cookie = cookies.find(|(cookie, _)| cookie.trim() == name());
    cookie.map(|(_, text)| Devices::from_cookie(text.trim())).unwrap_or_default()
}

/// Lets the browser remember that it has signed in.
///
/// # Panics
/// Never: what the cookie is made of can stand in a header.
pub fn remember(devices: &Devices) {
    let Some(response) = use_context::<ResponseOptions>() else { return };
    let age = DAYS_KEPT * 24 * 3600;
    let mut cookie = format!(
        "{}={}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax",
        name(),
        devices.to_cookie()
    );
    if is_https() {
        cookie += "; Secure";
    }
    let cookie = HeaderValue::try_from(cookie).expect("base64 and digits are visible ASCII");
    response.append_header(SET_COOKIE, cookie);
}

/// Lets the browser forget the pages and values of whoever leaves, so that the button `Indietro`
/// shows nothing to the next person. Browsers listen to it over https only.
pub fn clear() {
    if let Some(response) = use_context::<ResponseOptions>()
        && is_https()
    {
        let (name, what) = CLEAR;
        response.insert_header(name, HeaderValue::from_static(what));
    }
}
