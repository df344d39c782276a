//! What the view for a telephone has for those without a network: the worker that keeps the bundle's
//! files and one page, and that page.

use axum::{
    extract::State,
    http::{HeaderName, header},
    response::{Html, IntoResponse, Response},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use serde_json::json;
use sha2::{Digest, Sha256};
use ui::shell::{Assets, Files};
use ui::{Program, paths, standalone::offline_page};

use crate::state::AppState;

/// A browser asks each time: the worker is how a new release reaches a telephone.
const CACHING: (HeaderName, &str) = (header::CACHE_CONTROL, "no-cache");
const SCRIPT: (HeaderName, &str) = (header::CONTENT_TYPE, "text/javascript; charset=utf-8");

const WORKER: &str = include_str!("mobile/worker.js");

/// Sets the worker to work for the pages of the view, and for no others.
pub async fn start() -> Response {
    let script = format!(
        "navigator.serviceWorker?.register({}, {{ scope: {} }});\n",
        json!(paths::APP_WORKER),
        json!(paths::APP)
    );
    ([SCRIPT, CACHING], script).into_response()
}

/// The worker. It keeps what the bundle is made of, whose names change with what is in it, and the
/// page for those without a network: never a page of somebody.
pub async fn worker(State(state): State<AppState>) -> Response {
    let files = kept_files(&state.assets);
    let mark = BASE64_URL_SAFE_NO_PAD.encode(&Sha256::digest(files.join(" "))[..9]);
    let script = WORKER
        .replace("\"KEPT\"", &json!(format!("bottega-app-{mark}")).to_string())
        .replace("\"FILES\"", &json!(files).to_string())
        .replace("\"OFFLINE\"", &json!(paths::APP_OFFLINE).to_string());
    let scope = (HeaderName::from_static("service-worker-allowed"), paths::APP);
    ([SCRIPT, CACHING, scope], script).into_response()
}

fn kept_files(assets: &Assets) -> Vec<&str> {
    let Assets { style, icon, typeface, programs } = assets;
    let mut files = vec![paths::APP_OFFLINE, style, icon, typeface];
    if let Some(Files { script, wasm }) = programs.get(Program::Page.as_str()) {
        files.extend([script.as_str(), wasm]);
    }
    files
}

/// What is shown without a network.
pub async fn offline(State(state): State<AppState>) -> Response {
    ([CACHING], Html(offline_page(&state.assets))).into_response()
}
