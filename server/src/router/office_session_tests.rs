//! How long the office stays open to somebody who has signed in, and what stays behind after.

use std::rc::Rc;

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
    response::Response,
};
use chrono::TimeDelta;
use domain::{Product, cart::Cart};
use platform::sessions::Sessions;
use services::{
    office::save_staff,
    testing::{PASSWORD, a_customer},
};
use tower_sessions::SessionStore;
use ui::paths;

use super::nonsense::path_of;
use crate::{
    context::Demo,
    test_server::{TestServer, header_of, text},
};

const PAGE: &str = "text/html,application/xhtml+xml";

/// A browser in the office or elsewhere, and its cookie.
pub(super) struct Desk {
    pub server: Rc<TestServer>,
    cookie: String,
}

impl Desk {
    pub async fn open(base_url: &str) -> Self {
        let server = TestServer::with(&["--base-url", base_url], Demo::default()).await;
        save_staff(&server.services, "rosa", PASSWORD).await.unwrap();
        let mut desk = Self::outside(server);
        let answer = desk.enter("enter_office", "rosa").await;
        assert_eq!(header_of(&answer, "location"), paths::OFFICE);
        desk
    }

    pub fn outside(server: TestServer) -> Self {
        Self { server: Rc::new(server), cookie: String::new() }
    }

    /// The session that it sends.
    pub fn cookie(&self) -> &str {
        &self.cookie
    }

    /// Another browser, which has been nowhere.
    pub fn another(&self) -> Self {
        self.with_cookie("")
    }

    /// One that brings this along.
    pub fn with_cookie(&self, cookie: &str) -> Self {
        Self { server: self.server.clone(), cookie: cookie.to_owned() }
    }

    /// Signs in through this door.
    pub async fn enter(&mut self, door: &str, username: &str) -> Response {
        let username = username.replace('@', "%40");
        self.post(path_of(door), &format!("username={username}&password={PASSWORD}")).await
    }

    pub async fn post(&mut self, path: &str, form: &str) -> Response {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form.to_owned()));
        self.send(request.unwrap()).await
    }

    /// A form that a script sends, which reads the status.
    pub async fn as_script(&mut self, path: &str, form: &str) -> Response {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ACCEPT, "application/json")
            .body(Body::from(form.to_owned()));
        self.with_session(request.unwrap()).await
    }

    /// A form that stands on this page.
    pub async fn send_from(&mut self, page: &str, path: &str, form: &str) -> Response {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::REFERER, format!("http://localhost:3000{page}"))
            .body(Body::from(form.to_owned()));
        self.send(request.unwrap()).await
    }

    /// All that waits in the session.
    async fn kept(&self) -> String {
        let (_, id) = self.cookie.split_once('=').unwrap();
        let sessions = Sessions::new(self.server.services.db.clone());
        let session = sessions.load(&id.parse().unwrap()).await.unwrap().unwrap();
        serde_json::to_string(&session.data).unwrap()
    }

    pub async fn get(&mut self, path: &str) -> Response {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// As a browser without a script does it.
    async fn send(&mut self, mut request: Request<Body>) -> Response {
        request.headers_mut().insert(header::ACCEPT, PAGE.parse().unwrap());
        self.with_session(request).await
    }

    /// Sends the cookie along, and keeps the one that comes back.
    async fn with_session(&mut self, mut request: Request<Body>) -> Response {
        if !self.cookie.is_empty() {
            request.headers_mut().insert(header::COOKIE, self.cookie.parse().unwrap());
        }
        let answer = self.server.answer(request).await;
        let new = answer.headers().get_all(header::SET_COOKIE).iter().find_map(|cookie| {
            let cookie = cookie.to_str().unwrap().split(';').next().unwrap();
            cookie.contains("bottega=").then(|| cookie.to_owned())
        });
        self.cookie = new.unwrap_or_else(|| self.cookie.clone());
        answer
    }

    async fn is_open(&mut self) -> bool {
        self.get(paths::OFFICE).await.status() == StatusCode::OK
    }

    fn later(&self, by: TimeDelta) {
        self.server.services.clock.advance(by);
    }

    async fn sign_in_page(&mut self) -> String {
        text(self.get(paths::OFFICE_SIGN_IN).await).await
    }
}

#[tokio::test]
async fn a_desk_that_was_left_alone_is_closed_and_says_why() {
    let mut desk = Desk::open("http://localhost:3000").await;
    for _ in 0..3 {
        desk.later(TimeDelta::minutes(29));
        assert!(desk.is_open().await, "whoever works stays in");
    }

    desk.later(TimeDelta::minutes(30));

    let closed = desk.get(paths::OFFICE).await;
    assert_eq!(closed.status(), StatusCode::FOUND);
    assert_eq!(header_of(&closed, "location"), paths::OFFICE_SIGN_IN);
    assert!(desk.sign_in_page().await.contains("dopo 30 minuti senza attività"));
    assert!(!desk.sign_in_page().await.contains("30 minuti"), "once");
}

#[tokio::test]
async fn no_sign_in_of_the_staff_lasts_longer_than_half_a_day() {
    let mut desk = Desk::open("http://localhost:3000").await;
    for _ in 0..35 {
        desk.later(TimeDelta::minutes(20));
        assert!(desk.is_open().await);
    }

    desk.later(TimeDelta::minutes(20));

    assert!(!desk.is_open().await);
    assert!(desk.sign_in_page().await.contains("al massimo 12 ore"));
}

/// Every form of the office in which something is typed, with the page that it stands on.
fn typed_forms(number: i64, typed: &str) -> [(&'static str, String, String); 7] {
    let desk = paths::OFFICE.to_owned();
    let order = paths::office_order(number);
    let statements = paths::OFFICE_STATEMENTS.to_owned();
    let id = "01900000-0000-7000-8000-000000000000";
    [
        (
            "register_payment",
            order.clone(),
            format!("payment[number]={number}&payment[paid_on]=2026-11-20&payment[amount]={typed}"),
        ),
        (
            "refund",
            order,
            format!("refund[number]={number}&refund[amount]=1&refund[reason]={typed}"),
        ),
        (
            "allocate_case",
            desk.clone(),
            format!("allocation[case]={id}&allocation[number]={typed}"),
        ),
        ("refuse_commitment", desk.clone(), format!("decision[number]=1&decision[reason]={typed}")),
        ("register_commitment", desk, format!("decision[number]=1&decision[reason]={typed}")),
        (
            "accept_credit",
            statements.clone(),
            format!("decision[credit]={id}&decision[number]={typed}"),
        ),
        (
            "set_credit_aside",
            statements.clone(),
            format!("decision[credit]={id}&decision[why]={typed}"),
        ),
    ]
}

#[tokio::test]
async fn what_was_typed_is_there_again_after_the_next_sign_in() {
    let mut desk = Desk::open("http://localhost:3000").await;
    let customer = a_customer().with_holder().create(&desk.server.services).await;
    let cart = Cart::first_purchase(Product::Invoicing, 1);
    let number = customer.orders(&desk.server.services, cart).await.number;

    for turn in 0..7 {
        let typed = format!("12,0{turn}");
        let (form, page, body) = typed_forms(number, &typed)[turn].clone();
        desk.later(TimeDelta::minutes(31));
        let closed = desk.send_from(&page, path_of(form), &body).await;
        assert_eq!(header_of(&closed, "location"), paths::OFFICE_SIGN_IN, "{form}");
        assert!(desk.sign_in_page().await.contains("dopo 30 minuti senza attività"), "{form}");

        let enter = format!("username=rosa&password={PASSWORD}");
        let opened = desk.post(path_of("enter_office"), &enter).await;

        assert_eq!(header_of(&opened, "location"), page, "{form}: back to where it was typed");
        assert!(desk.kept().await.contains(&typed), "{form}: what was typed waits for its page");
        if form == "register_payment" {
            let page = text(desk.get(&page).await).await;
            assert!(page.contains(&format!("value=\"{typed}\"")), "{page}");
            assert!(page.contains("L’accesso era scaduto e non è cambiato nulla"), "{page}");
        }
    }
}

#[tokio::test]
async fn whoever_leaves_takes_what_the_browser_kept_along() {
    let mut desk = Desk::open("https://bottega.example").await;
    let mut local = Desk::open("http://localhost:3000").await;

    for path in ["sign_out", "leave_panel", "leave_office"].map(path_of) {
        let answer = desk.post(path, "").await;
        assert_eq!(header_of(&answer, "clear-site-data"), "\"cache\", \"storage\"", "{path}");
        let answer = local.post(path, "").await;
        assert_eq!(header_of(&answer, "clear-site-data"), "", "{path}: browsers want https for it");
    }
}
