//! What a telephone shows of the shop, and of the panel's view for it, once somebody has put one of them
//! on its first screen.

use axum::{
    Json,
    http::header,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use services::settings::NAME;
use ui::paths;

use super::pictures::CACHING;

/// `GET /manifest.webmanifest`.
pub async fn of_shop() -> Response {
    answer(json!({
        "name": NAME,
        "description": "Fatturazione Elettronica: acquisto, area clienti e pannello.",
        "id": "/",
        "start_url": paths::HOME,
        // With the way back: whoever pays comes by the page of a provider.
        "display": "minimal-ui",
        "shortcuts": [
            { "name": "Carrello", "url": paths::CART },
            { "name": "Area clienti", "url": paths::AREA },
            { "name": "Pannello", "url": paths::PANEL },
        ],
    }))
}

/// `GET /app/manifest.webmanifest`.
pub async fn of_app() -> Response {
    answer(json!({
        "name": format!("{NAME}: il tuo servizio"),
        "description": "Fatturazione Elettronica: scadenza, moduli aggiuntivi e rinnovo.",
        "id": paths::APP,
        "start_url": paths::APP,
        "display": "standalone",
        "shortcuts": [{ "name": "Moduli aggiuntivi", "url": paths::APP_ADD_ONS }],
    }))
}

/// With what both have. Cart and payment belong to either, so the whole site is in their scope.
fn answer(mut manifest: Value) -> Response {
    let icon = |name: &str, sizes: &str, purpose: &str| {
        json!({
            "src": paths::picture(name), "sizes": sizes, "type": "image/png", "purpose": purpose,
        })
    };
    manifest["short_name"] = json!(NAME);
    manifest["lang"] = json!("it");
    manifest["dir"] = json!("ltr");
    manifest["scope"] = json!("/");
    manifest["background_color"] = json!("#f2f5f5");
    manifest["theme_color"] = json!("#0c5163");
    manifest["icons"] = json!([
        icon("icon-192.png", "192x192", "any"),
        icon("icon-512.png", "512x512", "any"),
        icon("icon-maskable-512.png", "512x512", "maskable"),
    ]);
    let headers =
        [(header::CONTENT_TYPE, "application/manifest+json"), (header::CACHE_CONTROL, CACHING)];
    (headers, Json(manifest)).into_response()
}
