//! What is refused before a page or a server function is asked, and in which words.

use super::*;
use crate::router::BODY_LIMIT;

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
async fn a_body_that_no_form_would_send_is_refused() {
    let house = House::at(LOCALHOST).await;
    let request = Request::post("/")
        .header(header::CONTENT_LENGTH, BODY_LIMIT + 1)
        .body(Body::empty())
        .unwrap();

    assert_eq!(house.answer(request).await.status(), StatusCode::PAYLOAD_TOO_LARGE);
}

/// A bank statement that is larger than any other form, as a browser sends it.
fn a_statement(site: &str) -> Request<Body> {
    let content = "x".repeat(BODY_LIMIT + 1);
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
