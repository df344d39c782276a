//! The clients of an accountant: what their list says, and the panels into which it leads.

use axum::http::StatusCode;
use chrono::Days;
use services::testing::{Accountant, Customer, a_customer};
use ui::paths;

use super::{outside, page};
use crate::{
    router::{nonsense::path_of, office_session_tests::Desk},
    test_server::text,
};

/// What a page shows where somebody is in a panel: whose it is, and who.
async fn is_in(desk: &mut Desk, address: &str, whose: &str, who: &str) {
    let shown = page(desk, address).await;
    let (_, main) = shown.split_once("<main").unwrap();
    assert!(main.contains(whose) && main.contains(who), "{address}: {whose}, {who}: {main}");
}

#[tokio::test]
async fn each_tab_is_in_the_panel_that_its_address_names_and_its_own_user_goes_first() {
    let nobody = outside().await;
    let ctx = nobody.server.services.clone();
    let until = ctx.today() + Days::new(200);
    let (anna, bruno, carla) = (
        a_customer().called("anna").with_service_until(until).create(&ctx).await,
        a_customer().called("bruno").with_service_until(until).create(&ctx).await,
        a_customer().called("carla").with_service_until(until).create(&ctx).await,
    );
    let verdi = Accountant::create(&ctx, "studioverdi1").await;
    let reading = ["invoicing_read".to_owned()];
    for client in [&anna, &bruno] {
        client.delegates(&ctx, &verdi, &reading).await;
    }
    let home =
        async |customer: &Customer| paths::panel_home(customer.service(&ctx).await.unwrap().id);
    let (annas, brunos, carlas) = (home(&anna).await, home(&bruno).await, home(&carla).await);
    let mut browser = nobody.another();
    browser.enter("enter_accountant", "studioverdi1").await;

    for _ in 0..2 {
        is_in(&mut browser, &annas, "anna", "Ciao, STUDIOVERDI1").await;
        is_in(&mut browser, &brunos, "bruno", "Ciao, STUDIOVERDI1").await;
    }
    assert_eq!(browser.get(&carlas).await.status(), StatusCode::NOT_FOUND);
    let shown = page(&mut browser, &annas).await;
    assert!(shown.contains(&format!("href=\"{}\"", paths::ACCOUNTANT)), "the way back: {shown}");
    for way in [paths::PANEL_FACTOR, paths::AREA, paths::METHODS, paths::CART, "impostazioni"] {
        assert!(!shown.contains(&format!("href=\"{way}")), "{way}: {shown}");
    }

    // The same browser is let in as the owner of two of them, one after the other.
    browser.enter("enter_panel", &format!("BT{}", anna.party.vat_number)).await;
    is_in(&mut browser, &annas, "Stato servizio", "Ciao, anna").await;
    is_in(&mut browser, &brunos, "bruno", "Ciao, STUDIOVERDI1").await;
    assert_eq!(browser.get(&carlas).await.status(), StatusCode::NOT_FOUND);
    browser.enter("enter_panel", &format!("BT{}", carla.party.vat_number)).await;
    is_in(&mut browser, &carlas, "Stato servizio", "Ciao, carla").await;
    is_in(&mut browser, &annas, "anna", "Ciao, STUDIOVERDI1").await;

    // Each sign-in ends alone.
    browser.post(path_of("leave_accountant"), "").await;
    is_in(&mut browser, &carlas, "Stato servizio", "Ciao, carla").await;
    assert_eq!(browser.get(&annas).await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_address_of_the_panel_that_leads_nowhere_shows_the_ways_on_from_there() {
    let nobody = outside().await;
    let ctx = nobody.server.services.clone();
    let anna = a_customer().with_service_until(ctx.today() + Days::new(200)).create(&ctx).await;
    let service = anna.service(&ctx).await.unwrap().id;
    let verdi = Accountant::create(&ctx, "studioverdi1").await;
    let id = anna.delegates(&ctx, &verdi, &["invoicing_read".to_owned()]).await;
    let (mut browser, mut owner) = (nobody.another(), nobody.another());
    browser.enter("enter_accountant", "studioverdi1").await;
    owner.enter("enter_panel", &format!("BT{}", anna.party.vat_number)).await;
    let home = paths::panel_home(service);
    page(&mut browser, &home).await;

    browser.post(path_of("give_delegation_up"), &format!("id={id}")).await;

    let nobodys = format!("{}/{id}", paths::panel_users(service));
    let at_owner = [home.replace(&service.to_string(), "niente"), nobodys];
    for (desk, addresses) in [
        (&mut browser, vec![home, "/pannello/niente".into(), "/commercialista/niente".into()]),
        (&mut owner, at_owner.to_vec()),
    ] {
        for address in addresses {
            let answer = desk.get(&address).await;
            assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{address}");
            let shown = text(answer).await;
            let (_, body) = shown.split_once("<main").unwrap();
            for way in [paths::PANEL, paths::ACCOUNTANT] {
                assert!(body.contains(&format!("href=\"{way}\"")), "{address}: {way}: {body}");
            }
            assert!(!shown.contains("Prodotti e prezzi"), "{address}: {shown}");
        }
    }
}

#[tokio::test]
async fn the_list_says_what_waits_for_each_client() {
    let nobody = outside().await;
    let ctx = nobody.server.services.clone();
    let today = ctx.today();
    let verdi = Accountant::create(&ctx, "studioverdi1").await;
    let reading = ["invoicing_read".to_owned()];
    let client = async |name: &str, days: u64| {
        let client = a_customer().called(name).with_service_until(today + Days::new(days));
        let client = client.create(&ctx).await;
        client.delegates(&ctx, &verdi, &reading).await;
        client
    };
    client("anna", 10).await;
    client("bruno", 200).await;
    let carla = client("carla", 300).await;
    let offering = a_customer().called("dario").with_service_until(today + Days::new(30));
    offering.create(&ctx).await.offers(&ctx, "studioverdi1", &reading).await;
    carla.before_configuration(&ctx).await;
    let carlas = paths::panel_home(carla.service(&ctx).await.unwrap().id);
    let mut browser = nobody.another();
    browser.enter("enter_accountant", "studioverdi1").await;

    let row = |page: &str, of: &str| {
        let mut rows = page.split("<li class=\"service-row\"").skip(1);
        rows.find(|row| row.contains(&format!(">{of}<"))).unwrap().to_owned()
    };
    let before = page(&mut browser, paths::ACCOUNTANT).await;
    for (of, says) in [
        ("anna", "fra 10 giorni"),
        ("anna", "Lo rinnova il titolare."),
        ("bruno", "Apri il pannello"),
        ("carla", "Da configurare"),
        ("carla", "quando il titolare ha concluso la prima configurazione"),
        ("dario", "fra 30 giorni"),
        ("dario", "Attivo"),
    ] {
        let row = row(&before, of);
        assert!(row.contains(says), "{of}: {says}: {row}");
    }
    assert!(!before.contains(&carlas), "her panel is not open: {before}");
    let brunos = row(&before, "bruno");
    assert!(!brunos.contains("titolare") && !brunos.contains("configurare"), "{brunos}");

    ctx.clock.advance(chrono::TimeDelta::days(11));

    let after = row(&page(&mut browser, paths::ACCOUNTANT).await, "anna");
    for words in ["Scaduto", "In sola lettura fino al", "Apri il pannello"] {
        assert!(after.contains(words), "{words}: {after}");
    }
}
