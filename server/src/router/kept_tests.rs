//! Pages that are the same for everybody, as they are kept and sent.

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
    response::Response,
};
use domain::Product;
use ui::paths;

use crate::{
    context::Demo,
    middleware::kept::PAGES,
    test_server::{TestServer, bytes, header_of, text},
};

async fn a_server() -> TestServer {
    TestServer::with(&["--base-url", "http://localhost:3000"], Demo::default()).await
}

async fn get(server: &TestServer, path: &str, headers: &[(header::HeaderName, &str)]) -> Response {
    let request = Request::get(path);
    let request =
        headers.iter().fold(request, |request, (name, value)| request.header(name, *value));
    server.answer(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn a_kept_page_is_sent_again_only_if_it_has_changed() {
    let server = a_server().await;
    let first = get(&server, paths::HOME, &[]).await;
    let tag = header_of(&first, "etag").to_owned();
    assert_eq!(header_of(&first, "cache-control"), "private, no-cache");
    assert_eq!(header_of(&first, "x-content-type-options"), "nosniff");

    let again = get(&server, paths::HOME, &[(header::IF_NONE_MATCH, &tag)]).await;
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(bytes(again).await, b"");

    let mut dearer = (*server.services.prices()).clone();
    dearer.number += 1;
    server.services.replace_prices(dearer);
    let newer = get(&server, paths::HOME, &[(header::IF_NONE_MATCH, "\"of another page\"")]).await;
    assert_eq!(newer.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_kept_page_shows_the_prices_in_force() {
    let server = a_server().await;
    let before = text(get(&server, paths::PRODUCTS, &[]).await).await;

    let mut list = (*server.services.prices()).clone();
    for price in &mut list.terms.prices {
        price.yearly = price.yearly * 2;
    }
    server.services.replace_prices(list);
    let after = text(get(&server, paths::PRODUCTS, &[]).await).await;

    assert!(before != after);
}

#[tokio::test]
async fn a_kept_page_comes_as_the_browser_takes_it() {
    let server = a_server().await;

    for (asked, sent) in
        [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip;q=0.5", "gzip"), ("", "")]
    {
        let page = get(&server, paths::HOME, &[(header::ACCEPT_ENCODING, asked)]).await;

        assert_eq!(header_of(&page, "content-encoding"), sent, "{asked}");
        assert_eq!(header_of(&page, "vary"), "cookie, accept-encoding");
        assert!(!bytes(page).await.is_empty());
    }
}

#[tokio::test]
async fn the_scripts_of_a_kept_page_are_allowed_by_what_they_say() {
    let server = a_server().await;

    for path in PAGES {
        let page = get(&server, path, &[]).await;
        let policy = header_of(&page, "content-security-policy").to_owned();
        let html = text(page).await;

        assert!(!policy.contains("nonce") && !html.contains("nonce"), "{path}");
        assert_eq!(html.matches("<script").count(), policy.matches("'sha256-").count(), "{path}");
    }
}

#[tokio::test]
async fn a_browser_that_is_only_known_at_the_sign_in_gets_the_page_of_everybody() {
    let server = a_server().await;
    let everybodys = get(&server, paths::HOME, &[]).await;
    let tag = header_of(&everybodys, "etag").to_owned();

    for cookie in ["bottega-device=somebody", "__Host-bottega-device=x; of_a_neighbour=bottega"] {
        let page = get(&server, paths::HOME, &[(header::COOKIE, cookie)]).await;
        assert_eq!(header_of(&page, "etag"), tag, "{cookie}");
    }
    for cookie in ["bottega-device=x; bottega=somebody", "a=b;__Host-bottega=somebody"] {
        let page = get(&server, paths::HOME, &[(header::COOKIE, cookie)]).await;
        assert_eq!(header_of(&page, "etag"), "", "{cookie}");
    }
}

#[tokio::test]
async fn whoever_has_a_session_gets_a_page_of_their_own() {
    let server = a_server().await;
    get(&server, paths::HOME, &[]).await;

    let page = get(&server, paths::HOME, &[(header::COOKIE, "bottega=somebody")]).await;

    assert_eq!(header_of(&page, "cache-control"), "no-store");
    assert_eq!(header_of(&page, "etag"), "");
    assert!(header_of(&page, "content-security-policy").contains("'nonce-"));
}

#[tokio::test]
async fn a_parameter_or_a_header_of_a_visitor_is_in_no_kept_page() {
    let server = a_server().await;
    let strange =
        [(header::HOST, "stranger.example"), (header::REFERER, "https://stranger.example")];

    let page = get(&server, paths::HOME, &strange).await;
    assert!(!text(page).await.contains("stranger"));

    let asked = get(&server, "/?x=stranger", &[]).await;
    assert_eq!(header_of(&asked, "etag"), "");
}

#[tokio::test]
async fn what_is_kept_is_what_anybody_would_see() {
    let (server, other) = (a_server().await, a_server().await);
    let products = Product::ALL.map(paths::product);

    for path in PAGES.into_iter().chain(products.iter().map(String::as_str)) {
        let page = get(&server, path, &[]).await;
        if page.status() == StatusCode::OK {
            assert_ne!(header_of(&page, "etag"), "", "{path} is not kept");
        }
        assert!(text(page).await == text(get(&other, path, &[]).await).await, "{path} differs");
    }
}
