//! `Orologio`: in a demonstration, and nowhere else.

use axum::http::StatusCode;
use services::office::save_staff;
use services::testing::{PASSWORD, a_customer, day};
use ui::paths;

use super::office_session_tests::Desk;
use crate::{
    context::Demo,
    test_server::{TestServer, header_of, text},
};

const LOCALHOST: &str = "http://localhost:3000";

async fn a_demo_desk() -> Desk {
    let playing = Demo { on: true, today: Some(day("2027-04-13")) };
    let server = TestServer::with(&["--base-url", LOCALHOST], playing).await;
    save_staff(&server.services, "rosa", PASSWORD).await.unwrap();
    let mut desk = Desk::outside(server);
    desk.enter("enter_office", "rosa").await;
    desk
}

#[tokio::test]
async fn the_office_of_a_demo_lets_days_pass_and_sees_what_they_bring() {
    let mut desk = a_demo_desk().await;
    let shop = desk.server.services.clone();
    a_customer().called("anna").with_service_until(day("2027-04-14")).create(&shop).await;

    let moved = desk.post(paths::OFFICE_CLOCK_FORWARD, "giorni=7").await;

    assert_eq!(moved.status(), StatusCode::SEE_OTHER);
    assert_eq!(header_of(&moved, "location"), paths::OFFICE_CLOCK);
    assert_eq!(shop.today(), day("2027-04-20"));
    let page = text(desk.get(paths::OFFICE_CLOCK).await).await;
    for told in [
        "20\u{a0}aprile\u{a0}2027",
        "Fatturazione Elettronica scade oggi",
        "Fatturazione Elettronica è scaduto",
        "anna@example.it",
        "Scaduto",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
    assert!(!page.contains("Non è ancora successo niente"));
    let last = page.find("è scaduto: puoi").unwrap();
    assert!(last < page.find("scade oggi").unwrap(), "the newest day comes first");
}

#[tokio::test]
async fn what_no_button_says_moves_nothing() {
    let mut desk = a_demo_desk().await;
    for nonsense in ["giorni=0", "giorni=91", "giorni=-1", "giorni=molti", "giorni=", "altro=1", ""]
    {
        let answer = desk.post(paths::OFFICE_CLOCK_FORWARD, nonsense).await;
        assert_eq!(header_of(&answer, "location"), paths::OFFICE_CLOCK, "{nonsense}");
    }
    let mut stranger = desk.another();
    let answer = stranger.post(paths::OFFICE_CLOCK_FORWARD, "giorni=1").await;
    assert_eq!(header_of(&answer, "location"), paths::OFFICE_SIGN_IN);
    assert_eq!(desk.server.services.today(), day("2027-04-13"));
}

#[tokio::test]
async fn a_shop_has_no_such_address_and_no_such_page() {
    let mut desk = Desk::open(LOCALHOST).await;
    let today = desk.server.services.today();

    let moved = desk.post(paths::OFFICE_CLOCK_FORWARD, "giorni=1").await;
    let page = desk.get(paths::OFFICE_CLOCK).await;

    assert_eq!(moved.status(), StatusCode::NOT_FOUND);
    assert_eq!(page.status(), StatusCode::NOT_FOUND);
    assert_eq!(desk.server.services.today(), today);
    let orders = text(desk.get(paths::OFFICE).await).await;
    assert!(!orders.contains(paths::OFFICE_CLOCK), "nothing leads there");
}
