//! The layers around the pages, asked without a network.

use std::net::SocketAddr;

use app::{
    error::AppError,
    limited::{CARTS, PATHS},
    paths,
};
use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{Request, StatusCode, header},
    response::Response,
};
use domain::{RuleError, party::PartyError};

use super::nonsense::path_of;
use crate::{
    context::Demo,
    house::{House, header_of, text},
};

const LOCALHOST: &str = "http://localhost:3000";
const WASM: &str = "0123456789abcdef/frontend_bg.wasm";
const NOTE: &str = "bundle.json";

impl House {
    async fn at(base_url: &str) -> Self {
        Self::with(&["--base-url", base_url], Demo::default()).await
    }

    /// The same with a bundle of one file.
    async fn with_a_bundle() -> Self {
        let house = Self::at(LOCALHOST).await;
        let dist = house.folder.path();
        std::fs::create_dir(dist.join("0123456789abcdef")).unwrap();
        std::fs::write(dist.join(WASM), "plain").unwrap();
        std::fs::write(dist.join(format!("{WASM}.br")), "small").unwrap();
        std::fs::write(dist.join(NOTE), "for the server only").unwrap();
        house
    }

    async fn get(&self, path: &str) -> Response {
        self.answer(Request::get(path).body(Body::empty()).unwrap()).await
    }

    async fn page(&self, path: &str) -> String {
        text(self.get(path).await).await
    }
}

#[tokio::test]
async fn pages_are_kept_by_nobody() {
    let house = House::at(LOCALHOST).await;

    for (path, status) in
        [("/carrello", 200), ("/nulla", 404), ("/salute", 200), ("/pkg/x.js", 404)]
    {
        let response = house.get(path).await;
        assert_eq!(response.status().as_u16(), status, "{path}");
        assert_eq!(header_of(&response, "cache-control"), "no-store", "{path}");
    }
}

#[tokio::test]
async fn the_bundle_is_kept_for_ever_and_comes_compressed() {
    let house = House::with_a_bundle().await;
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
async fn what_is_noted_for_the_server_is_not_served() {
    let house = House::with_a_bundle().await;

    assert_eq!(house.get(&format!("/pkg/{NOTE}")).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(house.get("/pkg/").await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn only_a_shop_on_https_pins_browsers_to_https() {
    let local = House::at(LOCALHOST).await;
    let public = House::at("https://bottega.example").await;

    let name = "strict-transport-security";
    assert_eq!(header_of(&local.get("/").await, name), "");
    assert!(header_of(&public.get("/").await, name).starts_with("max-age="));
}

#[tokio::test]
async fn the_nonce_in_the_policy_is_the_one_in_the_page() {
    let house = House::at(LOCALHOST).await;

    let response = house.get("/carrello").await;
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
    let house = House::at(LOCALHOST).await;

    assert!(house.page("/carrello").await.contains("href=\"/pkg/x_cart.wasm\""));
    assert!(!house.page("/prodotti").await.contains("x_cart.wasm"));
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
async fn a_server_is_ready_while_it_can_do_its_work_and_says_what_is_missing() {
    let house = House::with(&[], Demo { on: true, today: None }).await;
    let broken = House::at(LOCALHOST).await;
    broken.services.db.close().await;

    let ready = house.get("/pronto").await;
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
    let house = House::at(LOCALHOST).await;
    let request =
        Request::get("/salute").header("x-request-id", "forged").body(Body::empty()).unwrap();

    let response = house.answer(request).await;

    assert_eq!(header_of(&response, "x-request-id").len(), 32);
}

#[tokio::test]
async fn a_body_that_no_form_would_send_is_refused() {
    let house = House::at(LOCALHOST).await;
    let request = Request::post("/")
        .header(header::CONTENT_LENGTH, super::BODY_LIMIT + 1)
        .body(Body::empty())
        .unwrap();

    assert_eq!(house.answer(request).await.status(), StatusCode::PAYLOAD_TOO_LARGE);
}

/// A bank statement that is larger than any other form, as a browser sends it.
fn a_statement(site: &str) -> Request<Body> {
    let content = "x".repeat(super::BODY_LIMIT + 1);
    let part = "Content-Disposition: form-data; name=\"file\"; filename=\"estratto.csv\"";
    Request::post(paths::OFFICE_STATEMENT_FILE)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=limite")
        .header("sec-fetch-site", site)
        .body(Body::from(format!("--limite\r\n{part}\r\n\r\n{content}\r\n--limite--\r\n")))
        .unwrap()
}

#[tokio::test]
async fn a_bank_statement_may_be_large_and_is_only_for_the_office() {
    let house = House::at("https://bottega.example").await;

    let stranger = house.answer(a_statement("same-origin")).await;
    let foreign = house.answer(a_statement("cross-site")).await;

    assert_eq!(stranger.status(), StatusCode::SEE_OTHER);
    assert_eq!(header_of(&stranger, "location"), paths::OFFICE_SIGN_IN);
    assert_eq!(foreign.status(), StatusCode::FORBIDDEN);
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

const TWO_AT_ONCE: [&str; 4] = ["--forms-at-once", "2", "--forms-per-minute", "1"];

#[tokio::test]
async fn one_address_cannot_send_forms_without_end() {
    let house = House::with(&TWO_AT_ONCE, Demo::default()).await;
    let page = "text/html,application/xhtml+xml";
    let send = |path, peer, accept| house.answer(form(path, peer, "203.0.113.9", accept));

    // They are counted together, whichever they are, and what a client claims is not believed.
    for path in &PATHS[..2] {
        let answer = send(path, "192.0.2.1", page).await;
        assert_ne!(answer.status(), StatusCode::TOO_MANY_REQUESTS);
    }
    for path in PATHS {
        let refused = send(path, "192.0.2.1", page).await;
        assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS, "{path}");
        let seconds: u32 = header_of(&refused, "retry-after").parse().unwrap();
        assert!((1..=60).contains(&seconds), "{seconds}");
        assert_eq!(header_of(&refused, "cache-control"), "no-store");
        let words =
            format!("Ci sono stati troppi tentativi: aspetta {seconds} secondi, poi riprova.\n");
        assert_eq!(text(refused).await, words);
    }

    let refused = send(PATHS[0], "192.0.2.1", "application/json").await;
    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    let seconds = header_of(&refused, "retry-after").parse().unwrap();
    let error: AppError = serde_json::from_str(&text(refused).await).unwrap();
    assert_eq!(error, AppError::Rule(RuleError::Party(PartyError::TooManyAttempts { seconds })));

    let neighbour = send(PATHS[0], "192.0.2.2", page).await;
    assert_ne!(neighbour.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(house.get("/").await.status(), StatusCode::OK, "pages are for everybody");
}

#[tokio::test]
async fn behind_a_proxy_the_address_is_the_one_that_the_proxy_saw() {
    let options = [&TWO_AT_ONCE[..], &["--behind-proxy", "true"]].concat();
    let house = House::with(&options, Demo::default()).await;
    let statuses = async |forwarded: [&str; 3]| {
        let mut statuses = Vec::new();
        for forwarded in forwarded {
            let answer = house.answer(form(PATHS[0], "127.0.0.1", forwarded, "*/*")).await;
            statuses.push(answer.status() == StatusCode::TOO_MANY_REQUESTS);
        }
        statuses
    };

    let by_claims = statuses(["1.1.1.1, 192.0.2.1", "2.2.2.2, 192.0.2.1", "192.0.2.1"]).await;
    let by_network = statuses(["2001:db8::1", "2001:db8::2", "2001:db8::3"]).await;
    let by_others = statuses(["192.0.2.2", "192.0.2.3", "2001:db8:0:1::1"]).await;

    assert_eq!(by_claims, [false, false, true]);
    assert_eq!(by_network, [false, false, true], "one customer has a whole network");
    assert_eq!(by_others, [false, false, false]);
}

#[tokio::test]
async fn a_demo_lets_everybody_try_everything_out() {
    let demo = Demo { on: true, today: None };
    let house = House::with(&TWO_AT_ONCE, demo).await;

    // The registration: a sign-in has the brake of its account besides, in a demo too.
    for _ in 0..100 {
        let answer = house.answer(form(PATHS[1], "192.0.2.1", "", "*/*")).await;
        assert_ne!(answer.status(), StatusCode::TOO_MANY_REQUESTS);
    }
}

#[tokio::test]
async fn whoever_asks_for_a_document_signs_in_first() {
    let house = House::at(LOCALHOST).await;

    for paper in ["bonifico", "bollettino"] {
        let response = house.get(&format!("/ordini/26000001/{paper}.pdf")).await;
        assert_eq!(response.status(), StatusCode::SEE_OTHER);
        assert_eq!(header_of(&response, "location"), "/accedi?poi=/ordini/26000001");
        assert_eq!(header_of(&response, "cache-control"), "no-store");
    }
}

/// The error of a form as Leptos writes it into an address: our own sentence about a failure, with
/// a telephone number of somebody else where the reference belongs.
const WORDS_OF_A_STRANGER: &str =
    "eyJJbnRlcm5hbCI6eyJyZWZlcmVuY2UiOiIwMiAxMjM0NTY3LCBlIHBhZ2EgYSBNYXJpbyJ9fQ==";

#[tokio::test]
async fn a_link_cannot_speak_in_the_voice_of_the_shop() {
    let house = House::at(LOCALHOST).await;
    let error = format!("__path={}&__err={WORDS_OF_A_STRANGER}", PATHS[0]);

    for parameters in [error.clone(), error.replace("__", "%5F_"), format!("poi=/carrello&{error}")]
    {
        let led = house.get(&format!("/accedi?{parameters}")).await;
        assert_eq!(led.status(), StatusCode::SEE_OTHER, "{parameters}");
        let clean = if parameters.starts_with("poi") { "/accedi?poi=/carrello" } else { "/accedi" };
        assert_eq!(header_of(&led, "location"), clean);
        assert!(!text(led).await.contains("Mario"));
    }
    assert!(!house.page("/accedi").await.contains("Mario"));
}

#[tokio::test]
async fn a_form_that_cannot_be_read_is_answered_with_a_page_and_not_with_an_address() {
    let house = House::at(LOCALHOST).await;
    let nobody = path_of("choose_demo_outcome");
    let send = |accept: &str| {
        let request = Request::post(nobody)
            .header(header::ACCEPT, accept)
            .header(header::REFERER, "http://localhost:3000/demo/pagamento/1?a=b");
        house.answer(request.body(Body::from("attempt=nessuno")).unwrap())
    };

    let page = send("text/html").await;
    let status = page.status();
    let page = text(page).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(page.contains("La richiesta è incompleta o non si può leggere"), "{page}");
    assert!(page.contains("href=\"/demo/pagamento/1\""), "back to where it was sent: {page}");

    let answer = send("application/json").await;
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
    assert_eq!(text(answer).await, "\"NotUnderstood\"");
}

#[tokio::test]
async fn a_character_that_nobody_types_is_refused_before_anything_reads_it() {
    let house = House::at(LOCALHOST).await;

    for address in ["/posta?destinatario=%00", "/ordini/%1B", "/pkg/%7f"] {
        let answer = house.get(address).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{address}");
        assert_eq!(text(answer).await, "\"UnusableCharacter\"");
    }
    let form = Request::post(path_of("sign_in"))
        .header(header::ACCEPT, "text/html")
        .body(Body::from("username=a%00b&password=x"))
        .unwrap();
    let answer = house.answer(form).await;
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
    assert!(text(answer).await.contains("un carattere invisibile che non si può usare"));
}

/// What somebody asks for, as a browser or as a script does.
fn asked(path: &str, accept: &str, cookie: &str) -> Request<Body> {
    Request::get(path)
        .header(header::ACCEPT, accept)
        .header(header::COOKIE, cookie)
        .body(Body::empty())
        .unwrap()
}

async fn rows(house: &House, count: &'static str) -> i64 {
    let mut tx = house.services.db.read().await.unwrap();
    let (rows,): (i64,) = tx.sql(count).one().await.unwrap();
    rows
}

#[tokio::test]
async fn whoever_only_looks_leaves_no_session_and_no_cart() {
    let house = House::at(LOCALHOST).await;
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
            let answer = house.answer(asked(page, "text/html", cookie)).await;
            assert!(answer.status().as_u16() < 500, "{page}");
            let cookies = header_of(&answer, header::SET_COOKIE);
            assert!(cookies.is_empty() || cookies.contains("Max-Age=0"), "{page}: {cookies}");
        }
    }

    assert_eq!(rows(&house, "SELECT COUNT(*) FROM session").await, 0);
    assert_eq!(rows(&house, "SELECT COUNT(*) FROM cart").await, 0);
}

#[tokio::test]
async fn one_address_cannot_make_carts_without_end() {
    let house = House::with(&TWO_AT_ONCE, Demo::default()).await;
    let press = |peer: &str| {
        let mut press = form(CARTS[0], peer, "", "text/html");
        let kind = "application/x-www-form-urlencoded".parse().unwrap();
        press.headers_mut().insert(header::CONTENT_TYPE, kind);
        *press.body_mut() = Body::from("product=FE");
        house.answer(press)
    };
    let carts = async || rows(&house, "SELECT COUNT(*) FROM cart").await;

    for _ in 0..6 {
        assert_ne!(press("192.0.2.1").await.status(), StatusCode::TOO_MANY_REQUESTS);
    }
    let made = carts().await;
    assert!(made > 0);
    let refused = press("192.0.2.1").await;

    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(carts().await, made);
    assert_ne!(press("192.0.2.2").await.status(), StatusCode::TOO_MANY_REQUESTS);
    // Sign-ins are counted apart.
    let sign_in = form(PATHS[0], "192.0.2.1", "", "*/*");
    assert_ne!(house.answer(sign_in).await.status(), StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn while_the_database_is_away_it_is_said_in_words_and_when_to_come_back() {
    let house = House::at(LOCALHOST).await;
    house.services.db.close().await;
    let words = "Il negozio si è fermato un momento";

    // A page, and a form that the browser sent by itself: loading it again sends it again.
    let mut plain = form(CARTS[0], "192.0.2.1", "", "text/html");
    let kind = "application/x-www-form-urlencoded";
    plain.headers_mut().insert(header::CONTENT_TYPE, kind.parse().unwrap());
    plain.headers_mut().insert(header::REFERER, "http://localhost:3000/prodotti".parse().unwrap());
    *plain.body_mut() = Body::from("product=FE");
    for request in [asked(paths::CART, "text/html", ""), plain] {
        let answer = house.answer(request).await;
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(header_of(&answer, header::RETRY_AFTER), "10");
        assert_eq!(header_of(&answer, header::LOCATION), "");
        assert!(text(answer).await.contains(words));
    }

    // Somebody who is signed in is not forgotten over it.
    let cookie = "bottega=AAAAAAAAAAAAAAAAAAAAAA";
    let answer = house.answer(asked(paths::AREA, "text/html", cookie)).await;
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(header_of(&answer, header::SET_COOKIE), "");

    // A server function that WASM calls.
    let mut called = form(CARTS[0], "192.0.2.1", "", "application/json");
    called.headers_mut().insert(header::CONTENT_TYPE, kind.parse().unwrap());
    *called.body_mut() = Body::from("product=FE");
    let answer = house.answer(called).await;
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(header_of(&answer, header::RETRY_AFTER), "10");
    let error: AppError = serde_json::from_str(&text(answer).await).unwrap();
    assert_eq!(error, AppError::Unavailable);
    assert!(app::wording::app_sentence(&error).starts_with(words));
}
