//! What was typed waits while somebody signs in again.

use axum::http::{StatusCode, header};
use domain::{Product, cart::Cart};
use services::testing::{Accountant, Engine, a_customer, a_public_body, a_public_holder, day};
use ui::paths;

use super::{nonsense::path_of, office_session_tests::Desk};
use crate::{
    context::Demo,
    test_server::{TestServer, header_of, text},
};

async fn page(browser: &mut Desk, address: &str) -> String {
    let answer = browser.get(address).await;
    assert_eq!(answer.status(), StatusCode::OK, "{address}");
    text(answer).await
}

#[tokio::test]
async fn what_was_typed_without_a_sign_in_is_there_after_it() {
    let demo = Demo { on: true, today: Some(day("2026-11-22")) };
    let server = TestServer::on(Engine::Sqlite, &[], demo).await;
    let ctx = server.services.clone();
    let body = a_public_body();
    let town = a_customer()
        .with_holder_of(a_public_holder(body.clone()))
        .being(body)
        .with_service_until(day("2027-04-22"))
        .create(&ctx)
        .await;
    town.fills(
        &ctx,
        Cart::add_ons(Product::Invoicing).set_quantity(Product::User, 1, &[]).unwrap(),
    )
    .await;
    Accountant::create(&ctx, "studioverdi1").await;
    let mut browser = Desk::outside(server);

    for (door, name, press, fields, address, shows) in [
        (
            "sign_in",
            &*town.username,
            "conclude_order",
            "form%5Bcig%5D=ZA1234567B",
            paths::ORDER_FORM,
            "value=\"ZA1234567B\"",
        ),
        (
            "sign_in",
            &*town.username,
            "ask_termination",
            "reason=Chiudiamo+a+gennaio",
            paths::TERMINATION,
            "Chiudiamo a gennaio",
        ),
        (
            "enter_accountant",
            "studioverdi1",
            "rename_accountant",
            "name=Studio+Verdi+e+Associati",
            paths::ACCOUNTANT_NAME,
            "value=\"Studio Verdi e Associati\"",
        ),
    ] {
        let mut browser = browser.another();
        let refused = browser.post(path_of(press), fields).await;
        let to = header_of(&refused, header::LOCATION);
        assert!(to.contains("accedi"), "{press} leads to {to}");
        browser.enter(door, name).await;

        let shown = page(&mut browser, address).await;
        assert!(shown.contains(shows), "{press}: {shown}");
    }
    // Somebody else's browser has nothing of it.
    browser.enter("sign_in", &town.username).await;
    assert!(!page(&mut browser, paths::ORDER_FORM).await.contains("ZA1234567B"));
}
