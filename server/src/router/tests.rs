//! The layers around the pages, asked without a network.

use app::shell::Assets;
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
    response::Response,
};
use tempfile::TempDir;
use tower::ServiceExt;

use crate::{
    config::{self, Settings},
    context::{self, Demo},
    state::AppState,
};

const WASM: &str = "frontend-0123456789abcdef_bg.wasm";

/// A server over a bundle of one file and a database of its own.
struct House {
    router: axum::Router,
    _folder: TempDir,
}

impl House {
    async fn at(base_url: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let dist = folder.path();
        std::fs::write(dist.join(WASM), "plain").unwrap();
        std::fs::write(dist.join(format!("{WASM}.br")), "small").unwrap();
        std::fs::write(dist.join("index.html"), "for the server only").unwrap();

        let settings = settings(&[
            ("--base-url", base_url),
            ("--dist", dist.to_str().unwrap()),
            ("--database-url", &format!("sqlite:{}", dist.join("test.db").display())),
        ]);
        let services = context::open(&settings, Demo::default()).await.unwrap();
        let name = |ending| format!("/pkg/x{ending}");
        let assets = Assets {
            script: name(".js"),
            wasm: name(".wasm"),
            style: name(".css"),
            icon: name(".svg"),
        };
        let router = super::build(AppState::new(
            settings,
            assets,
            services,
            tokio_util::sync::CancellationToken::new(),
        ))
        .unwrap();
        Self { router, _folder: folder }
    }

    async fn answer(&self, request: Request<Body>) -> Response {
        self.router.clone().oneshot(request).await.unwrap()
    }

    async fn get(&self, path: &str) -> Response {
        self.answer(Request::get(path).body(Body::empty()).unwrap()).await
    }
}

fn settings(options: &[(&str, &str)]) -> Settings {
    let mut line = vec!["bottega", "migrate"];
    line.extend(options.iter().flat_map(|&(name, value)| [name, value]));
    config::load(line.into_iter().map(Into::into)).unwrap().settings
}

fn header_of<'a>(response: &'a Response, name: &str) -> &'a str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn pages_are_kept_by_nobody() {
    let house = House::at("http://localhost:3000").await;

    for (path, status) in [("/", 200), ("/nulla", 404), ("/salute", 200), ("/pkg/x.js", 404)] {
        let response = house.get(path).await;
        assert_eq!(response.status().as_u16(), status, "{path}");
        assert_eq!(header_of(&response, "cache-control"), "no-store", "{path}");
    }
}

#[tokio::test]
async fn the_bundle_is_kept_for_ever_and_comes_compressed() {
    let house = House::at("http://localhost:3000").await;
    let request = Request::get(format!("/pkg/{WASM}"))
        .header(header::ACCEPT_ENCODING, "gzip, br")
        .body(Body::empty())
        .unwrap();

    let response = house.answer(request).await;

    assert_eq!(header_of(&response, "content-encoding"), "br");
    assert_eq!(header_of(&response, "content-type"), "application/wasm");
    assert_eq!(header_of(&response, "vary"), "accept-encoding");
    assert!(header_of(&response, "cache-control").contains("immutable"));
}

#[tokio::test]
async fn what_trunk_noted_for_the_server_is_not_served() {
    let house = House::at("http://localhost:3000").await;

    assert_eq!(house.get("/pkg/index.html").await.status(), StatusCode::NOT_FOUND);
    assert_eq!(house.get("/pkg/").await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn only_a_shop_on_https_pins_browsers_to_https() {
    let local = House::at("http://localhost:3000").await;
    let public = House::at("https://bottega.example").await;

    let name = "strict-transport-security";
    assert_eq!(header_of(&local.get("/").await, name), "");
    assert!(header_of(&public.get("/").await, name).starts_with("max-age="));
}

#[tokio::test]
async fn the_nonce_in_the_policy_is_the_one_in_the_page() {
    let house = House::at("http://localhost:3000").await;

    let response = house.get("/").await;
    let policy = header_of(&response, "content-security-policy").to_owned();
    let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap();
    let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
    let page = String::from_utf8(body.to_vec()).unwrap();

    assert!(nonce.len() >= 22, "a nonce has 128 bits");
    assert_eq!(
        page.matches("<script").count(),
        page.matches(&format!("nonce=\"{nonce}\"")).count()
    );
}

#[tokio::test]
async fn a_change_that_another_site_sent_is_refused() {
    let house = House::at("https://bottega.example").await;
    let post = |origin: &str, site: &str| {
        Request::post("/")
            .header(header::HOST, "proxy.internal")
            .header(header::ORIGIN, origin)
            .header("sec-fetch-site", site)
            .body(Body::empty())
            .unwrap()
    };

    let foreign = house.answer(post("https://altrove.example", "cross-site")).await;
    let own = house.answer(post("https://bottega.example", "same-origin")).await;

    assert_eq!(foreign.status(), StatusCode::FORBIDDEN);
    assert_ne!(own.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_client_cannot_choose_the_name_of_its_request() {
    let house = House::at("http://localhost:3000").await;
    let request =
        Request::get("/salute").header("x-request-id", "forged").body(Body::empty()).unwrap();

    let response = house.answer(request).await;

    assert_eq!(header_of(&response, "x-request-id").len(), 32);
}

#[tokio::test]
async fn a_body_that_no_form_would_send_is_refused() {
    let house = House::at("http://localhost:3000").await;
    let request = Request::post("/")
        .header(header::CONTENT_LENGTH, super::BODY_LIMIT + 1)
        .body(Body::empty())
        .unwrap();

    assert_eq!(house.answer(request).await.status(), StatusCode::PAYLOAD_TOO_LARGE);
}
