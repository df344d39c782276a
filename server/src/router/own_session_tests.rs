//! A sign-in of a customer ends with its password, and from another browser.

use axum::http::{StatusCode, header};
use services::testing::{PASSWORD, a_customer};
use tower_sessions::cookie::time::{Duration, OffsetDateTime};
use ui::paths;

use super::{nonsense::path_of, office_session_tests::Desk};
use crate::{
    context::Demo,
    test_server::{TestServer, header_of, text},
};

const NEW: &str = "Torre-Limone-48";

/// Two browsers of one customer, both signed in.
async fn two_browsers() -> (Desk, Desk) {
    let server = TestServer::with(&["--base-url", "http://localhost:3000"], Demo::default()).await;
    let anna = a_customer().create(&server.services).await;
    let mut one = Desk::outside(server);
    let mut other = one.another();
    one.enter("sign_in", &anna.username).await;
    other.enter("sign_in", &anna.username).await;
    (one, other)
}

async fn is_inside(browser: &mut Desk) -> bool {
    let answer = browser.get(paths::DATA).await;
    match answer.status() {
        StatusCode::OK => true,
        StatusCode::FOUND => {
            assert_eq!(header_of(&answer, header::LOCATION), paths::sign_in(paths::DATA));
            false
        }
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn whoever_changes_the_password_stays_in_and_is_out_everywhere_else() {
    let (mut here, mut elsewhere) = two_browsers().await;
    assert!(is_inside(&mut here).await && is_inside(&mut elsewhere).await);

    let form = format!("current_password={PASSWORD}&password={NEW}&password_again={NEW}");
    here.post(path_of("change_password"), &form).await;

    assert!(is_inside(&mut here).await);
    assert!(!is_inside(&mut elsewhere).await);
    for path in [paths::HOME, paths::CART] {
        let page = text(elsewhere.get(path).await).await;
        assert!(!page.contains("Anna Bianchi"), "{path}");
    }
}

#[tokio::test]
async fn a_sign_in_is_ended_from_another_browser() {
    let (mut here, mut elsewhere) = two_browsers().await;
    let page = text(here.get(paths::DATA).await).await;
    assert!(page.contains("Questo dispositivo"), "{page}");
    let ids: Vec<&str> = page
        .split("name=\"id\" value=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    assert_eq!(ids.len(), 1, "a button at each but this one: {page}");

    here.post(path_of("end_session"), &format!("id={}", ids[0])).await;

    assert!(is_inside(&mut here).await);
    assert!(!is_inside(&mut elsewhere).await);
}

#[tokio::test]
async fn what_an_older_version_left_in_a_session_is_nobody() {
    let (here, _) = two_browsers().await;
    let sessions = platform::sessions::Sessions::new(here.server.services.db.clone());
    let id = tower_sessions::session::Id::default();
    let data = [("account".to_owned(), "01900000-0000-7000-8000-000000000000".into())].into();
    let expiry_date = OffsetDateTime::now_utc() + Duration::days(1);
    let mut record = tower_sessions::session::Record { id, data, expiry_date };
    tower_sessions::SessionStore::create(&sessions, &mut record).await.unwrap();

    let mut old = here.with_cookie(&format!("bottega={}", record.id));

    assert!(!is_inside(&mut old).await);
    assert_eq!(old.get(paths::CART).await.status(), StatusCode::OK);
}
