//! What is refused before a page or a server function is asked, and in which words.

use super::*;
use crate::router::BODY_LIMIT;

#[tokio::test]
async fn a_change_that_another_site_sent_is_refused() {
    let server = TestServer::at("https://bottega.example").await;
    let post = |origin: &str, site: &str| {
        Request::post("/")
            .header(header::HOST, "proxy.internal")
            .header(header::ORIGIN, origin)
            .header("sec-fetch-site", site)
            .body(Body::empty())
            .unwrap()
    };

    let foreign = server.answer(post("https://altrove.example", "cross-site")).await;
    let own = server.answer(post("https://bottega.example", "same-origin")).await;

    assert_eq!(foreign.status(), StatusCode::FORBIDDEN);
    assert_eq!(text(foreign).await, "\"NotAllowed\"");
    assert_ne!(own.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_body_that_no_form_would_send_is_refused() {
    let server = TestServer::at(LOCALHOST).await;
    let told = |accept: &str| {
        Request::post(path_of("sign_in"))
            .header(header::ACCEPT, accept)
            .header(header::REFERER, "http://localhost:3000/accedi")
    };
    let long = "a".repeat(BODY_LIMIT + 1);
    // What is too long by what its head says is not read; what does not say is read until then.
    let requests = |accept: &str| {
        let said = told(accept).header(header::CONTENT_LENGTH, BODY_LIMIT + 1);
        [said.body(Body::empty()), told(accept).body(Body::from(long.clone()))]
    };

    for request in requests("text/html") {
        let answer = server.answer(request.unwrap()).await;
        assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
        let page = text(answer).await;
        assert!(page.contains("Quello che hai inviato è troppo grande"), "{page}");
        assert!(page.contains("href=\"/accedi\""), "back to where it was sent: {page}");
    }
    for request in requests("application/json") {
        let answer = server.answer(request.unwrap()).await;
        assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(text(answer).await, "\"TooLarge\"");
    }
}

#[tokio::test]
async fn what_no_page_of_ours_would_ask_is_refused_in_our_words() {
    let server = TestServer::at("https://bottega.example").await;
    let asked = |method: &str, path: &str, headers: &[(header::HeaderName, &str)]| {
        let request = Request::builder().method(method).uri(path);
        headers.iter().fold(request, |request, (name, value)| request.header(name, *value))
    };
    let elsewhere = [(header::HeaderName::from_static("sec-fetch-site"), "cross-site")];
    let no_boundary = [(header::CONTENT_TYPE, "multipart/form-data")];
    let no_parts = [(header::CONTENT_TYPE, "application/xml")];
    let requests = [
        (StatusCode::FORBIDDEN, asked("POST", path_of("sign_in"), &elsewhere), "da un altro sito"),
        (StatusCode::METHOD_NOT_ALLOWED, asked("DELETE", "/accedi", &[]), "ricarica la pagina"),
        (
            StatusCode::METHOD_NOT_ALLOWED,
            asked("POST", "/ordini/26000001/bonifico.pdf", &[]),
            "ricarica la pagina",
        ),
        (
            StatusCode::BAD_REQUEST,
            asked("GET", "/ordini/ventisei/bonifico.pdf", &[]),
            "ricarica la pagina",
        ),
        (
            StatusCode::BAD_REQUEST,
            asked("POST", paths::OFFICE_STATEMENT_FILE, &no_boundary),
            "ricarica la pagina",
        ),
        (
            StatusCode::BAD_REQUEST,
            asked("POST", paths::OFFICE_STATEMENT_FILE, &no_parts),
            "ricarica la pagina",
        ),
        (StatusCode::NOT_FOUND, asked("GET", "/posta/x/html", &[]), "non c’è più"),
        (StatusCode::NOT_FOUND, asked("GET", "/ordini/1/eventi", &[]), "non c’è più"),
        (StatusCode::NOT_FOUND, asked("GET", "/pkg/x.js", &[]), "non c’è più"),
    ];

    for (status, request, words) in requests {
        let request = request.header(header::ACCEPT, "text/html").body(Body::empty()).unwrap();
        let what = format!("{} {}", request.method(), request.uri());
        let answer = server.answer(request).await;
        assert_eq!(answer.status(), status, "{what}");
        assert!(header_of(&answer, header::CONTENT_TYPE).starts_with("text/html"), "{what}");
        let page = text(answer).await;
        assert!(page.contains("Richiesta non riuscita") && page.contains(words), "{what}: {page}");
    }
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
    let server = TestServer::at("https://bottega.example").await;

    let stranger = server.answer(a_statement("same-origin")).await;
    let foreign = server.answer(a_statement("cross-site")).await;

    assert_eq!(stranger.status(), StatusCode::SEE_OTHER);
    assert_eq!(header_of(&stranger, "location"), paths::OFFICE_SIGN_IN);
    assert_eq!(foreign.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_form_that_cannot_be_read_is_answered_with_a_page_and_not_with_an_address() {
    let server = TestServer::at(LOCALHOST).await;
    let nobody = path_of("choose_demo_outcome");
    let send = |accept: &str| {
        let request = Request::post(nobody)
            .header(header::ACCEPT, accept)
            .header(header::REFERER, "http://localhost:3000/demo/pagamento/1?a=b");
        server.answer(request.body(Body::from("attempt=nessuno")).unwrap())
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
    let server = TestServer::at(LOCALHOST).await;

    for address in ["/posta?destinatario=%00", "/ordini/%1B", "/pkg/%7f"] {
        let answer = server.get(address).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{address}");
        assert_eq!(text(answer).await, "\"UnusableCharacter\"");
    }
    let form = Request::post(path_of("sign_in"))
        .header(header::ACCEPT, "text/html")
        .body(Body::from("username=a%00b&password=x"))
        .unwrap();
    let answer = server.answer(form).await;
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
    assert!(text(answer).await.contains("un carattere invisibile che non si può usare"));
}

#[tokio::test]
async fn while_the_database_is_away_it_is_said_in_words_and_when_to_come_back() {
    let server = TestServer::at(LOCALHOST).await;
    server.services.db.close().await;
    let words = "Il negozio si è fermato un momento";

    // A page, and a form that the browser sent by itself: loading it again sends it again.
    let mut plain = form(path_of("start_cart"), "192.0.2.1", "", "text/html");
    let kind = "application/x-www-form-urlencoded";
    plain.headers_mut().insert(header::CONTENT_TYPE, kind.parse().unwrap());
    plain.headers_mut().insert(header::REFERER, "http://localhost:3000/prodotti".parse().unwrap());
    *plain.body_mut() = Body::from("product=FE");
    for request in [asked(paths::CART, "text/html", ""), plain] {
        let is_page = request.method() == axum::http::Method::GET;
        let answer = server.answer(request).await;
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(header_of(&answer, header::RETRY_AFTER), "10");
        assert_eq!(header_of(&answer, header::LOCATION), "");
        let page = text(answer).await;
        assert!(page.contains(words), "{page}");
        // Only the browser itself can send a form again.
        assert_eq!(page.contains("href=\"\""), is_page, "{page}");
        assert_eq!(page.contains("Lo invia di nuovo con quello che hai scritto"), !is_page);
    }

    // Somebody who is signed in is not forgotten over it.
    let cookie = "bottega=AAAAAAAAAAAAAAAAAAAAAA";
    let answer = server.answer(asked(paths::AREA, "text/html", cookie)).await;
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(header_of(&answer, header::SET_COOKIE), "");

    // A server function that WASM calls.
    let mut called = form(path_of("start_cart"), "192.0.2.1", "", "application/json");
    called.headers_mut().insert(header::CONTENT_TYPE, kind.parse().unwrap());
    *called.body_mut() = Body::from("product=FE");
    let answer = server.answer(called).await;
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(header_of(&answer, header::RETRY_AFTER), "10");
    let error: AppError = serde_json::from_str(&text(answer).await).unwrap();
    assert_eq!(error, AppError::Unavailable);
    assert!(ui::wording::app_sentence(&error).starts_with(words));
}

#[tokio::test]
async fn documents_and_files_say_the_same_while_the_database_is_away() {
    let server = TestServer::with(&[], Demo { on: true, today: None }).await;
    server.services.db.close().await;
    let cookie = "bottega=AAAAAAAAAAAAAAAAAAAAAA";
    let upload = |path: &str| {
        let mut request = form(path, "192.0.2.1", "", "text/html");
        let headers = request.headers_mut();
        headers.insert(header::COOKIE, cookie.parse().unwrap());
        headers
            .insert(header::CONTENT_TYPE, "multipart/form-data; boundary=limit".parse().unwrap());
        *request.body_mut() = Body::from("--limit--\r\n");
        request
    };

    for request in [
        asked("/ordini/26000001/bonifico.pdf", "text/html", cookie),
        asked("/ordini/26000001/bollettino.pdf", "text/html", cookie),
        asked("/ufficio/ordini/26000001/impegno", "text/html", cookie),
        upload("/ordini/26000001/impegno"),
        upload(paths::OFFICE_STATEMENT_FILE),
    ] {
        let address = request.uri().to_string();
        let answer = server.answer(request).await;
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE, "{address}");
        assert_eq!(header_of(&answer, header::RETRY_AFTER), "10", "{address}");
        assert!(text(answer).await.contains("Il negozio si è fermato un momento"), "{address}");
    }

    // Outside the sessions nothing tells when to come back.
    let mail = server.answer(asked("/posta/messaggio/html", "text/html", "")).await;
    assert_eq!(mail.status(), StatusCode::SERVICE_UNAVAILABLE);
}
