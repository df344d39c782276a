//! Pages do not offer what would lead nowhere, and what they know of a customer reaches no one else.

use axum::{
    body::Body,
    http::{Request, header},
};
use domain::{Product, cart::Cart, party::PartyForm, termination::When};
use rstest::rstest;
use serde_json::Value;
use services::{
    payment::register_payment,
    termination,
    testing::{Engine, a_company, a_customer, a_holder, day, the_payment_of},
};
use ui::paths;

use super::{nonsense::path_of, office_session_tests::Desk};
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
    let service = anna.service(&ctx).await.unwrap().id;
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
        (paths::AREA.to_owned(), 6),
        // And `Rinnova`.
        (paths::panel_home(service), 7),
        // Four modules and users.
        (paths::panel_add_ons(service), 5),
    ] {
        let shown = page(&mut browser, &path).await;
        assert_eq!(shown.matches("Prima concludi o annulla").count(), buttons, "{path}: {shown}");
        assert_eq!(shown.matches(" disabled").count(), buttons, "{path}: {shown}");
        assert!(shown.matches(&way).count() >= buttons, "{path}: {shown}");
        assert!(!shown.contains("name=\"product\""), "{path} has a form that leads nowhere");
    }
}

#[tokio::test]
async fn a_disdetta_that_waits_shuts_the_doors_and_shows_the_way_to_it() {
    let server = a_server().await;
    let (ctx, expires) = (server.services.clone(), day("2027-04-22"));
    let anna = a_customer().with_service_until(expires).create(&ctx).await;
    let cart = Cart::add_ons(Product::Invoicing).set_quantity(Product::User, 1, &[]).unwrap();
    anna.fills(&ctx, cart).await;
    termination::ask(&ctx, anna.account, When::Now, true, "").await.unwrap();
    let service = anna.service(&ctx).await.unwrap().id;
    let panel = format!("{}{}", ctx.settings.panel_prefix, anna.party.vat_number);
    let mut browser = Desk::outside(server);
    browser.enter("sign_in", &anna.username).await;
    browser.enter("enter_panel", &panel).await;
    let way = format!("href=\"{}\"", paths::TERMINATION);

    for (path, buttons) in [
        // Four modules, users and space, and `Rinnova`.
        (paths::AREA.to_owned(), 7),
        (paths::service(service), 7),
        (paths::panel_home(service), 7),
        // Four modules and users.
        (paths::panel_add_ons(service), 5),
    ] {
        let shown = page(&mut browser, &path).await;
        let told = shown.matches("Hai chiesto la disdetta: prima").count();
        assert_eq!(told, buttons, "{path}: {shown}");
        assert_eq!(shown.matches(" disabled").count(), buttons, "{path}: {shown}");
        assert!(shown.matches(&way).count() >= buttons, "{path}: {shown}");
        assert!(!shown.contains("name=\"product\""), "{path} has a form that leads nowhere");
    }
    for (path, says, door) in [
        (
            paths::product(Product::Documents),
            "Hai chiesto la disdetta del servizio",
            format!("action=\"{}\"", path_of("start_cart")),
        ),
        (
            paths::RENEWAL.to_owned(),
            "per rinnovare, prima ritira la richiesta",
            format!("action=\"{}\"", path_of("start_renewal")),
        ),
        (
            paths::CART.to_owned(),
            "Per ordinare, prima ritira la richiesta",
            format!("href=\"{}\"", paths::ORDER_FORM),
        ),
        (
            paths::ORDER_FORM.to_owned(),
            "Finché non ritiri la richiesta",
            format!("action=\"{}\"", path_of("conclude_order")),
        ),
    ] {
        let shown = page(&mut browser, &path).await;
        assert!(shown.contains(says) && shown.contains(&way), "{path}: {shown}");
        assert!(!shown.contains(&door), "{path}: {shown}");
        termination::take_back(&ctx, anna.account).await.unwrap();
        let open = page(&mut browser, &path).await;
        assert!(open.contains(&door) && !open.contains(says), "{path}: {open}");
        termination::ask(&ctx, anna.account, When::Now, true, "").await.unwrap();
    }
}

#[tokio::test]
async fn a_renewal_that_is_ordered_is_paid_and_not_ordered_again_from_the_panel() {
    let server = a_server().await;
    let (ctx, expires) = (server.services.clone(), day("2027-01-15"));
    let anna = a_customer().with_service_until(expires).create(&ctx).await;
    let service = anna.service(&ctx).await.unwrap().id;
    let mut browser = Desk::outside(server);
    browser.enter("enter_panel", &format!("BT{}", anna.party.vat_number)).await;
    let form = format!("action=\"{}\"", path_of("open_renewal"));
    let homes = [paths::panel_home(service), paths::APP.to_owned()];
    for home in &homes {
        let shown = page(&mut browser, home).await;
        assert!(shown.contains(&form) && shown.contains(">Rinnova<"), "{home}: {shown}");
        assert!(shown.contains("Con un bonifico sei in tempo se paghi entro"), "{home}: {shown}");
        assert!(!shown.contains(&format!("href=\"{}\"", paths::RENEWAL)), "{home}: {shown}");
    }

    let order = anna.orders(&ctx, Cart::renewal(Product::Invoicing, 1)).await.number;

    for home in &homes {
        let shown = page(&mut browser, home).await;
        assert!(!shown.contains(&form) && !shown.contains(">Rinnova<"), "{home}: {shown}");
        let way = format!("href=\"{}\"", paths::order(order));
        assert!(shown.contains(&way) && shown.contains(">Paga<"), "{home}: {shown}");
    }
}

#[tokio::test]
async fn whoever_gives_a_service_up_is_offered_the_export_first() {
    let server = a_server().await;
    let ctx = server.services.clone();
    let anna = a_customer().with_service_until(day("2027-04-22")).create(&ctx).await;
    let mut browser = Desk::outside(server);
    browser.enter("sign_in", &anna.username).await;

    let form = page(&mut browser, paths::TERMINATION).await;
    termination::ask(&ctx, anna.account, When::AtExpiry, true, "").await.unwrap();
    let asked = page(&mut browser, paths::TERMINATION).await;

    for (shown, press) in [(&form, "ask_termination"), (&asked, "take_back_termination")] {
        let export = shown.find("Esporta i tuoi dati").expect("the export is offered");
        let press = shown.find(path_of(press)).expect("there is a button");
        assert!(export < press, "{shown}");
        assert!(shown.contains(&format!("href=\"{}\"", paths::DATA_RIGHTS)), "{shown}");
        assert!(shown.contains(&format!("href=\"{}\"", paths::PANEL)), "{shown}");
    }
    assert!(form.contains("value=\"now\"") && form.contains("value=\"at_expiry\""), "{form}");
    assert!(asked.contains("La confermiamo dopo la scadenza del 22"), "{asked}");
}

#[rstest]
#[tokio::test]
async fn an_order_that_cannot_be_activated_any_more_says_not_to_pay_and_shows_the_ways_out(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let playing = Demo { on: true, today: Some(day("2026-11-22")) };
    let server = TestServer::on(engine, &[], playing).await;
    let ctx = server.services.clone();
    let holder = a_holder(a_company());
    let service = Cart::first_purchase(Product::Invoicing, 1);
    let a_buyer = || a_customer().with_holder_of(holder.clone());
    let (anna, rival) = (a_buyer().create(&ctx).await, a_buyer().create(&ctx).await);
    let order = anna.orders(&ctx, service.clone()).await;
    let rivals = rival.orders(&ctx, service).await;
    let mut browser = Desk::outside(server);
    browser.enter("sign_in", &anna.username).await;
    let (of_order, payment) = (paths::order(order.number), paths::payment(order.number));
    let asks_for_money = format!("action=\"{}\"", path_of("pay_order"));
    for path in [&of_order, &payment] {
        let shown = page(&mut browser, path).await;
        assert!(shown.contains(&asks_for_money), "{path}: {shown}");
        assert!(!shown.contains("Non pagare"), "{path}: {shown}");
    }

    register_payment(&ctx, &the_payment_of(&ctx, &rivals)).await.unwrap();

    for path in [&of_order, &payment] {
        let shown = page(&mut browser, path).await;
        assert!(shown.contains("Non pagare: quest’ordine non si può più attivare"), "{shown}");
        assert!(shown.contains("Se non ti serve più: annullalo."), "{path}: {shown}");
        assert!(shown.contains(&format!("href=\"{}\"", paths::HOLDER)), "{path}: {shown}");
        assert!(!shown.contains(&asks_for_money), "{path} asks for money: {shown}");
    }
    let shown = page(&mut browser, &of_order).await;
    assert!(shown.contains(&format!("action=\"{}\"", path_of("cancel_order"))), "{shown}");
    let area = page(&mut browser, paths::AREA).await;
    let title = format!("Non pagare l’ordine {}: non si può più attivare", order.number);
    assert!(area.contains(&title) && area.contains(&format!("href=\"{of_order}\"")), "{area}");
}

/// A value as a form sends it: `form[party][city]=%46…`.
fn encoded(name: &str, value: &Value) -> String {
    let escaped = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    match value {
        Value::Object(fields) => {
            let pairs = fields.iter().map(|(field, it)| encoded(&format!("{name}[{field}]"), it));
            pairs.collect::<Vec<_>>().join("&")
        }
        Value::String(text) => format!("{}={}", escaped(name), escaped(text)),
        other => format!("{}={other}", escaped(name)),
    }
}

#[tokio::test]
async fn a_company_of_a_gruppo_iva_reads_that_the_group_has_one_service() {
    let server = a_server().await;
    let ctx = server.services.clone();
    let bruno = a_customer().being(a_company()).with_service_until(day("2027-04-22"));
    let bruno = bruno.create(&ctx).await;
    let anna = a_customer().create(&ctx).await;
    anna.fills(&ctx, Cart::first_purchase(Product::Invoicing, 1)).await;
    let mut browser = Desk::outside(server);
    browser.enter("sign_in", &anna.username).await;
    let of_the_group = PartyForm { vat_number: bruno.party.vat_number.clone(), ..a_company() };
    let form = serde_json::to_value(a_holder(of_the_group)).unwrap();

    browser.post(path_of("save_holder"), &encoded("form", &form)).await;

    let shown = page(&mut browser, paths::HOLDER).await;
    assert!(shown.contains("Se fai parte di un gruppo IVA"), "{shown}");
    assert!(shown.contains("usa quello che c’è, con un utente aggiuntivo"), "{shown}");
}
