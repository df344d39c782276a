//! `GET /manifest.webmanifest` and the pictures of the shop: its icons, what other sites show of a
//! link to it, and how the panel looks. scripts/pictures.mjs makes them.

use axum::{
    Json,
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;
use services::settings::NAME;
use ui::paths;

/// Under the same address a later version may have another picture: a week is the longest that
/// somebody sees the old one.
const CACHING: &str = "public, max-age=604800";

const PNG: &str = "image/png";
const WEBP: &str = "image/webp";

macro_rules! pictures {
    ($($name:literal: $kind:ident),* $(,)?) => {
        &[$(($name, $kind, include_bytes!(concat!("../../pictures/", $name)))),*]
    };
}

/// Name, kind and bytes of each.
const PICTURES: &[(&str, &str, &[u8])] = pictures![
    "icon-192.png": PNG,
    "icon-512.png": PNG,
    "icon-maskable-512.png": PNG,
    "apple-touch-icon.png": PNG,
    "social.png": PNG,
    "panel-wide-light.webp": WEBP,
    "panel-wide-dark.webp": WEBP,
    "panel-narrow-light.webp": WEBP,
    "panel-narrow-dark.webp": WEBP,
];

pub async fn picture(Path(name): Path<String>) -> Response {
    let Some((_, kind, bytes)) = PICTURES.iter().find(|(known, ..)| *known == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    ([(header::CONTENT_TYPE, *kind), (header::CACHE_CONTROL, CACHING)], *bytes).into_response()
}

/// What a telephone shows of the shop that somebody has put on its first screen.
pub async fn manifest() -> Response {
    let icon = |name: &str, sizes: &str, purpose: &str| {
        json!({
            "src": paths::picture(name), "sizes": sizes, "type": "image/png", "purpose": purpose,
        })
    };
    let manifest = json!({
        "name": NAME,
        "short_name": NAME,
        "description": "Fatturazione Elettronica: acquisto, area clienti e pannello.",
        "lang": "it",
        "dir": "ltr",
        "id": "/",
        "start_url": paths::HOME,
        "scope": "/",
        // With the way back: whoever pays comes by the page of a provider.
        "display": "minimal-ui",
        "background_color": "#f2f5f5",
        "theme_color": "#0c5163",
        "icons": [
            icon("icon-192.png", "192x192", "any"),
            icon("icon-512.png", "512x512", "any"),
            icon("icon-maskable-512.png", "512x512", "maskable"),
        ],
        "shortcuts": [
            { "name": "Carrello", "url": paths::CART },
            { "name": "Area clienti", "url": paths::AREA },
            { "name": "Pannello", "url": paths::PANEL },
        ],
    });
    let headers =
        [(header::CONTENT_TYPE, "application/manifest+json"), (header::CACHE_CONTROL, CACHING)];
    (headers, Json(manifest)).into_response()
}
