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

macro_rules! pictures {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../pictures/", $name)))),*]
    };
}

const PICTURES: &[(&str, &[u8])] = pictures![
    "icon-192.png",
    "icon-512.png",
    "icon-maskable-512.png",
    "apple-touch-icon.png",
    "social.png",
    "panel-wide-light.webp",
    "panel-wide-dark.webp",
    "panel-narrow-light.webp",
    "panel-narrow-dark.webp",
];

pub async fn picture(Path(name): Path<String>) -> Response {
    let Some((_, bytes)) = PICTURES.iter().find(|(known, _)| *known == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kind = if name.ends_with(".webp") { "image/webp" } else { "image/png" };
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, CACHING)], *bytes).into_response()
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
