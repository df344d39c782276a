//! The panel of a service that is `Scaduto`: what everybody reads who is let in, and what its owner presses.

use axum::http::{StatusCode, header};
use chrono::{Days, TimeDelta};
use domain::{Product, grant::Permission, id::SubscriptionId};
use services::testing::{Accountant, a_customer};
use ui::paths;

use super::{nonsense::path_of, office_session_tests::Desk};
use crate::{
    context::Demo,
    test_server::{TestServer, header_of, text},
};

/// The notice, and what only its owner is told.
const TITLE: &str = "Il servizio è scaduto il ";
const BUTTON: &str = ">Riattiva<";

/// Somebody's panel since yesterday, and who has been in it: its owner, an additional user, an accountant.
struct Expired {
    service: SubscriptionId,
    owner: Desk,
    marco: Desk,
    verdi: Desk,
}

async fn expired() -> Expired {
    let server = TestServer::with(&["--base-url", "http://localhost:3000"], Demo::default()).await;
    let ctx = server.services.clone();
    let until = ctx.today() + Days::new(30);
    let anna = a_customer().with_service_until(until).with(Product::User, 2, until);
    let anna = anna.with(Product::Documents, 1, until).create(&ctx).await;
    let reading = [Permission::MASTER.code()];
    anna.gives_a_seat(&ctx, "marco2026", &reading).await;
    let accountant = Accountant::create(&ctx, "studioverdi1").await;
    anna.delegates(&ctx, &accountant, &reading).await;
    let service = anna.service(&ctx).await.unwrap().id;
    let nobody = Desk::outside(server);
    let (mut owner, mut marco, mut verdi) = (nobody.another(), nobody.another(), nobody.another());
    owner.enter("enter_panel", &format!("BT{}", anna.party.vat_number)).await;
    marco.enter("enter_panel", "marco2026").await;
    verdi.enter("enter_accountant", "studioverdi1").await;
    page(&mut marco, &paths::panel_home(service)).await;
    ctx.clock.advance(TimeDelta::days(31));
    Expired { service, owner, marco, verdi }
}

async fn page(desk: &mut Desk, address: &str) -> String {
    let answer = desk.get(address).await;
    assert_eq!(answer.status(), StatusCode::OK, "{address}");
    text(answer).await
}

#[tokio::test]
async fn the_owner_reads_on_every_page_that_it_has_expired_and_where_to_reactivate_it() {
    let Expired { service, mut owner, .. } = expired().await;
    for address in [
        paths::panel_home(service),
        paths::panel_add_ons(service),
        paths::panel_settings(service),
        paths::panel_billing(service),
        paths::panel_users(service),
        paths::panel_delegations(service),
        paths::panel_trace(service),
        paths::panel_agenda(service),
        paths::PANEL_FACTOR.to_owned(),
        paths::PANEL_ACCESS.to_owned(),
        paths::APP.to_owned(),
        paths::APP_ADD_ONS.to_owned(),
    ] {
        let shown = page(&mut owner, &address).await;
        assert_eq!(shown.matches(TITLE).count(), 1, "{address}: {shown}");
        assert_eq!(shown.matches("fatture continuano ad arrivare").count(), 1, "{address}");
        assert!(shown.contains(BUTTON), "{address}: {shown}");
        assert!(!shown.contains("name=\"product\""), "{address} sells something: {shown}");
    }

    let home = page(&mut owner, &paths::panel_home(service)).await;
    assert!(home.contains("Usati: 1. Acquistati: 2."), "{home}");
    assert!(home.contains("Tutti a riposo fino alla riattivazione"), "{home}");
    for home in [paths::panel_home(service), paths::APP.to_owned()] {
        let shown = page(&mut owner, &home).await;
        assert!(shown.contains(&format!("action=\"{}\"", path_of("open_renewal"))), "{shown}");
        let press = format!("service={service}");
        let pressed = owner.post(path_of("open_renewal"), &press).await;
        assert_eq!(header_of(&pressed, header::LOCATION), paths::CART);
        assert!(page(&mut owner, paths::CART).await.contains("Modulo documenti"));
    }
}

#[tokio::test]
async fn an_accountant_reads_it_too_and_that_it_is_not_theirs_to_reactivate() {
    let Expired { service, mut verdi, .. } = expired().await;
    for address in
        [paths::panel_home(service), paths::panel_billing(service), paths::panel_trace(service)]
    {
        let shown = page(&mut verdi, &address).await;
        assert_eq!(shown.matches(TITLE).count(), 1, "{address}: {shown}");
        assert!(shown.contains("Può riattivarlo solo il titolare."), "{address}: {shown}");
        assert!(!shown.contains(BUTTON), "{address}: {shown}");
        assert!(!shown.contains("acquistare"), "{address}: {shown}");
    }
}

#[tokio::test]
async fn an_additional_user_whose_place_rests_reads_nothing_of_it() {
    let Expired { service, mut marco, .. } = expired().await;
    let home = paths::panel_home(service);
    let out = marco.get(&home).await;
    assert_eq!(header_of(&out, header::LOCATION), paths::panel_sign_in(&home));
    let refused = marco.enter("enter_panel", "marco2026").await;
    assert_eq!(header_of(&refused, header::LOCATION), paths::PANEL_SIGN_IN);
    assert!(!page(&mut marco, paths::PANEL_SIGN_IN).await.contains(TITLE));
}

#[tokio::test]
async fn after_the_days_of_consultation_only_its_owner_is_led_to_the_products() {
    let Expired { service, mut owner, mut marco, .. } = expired().await;
    owner.server.services.clock.advance(TimeDelta::days(90));
    let home = paths::panel_home(service);
    for (desk, is_owner) in [(&mut owner, true), (&mut marco, false)] {
        let shown = page(desk, &home).await;
        assert!(shown.contains("Questo servizio non c’è più"), "{shown}");
        assert!(!shown.contains(TITLE), "{shown}");
        assert_eq!(shown.contains("Vedi i prodotti"), is_owner, "{shown}");
        assert_eq!(shown.contains("acquistare"), is_owner, "{shown}");
        let leaves = shown.matches(path_of("leave_panel")).count();
        assert_eq!(leaves, if is_owner { 1 } else { 2 }, "the menu, and the page: {shown}");
    }
}
