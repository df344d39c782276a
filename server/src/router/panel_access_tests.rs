//! What somebody changes in the panel about their own access and about what was configured, by plain forms.

use axum::http::{StatusCode, header};
use chrono::Days;
use domain::{configuration::Step, id::SubscriptionId};
use services::testing::{PASSWORD, a_customer, a_professional};
use ui::paths;

use super::{nonsense::path_of, office_session_tests::Desk};
use crate::{
    context::Demo,
    test_server::{TestServer, header_of, text},
};

const NEW: &str = "Torre#Limone-48";

/// A service, the username of its owner, and two browsers in which they are.
async fn two_browsers() -> (SubscriptionId, String, [Desk; 2]) {
    let server = TestServer::with(&["--base-url", "http://localhost:3000"], Demo::default()).await;
    let ctx = &server.services;
    let until = ctx.today() + Days::new(200);
    let anna = a_customer().with_service_until(until).create(ctx).await;
    let username = format!("BT{}", anna.party.vat_number);
    let service = anna.service(ctx).await.unwrap().id;
    let mut here = Desk::outside(server);
    let mut there = here.another();
    here.enter("enter_panel", &username).await;
    there.enter("enter_panel", &username).await;
    (service, username, [here, there])
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

async fn page(desk: &mut Desk, address: &str) -> String {
    let answer = desk.get(address).await;
    assert_eq!(answer.status(), StatusCode::OK, "{address}");
    text(answer).await
}

/// What stands in a form of a page under this name.
fn field<'a>(page: &'a str, name: &str) -> &'a str {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).expect("a form has it");
    rest.split('"').next().unwrap()
}

async fn is_out(desk: &mut Desk) -> bool {
    let answer = desk.get(paths::PANEL).await;
    header_of(&answer, header::LOCATION) == paths::PANEL_SIGN_IN
}

#[tokio::test]
async fn another_password_keeps_this_browser_in_and_no_other() {
    let (_, _, [mut here, mut there]) = two_browsers().await;
    let shown = page(&mut here, paths::PANEL_OWN_PASSWORD).await;
    let whose = field(&shown, "whose");
    let form = |current: &str| {
        let (current, new) = (encoded(current), encoded(NEW));
        format!("whose={whose}&current_password={current}&password={new}&password_again={new}")
    };
    let path = path_of("change_own_panel_password");

    let wrong = here.post(path, &form("sbagliata")).await;
    assert_eq!(header_of(&wrong, header::LOCATION), paths::PANEL_OWN_PASSWORD);
    let shown = page(&mut here, paths::PANEL_OWN_PASSWORD).await;
    assert!(shown.contains("Questa non è la password con cui accedi"), "{shown}");
    assert!(!is_out(&mut there).await);

    let changed = here.post(path, &form(PASSWORD)).await;
    let shown = page(&mut here, header_of(&changed, header::LOCATION)).await;
    assert!(shown.contains("La tua password è stata cambiata"), "{shown}");
    assert!(is_out(&mut there).await);
}

#[tokio::test]
async fn a_sign_in_is_ended_from_another_browser() {
    let (_, _, [mut here, mut there]) = two_browsers().await;
    let shown = page(&mut here, paths::PANEL_ACCESS).await;
    assert_eq!(shown.matches("Questo dispositivo").count(), 1, "{shown}");
    assert_eq!(shown.matches("name=\"id\"").count(), 1, "one that can be ended: {shown}");
    let form = format!("whose={}&id={}", field(&shown, "whose"), field(&shown, "id"));

    for _ in 0..2 {
        let ended = here.post(path_of("end_panel_session"), &form).await;
        let shown = page(&mut here, header_of(&ended, header::LOCATION)).await;
        assert!(
            shown.contains("L’accesso è terminato"),
            "it is as good when it has ended: {shown}"
        );
    }
    assert!(is_out(&mut there).await && !is_out(&mut here).await);

    here.post(path_of("leave_panel"), "").await;
    assert!(is_out(&mut here).await);
}

#[tokio::test]
async fn all_other_sign_ins_end_with_one_press_and_this_one_stays() {
    let (_, username, [mut here, mut there]) = two_browsers().await;
    let mut third = there.another();
    third.enter("enter_panel", &username).await;
    let shown = page(&mut here, paths::PANEL_ACCESS).await;
    assert!(shown.contains("Esci da tutti gli altri dispositivi"), "{shown}");

    let form = format!("whose={}", field(&shown, "whose"));
    let others = here.post(path_of("end_other_panel_sessions"), &form).await;
    let shown = page(&mut here, header_of(&others, header::LOCATION)).await;

    assert!(shown.contains("Gli altri accessi sono terminati"), "{shown}");
    assert!(!is_out(&mut here).await);
    assert!(is_out(&mut there).await && is_out(&mut third).await);
}

#[tokio::test]
async fn a_page_of_one_user_does_nothing_to_another_who_is_in_the_same_browser_now() {
    let (_, _, [mut annas, mut elsewhere]) = two_browsers().await;
    let ctx = annas.server.services.clone();
    let until = ctx.today() + Days::new(200);
    let bruno = a_customer().being(a_professional()).with_service_until(until).create(&ctx).await;
    let brunos = format!("BT{}", bruno.party.vat_number);
    let mut brunos_other = annas.another();
    brunos_other.enter("enter_panel", &brunos).await;
    let shown = page(&mut annas, paths::PANEL_ACCESS).await;
    let (whose, id) = (field(&shown, "whose"), field(&shown, "id"));

    // In another tab of the same browser.
    annas.enter("enter_panel", &brunos).await;

    let (own, new) = (encoded(PASSWORD), encoded(NEW));
    let password = format!("current_password={own}&password={new}&password_again={new}");
    for (function, fields) in [
        ("end_other_panel_sessions", String::new()),
        ("end_panel_session", format!("&id={id}")),
        ("change_own_panel_password", format!("&{password}")),
    ] {
        for form in [format!("whose={whose}{fields}"), format!("whose={fields}")] {
            let pressed = annas.post(path_of(function), &form).await;
            let shown = page(&mut annas, header_of(&pressed, header::LOCATION)).await;
            assert!(shown.contains("Non è cambiato nulla") && shown.contains(&brunos), "{shown}");
        }
        assert!(!is_out(&mut brunos_other).await, "{function}: his is open");
        assert!(!is_out(&mut elsewhere).await, "{function}: hers is open");
    }

    let shown = page(&mut annas, paths::PANEL_ACCESS).await;
    let foreign = format!("whose={}&id={id}", field(&shown, "whose"));
    let answer = annas.post(path_of("end_panel_session"), &foreign).await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    assert!(!is_out(&mut elsewhere).await);
}

#[tokio::test]
async fn what_was_configured_is_changed_and_stands_in_the_trace() {
    let (service, _, [mut owner, _]) = two_browsers().await;
    let step = paths::panel_billing_step(service, Step::Regime);
    let save = path_of("save_billing_step");
    let form = |seen: u8, code: &str| {
        format!("service={service}&slug=regime-fiscale&seen={seen}&form%5Bregime%5D={code}")
    };

    let wrong = owner.post(save, &form(0, "RF99")).await;
    assert_eq!(header_of(&wrong, header::LOCATION), step);
    assert!(page(&mut owner, &step).await.contains("scegli una voce dell’elenco"));
    let right = owner.post(save, &form(1, "RF18")).await;
    let shown = page(&mut owner, header_of(&right, header::LOCATION)).await;
    for words in ["Regime fiscale: salvato", "RF18", "Dati che non cambiano", "I tuoi dati"] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    let late = owner.post(save, &form(1, "RF01")).await;
    assert_eq!(header_of(&late, header::LOCATION), step);
    let shown = page(&mut owner, &step).await;
    assert!(shown.contains("salvato da un’altra scheda"), "{shown}");

    let trace = page(&mut owner, &paths::panel_trace(service)).await;
    assert_eq!(trace.matches("Dati della fatturazione: Regime fiscale").count(), 1, "{trace}");
    assert!(trace.contains("titolare"), "{trace}");
    let unknown = owner.post(save, &format!("service={service}&slug=niente&seen=0")).await;
    assert_eq!(unknown.status(), StatusCode::NOT_FOUND);
}
