//! How often one address may send forms and make carts.

use app::limited::PATHS;

use super::*;

const TWO_AT_ONCE: [&str; 4] = ["--forms-at-once", "2", "--forms-per-minute", "2"];

#[tokio::test]
async fn one_address_cannot_send_forms_without_end() {
    let server = TestServer::with(&TWO_AT_ONCE, Demo::default()).await;
    let page = "text/html,application/xhtml+xml";
    let send = |path, peer, accept| server.answer(form(path, peer, "203.0.113.9", accept));

    // They are counted together, whichever they are, and what a client claims is not believed.
    for path in [path_of("sign_in"), path_of("register")] {
        let answer = send(path, "192.0.2.1", page).await;
        assert_ne!(answer.status(), StatusCode::TOO_MANY_REQUESTS);
    }
    for path in PATHS {
        let refused = send(path, "192.0.2.1", page).await;
        assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS, "{path}");
        let seconds: u32 = header_of(&refused, "retry-after").parse().unwrap();
        assert!((1..=30).contains(&seconds), "{seconds}");
        assert_eq!(header_of(&refused, "cache-control"), "no-store");
        let words =
            format!("Ci sono stati troppi tentativi: aspetta {seconds} secondi, poi riprova.");
        let page = text(refused).await;
        assert!(page.contains(&words), "{page}");
    }

    let refused = send(path_of("sign_in"), "192.0.2.1", "application/json").await;
    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    let seconds = header_of(&refused, "retry-after").parse().unwrap();
    let error: AppError = serde_json::from_str(&text(refused).await).unwrap();
    assert_eq!(error, AppError::Rule(RuleError::SignIn(SignInError::TooManyAttempts { seconds })));

    let neighbour = send(path_of("sign_in"), "192.0.2.2", page).await;
    assert_ne!(neighbour.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(server.get("/").await.status(), StatusCode::OK, "pages are for everybody");
}

#[tokio::test]
async fn behind_a_proxy_the_address_is_the_one_that_the_proxy_saw() {
    let options = [&TWO_AT_ONCE[..], &["--behind-proxy", "true"]].concat();
    let server = TestServer::with(&options, Demo::default()).await;
    let statuses = async |forwarded: [&str; 3]| {
        let mut statuses = Vec::new();
        for forwarded in forwarded {
            let answer =
                server.answer(form(path_of("sign_in"), "127.0.0.1", forwarded, "*/*")).await;
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
    let server = TestServer::with(&TWO_AT_ONCE, demo).await;

    // A sign-in has the brake of its account besides, in a demo too.
    for _ in 0..100 {
        let answer = server.answer(form(path_of("register"), "192.0.2.1", "", "*/*")).await;
        assert_ne!(answer.status(), StatusCode::TOO_MANY_REQUESTS);
    }
}

#[tokio::test]
async fn one_address_cannot_make_carts_without_end() {
    let server = TestServer::with(&TWO_AT_ONCE, Demo::default()).await;
    let press = |peer: &str| {
        let mut press = form(path_of("start_cart"), peer, "", "text/html");
        let kind = "application/x-www-form-urlencoded".parse().unwrap();
        press.headers_mut().insert(header::CONTENT_TYPE, kind);
        *press.body_mut() = Body::from("product=FE");
        server.answer(press)
    };
    let carts = async || Rows::Carts.count(&server.services.db).await;

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
    let sign_in = form(path_of("sign_in"), "192.0.2.1", "", "*/*");
    assert_ne!(server.answer(sign_in).await.status(), StatusCode::TOO_MANY_REQUESTS);
}
