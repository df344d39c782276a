//! What somebody sees whose own service or order cannot be read.

use axum::http::StatusCode;
use domain::{Product, cart::Cart, order::Order};
use rstest::rstest;
use services::{
    Context,
    office::save_staff,
    testing::{Customer, Engine, PASSWORD, a_customer, day, spoil_order, spoil_service},
};
use ui::paths;

use super::office_session_tests::Desk;
use crate::{
    context::Demo,
    test_server::{TestServer, text},
};

/// The day of the other tests.
const DEMO: Demo = Demo { on: true, today: chrono::NaiveDate::from_ymd_opt(2026, 11, 22) };

/// Somebody with a service and an order for a user that waits for its payment.
async fn anna(ctx: &Context) -> (Customer, Order) {
    let anna = a_customer().with_service_until(day("2027-04-14")).create(ctx).await;
    let cart = Cart::add_ons(Product::Invoicing).set_quantity(Product::User, 1, &[]).unwrap();
    let order = anna.orders(ctx, cart).await;
    (anna, order)
}

/// The page answers, says plainly that something cannot be shown, and tells nothing else about it.
async fn says_so(browser: &mut Desk, page: &str, secrets: &[String]) {
    let answer = browser.get(page).await;
    assert_eq!(answer.status(), StatusCode::OK, "{page}");
    let shown = text(answer).await;
    assert!(shown.contains("il nostro ufficio lo sa già"), "{page}: {shown}");
    for secret in secrets {
        assert!(!shown.contains(secret), "{page} tells {secret}");
    }
}

#[rstest]
#[tokio::test]
async fn whoever_has_a_broken_order_gets_a_page_and_the_office_finds_the_row(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let server = TestServer::on(engine, &[], DEMO).await;
    let ctx = server.services.clone();
    let (anna, order) = anna(&ctx).await;
    spoil_order(&ctx.db, order.id).await;
    save_staff(&ctx, "rosa", PASSWORD).await.unwrap();
    let mut browser = Desk::outside(server);
    browser.enter("sign_in", &anna.username).await;

    let secrets = ["purchase_order".into(), order.id.to_string()];
    let (of_order, payment) = (paths::order(order.number), paths::payment(order.number));
    for page in [paths::AREA, &of_order, &payment, paths::ORDER_FORM] {
        says_so(&mut browser, page, &secrets).await;
    }
    // Who bought it does not matter there: the renewal can be looked at.
    let renewal = text(browser.get(paths::RENEWAL).await).await;
    assert!(renewal.contains("Rinnovo automatico"), "{renewal}");
    browser.enter("enter_office", "rosa").await;
    let found = text(browser.get(&paths::office_order(order.number)).await).await;
    let desk = text(browser.get(paths::OFFICE).await).await;

    for part in ["i suoi dati non si leggono", "purchase_order", "holder", &order.id.to_string()] {
        assert!(found.contains(part), "{part}: {found}");
    }
    for part in ["C’è un dato da riparare", "purchase_order", "holder", &order.id.to_string()] {
        assert!(desk.contains(part), "{part}: {desk}");
    }
}

#[rstest]
#[tokio::test]
async fn whoever_has_a_broken_service_gets_pages(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let server = TestServer::on(engine, &[], DEMO).await;
    let ctx = server.services.clone();
    let (anna, order) = anna(&ctx).await;
    let service = anna.service(&ctx).await.unwrap().id;
    spoil_service(&ctx.db, service).await;
    let panel = format!("{}{}", ctx.settings.panel_prefix, anna.party.vat_number);
    let mut browser = Desk::outside(server);
    browser.enter("sign_in", &anna.username).await;
    browser.enter("enter_panel", &panel).await;

    let secrets = ["nonsense".to_owned()];
    let (of_order, of_panel) = (paths::order(order.number), paths::panel_home(service));
    for page in [
        paths::AREA,
        &of_order,
        paths::CART,
        paths::ORDER_FORM,
        paths::RENEWAL,
        paths::METHODS,
        &of_panel,
    ] {
        says_so(&mut browser, page, &secrets).await;
    }
    let area = text(browser.get(paths::AREA).await).await;
    assert!(area.contains(&order.number.to_string()), "what can be read is there");
    assert!(!area.contains("Vedi Fatturazione Elettronica"), "and nothing is bought twice");
}
