//! The service in the address of a panel, and what two of them open beside each other do not share.

use axum::http::{StatusCode, header};
use chrono::Days;
use domain::{Product, id::SubscriptionId};
use services::testing::{a_company, a_customer, a_professional};
use ui::paths;

use super::{nonsense::path_of, office_session_tests::Desk};
use crate::{
    context::Demo,
    test_server::{TestServer, header_of, text},
};

/// Somebody with a panel.
struct Somebody {
    username: String,
    service: SubscriptionId,
}

/// Anna and Bruno, and a browser outside of both panels.
async fn two() -> (Somebody, Somebody, Desk) {
    let server = TestServer::with(&["--base-url", "http://localhost:3000"], Demo::default()).await;
    let ctx = &server.services;
    let until = ctx.today() + Days::new(200);
    let mut both = Vec::new();
    for party in [a_company(), a_professional()] {
        let username = format!("BT{}", party.vat_number);
        let customer = a_customer().being(party).with_service_until(until);
        let customer = customer.with(Product::User, 2, until).create(ctx).await;
        let service = customer.service(ctx).await.unwrap().id;
        both.push(Somebody { username, service });
    }
    let [anna, bruno] = both.try_into().ok().unwrap();
    (anna, bruno, Desk::outside(server))
}

async fn page(desk: &mut Desk, address: &str) -> String {
    let answer = desk.get(address).await;
    assert_eq!(answer.status(), StatusCode::OK, "{address}");
    text(answer).await
}

async fn leads_to(desk: &mut Desk, address: &str) -> String {
    header_of(&desk.get(address).await, header::LOCATION).to_owned()
}

#[tokio::test]
async fn every_link_and_form_of_a_panel_names_its_service() {
    let (anna, _, mut desk) = two().await;
    let service = anna.service;
    desk.enter("enter_panel", &anna.username).await;
    let field = format!("name=\"service\" value=\"{service}\"");

    for address in [
        paths::panel_home(service),
        paths::panel_agenda(service),
        paths::panel_add_ons(service),
        paths::panel_settings(service),
        paths::panel_users(service),
        paths::panel_new_user(service),
        paths::configuration_done(service),
        paths::panel_billing(service),
        paths::panel_billing_step(service, domain::configuration::Step::Regime),
        paths::PANEL_FACTOR.to_owned(),
        paths::APP.to_owned(),
        paths::APP_ADD_ONS.to_owned(),
    ] {
        let shown = page(&mut desk, &address).await;
        let links: Vec<_> = shown.split("href=\"/pannello").skip(1).collect();
        assert!(!links.is_empty(), "{address} leads nowhere: {shown}");
        let of_service = format!("/servizi/{service}");
        for link in links {
            let link = link.split('"').next().unwrap();
            let is_users_own = ["", "/verifica", "/accesso"].contains(&link);
            assert!(is_users_own || link.starts_with(&of_service), "{address} leads to {link}");
        }
        for form in shown.split("<form").skip(1) {
            let form = form.split("</form>").next().unwrap();
            let is_users_own = ["leave_panel", "begin_panel_factor"].map(path_of);
            let is_users_own = is_users_own.iter().any(|path| form.contains(path));
            assert!(is_users_own || form.contains(&field), "{address}: {form}");
        }
    }
}

#[tokio::test]
async fn the_shop_leads_back_to_the_telephone_for_whoever_has_come_from_there() {
    let (anna, bruno, outside) = two().await;
    for (somebody, press, more) in
        [(&anna, "open_cart", "&product=DOC"), (&bruno, "open_renewal", "")]
    {
        let mut desk = outside.another();
        desk.enter("enter_panel", &somebody.username).await;
        let form = format!("service={}{more}", somebody.service);
        let (app, panel) = (format!("href=\"{}\"", paths::APP), "href=\"/pannello\"");
        for (from, is_app) in [(paths::APP, true), (&paths::panel_home(somebody.service), false)] {
            let pressed = desk.send_from(from, path_of(press), &form).await;
            if is_app {
                assert_eq!(header_of(&pressed, header::LOCATION), paths::CART, "{press}");
            }
            let shown = page(&mut desk, paths::CART).await;
            assert_eq!(shown.contains(&app), is_app, "{press}: {shown}");
            assert_eq!(shown.contains(panel), !is_app, "{press}: {shown}");
        }
    }
}

#[tokio::test]
async fn the_home_says_of_the_space_that_nothing_is_kept_yet() {
    let (anna, _, mut desk) = two().await;
    desk.enter("enter_panel", &anna.username).await;
    let shown = page(&mut desk, &paths::panel_home(anna.service)).await;
    assert!(shown.contains("Non c’è ancora niente di conservato"), "{shown}");
}

#[tokio::test]
async fn the_door_and_the_former_addresses_lead_to_the_panel_of_whoever_has_signed_in() {
    let (anna, bruno, mut desk) = two().await;
    for former in [paths::PANEL, "/pannello/impostazioni/utenti"] {
        assert_eq!(leads_to(&mut desk, former).await, paths::PANEL_SIGN_IN, "nobody is inside");
    }

    for somebody in [&anna, &bruno] {
        let service = somebody.service;
        let inside = desk.enter("enter_panel", &somebody.username).await;
        assert_eq!(header_of(&inside, header::LOCATION), paths::PANEL);
        for (former, now) in [
            (paths::PANEL, paths::panel_home(service)),
            ("/pannello/servizi-aggiuntivi", paths::panel_add_ons(service)),
            ("/pannello/impostazioni", paths::panel_settings(service)),
            ("/pannello/impostazioni/utenti", paths::panel_users(service)),
            ("/pannello/configurazione", paths::configuration(service)),
        ] {
            assert_eq!(leads_to(&mut desk, former).await, now);
        }
        let telephone = page(&mut desk, paths::APP).await;
        assert!(telephone.contains(&somebody.username), "its address never changes: {telephone}");
    }
}

#[tokio::test]
async fn a_page_of_one_service_does_nothing_to_another_that_is_open_beside_it() {
    let (anna, bruno, mut desk) = two().await;
    desk.enter("enter_panel", &anna.username).await;
    page(&mut desk, &paths::panel_add_ons(anna.service)).await;

    // In another tab of the same browser.
    desk.enter("enter_panel", &bruno.username).await;

    let press = format!("service={}&product=DOC", anna.service);
    let pressed = desk.post(path_of("open_cart"), &press).await;
    assert_eq!(pressed.status(), StatusCode::NOT_FOUND);
    let cart = page(&mut desk, paths::CART).await;
    assert!(!cart.contains("Modulo documenti"), "{cart}");
    assert_eq!(desk.get(&paths::panel_home(anna.service)).await.status(), StatusCode::NOT_FOUND);
    page(&mut desk, &paths::panel_home(bruno.service)).await;
}

#[tokio::test]
async fn what_was_typed_about_one_service_waits_for_its_page_alone() {
    let (anna, bruno, mut desk) = two().await;
    desk.enter("enter_panel", &anna.username).await;
    let typed = format!("service={}&form%5Busername%5D=marco2026", anna.service);
    let refused = desk.post(path_of("create_panel_user"), &typed).await;
    assert_eq!(header_of(&refused, header::LOCATION), paths::panel_new_user(anna.service));

    desk.enter("enter_panel", &bruno.username).await;
    let brunos = page(&mut desk, &paths::panel_new_user(bruno.service)).await;
    assert!(!brunos.contains("marco2026"), "{brunos}");

    desk.enter("enter_panel", &anna.username).await;
    let annas = page(&mut desk, &paths::panel_new_user(anna.service)).await;
    assert!(annas.contains("value=\"marco2026\""), "{annas}");
}

#[tokio::test]
async fn what_is_no_id_of_a_service_is_not_there() {
    let (anna, _, mut desk) = two().await;
    let odd = ["niente", "1", "%00", "00000000-0000-7000-8000-00000000000g"];
    for named in odd {
        let address = format!("{}/{named}", paths::PANELS);
        let answer = desk.get(&address).await;
        assert!(!answer.status().is_server_error(), "{named}");
        assert_ne!(answer.status(), StatusCode::OK, "{named}");
    }

    desk.enter("enter_panel", &anna.username).await;
    for named in odd {
        for page in ["", "/impostazioni", "/configurazione", "/configurazione/cedente"] {
            let answer = desk.get(&format!("{}/{named}{page}", paths::PANELS)).await;
            assert!(answer.status().is_client_error(), "{named}{page}: {}", answer.status());
        }
        let press = format!("service={named}&product=DOC");
        let pressed = desk.post(path_of("open_cart"), &press).await;
        assert!(pressed.status().is_client_error(), "{named}: {}", pressed.status());
    }
}
