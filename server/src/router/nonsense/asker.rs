//! Somebody who asks a server everything, and remembers what it could not bear.

use std::{
    collections::{BTreeMap, BTreeSet},
    net::{Ipv4Addr, SocketAddr},
    panic,
    str::FromStr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{HeaderName, Request, header},
    response::Response,
};
use chrono::Days;
use domain::{Product, cart::Cart};
use platform::sessions::Sessions;
use services::testing::{Accountant, PASSWORD, a_customer, a_public_body, a_public_holder};
use tower_sessions::{
    SessionStore,
    session::{Id, Record},
};
use tracing::{Event, Metadata, Subscriber, field, span};

use super::path_of;
use crate::test_server::{TestServer, header_of};

/// What a browser accepts that shows the answer, and one that reads it.
pub const PAGE: &str = "text/html,application/xhtml+xml";
pub const SCRIPT: &str = "application/json";

/// The kind of what only asks how something has to be asked.
const PROBE: &str = "a probe";

pub type Headers = Vec<(HeaderName, String)>;

pub struct Asker {
    pub server: TestServer,
    /// An order of the customer who is signed in.
    pub order: i64,
    /// The service of that customer.
    pub service: String,
    /// The name of the session's cookie.
    cookie: String,
    /// Signed in at every door.
    session: Record,
    /// The kinds of nonsense that each path was asked, and how often all were.
    asked: BTreeMap<String, BTreeSet<String>>,
    times: u32,
    faults: Vec<String>,
    panics: Arc<AtomicUsize>,
    panics_before: usize,
    /// Why the last form was not understood.
    said: Arc<Mutex<String>>,
    _listening: tracing::subscriber::DefaultGuard,
}

impl Asker {
    /// A public body with a service and an unpaid order, who works in the office too.
    pub async fn in_a(server: TestServer) -> Self {
        let said = Arc::new(Mutex::new(String::new()));
        let listening = tracing::subscriber::set_default(Listener(said.clone()));
        let ctx = &server.services;
        let expires = ctx.today() + Days::new(200);
        let body = a_public_body();
        let customer = a_customer()
            .with_holder_of(a_public_holder(body.clone()))
            .being(body.clone())
            .with_service_until(expires)
            .with(Product::Documents, 1, expires)
            .create(ctx)
            .await;
        let cart = Cart::add_ons(Product::Invoicing);
        let cart = cart.set_quantity(Product::User, 1, &[]).unwrap();
        let order = customer.orders(ctx, cart).await.number;
        let service = customer.service(ctx).await.unwrap().id.to_string();
        services::office::save_staff(ctx, "rosa", PASSWORD).await.unwrap();
        Accountant::create(ctx, "studioverdi1").await;
        let number = if body.vat_number.is_empty() { &body.tax_code } else { &body.vat_number };
        let panel = format!("{}{number}", ctx.settings.panel_prefix);

        let mut cookie = String::new();
        for (door, name) in [
            ("sign_in", &*customer.username),
            ("enter_panel", &panel),
            ("enter_accountant", "studioverdi1"),
            ("enter_office", "rosa"),
        ] {
            let form = format!("username={name}&password={PASSWORD}").replace('@', "%40");
            let request = Request::post(path_of(door)).header(header::COOKIE, &cookie);
            let answer = server.answer(request.body(Body::from(form)).unwrap()).await;
            let set = answer.headers().get_all(header::SET_COOKIE).iter();
            let mut pairs = set.map(|set| set.to_str().unwrap().split(';').next().unwrap());
            // Another one names the browser, not the session.
            let session = pairs.rfind(|pair| !pair.contains("device"));
            cookie = session.unwrap_or_else(|| panic!("{name} stays out")).to_owned();
        }
        let (cookie, id) = cookie.split_once('=').unwrap();
        let id = Id::from_str(id).unwrap();
        let sessions = Sessions::new(server.services.db.clone());
        let session = sessions.load(&id).await.unwrap().expect("the session is kept");
        Self {
            server,
            order,
            service,
            cookie: cookie.to_owned(),
            session,
            asked: BTreeMap::new(),
            times: 0,
            faults: Vec::new(),
            panics: count_panics(),
            panics_before: 0,
            said,
            _listening: listening,
        }
    }

    /// A value for each field that the function understands.
    pub async fn understood(&mut self, path: &str, fields: &[String]) -> Vec<(String, String)> {
        let mut whole = Vec::new();
        for field in fields {
            let order = self.order.to_string();
            let mut candidates = vec![
                order,
                "true".to_owned(),
                "00000000-0000-0000-0000-000000000001".to_owned(),
                "2026-11-22".to_owned(),
            ];
            if field == "service" {
                candidates.insert(0, self.service.clone());
            }
            let value = loop {
                let value = candidates.remove(0);
                let body = format!("{field}={value}");
                let ask = |headers: &Headers| super::form(path, headers, &body);
                self.said.lock().unwrap().clear();
                self.signed_in(path, PROBE, ask, SCRIPT).await;
                let said = self.said.lock().unwrap().clone();
                if said.is_empty() || said.contains("missing field") {
                    break value;
                }
                // The program lists what it would have understood.
                let expected = said.split_once("expected").map_or("", |(_, expected)| expected);
                if let Some(named) = expected.split('`').nth(1)
                    && named != value
                {
                    candidates.insert(0, named.to_owned());
                }
                if candidates.is_empty() {
                    // Then it is what reads the form that has to bear the nonsense.
                    break value;
                }
            };
            whole.push((field.clone(), value));
        }
        whole
    }

    /// The headers of whoever is signed in to everything.
    pub fn headers(&self, accept: &str) -> Headers {
        let cookie = format!("{}={}", self.cookie, self.session.id);
        [headers(accept), vec![(header::COOKIE, cookie)]].concat()
    }

    pub async fn signed_in(
        &mut self,
        path: &str,
        kind: &str,
        request: impl Fn(&Headers) -> Request<Body>,
        accept: &str,
    ) {
        let headers = self.headers(accept);
        let answer = self.ask(path, kind, request(&headers), "signed in").await;
        if !header_of(&answer, header::SET_COOKIE).is_empty() {
            self.come_back().await;
        }
    }

    pub async fn as_nobody(
        &mut self,
        path: &str,
        kind: &str,
        request: impl Fn(&Headers) -> Request<Body>,
        accept: &str,
    ) {
        self.ask(path, kind, request(&headers(accept)), "nobody").await;
    }

    async fn ask(
        &mut self,
        path: &str,
        kind: &str,
        mut request: Request<Body>,
        who: &str,
    ) -> Response {
        if kind != PROBE {
            self.asked.entry(path.to_owned()).or_default().insert(kind.to_owned());
        }
        self.times += 1;
        // Everybody comes from somewhere else, so no limit answers in the place of the function.
        let address = SocketAddr::from((Ipv4Addr::from(self.times), 1));
        request.extensions_mut().insert(ConnectInfo(address));
        let method = request.method().clone();

        let answer = self.server.answer(request).await;

        let panics = self.panics.load(Ordering::SeqCst);
        let status = answer.status();
        // That a shop is not ready is an answer of this address, not a failure.
        let is_ours = status.is_server_error() && path != "/pronto";
        let is_refused = status.is_client_error() || status.is_server_error();
        if is_ours || panics > self.panics_before || is_refused && !is_in_our_words(&answer) {
            self.faults.push(format!("{status} {method} {path} ({who}): {kind:.80}"));
        }
        self.panics_before = panics;
        answer
    }

    /// Puts the session back as it was: the last request may have ended it.
    async fn come_back(&mut self) {
        let sessions = Sessions::new(self.server.services.db.clone());
        let mut session = self.session.clone();
        sessions.delete(&session.id).await.unwrap();
        sessions.create(&mut session).await.unwrap();
        assert_eq!(session.id, self.session.id);
    }

    /// # Panics
    /// When anything failed, or when one of these was asked fewer kinds than this.
    pub fn assert_no_fault<'a>(&self, paths: impl Iterator<Item = &'a str>, at_least: usize) {
        for path in paths {
            let kinds = self.asked.get(path).map_or(0, BTreeSet::len);
            assert!(kinds >= at_least, "{path} was asked {kinds} kinds");
        }
        let shown = self.faults.iter().take(100).cloned().collect::<Vec<_>>().join("\n");
        let (faults, all) = (self.faults.len(), self.times);
        assert!(self.faults.is_empty(), "{faults} of {all} failed:\n{shown}");
    }
}

/// A refusal is a page or an error of ours: what a library says of itself is English.
fn is_in_our_words(answer: &Response) -> bool {
    let kind = header_of(answer, header::CONTENT_TYPE);
    ["text/html", "application/json"].iter().any(|ours| kind.starts_with(ours))
}

fn headers(accept: &str) -> Headers {
    vec![
        (header::ACCEPT, accept.to_owned()),
        (header::CONTENT_TYPE, "application/x-www-form-urlencoded".to_owned()),
        (header::REFERER, "http://localhost:3000/carrello".to_owned()),
    ]
}

/// Counts the panics of this thread, on which everything is answered.
fn count_panics() -> Arc<AtomicUsize> {
    let (counter, here) = (Arc::new(AtomicUsize::new(0)), thread::current().id());
    let (counted, before) = (counter.clone(), panic::take_hook());
    panic::set_hook(Box::new(move |panic| {
        if thread::current().id() == here {
            counted.fetch_add(1, Ordering::SeqCst);
        }
        before(panic);
    }));
    counter
}

/// Hears why a form is not understood.
struct Listener(Arc<Mutex<String>>);

impl Subscriber for Listener {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "ui::error"
    }

    fn event(&self, event: &Event<'_>) {
        event.record(&mut Said(&mut self.0.lock().unwrap()));
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}
    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
    fn enter(&self, _: &span::Id) {}
    fn exit(&self, _: &span::Id) {}
}

struct Said<'a>(&'a mut String);

impl field::Visit for Said<'_> {
    fn record_debug(&mut self, field: &field::Field, value: &dyn std::fmt::Debug) {
        if field.name() == "error" {
            *self.0 = format!("{value:?}");
        }
    }
}
