//! Half a sign-in opens nothing, a whole one has another session, and whoever guesses codes waits.

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use chrono::{Days, TimeDelta};
use services::{
    office::save_staff,
    second_factor::{Owner, State, begin, confirm, state},
    testing::{Accountant, Customer, PASSWORD, Telephone, a_browser, a_customer},
};
use ui::paths;

use super::{nonsense::path_of, office_session_tests::Desk};
use crate::{
    context::Demo,
    test_server::{TestServer, header_of, text},
};

const LOCAL: [&str; 2] = ["--base-url", "http://localhost:3000"];

/// Anna, who gives a code after the password, and her telephone.
async fn anna() -> (Desk, Customer, Telephone) {
    let server = TestServer::with(&LOCAL, Demo::default()).await;
    let ctx = &server.services;
    let anna = a_customer().create(ctx).await;
    let owner = Owner::account(anna.account);
    begin(ctx, owner, PASSWORD).await.unwrap();
    let State::Begun(enrolment) = state(ctx, owner).await.unwrap() else { panic!("a key waits") };
    let telephone = Telephone::told(&enrolment.key);
    let code = telephone.shows(ctx);
    confirm(ctx, owner, None, a_browser().network, &code).await.unwrap();
    ctx.clock.advance(TimeDelta::seconds(30));
    (Desk::outside(server), anna, telephone)
}

#[tokio::test]
async fn half_a_sign_in_opens_the_page_of_the_code_and_nothing_else() {
    let (mut browser, anna, telephone) = anna().await;

    let answer = browser.enter("sign_in", &anna.username).await;
    assert_eq!(header_of(&answer, header::LOCATION), paths::SIGN_IN_CODE);
    let half = browser.cookie().to_owned();
    assert_eq!(browser.get(paths::SIGN_IN_CODE).await.status(), StatusCode::OK);
    for page in [paths::AREA, paths::DATA, paths::METHODS, paths::DATA_FACTOR] {
        let answer = browser.get(page).await;
        assert_eq!(header_of(&answer, header::LOCATION), paths::sign_in(page), "{page}");
    }
    let home = text(browser.get(paths::HOME).await).await;
    assert!(!home.contains("Anna Bianchi"), "the header does not know her");

    let wrong = browser.post(path_of("give_code"), "one_time_code=000000").await;
    assert_eq!(header_of(&wrong, header::LOCATION), paths::SIGN_IN_CODE);
    let page = text(browser.get(paths::SIGN_IN_CODE).await).await;
    assert!(page.contains("Il codice non è corretto"), "{page}");
    assert!(!page.contains("\"000000\""), "what was typed is not kept");

    let code = telephone.shows(&browser.server.services);
    let right = browser.post(path_of("give_code"), &format!("one_time_code={code}")).await;
    assert_eq!(header_of(&right, header::LOCATION), paths::AREA);
    assert_ne!(browser.cookie(), half, "the session has another id");
    assert_eq!(browser.get(paths::AREA).await.status(), StatusCode::OK);
    let mut thief = browser.with_cookie(&half);
    let answer = thief.get(paths::SIGN_IN_CODE).await;
    assert_eq!(header_of(&answer, header::LOCATION), paths::SIGN_IN, "the old id is nobody's");
}

#[tokio::test]
async fn a_code_that_comes_too_late_leads_back_to_the_password() {
    let (mut browser, anna, telephone) = anna().await;
    browser.enter("sign_in", &anna.username).await;

    let clock = &browser.server.services.clock;
    clock.advance(TimeDelta::minutes(10));
    let code = telephone.shows(&browser.server.services);
    let late = browser.post(path_of("give_code"), &format!("one_time_code={code}")).await;

    assert_eq!(header_of(&late, header::LOCATION), paths::SIGN_IN);
    let page = text(browser.get(paths::SIGN_IN).await).await;
    assert!(page.contains("entro dieci minuti"), "{page}");
    let gone = browser.get(paths::SIGN_IN_CODE).await;
    assert_eq!(header_of(&gone, header::LOCATION), paths::SIGN_IN);
}

#[tokio::test]
async fn whoever_guesses_codes_is_told_to_wait() {
    let (mut browser, anna, _) = anna().await;
    browser.enter("sign_in", &anna.username).await;
    let guess = async || {
        let request = Request::post(path_of("give_code"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ACCEPT, "application/json")
            .header(header::COOKIE, browser.cookie())
            .body(Body::from("one_time_code=000000"));
        browser.server.answer(request.unwrap()).await
    };

    for _ in 0..5 {
        assert_eq!(guess().await.status(), StatusCode::UNPROCESSABLE_ENTITY);
    }
    let refused = guess().await;

    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(header_of(&refused, header::RETRY_AFTER), "1");
}

#[tokio::test]
async fn a_member_of_staff_takes_a_telephone_into_use_before_anything_is_open() {
    let line = [&LOCAL[..], &["--staff-second-factor", "true"]].concat();
    let server = TestServer::with(&line, Demo::default()).await;
    save_staff(&server.services, "rosa", PASSWORD).await.unwrap();
    let mut desk = Desk::outside(server);

    let answer = desk.enter("enter_office", "rosa").await;
    assert_eq!(header_of(&answer, header::LOCATION), paths::OFFICE_ENROLMENT);
    let outside = desk.get(paths::OFFICE).await;
    assert_eq!(header_of(&outside, header::LOCATION), paths::OFFICE_SIGN_IN);
    let page = text(desk.get(paths::OFFICE_ENROLMENT).await).await;
    assert!(page.contains("otpauth://totp/Bottega:rosa?secret="), "{page}");
    assert!(page.contains("<svg") && page.contains("Codice QR"), "{page}");
    let key = page.split("break-words\">").nth(1).unwrap().split('<').next().unwrap();
    let telephone = Telephone::told(key);

    let code = telephone.shows(&desk.server.services);
    let confirm = path_of("confirm_office_factor");
    let turned = desk.post(confirm, &format!("one_time_code={code}")).await;

    assert_eq!(header_of(&turned, header::LOCATION), paths::OFFICE_FACTOR);
    let shown = text(desk.get(paths::OFFICE_FACTOR).await).await;
    assert!(shown.contains("I tuoi codici di recupero"), "{shown}");
    let again = text(desk.get(paths::OFFICE_FACTOR).await).await;
    assert!(!again.contains("I tuoi codici di recupero"), "they are shown once");
    assert_eq!(desk.get(paths::OFFICE).await.status(), StatusCode::OK);

    let mut elsewhere = desk.another();
    let answer = elsewhere.enter("enter_office", "rosa").await;
    assert_eq!(header_of(&answer, header::LOCATION), paths::OFFICE_SIGN_IN_CODE);
    let enrolment = elsewhere.get(paths::OFFICE_ENROLMENT).await;
    assert_eq!(header_of(&enrolment, header::LOCATION), paths::OFFICE_SIGN_IN);
}

/// The key that a page shows.
fn telephone_on(page: &str) -> Telephone {
    let key = page.split("break-words\">").nth(1).unwrap_or_else(|| panic!("a key: {page}"));
    Telephone::told(key.split('<').next().unwrap())
}

#[tokio::test]
async fn an_accountant_takes_a_telephone_into_use_and_is_asked_for_it_before_any_client() {
    let nobody = Desk::outside(TestServer::with(&LOCAL, Demo::default()).await);
    let ctx = nobody.server.services.clone();
    let anna = a_customer().with_service_until(ctx.today() + Days::new(200)).create(&ctx).await;
    let verdi = Accountant::create(&ctx, "studioverdi1").await;
    anna.delegates(&ctx, &verdi, &["invoicing_read".to_owned()]).await;
    let panel = paths::panel_home(anna.service(&ctx).await.unwrap().id);
    let (mut here, mut elsewhere) = (nobody.another(), nobody.another());
    for desk in [&mut here, &mut elsewhere] {
        desk.enter("enter_accountant", "studioverdi1").await;
        assert_eq!(desk.get(&panel).await.status(), StatusCode::OK);
    }

    let wrong = here.post(path_of("begin_accountant_factor"), "current_password=x").await;
    assert_eq!(header_of(&wrong, header::LOCATION), paths::ACCOUNTANT_FACTOR);
    let shown = text(here.get(paths::ACCOUNTANT_FACTOR).await).await;
    assert!(shown.contains("Questa non è la password"), "{shown}");
    let begin = format!("current_password={PASSWORD}");
    here.post(path_of("begin_accountant_factor"), &begin).await;
    let telephone = telephone_on(&text(here.get(paths::ACCOUNTANT_FACTOR).await).await);
    let code = format!("one_time_code={}", telephone.shows(&ctx));
    here.post(path_of("confirm_accountant_factor"), &code).await;
    let shown = text(here.get(paths::ACCOUNTANT_FACTOR).await).await;
    assert!(shown.contains("I tuoi codici di recupero"), "who has turned it on stays in: {shown}");
    let again = text(here.get(paths::ACCOUNTANT_FACTOR).await).await;
    assert!(!again.contains("I tuoi codici di recupero"), "they are shown once");
    assert_eq!(here.get(&panel).await.status(), StatusCode::OK);
    let out = elsewhere.get(paths::ACCOUNTANT).await;
    assert_eq!(header_of(&out, header::LOCATION), paths::ACCOUNTANT_SIGN_IN);

    let answer = elsewhere.enter("enter_accountant", "studioverdi1").await;
    assert_eq!(header_of(&answer, header::LOCATION), paths::ACCOUNTANT_SIGN_IN_CODE);
    for page in [paths::ACCOUNTANT, paths::ACCOUNTANT_DATA, paths::ACCOUNTANT_FACTOR] {
        let answer = elsewhere.get(page).await;
        assert_eq!(header_of(&answer, header::LOCATION), paths::ACCOUNTANT_SIGN_IN, "{page}");
    }
    assert_ne!(elsewhere.get(&panel).await.status(), StatusCode::OK, "half opens no panel");
    ctx.clock.advance(TimeDelta::seconds(30));
    elsewhere.post(path_of("give_accountant_code"), "one_time_code=000000").await;
    let shown = text(elsewhere.get(paths::ACCOUNTANT_SIGN_IN_CODE).await).await;
    assert!(shown.contains("Il codice non è corretto"), "{shown}");
    let code = format!("one_time_code={}", telephone.shows(&ctx));
    let right = elsewhere.post(path_of("give_accountant_code"), &code).await;
    assert_eq!(header_of(&right, header::LOCATION), paths::ACCOUNTANT);
    assert_eq!(elsewhere.get(&panel).await.status(), StatusCode::OK);
    let used = elsewhere.get(paths::ACCOUNTANT_SIGN_IN_CODE).await;
    assert_eq!(header_of(&used, header::LOCATION), paths::ACCOUNTANT_SIGN_IN, "no longer half");
    let data = text(elsewhere.get(paths::ACCOUNTANT_DATA).await).await;
    assert!(data.contains("Attiva"), "{data}");
}

#[tokio::test]
async fn the_office_takes_it_off_at_the_door_that_it_names_and_says_which() {
    let mut office = Desk::open("http://localhost:3000").await;
    let ctx = office.server.services.clone();
    let verdi = Owner::accountant(&Accountant::create(&ctx, "studioverdi1").await.pass());
    super::permission_tests::secure(&ctx, verdi).await;
    let page = paths::office_access("studioverdi1");
    let form =
        |door: &str, reason: &str| format!("door={door}&username=STUDIOVERDI1&reason={reason}");
    let take_off = path_of("take_factor_off");

    let found = text(office.get(&page).await).await;
    for words in ["Commercialista", "studioverdi1@example.it", "name=\"door\" value=\"accountant\""]
    {
        assert!(found.contains(words), "{words}: {found}");
    }
    office.post(take_off, &form("accountant", "")).await;
    let refused = text(office.get(&page).await).await;
    assert!(refused.contains("href=\"#reason\"") && refused.contains("id=\"reason\""), "{refused}");
    office.post(take_off, &form("panel", "perso")).await;
    assert!(matches!(state(&ctx, verdi).await.unwrap(), State::On { .. }), "that is nobody");
    office.get(paths::OFFICE_ACCESSES).await;
    office.post(take_off, &form("accountant", "telefono+perso")).await;

    assert!(matches!(state(&ctx, verdi).await.unwrap(), State::Off));
    let list = text(office.get(paths::OFFICE_ACCESSES).await).await;
    assert!(list.contains("telefono perso") && list.contains("Commercialista"), "{list}");
}
