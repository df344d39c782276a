//! What the header of a page says of whoever looks at it, and of nobody else.

use axum::http::{StatusCode, header};
use domain::{Product, cart::Cart};
use services::testing::{a_customer, a_professional, day};
use ui::paths;

use super::{nonsense::path_of, office_session_tests::Desk};
use crate::{
    context::Demo,
    middleware::kept::PAGES,
    test_server::{TestServer, header_of, text},
};

async fn a_server() -> TestServer {
    TestServer::with(&["--base-url", "http://localhost:3000"], Demo::default()).await
}

async fn page(browser: &mut Desk, path: &str) -> String {
    let answer = browser.get(path).await;
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    text(answer).await
}

/// What stands in the bar on top, with its menu.
fn bar(page: &str) -> &str {
    let (_, rest) = page.split_once("<header class=\"site-header\"").unwrap();
    rest.split_once("</header>").unwrap().0
}

#[tokio::test]
async fn every_page_of_the_shop_says_who_has_signed_in_and_how_much_is_in_the_cart() {
    let server = a_server().await;
    let anna = a_customer().create(&server.services).await;
    let cart = Cart::first_purchase(Product::Invoicing, 1);
    anna.fills(&server.services, cart.set_quantity(Product::User, 5, &[]).unwrap()).await;
    let mut browser = Desk::outside(server);
    browser.enter("sign_in", &anna.username).await;

    for path in PAGES.into_iter().chain([paths::CART, paths::AREA, paths::METHODS]) {
        let answer = browser.get(path).await;
        assert_eq!(header_of(&answer, header::CACHE_CONTROL), "no-store", "{path}");
        assert_eq!(header_of(&answer, header::ETAG), "", "{path}");
        let page = text(answer).await;
        let bar = bar(&page);
        for words in ["Anna Bianchi", "Bianchi Ceramiche S.r.l.", " 2 servizi", "Esci"] {
            assert!(bar.contains(words), "{path}: {words}: {bar}");
        }
        assert!(!bar.contains("Accedi"), "{path}: {bar}");
    }
}

#[tokio::test]
async fn whoever_has_signed_in_is_shown_to_nobody_else() {
    let server = a_server().await;
    let anna = a_customer().create(&server.services).await;
    let bruno = a_customer().being(a_professional()).create(&server.services).await;
    let mut annas = Desk::outside(server);
    annas.enter("sign_in", &anna.username).await;
    let mut brunos = annas.another();
    brunos.enter("sign_in", &bruno.username).await;

    for path in PAGES.into_iter().chain([paths::CART]) {
        // The page is asked for by both before and after it is kept for everybody.
        for _ in 0..2 {
            let page = page(&mut annas, path).await;
            assert!(page.contains("Anna Bianchi") && !page.contains("Bruno Neri"), "{path}");
            let page = self::page(&mut brunos, path).await;
            assert!(page.contains("Bruno Neri") && !page.contains("Anna Bianchi"), "{path}");

            for mut stranger in
                [annas.another(), annas.with_cookie("bottega=AAAAAAAAAAAAAAAAAAAAAA")]
            {
                let page = self::page(&mut stranger, path).await;
                for word in ["Anna Bianchi", "Bruno Neri", &anna.username, &bruno.username] {
                    assert!(!page.contains(word), "{path}: {word}");
                }
                assert!(bar(&page).contains("Accedi"), "{path}");
            }
        }
    }
}

#[tokio::test]
async fn a_visitor_with_a_cart_sees_on_every_page_how_much_is_in_it() {
    let mut browser = Desk::outside(a_server().await);
    assert!(!bar(&page(&mut browser, paths::HOME).await).contains("class=\"count\""));
    browser.post(path_of("start_cart"), "product=FE").await;

    for path in PAGES.into_iter().chain([paths::CART]) {
        let page = page(&mut browser, path).await;
        assert!(bar(&page).contains(" 1 servizio<"), "{path}");
        assert!(bar(&page).contains("Accedi"), "{path}");
    }
    let page = page(&mut browser.another(), paths::HOME).await;
    assert!(!bar(&page).contains("class=\"count\""), "nobody else has it");
}

#[tokio::test]
async fn the_panel_and_the_shop_are_two_sign_ins() {
    let server = a_server().await;
    let anna = a_customer().with_service_until(day("2027-04-14"));
    let anna = anna.create(&server.services).await;
    let service = anna.service(&server.services).await.unwrap().id;
    let mut browser = Desk::outside(server);
    let username = format!("BT{}", anna.party.vat_number);
    browser.enter("enter_panel", &username).await;

    let panel = page(&mut browser, &paths::panel_home(service)).await;
    assert!(bar(&panel).contains("Bianchi Ceramiche S.r.l."), "{panel}");
    assert!(bar(&panel).contains(&username));
    for place in ["Area clienti", "Ordini", "Metodi di pagamento", "I tuoi dati", "Esci"] {
        assert!(bar(&panel).contains(place), "{place}: {panel}");
    }
    assert!(!bar(&panel).contains("class=\"count\""), "nothing is in the cart");
    browser.post(path_of("start_cart"), "product=FE").await;
    for path in [paths::panel_home(service), paths::panel_add_ons(service)] {
        let panel = page(&mut browser, &path).await;
        assert!(bar(&panel).contains(" 1 servizio<"), "{path}");
    }
    let shop = page(&mut browser, paths::HOME).await;
    assert!(bar(&shop).contains("Accedi") && !shop.contains(&username));
    // An address of the panel that leads nowhere says the same to everybody.
    let nowhere = text(browser.get("/pannello/nulla").await).await;
    assert!(!nowhere.contains(&username) && !bar(&nowhere).contains("Accedi"), "{nowhere}");
}

#[tokio::test]
async fn the_bar_of_a_stranger_knows_nobody_while_the_database_is_away() {
    let server = a_server().await;
    server.services.db.close().await;
    let mut browser = Desk::outside(server).with_cookie("bottega=AAAAAAAAAAAAAAAAAAAAAA");

    let answer = browser.get(paths::CART).await;

    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
}
