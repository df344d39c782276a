//! The pictures of the shop: its icons, what other sites show of a link to it, and how the panel looks.
//! scripts/pictures.mjs makes them.

use axum::{
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

/// Under the same address a later version may have another picture: a week is the longest that
/// somebody sees the old one.
pub const CACHING: &str = "public, max-age=604800";

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
    "reception-wide-light.webp": WEBP,
    "reception-wide-dark.webp": WEBP,
    "reception-narrow-light.webp": WEBP,
    "reception-narrow-dark.webp": WEBP,
];

pub async fn picture(Path(name): Path<String>) -> Response {
    let Some((_, kind, bytes)) = PICTURES.iter().find(|(known, ..)| *known == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    ([(header::CONTENT_TYPE, *kind), (header::CACHE_CONTROL, CACHING)], *bytes).into_response()
}
