//! Where the sign-in to a panel leads: back to the page that was asked for, or to the form that was being
//! filled in, and never out of the panels.

use axum::http::{StatusCode, header};
use chrono::{Days, TimeDelta};
use domain::{configuration::Step, id::SubscriptionId};
use services::{
    accountant::end,
    panel::end_other_sign_ins,
    second_factor::{Owner, State, begin, confirm, state},
    testing::{
        Accountant, Customer, PASSWORD, Telephone, a_browser, a_company, a_customer, a_professional,
    },
};
use ui::paths;

use super::{nonsense::path_of, office_session_tests::Desk};
use crate::{
    context::Demo,
    test_server::{TestServer, header_of, text},
};

const READING: &str = "invoicing_read";

/// Anna and Bruno, each with the service, and a browser outside of both panels.
async fn two() -> ([(Customer, SubscriptionId); 2], Desk) {
    let server = TestServer::with(&["--base-url", "http://localhost:3000"], Demo::default()).await;
    let ctx = &server.services;
    let until = ctx.today() + Days::new(200);
    let mut both = Vec::new();
    for party in [a_company(), a_professional()] {
        let customer = a_customer().being(party).with_service_until(until).create(ctx).await;
        let service = customer.service(ctx).await.unwrap().id;
        both.push((customer, service));
    }
    (both.try_into().ok().unwrap(), Desk::outside(server))
}

fn username(of: &Customer) -> String {
    format!("BT{}", of.party.vat_number)
}

/// The sign-in, sent with where it leads.
fn sign_in(username: &str, password: &str, next: &str) -> String {
    format!("username={username}&password={password}&next={next}")
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
async fn whoever_was_out_in_the_middle_of_a_form_is_at_that_form_again() {
    let ([(anna, service), _], mut owner) = two().await;
    let ctx = owner.server.services.clone();
    owner.enter("enter_panel", &username(&anna)).await;
    end_other_sign_ins(&ctx, &anna.in_panel(&ctx).await).await.unwrap();

    let form = paths::panel_billing_step(service, Step::Regime);
    let typed = format!("service={service}&slug=regime-fiscale&seen=0&form%5Bregime%5D=RF99");
    let at = format!("{form}?esito=0f");
    let out = owner.send_from(&at, path_of("save_billing_step"), &typed).await;
    let door = header_of(&out, header::LOCATION).to_owned();
    assert_eq!(door, paths::panel_sign_in(&form));
    let shown = page(&mut owner, &door).await;
    assert!(shown.contains(&format!("name=\"next\" value=\"{form}\"")), "{shown}");

    let enter = path_of("enter_panel");
    let wrong = owner.post(enter, &sign_in(&username(&anna), "sbagliata", &form)).await;
    assert_eq!(header_of(&wrong, header::LOCATION), door, "it is not forgotten");
    let right = owner.post(enter, &sign_in(&username(&anna), PASSWORD, &form)).await;
    assert_eq!(header_of(&right, header::LOCATION), form);
    let shown = page(&mut owner, &form).await;
    assert!(shown.contains("scegli una voce dell’elenco"), "what was typed is there: {shown}");
    assert_eq!(leads_to(&mut owner, &door).await, form, "whoever is inside goes on at once");
}

#[tokio::test]
async fn the_first_configuration_goes_on_at_the_step_at_which_somebody_was_out() {
    let ([(anna, service), _], mut owner) = two().await;
    let ctx = owner.server.services.clone();
    anna.before_configuration(&ctx).await;

    let form = paths::configuration_step(service, Step::Regime);
    let typed = format!("service={service}&slug=regime-fiscale&seen=0&form%5Bregime%5D=RF99");
    let out = owner.send_from(&form, path_of("save_configuration_step"), &typed).await;
    assert_eq!(header_of(&out, header::LOCATION), paths::panel_sign_in(&form));
    let enter = sign_in(&username(&anna), PASSWORD, &form);
    let right = owner.post(path_of("enter_panel"), &enter).await;
    assert_eq!(header_of(&right, header::LOCATION), form);
    assert!(page(&mut owner, &form).await.contains("scegli una voce dell’elenco"));
}

#[tokio::test]
async fn the_way_back_is_known_after_a_code_as_well() {
    let ([(anna, service), _], mut owner) = two().await;
    let ctx = owner.server.services.clone();
    let whose = Owner::panel(&anna.in_panel(&ctx).await).unwrap();
    begin(&ctx, whose, PASSWORD).await.unwrap();
    let State::Begun(enrolment) = state(&ctx, whose).await.unwrap() else { panic!("a key waits") };
    let telephone = Telephone::told(&enrolment.key);
    let code = telephone.shows(&ctx);
    confirm(&ctx, whose, None, a_browser().network, &code).await.unwrap();
    ctx.clock.advance(TimeDelta::seconds(30));

    let asked = paths::panel_trace(service);
    let enter = sign_in(&username(&anna), PASSWORD, &asked);
    let half = owner.post(path_of("enter_panel"), &enter).await;
    assert_eq!(header_of(&half, header::LOCATION), paths::PANEL_SIGN_IN_CODE);
    let code = format!("one_time_code={}", telephone.shows(&ctx));
    let right = owner.post(path_of("give_panel_code"), &code).await;
    assert_eq!(header_of(&right, header::LOCATION), asked);
}

#[tokio::test]
async fn a_sign_in_leads_to_no_other_service_zone_or_host() {
    let ([(anna, own), (_, foreign)], outside) = two().await;
    for odd in [
        String::new(),
        paths::panel_users(foreign),
        paths::panel_home("00000000-0000-7000-8000-000000000001".parse().unwrap()),
        format!("{}/niente", paths::PANELS),
        format!("{}/../../ufficio", paths::panel_home(own)),
        format!("/{}", paths::panel_home(own)),
        format!("https://evil.example{}", paths::panel_home(own)),
        paths::CART.to_owned(),
        paths::OFFICE.to_owned(),
        paths::ACCOUNTANT.to_owned(),
        paths::PANEL_OWN_PASSWORD.to_owned(),
    ] {
        let mut desk = outside.another();
        let enter = sign_in(&username(&anna), PASSWORD, &odd);
        let inside = desk.post(path_of("enter_panel"), &enter).await;
        assert_eq!(header_of(&inside, header::LOCATION), paths::PANEL, "{odd}");
        let again = format!("{}?{}={odd}", paths::PANEL_SIGN_IN, paths::NEXT);
        assert_eq!(leads_to(&mut desk, &again).await, paths::PANEL, "{odd}");
    }
}

#[tokio::test]
async fn the_sign_in_does_not_tell_whether_there_is_a_service() {
    let ([(_, own), _], outside) = two().await;
    let nobodys: SubscriptionId = "00000000-0000-7000-8000-000000000001".parse().unwrap();
    let mut shown = Vec::new();
    for service in [own, nobodys] {
        let mut desk = outside.another();
        let asked = paths::panel_users(service);
        let door = leads_to(&mut desk, &asked).await;
        assert_eq!(door, paths::panel_sign_in(&asked));
        let press = format!("service={service}&product=DOC");
        let sent = desk.send_from(&asked, path_of("open_cart"), &press).await;
        assert_eq!(header_of(&sent, header::LOCATION), door);
        let page = page(&mut desk, &door).await.replace(&service.to_string(), "…");
        // The scripts of each answer have a word of their own.
        let parts = page.split("nonce=\"").map(|part| part.split_once('"').unwrap_or(("", part)).1);
        shown.push(parts.collect::<String>());
    }
    assert_eq!(shown[0], shown[1]);
}

#[tokio::test]
async fn an_accountant_comes_back_to_the_panel_of_a_client_and_to_nobody_elses() {
    let ([(anna, annas), (_, brunos)], mut desk) = two().await;
    let ctx = desk.server.services.clone();
    let verdi = Accountant::create(&ctx, "studioverdi1").await;
    let delegation = anna.delegates(&ctx, &verdi, &[READING.to_owned()]).await;

    let asked = paths::panel_billing(annas);
    let door = leads_to(&mut desk, &asked).await;
    let theirs = paths::accountant_sign_in(&asked);
    assert!(page(&mut desk, &door).await.contains(&format!("href=\"{theirs}\"")));
    let shown = page(&mut desk, &theirs).await;
    assert!(shown.contains(&format!("name=\"next\" value=\"{asked}\"")), "{shown}");
    assert!(shown.contains(&format!("href=\"{door}\"")), "and back: {shown}");

    let enter = path_of("enter_accountant");
    let wrong = desk.post(enter, &sign_in("studioverdi1", "sbagliata", &asked)).await;
    assert_eq!(header_of(&wrong, header::LOCATION), theirs);
    let of_bruno = paths::panel_billing(brunos);
    for (next, leads) in [
        (asked.as_str(), asked.as_str()),
        (of_bruno.as_str(), paths::ACCOUNTANT),
        (paths::APP, paths::ACCOUNTANT),
        ("/ufficio", paths::ACCOUNTANT),
    ] {
        let inside = desk.another().post(enter, &sign_in("studioverdi1", PASSWORD, next)).await;
        assert_eq!(header_of(&inside, header::LOCATION), leads, "{next}");
    }
    end(&ctx, &verdi.pass(), delegation).await.unwrap();
    let late = desk.post(enter, &sign_in("studioverdi1", PASSWORD, &asked)).await;
    assert_eq!(header_of(&late, header::LOCATION), paths::ACCOUNTANT, "it is over");
}
