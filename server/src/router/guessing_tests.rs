//! What a browser is told that guesses a password, and what one remembers that knew it.

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
    response::Response,
};
use chrono::TimeDelta;
use domain::{RuleError, sign_in::SignInError};
use services::{office::save_staff, testing::PASSWORD};
use ui::{error::AppError, paths};

use super::nonsense::path_of;
use crate::{
    context::Demo,
    test_server::{TestServer, header_of, text},
};

const SCRIPT: &str = "application/json";
const PAGE: &str = "text/html,application/xhtml+xml";

async fn server(base_url: &str) -> TestServer {
    let server = TestServer::with(&["--base-url", base_url], Demo::default()).await;
    save_staff(&server.services, "rosa", PASSWORD).await.unwrap();
    server
}

/// The sign-in of the office, sent by a script or as a plain form.
async fn enter(server: &TestServer, password: &str, accept: &str, cookie: &str) -> Response {
    let request = Request::post(path_of("enter_office"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT, accept)
        .header(header::COOKIE, cookie)
        .body(Body::from(format!("username=rosa&password={password}")));
    server.answer(request.unwrap()).await
}

/// Until the wait is a quarter of a minute at least: longer than a test takes.
async fn guess_for_minutes(server: &TestServer) {
    for _ in 0..11 {
        server.services.clock.advance(TimeDelta::seconds(30));
        enter(server, "sbagliata", SCRIPT, "").await;
    }
}

fn cookies(response: &Response) -> Vec<String> {
    let lines = response.headers().get_all(header::SET_COOKIE).iter();
    lines.map(|line| line.to_str().unwrap().to_owned()).collect()
}

/// What the browser sends back of a cookie.
fn sent_back(cookie: &str) -> &str {
    cookie.split(';').next().unwrap()
}

#[tokio::test]
async fn whoever_guesses_is_told_the_seconds_with_and_without_a_script() {
    let server = server("https://bottega.example").await;
    guess_for_minutes(&server).await;

    let refused = enter(&server, PASSWORD, SCRIPT, "").await;
    let plain = enter(&server, PASSWORD, PAGE, "").await;

    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    let seconds: u32 = header_of(&refused, "retry-after").parse().unwrap();
    assert!((1..=30).contains(&seconds), "{seconds}");
    let error: AppError = serde_json::from_str(&text(refused).await).unwrap();
    assert_eq!(error, AppError::Rule(RuleError::SignIn(SignInError::TooManyAttempts { seconds })));
    assert_eq!(plain.status(), StatusCode::FOUND);
    assert_eq!(header_of(&plain, "location"), paths::OFFICE_SIGN_IN);
    let session = cookies(&plain);
    let page = Request::get(paths::OFFICE_SIGN_IN)
        .header(header::COOKIE, sent_back(&session[0]))
        .header(header::ACCEPT, PAGE)
        .body(Body::empty());
    let page = text(server.answer(page.unwrap()).await).await;
    assert!(page.contains("Ci sono stati troppi tentativi: aspetta "), "{page}");
    assert!(page.contains("value=\"rosa\""), "the username stays");
}

#[tokio::test]
async fn a_browser_that_signed_in_is_remembered_as_strictly_as_a_browser_can() {
    let public = server("https://bottega.example").await;
    let local = server("http://localhost:3000").await;

    let of_public = cookies(&enter(&public, PASSWORD, SCRIPT, "").await);
    let of_local = cookies(&enter(&local, PASSWORD, SCRIPT, "").await);

    let device = of_public.iter().find(|cookie| cookie.contains("bottega-device=")).unwrap();
    assert!(device.starts_with("__Host-bottega-device="), "{device}");
    for part in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/", "Max-Age=34560000"] {
        assert!(device.contains(part), "{part} is missing in {device}");
    }
    assert!(!device.contains("; Domain"), "{device}");
    let device = of_local.iter().find(|cookie| cookie.contains("bottega-device=")).unwrap();
    assert!(device.starts_with("bottega-device=") && !device.contains("; Secure"), "{device}");
}

#[tokio::test]
async fn a_browser_that_signed_in_before_is_not_slowed_down_by_others() {
    let server = server("https://bottega.example").await;
    let first = cookies(&enter(&server, PASSWORD, SCRIPT, "").await);
    let device = first.iter().find(|cookie| cookie.contains("bottega-device=")).unwrap();
    guess_for_minutes(&server).await;

    let stranger = enter(&server, PASSWORD, SCRIPT, "").await;
    let owner = enter(&server, PASSWORD, SCRIPT, sent_back(device)).await;

    assert_eq!(stranger.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(owner.status().is_success(), "{owner:?}");
}
