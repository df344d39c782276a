//! The layers around the pages, asked without a network.

mod head;
mod limits;
mod links;
mod mobile;
mod refusals;
mod search_engines;

use std::net::SocketAddr;

use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{Request, StatusCode, header},
    response::Response,
};
use domain::{RuleError, sign_in::SignInError};
use services::testing::Rows;
use ui::{error::AppError, paths};

use super::nonsense::path_of;
use crate::{
    context::Demo,
    test_server::{TestServer, header_of, text},
};

const LOCALHOST: &str = "http://localhost:3000";
const WASM: &str = "0123456789abcdef/shop_bg.wasm";
const NOTE: &str = "bundle.json";

impl TestServer {
    async fn at(base_url: &str) -> Self {
        Self::with(&["--base-url", base_url], Demo::default()).await
    }

    /// The same with a bundle of one file.
    async fn with_a_bundle() -> Self {
        let server = Self::at(LOCALHOST).await;
        let dist = server.folder.path();
        std::fs::create_dir(dist.join("0123456789abcdef")).unwrap();
        std::fs::write(dist.join(WASM), "plain").unwrap();
        std::fs::write(dist.join(format!("{WASM}.br")), "small").unwrap();
        std::fs::write(dist.join(NOTE), "for the server only").unwrap();
        server
    }

    async fn get(&self, path: &str) -> Response {
        self.answer(Request::get(path).body(Body::empty()).unwrap()).await
    }

    async fn page(&self, path: &str) -> String {
        text(self.get(path).await).await
    }
}

/// A form as somebody at this address sends it, through a proxy that says `forwarded`.
fn form(path: &str, peer: &str, forwarded: &str, accept: &str) -> Request<Body> {
    let peer: SocketAddr = format!("{peer}:50000").parse().unwrap();
    Request::post(path)
        .header("x-forwarded-for", forwarded)
        .header(header::ACCEPT, accept)
        .extension(ConnectInfo(peer))
        .body(Body::empty())
        .unwrap()
}

/// What somebody asks for, as a browser or as a script does.
fn asked(path: &str, accept: &str, cookie: &str) -> Request<Body> {
    Request::get(path)
        .header(header::ACCEPT, accept)
        .header(header::COOKIE, cookie)
        .body(Body::empty())
        .unwrap()
}

#[tokio::test]
async fn pages_are_kept_by_nobody() {
    let server = TestServer::at(LOCALHOST).await;

    for (path, status) in
        [("/carrello", 200), ("/nulla", 404), ("/salute", 200), ("/pkg/x.js", 404)]
    {
        let response = server.get(path).await;
        assert_eq!(response.status().as_u16(), status, "{path}");
        assert_eq!(header_of(&response, "cache-control"), "no-store", "{path}");
    }
}

#[tokio::test]
async fn the_bundle_is_kept_for_ever_and_comes_compressed() {
    let server = TestServer::with_a_bundle().await;
    let request = Request::get(format!("/pkg/{WASM}"))
        .header(header::ACCEPT_ENCODING, "gzip, br")
        .body(Body::empty())
        .unwrap();

    let response = server.answer(request).await;

    assert_eq!(header_of(&response, "content-encoding"), "br");
    assert_eq!(header_of(&response, "content-type"), "application/wasm");
    assert_eq!(header_of(&response, "vary"), "accept-encoding");
    assert!(header_of(&response, "cache-control").contains("immutable"));
}

#[tokio::test]
async fn every_page_asks_for_the_typeface_ahead_and_may_use_it() {
    let server = TestServer::at(LOCALHOST).await;
    let away = TestServer::at(LOCALHOST).await;
    away.services.db.close().await;
    let face = "<link rel=\"preload\" href=\"/pkg/x.woff2\" as=\"font\" type=\"font/woff2\" \
                crossorigin=\"anonymous\"";

    // One that is kept, one that is not, one of another zone, one that leads nowhere, and one that
    // stands alone.
    for (server, path) in [
        (&server, paths::HOME),
        (&server, paths::CART),
        (&server, paths::PANEL_SIGN_IN),
        (&server, "/nulla"),
        (&away, paths::CART),
    ] {
        let request = asked(path, "text/html", "");
        let answer = server.answer(request).await;
        let policy = header_of(&answer, "content-security-policy").to_owned();
        assert!(policy.contains("font-src 'self';"), "{path}: {policy}");
        let page = text(answer).await;
        assert_eq!(page.matches(face).count(), 1, "{path}: {page}");
    }
}

#[tokio::test]
async fn the_typeface_is_kept_for_ever_and_comes_as_it_is() {
    let server = TestServer::with_a_bundle().await;
    let face = "0123456789abcdef/figtree.woff2";
    std::fs::write(server.folder.path().join(face), "letters").unwrap();
    let request = Request::get(format!("/pkg/{face}"))
        .header(header::ACCEPT_ENCODING, "gzip, br")
        .body(Body::empty())
        .unwrap();

    let response = server.answer(request).await;

    assert_eq!(header_of(&response, "content-type"), "font/woff2");
    assert_eq!(header_of(&response, "content-encoding"), "");
    assert!(header_of(&response, "cache-control").contains("immutable"));
}

#[tokio::test]
async fn what_is_noted_for_the_server_is_not_served() {
    let server = TestServer::with_a_bundle().await;

    assert_eq!(server.get(&format!("/pkg/{NOTE}")).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(server.get("/pkg/").await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn only_a_shop_on_https_pins_browsers_to_https() {
    let local = TestServer::at(LOCALHOST).await;
    let public = TestServer::at("https://bottega.example").await;

    let name = "strict-transport-security";
    assert_eq!(header_of(&local.get("/").await, name), "");
    assert!(header_of(&public.get("/").await, name).starts_with("max-age="));
}

#[tokio::test]
async fn the_nonce_in_the_policy_is_the_one_in_the_page() {
    let server = TestServer::at(LOCALHOST).await;

    let response = server.get("/carrello").await;
    let policy = header_of(&response, "content-security-policy").to_owned();
    let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap();
    let page = text(response).await;

    assert!(nonce.len() >= 22, "a nonce has 128 bits");
    assert_eq!(
        page.matches("<script").count(),
        page.matches(&format!("nonce=\"{nonce}\"")).count()
    );
}

#[tokio::test]
async fn a_page_names_the_parts_that_it_needs_and_no_others() {
    let server = TestServer::at(LOCALHOST).await;

    assert!(server.page("/carrello").await.contains("href=\"/pkg/x_cart.wasm\""));
    assert!(!server.page("/prodotti").await.contains("x_cart.wasm"));
}

#[tokio::test]
async fn a_server_is_ready_while_it_can_do_its_work_and_says_what_is_missing() {
    let server = TestServer::with(&[], Demo { on: true, today: None }).await;
    let broken = TestServer::at(LOCALHOST).await;
    broken.services.db.close().await;

    let ready = server.get("/pronto").await;
    let not_ready = broken.get("/pronto").await;
    let alive = broken.get("/salute").await;

    assert_eq!(ready.status(), StatusCode::OK);
    let ready: serde_json::Value = serde_json::from_str(&text(ready).await).unwrap();
    assert_eq!(ready, serde_json::json!({ "ready": true, "missing": [] }));
    assert_eq!(not_ready.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(header_of(&not_ready, "cache-control"), "no-store");
    let words = text(not_ready).await;
    for what in ["schema", "writing", "prices", "outbox"] {
        assert!(words.contains(&format!(r#""what":"{what}""#)), "{words}");
    }
    assert_eq!(alive.status(), StatusCode::OK, "the process itself is well");
}

#[tokio::test]
async fn a_client_cannot_choose_the_name_of_its_request() {
    let server = TestServer::at(LOCALHOST).await;
    let request =
        Request::get("/salute").header("x-request-id", "forged").body(Body::empty()).unwrap();

    let response = server.answer(request).await;

    assert_eq!(header_of(&response, "x-request-id").len(), 32);
}

#[tokio::test]
async fn whoever_asks_for_a_document_signs_in_first() {
    let server = TestServer::at(LOCALHOST).await;

    for paper in ["bonifico", "bollettino"] {
        let response = server.get(&format!("/ordini/26000001/{paper}.pdf")).await;
        assert_eq!(response.status(), StatusCode::SEE_OTHER);
        assert_eq!(header_of(&response, "location"), "/accedi?poi=/ordini/26000001");
        assert_eq!(header_of(&response, "cache-control"), "no-store");
    }
}

#[tokio::test]
async fn whoever_only_looks_leaves_no_session_and_no_cart() {
    let server = TestServer::at(LOCALHOST).await;
    let pages = [
        paths::HOME,
        paths::PRODUCTS,
        paths::CART,
        paths::SIGN_IN,
        paths::REGISTER,
        paths::WELCOME,
        paths::HOLDER,
        paths::ORDER_FORM,
        paths::AREA,
        paths::RENEWAL,
        paths::METHODS,
        paths::CONDITIONS,
        paths::PRIVACY,
        paths::PANEL,
        paths::PANEL_SIGN_IN,
        paths::OFFICE,
        paths::OFFICE_SIGN_IN,
        "/prodotti/fatturazione-elettronica?invece=utente",
        "/ordini/26000001",
        "/nulla",
    ];

    for page in pages {
        // One without a cookie, and one with a cookie that was forgotten or made up.
        for cookie in ["", "bottega=AAAAAAAAAAAAAAAAAAAAAA"] {
            let answer = server.answer(asked(page, "text/html", cookie)).await;
            assert!(answer.status().as_u16() < 500, "{page}");
            let cookies = header_of(&answer, header::SET_COOKIE);
            assert!(cookies.is_empty() || cookies.contains("Max-Age=0"), "{page}: {cookies}");
        }
    }

    for of in [Rows::Sessions, Rows::Carts] {
        assert_eq!(of.count(&server.services.db).await, 0, "{of:?}");
    }
}
