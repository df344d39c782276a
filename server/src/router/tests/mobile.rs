//! The view for a telephone: what it keeps there, and where its sign-in leads.

use super::*;
use crate::test_server::{bytes, text};

/// The files that the worker keeps, as its script names them.
fn kept(worker: &str) -> Vec<String> {
    let list = worker.split("const FILES = ").nth(1).and_then(|rest| rest.split(';').next());
    serde_json::from_str(list.expect("a list of files")).unwrap()
}

#[tokio::test]
async fn a_telephone_keeps_the_bundle_and_one_page_that_is_nobodys() {
    let server = TestServer::at("https://bottega.example").await;

    let worker = server.get(paths::APP_WORKER).await;
    assert_eq!(worker.headers()["service-worker-allowed"], paths::APP);
    assert_eq!(worker.headers()[header::CACHE_CONTROL], "no-cache");
    let files = kept(&text(worker).await);

    let (page, bundle): (Vec<_>, Vec<_>) = files.iter().partition(|it| !it.starts_with("/pkg/"));
    assert_eq!(page, [paths::APP_OFFLINE]);
    assert!(bundle.len() >= 5, "style, icon, typeface, script and program: {bundle:?}");
    let offline = server.get(paths::APP_OFFLINE).await;
    assert!(!offline.headers().contains_key(header::SET_COOKIE));
    let html = text(offline).await;
    assert!(html.contains("Sei senza rete"));
    assert!(bundle.iter().any(|file| html.contains(file.as_str())), "it has its style");
}

#[tokio::test]
async fn what_is_put_on_the_first_screen_opens_the_view_for_a_telephone() {
    let server = TestServer::at("https://bottega.example").await;

    let manifest = bytes(server.get(paths::APP_MANIFEST).await).await;
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).unwrap();
    assert_eq!(manifest["start_url"], paths::APP);
    assert_eq!(manifest["display"], "standalone");

    let answer = server.get(paths::APP_ADD_ONS).await;
    assert_eq!(answer.headers()[header::LOCATION], "/pannello/accedi?poi=/app/moduli-aggiuntivi");
    let answer = server.get("/apparecchio").await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
}
