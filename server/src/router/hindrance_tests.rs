//! Pages do not offer what would lead nowhere, and what they know of a customer reaches no one else.

use axum::{
    body::Body,
    http::{Request, header},
};
use domain::{Product, cart::Cart};
use services::testing::{a_customer, day};
use ui::paths;

use super::office_session_tests::Desk;
use crate::{
    context::Demo,
    test_server::{TestServer, header_of, text},
};

/// The demo plays on 22 November 2026.
async fn a_server() -> TestServer {
    TestServer::with(&[], Demo { on: true, today: Some(day("2026-11-22")) }).await
}

async fn page(browser: &mut Desk, path: &str) -> String {
    text(browser.get(path).await).await
}

/// The page without a cookie, and its tag.
async fn as_visitor(server: &TestServer, path: &str) -> (String, String) {
    let page = server.answer(Request::get(path).body(Body::empty()).unwrap()).await;
    (header_of(&page, header::ETAG).to_owned(), text(page).await)
}

#[tokio::test]
async fn what_a_customer_owns_is_not_offered_again_and_nobody_else_hears_of_it() {
    let server = a_server().await;
    let (ctx, expires) = (server.services.clone(), day("2027-04-22"));
    let anna = a_customer().with_service_until(expires).with(Product::Documents, 1, expires);
    let anna = anna.create(&ctx).await;
    let mut browser = Desk::outside(server);
    browser.enter("sign_in", &anna.username).await;
    let documents = paths::product(Product::Documents);

    let before = as_visitor(&browser.server, &documents).await;
    let owned = page(&mut browser, &documents).await;
    let after = as_visitor(&browser.server, &documents).await;

    assert!(owned.contains("Modulo documenti è già attivo fino al 22/04/2027."), "{owned}");
    assert!(!owned.contains("aria-label=\"Acquista Modulo documenti\""), "{owned}");
    assert!(owned.contains(&format!("href=\"{}\" rel=\"external\"", paths::PANEL)), "{owned}");
    assert!(before == after, "the visitor's page is another one");
    assert!(after.1.contains("aria-label=\"Acquista Modulo documenti\""));
    assert!(!after.1.contains("già attivo fino al"));
    let service = page(&mut browser, paths::HOME).await;
    assert!(service.contains("Fatturazione Elettronica è già attivo fino al"), "{service}");
    let collections = page(&mut browser, &paths::product(Product::Collections)).await;
    assert!(collections.contains("aria-label=\"Acquista Modulo incassi e pagamenti\""));
    assert!(!collections.contains("disabled"), "{collections}");
}

#[tokio::test]
async fn an_order_in_suspense_shuts_the_doors_and_shows_the_way_to_it() {
    let server = a_server().await;
    let (ctx, expires) = (server.services.clone(), day("2027-04-22"));
    let anna = a_customer().with_service_until(expires).create(&ctx).await;
    let cart = Cart::add_ons(Product::Invoicing).set_quantity(Product::User, 1, &[]).unwrap();
    let order = anna.orders(&ctx, cart).await.number;
    let panel = format!("{}{}", ctx.settings.panel_prefix, anna.party.vat_number);
    let mut browser = Desk::outside(server);
    browser.enter("sign_in", &anna.username).await;
    browser.enter("enter_panel", &panel).await;
    let way = format!("href=\"{}\"", paths::order(order));

    let product = page(&mut browser, &paths::product(Product::Documents)).await;
    assert!(product.contains(&format!("L’ordine {order} è ancora in sospeso")), "{product}");
    assert!(product.contains(&way) && product.contains(" disabled"), "{product}");

    for (path, buttons) in [
        // Four modules, users and space.
        (paths::AREA, 6),
        // Four modules and users.
        (paths::PANEL, 5),
        (paths::PANEL_ADD_ONS, 5),
    ] {
        let shown = page(&mut browser, path).await;
        assert_eq!(shown.matches("Prima concludi o annulla").count(), buttons, "{path}: {shown}");
        assert_eq!(shown.matches(" disabled").count(), buttons, "{path}: {shown}");
        assert!(shown.matches(&way).count() >= buttons, "{path}: {shown}");
        assert!(!shown.contains("name=\"product\""), "{path} has a form that leads nowhere");
    }
}
