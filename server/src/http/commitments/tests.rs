//! Documents through the whole router, asked without a network.

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
    response::Response,
};
use domain::{Product::Invoicing, cart::Cart, order::Order};
use services::testing::{Customer, PASSWORD, a_customer, a_public_body, a_public_holder};

use crate::{
    context::Demo,
    router::nonsense::path_of,
    test_server::{TestServer, bytes, header_of, text},
};

const PDF: &[u8] = b"%PDF-1.7 we promise to pay";
const HTML: &str = "text/html";

/// By which the shop and the office are entered.
const SIGN_IN: &str = "sign_in";
const ENTER_OFFICE: &str = "enter_office";

/// Somebody's browser: its cookies.
struct Browser<'a>(&'a TestServer, String);

impl TestServer {
    async fn new() -> Self {
        Self::with(&[], Demo { on: true, today: None }).await
    }

    async fn a_municipality(&self) -> (Customer, Order) {
        let party = a_public_body();
        let holder = a_public_holder(party.clone());
        let comune = a_customer().being(party).with_holder_of(holder).create(&self.services).await;
        let order = comune.orders(&self.services, Cart::first_purchase(Invoicing, 1)).await;
        (comune, order)
    }

    async fn enter(&self, door: &str, username: &str, password: &str) -> Browser<'_> {
        Browser(self, String::new()).enter(door, username, password).await
    }

    async fn of(&self, customer: &Customer) -> Browser<'_> {
        self.enter(SIGN_IN, &customer.username, PASSWORD).await
    }

    async fn office(&self) -> Browser<'_> {
        services::office::save_staff(&self.services, "rosa", PASSWORD).await.unwrap();
        self.enter(ENTER_OFFICE, "rosa", PASSWORD).await
    }
}

impl<'a> Browser<'a> {
    async fn enter(&self, door: &str, username: &str, password: &str) -> Browser<'a> {
        let form = format!("username={username}&password={password}");
        let request = Request::post(path_of(door))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ACCEPT, HTML)
            .header(header::COOKIE, &self.1)
            .body(Body::from(form.replace('@', "%40")))
            .unwrap();
        let answer = self.0.answer(request).await;
        Browser(self.0, cookies_of(&answer))
    }

    async fn get(&self, path: &str) -> Response {
        let request =
            Request::get(path).header(header::COOKIE, &self.1).header(header::ACCEPT, HTML);
        self.0.answer(request.body(Body::empty()).unwrap()).await
    }

    /// Sends a document with everything else in order.
    async fn send(
        &self,
        number: i64,
        document: &[u8],
        more: &[(header::HeaderName, &str)],
    ) -> Response {
        let mut body = Vec::new();
        for (name, value) in [
            ("cig", "b0a1b2c3d4"),
            ("office_code", "UF5HHG"),
            ("protocol", "0012345/2026"),
            ("dated", "2026-01-15"),
        ] {
            let part = format!(
                "--X\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            );
            body.extend(part.bytes());
        }
        let head = "--X\r\nContent-Disposition: form-data; name=\"document\"; filename=\"a.pdf\"\r\n\
                    Content-Type: application/pdf\r\n\r\n";
        body.extend(head.bytes());
        body.extend(document);
        body.extend(b"\r\n--X--\r\n");
        let mut request = Request::post(format!("/ordini/{number}/impegno"))
            .header(header::COOKIE, &self.1)
            .header(header::CONTENT_LENGTH, body.len())
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=X");
        for (name, value) in more {
            request = request.header(name, *value);
        }
        self.0.answer(request.body(Body::from(body)).unwrap()).await
    }
}

/// What a browser sends back of the cookies that it is given.
fn cookies_of(answer: &Response) -> String {
    let cookies = answer.headers().get_all(header::SET_COOKIE).iter();
    let each = cookies.map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap());
    each.collect::<Vec<_>>().join("; ")
}

#[tokio::test]
async fn a_letter_reaches_the_office_and_is_only_ever_saved() {
    let server = TestServer::new().await;
    let (comune, order) = server.a_municipality().await;
    let sent = server.of(&comune).await.send(order.number, PDF, &[]).await;
    assert_eq!(sent.status(), StatusCode::SEE_OTHER);
    assert_eq!(header_of(&sent, header::LOCATION), format!("/ordini/{}#impegno", order.number));

    let document = format!("/ufficio/ordini/{}/impegno", order.number);
    let answer = server.office().await.get(&document).await;

    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(header_of(&answer, header::CONTENT_TYPE), "application/pdf");
    assert_eq!(header_of(&answer, header::X_CONTENT_TYPE_OPTIONS), "nosniff");
    assert_eq!(header_of(&answer, header::CACHE_CONTROL), "no-store");
    let disposition = format!("attachment; filename=\"impegno-{}.pdf\"", order.number);
    assert_eq!(header_of(&answer, header::CONTENT_DISPOSITION), disposition);
    assert_eq!(bytes(answer).await, PDF);
    // The customer is no member of staff.
    let theirs = server.of(&comune).await.get(&document).await;
    assert_eq!(header_of(&theirs, header::LOCATION), "/ufficio/accedi");
}

#[tokio::test]
async fn what_is_no_letter_is_refused_and_the_page_says_why() {
    let server = TestServer::new().await;
    let (comune, order) = server.a_municipality().await;
    let browser = server.of(&comune).await;

    let refused = browser.send(order.number, b"<html>hello", &[]).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text(refused).await.contains("non è un PDF"));

    let back = browser.send(order.number, b"<html>hello", &[(header::ACCEPT, HTML)]).await;
    assert_eq!(back.status(), StatusCode::SEE_OTHER);
    let page = text(browser.get(header_of(&back, header::LOCATION)).await).await;
    for part in ["La lettera non è stata inviata", "non è un PDF", "0012345/2026", "b0a1b2c3d4"] {
        assert!(page.contains(part), "{part} is missing");
    }
    let again = text(browser.get(&format!("/ordini/{}", order.number)).await).await;
    assert!(!again.contains("La lettera non è stata inviata"), "it is said once");
}

#[tokio::test]
async fn what_was_typed_is_still_there_after_the_session_has_ended() {
    let server = TestServer::new().await;
    let (comune, order) = server.a_municipality().await;

    let sent = Browser(&server, String::new()).send(order.number, PDF, &[]).await;
    let back = Browser(&server, cookies_of(&sent)).enter(SIGN_IN, &comune.username, PASSWORD).await;

    let page = text(back.get(&format!("/ordini/{}", order.number)).await).await;
    for part in ["La lettera non è stata inviata", "0012345/2026", "b0a1b2c3d4"] {
        assert!(page.contains(part), "{part} is missing");
    }
}

#[tokio::test]
async fn a_letter_has_five_mebibytes_at_most() {
    let server = TestServer::new().await;
    let (comune, order) = server.a_municipality().await;
    let browser = server.of(&comune).await;
    let mut document = vec![b' '; domain::commitment::DOCUMENT_BYTES_MAX + 1];
    document.splice(..5, *b"%PDF-");

    let refused = browser.send(order.number, &document, &[]).await;
    assert_eq!(refused.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert!(text(refused).await.contains("al massimo 5 MB"));
    let back = browser.send(order.number, &document, &[(header::ACCEPT, HTML)]).await;
    let page = text(browser.get(header_of(&back, header::LOCATION)).await).await;
    assert!(page.contains("al massimo 5 MB"));

    document.pop();
    let taken = browser.send(order.number, &document, &[]).await;
    assert_eq!(taken.status(), StatusCode::SEE_OTHER);
    document.resize(crate::router::FILES_LIMIT + 1, b' ');
    let cut_off = browser.send(order.number, &document, &[]).await;
    assert_eq!(cut_off.status(), StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn nobody_sends_letters_for_somebody_else() {
    let server = TestServer::new().await;
    let (comune, order) = server.a_municipality().await;
    let anna = a_customer().with_holder().create(&server.services).await;

    let hers = server.of(&anna).await.send(order.number, PDF, &[]).await;
    assert_eq!(hers.status(), StatusCode::NOT_FOUND);
    assert!(text(hers).await.contains("Pagina non trovata"));
    let stranger = Browser(&server, String::new()).send(order.number, PDF, &[]).await;
    let sign_in = format!("/accedi?poi=/ordini/{}", order.number);
    assert_eq!(header_of(&stranger, header::LOCATION), sign_in);
    let from_elsewhere = (header::HeaderName::from_static("sec-fetch-site"), "cross-site");
    let forged = server.of(&comune).await.send(order.number, PDF, &[from_elsewhere]).await;
    assert_eq!(forged.status(), StatusCode::FORBIDDEN);
    let none =
        server.office().await.get(&format!("/ufficio/ordini/{}/impegno", order.number)).await;
    assert_eq!(none.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_letter_with_a_character_that_nobody_types_is_refused() {
    let server = TestServer::new().await;
    let (comune, order) = server.a_municipality().await;
    let browser = server.of(&comune).await;
    let body =
        "--X\r\nContent-Disposition: form-data; name=\"protocol\"\r\n\r\n12\0 34\r\n--X--\r\n";
    let request = Request::post(format!("/ordini/{}/impegno", order.number))
        .header(header::COOKIE, &browser.1)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=X");

    let answer = server.answer(request.body(Body::from(body)).unwrap()).await;

    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
    assert_eq!(text(answer).await, "\"UnusableCharacter\"");
}
