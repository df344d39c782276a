//! Pages that are the same for everybody who comes without a session: rendered once for each day and
//! price list, and sent as kept bytes.
//!
//! Whoever has one may have a cart or be signed in, and gets a page of their own. Another cookie, such as
//! the one by which a browser is known at the sign-in, changes no page. What is kept
//! is rendered for a request of our own making, so that no visitor's headers can get into it.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::{Product, calendar::Date, price_list::PriceList};
use leptos::nonce::Nonce;
use sha2::{Digest, Sha256};
use tower::{Layer, ServiceExt, service_fn};
use tower_http::{CompressionLevel, compression::CompressionLayer};
use ui::paths;

use super::{csp, session};

/// More than any of them has.
const SIZE_MAX: usize = 1024 * 1024;

/// May be kept by a browser, which asks each time whether it is still the page: a visitor who gets
/// a cart gets another one under the same address.
const CACHING: HeaderValue = HeaderValue::from_static("private, no-cache");
const VARIES: HeaderValue = HeaderValue::from_static("cookie, accept-encoding");

/// The pages as they are today.
#[derive(Clone)]
pub struct Kept {
    services: services::Context,
    shelf: Arc<RwLock<Shelf>>,
}

impl Kept {
    pub fn new(services: services::Context) -> Self {
        let edition = Edition::now(&services);
        Self { services, shelf: Arc::new(RwLock::new(Shelf { edition, pages: HashMap::new() })) }
    }

    fn find(&self, path: &str) -> Option<Arc<Page>> {
        let shelf = self.shelf.read().unwrap_or_else(PoisonError::into_inner);
        if shelf.edition != Edition::now(&self.services) {
            return None;
        }
        shelf.pages.get(path).cloned()
    }

    /// Keeps a page that was rendered in this edition, and drops those of the one before.
    fn put(&self, edition: Edition, path: String, page: Arc<Page>) {
        let mut shelf = self.shelf.write().unwrap_or_else(PoisonError::into_inner);
        if shelf.edition != edition {
            *shelf = Shelf { edition, pages: HashMap::new() };
        }
        shelf.pages.insert(path, page);
    }
}

struct Shelf {
    edition: Edition,
    pages: HashMap<String, Arc<Page>>,
}

/// What the pages depend on, besides the program.
struct Edition {
    today: Date,
    prices: Arc<PriceList>,
}

impl Edition {
    fn now(services: &services::Context) -> Self {
        Self { today: services.today(), prices: services.prices() }
    }
}

impl PartialEq for Edition {
    fn eq(&self, other: &Self) -> bool {
        self.today == other.today && Arc::ptr_eq(&self.prices, &other.prices)
    }
}

/// Answers with a kept page, or renders it first.
pub async fn answer(State(kept): State<Kept>, request: Request, next: Next) -> Response {
    if !is_for_everybody(&request) {
        return next.run(request).await;
    }
    let path = request.uri().path().to_owned();
    if let Some(page) = kept.find(&path) {
        return page.answer(request.headers());
    }

    let edition = Edition::now(&kept.services);
    let rendered = next.clone().run(plain(&request)).await;
    // The day or the prices may have become others meanwhile.
    match Page::of(rendered, request.extensions().get()).await {
        Some(page) if edition == Edition::now(&kept.services) => {
            let page = Arc::new(page);
            kept.put(edition, path, page.clone());
            page.answer(request.headers())
        }
        _ => next.run(request).await,
    }
}

fn is_for_everybody(request: &Request) -> bool {
    let path = request.uri().path();
    request.method() == Method::GET
        && request.uri().query().is_none()
        && !session::is_named(request.headers())
        && (PAGES.contains(&path) || Product::ALL.into_iter().any(|it| paths::product(it) == path))
}

/// Besides the pages of the products.
pub const PAGES: [&str; 8] = [
    paths::HOME,
    paths::PRODUCTS,
    paths::CONDITIONS,
    paths::ONEROUS_CLAUSES,
    paths::SUPPLY_SHEETS,
    paths::PRIVACY,
    paths::LEGAL_NOTES,
    paths::ACCESSIBILITY,
];

/// The same page, asked for by nobody in particular, uncompressed.
fn plain(request: &Request) -> Request {
    let mut plain = Request::new(Body::empty());
    *plain.uri_mut() = request.uri().clone();
    *plain.extensions_mut() = request.extensions().clone();
    plain.headers_mut().insert(header::ACCEPT, HeaderValue::from_static("text/html"));
    plain
}

/// A page in all the forms in which it is sent.
struct Page {
    headers: HeaderMap,
    route: Option<MatchedPath>,
    tag: HeaderValue,
    plain: Bytes,
    gzip: Bytes,
    brotli: Bytes,
}

impl Page {
    /// The page without the nonce that it was rendered with. None if it went wrong, or is somebody's
    /// own after all.
    async fn of(rendered: Response, nonce: Option<&Nonce>) -> Option<Self> {
        let (parts, body) = rendered.into_parts();
        if parts.status != StatusCode::OK || parts.headers.contains_key(header::SET_COOKIE) {
            return None;
        }
        let html = to_bytes(body, SIZE_MAX).await.ok()?;
        let html = str::from_utf8(&html).ok()?.replace(&format!(" nonce=\"{}\"", nonce?), "");
        let policy = csp::of_page(&html);
        let plain = Bytes::from(html);
        let digest = Sha256::digest(&plain)
            .iter()
            .take(16)
            .fold(String::new(), |text, byte| text + &format!("{byte:02x}"));

        let mut headers = parts.headers;
        headers.remove(header::CONTENT_LENGTH);
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        headers.insert(header::CACHE_CONTROL, CACHING);
        headers.insert(header::VARY, VARIES);
        Some(Self {
            headers,
            route: parts.extensions.get().cloned(),
            // A weak one, since the bytes differ with the compression.
            tag: HeaderValue::try_from(format!("W/\"{digest}\"")).ok()?,
            gzip: compressed(&plain, "gzip").await?,
            brotli: compressed(&plain, "br").await?,
            plain,
        })
    }

    fn answer(&self, asked: &HeaderMap) -> Response {
        let mut response = if names(asked, &header::IF_NONE_MATCH, self.tag.as_bytes()) {
            StatusCode::NOT_MODIFIED.into_response()
        } else if names(asked, &header::ACCEPT_ENCODING, b"br") {
            body(&self.brotli, Some("br"))
        } else if names(asked, &header::ACCEPT_ENCODING, b"gzip") {
            body(&self.gzip, Some("gzip"))
        } else {
            body(&self.plain, None)
        };
        response.headers_mut().extend(self.headers.clone());
        response.headers_mut().insert(header::ETAG, self.tag.clone());
        if let Some(route) = &self.route {
            response.extensions_mut().insert(route.clone());
        }
        response
    }
}

fn body(bytes: &Bytes, encoding: Option<&'static str>) -> Response {
    let mut response = Response::new(Body::from(bytes.clone()));
    if let Some(encoding) = encoding {
        let value = HeaderValue::from_static(encoding);
        response.headers_mut().insert(header::CONTENT_ENCODING, value);
    }
    response
}

/// Whether a list such as `gzip, br;q=0.8` holds a word that is not refused.
fn names(headers: &HeaderMap, header: &HeaderName, word: &[u8]) -> bool {
    let lists = headers.get_all(header).into_iter().map(HeaderValue::as_bytes);
    lists.flat_map(|list| list.split(|byte| *byte == b',')).any(|entry| {
        let mut parts = entry.split(|byte| *byte == b';').map(<[u8]>::trim_ascii);
        parts.next() == Some(word) && !parts.any(|part| matches!(part, b"q=0" | b"q=0.0"))
    })
}

/// The bytes as the layer around all other answers would send them, but at leisure.
async fn compressed(plain: &Bytes, encoding: &'static str) -> Option<Bytes> {
    let page = async |_: Request| {
        let mut response = Response::new(Body::from(plain.clone()));
        let html = HeaderValue::from_static("text/html; charset=utf-8");
        response.headers_mut().insert(header::CONTENT_TYPE, html);
        Ok::<_, std::convert::Infallible>(response)
    };
    let layer = CompressionLayer::new().br(true).gzip(true).quality(CompressionLevel::Best);
    let mut request = Request::new(Body::empty());
    request.headers_mut().insert(header::ACCEPT_ENCODING, HeaderValue::from_static(encoding));
    let response = layer.layer(service_fn(page)).oneshot(request).await.ok()?;
    if response.headers().get(header::CONTENT_ENCODING)?.as_bytes() != encoding.as_bytes() {
        return None;
    }
    to_bytes(Body::new(response.into_body()), SIZE_MAX).await.ok()
}
