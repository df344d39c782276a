//! Where the sign-in to a panel leads: back to the page that was asked for, or to the form that was being
//! filled in, and never out of the panels.

use axum::http::{StatusCode, header};
use chrono::{Days, TimeDelta};
use domain::{Product, configuration::Step, grant::UserForm, id::SubscriptionId};
use services::{
    Context,
    accountant::end,
    outbox::relay::deliver_due,
    panel::{end_other_sign_ins, users::create},
    ports::Mailer,
    second_factor::{Owner, State, begin, confirm, state},
    testing::{
        Accountant, Customer, PASSWORD, Telephone, a_browser, a_company, a_customer,
        a_professional, store::mailbox,
    },
};
use ui::paths;

use super::{nonsense::path_of, office_session_tests::Desk, permission_tests::secure};
use crate::{
    context::Demo,
    test_server::{TestServer, header_of, text},
};

const READING: &str = "invoicing_read";

/// Another password, as a form sends it.
const OTHER: &str = "Torre%23Limone-48";

/// Anna and Bruno, each with the service and a seat, and a browser outside of both panels.
async fn two() -> ([(Customer, SubscriptionId); 2], Desk) {
    let server = TestServer::with(&["--base-url", "http://localhost:3000"], Demo::default()).await;
    let ctx = &server.services;
    let until = ctx.today() + Days::new(200);
    let mut both = Vec::new();
    for party in [a_company(), a_professional()] {
        let customer = a_customer().being(party).with_service_until(until);
        let customer = customer.with(Product::User, 1, until).create(ctx).await;
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
async fn whoever_is_too_late_with_the_code_begins_anew_on_the_same_way() {
    let ([(anna, service), (_, foreign)], outside) = two().await;
    let ctx = outside.server.services.clone();
    secure(&ctx, Owner::panel(&anna.in_panel(&ctx).await).unwrap()).await;

    let asked = paths::panel_trace(service);
    for (next, door) in [
        (asked.clone(), paths::panel_sign_in(&asked)),
        (paths::panel_trace(foreign), paths::PANEL_SIGN_IN.to_owned()),
        (String::new(), paths::PANEL_SIGN_IN.to_owned()),
    ] {
        let mut owner = outside.another();
        let enter = sign_in(&username(&anna), PASSWORD, &next);
        let half = owner.post(path_of("enter_panel"), &enter).await;
        assert_eq!(header_of(&half, header::LOCATION), paths::PANEL_SIGN_IN_CODE, "{next}");
        ctx.clock.advance(TimeDelta::minutes(10));
        let late = owner.post(path_of("give_panel_code"), "one_time_code=000000").await;
        assert_eq!(header_of(&late, header::LOCATION), door, "{next}");
        let shown = page(&mut owner, &door).await;
        assert!(shown.contains("entro dieci minuti"), "{shown}");
        assert_eq!(leads_to(&mut owner, paths::PANEL_SIGN_IN_CODE).await, door, "{next}");
    }
}

/// What was mailed to a new user of a panel, as a form sends it.
async fn temporary_password(ctx: &Context, email: &str) -> String {
    deliver_due(ctx, &Mailer::mailbox(ctx.db.clone())).await.unwrap();
    let mut tx = ctx.db.read().await.unwrap();
    let mails = mailbox::newest_to(&mut tx, email, 1).await.unwrap();
    let (_, rest) = mails[0].body_text.split_once("Password temporanea:").unwrap();
    let written = rest.split_whitespace().next().unwrap();
    written.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[tokio::test]
async fn the_way_back_is_known_after_the_change_of_a_temporary_password() {
    let ([(anna, service), (_, foreign)], mut marco) = two().await;
    let ctx = marco.server.services.clone();
    let form = UserForm {
        username: "marco2026".into(),
        email: "marco@bianchi.example".into(),
        permissions: vec![READING.to_owned()],
    };
    create(&ctx, &anna.in_panel(&ctx).await, &form).await.unwrap();
    let temporary = temporary_password(&ctx, &form.email).await;
    let enter = path_of("enter_panel");

    let odd = sign_in("marco2026", &temporary, &paths::panel_agenda(foreign));
    let inside = marco.another().post(enter, &odd).await;
    assert_eq!(header_of(&inside, header::LOCATION), paths::PANEL_PASSWORD);

    let asked = paths::panel_agenda(service);
    let change = paths::panel_password(&asked);
    let inside = marco.post(enter, &sign_in("marco2026", &temporary, &asked)).await;
    assert_eq!(header_of(&inside, header::LOCATION), change);
    assert_eq!(leads_to(&mut marco, &asked).await, change, "nothing else is open");
    let shown = page(&mut marco, &change).await;
    assert!(shown.contains(&format!("name=\"next\" value=\"{asked}\"")), "{shown}");

    let changes = |current: &str| {
        format!("current_password={current}&password={OTHER}&password_again={OTHER}&next={asked}")
    };
    let path = path_of("change_panel_password");
    let wrong = marco.post(path, &changes("sbagliata")).await;
    assert_eq!(header_of(&wrong, header::LOCATION), change, "it is not forgotten");
    let right = marco.post(path, &changes(&temporary)).await;
    let changed = header_of(&right, header::LOCATION).to_owned();
    assert!(changed.starts_with(&paths::panel_password_changed(&asked)), "{changed}");
    let shown = page(&mut marco, &changed).await;
    let door = paths::panel_sign_in(&asked);
    assert!(shown.contains(&format!("href=\"{door}\"")), "{shown}");
    let late = marco.post(path, &changes(&temporary)).await;
    assert_eq!(header_of(&late, header::LOCATION), door, "whoever sends it once more is out");

    let inside = marco.post(enter, &sign_in("marco2026", OTHER, &asked)).await;
    assert_eq!(header_of(&inside, header::LOCATION), asked);
    assert_eq!(marco.get(&asked).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn the_pages_of_an_own_access_are_come_back_to_from_wherever_somebody_was_out() {
    let ([(anna, _), _], outside) = two().await;
    for own in [paths::PANEL_ACCESS, paths::PANEL_OWN_PASSWORD, paths::PANEL_FACTOR] {
        let mut desk = outside.another();
        let door = leads_to(&mut desk, own).await;
        assert_eq!(door, paths::panel_sign_in(own));
        let enter = sign_in(&username(&anna), PASSWORD, own);
        let inside = desk.post(path_of("enter_panel"), &enter).await;
        assert_eq!(header_of(&inside, header::LOCATION), own);
        let shown = page(&mut desk, own).await;
        let is_home = own == paths::PANEL_ACCESS;
        assert_eq!(shown.contains("Torna al tuo accesso"), !is_home, "{own}: {shown}");
    }
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
        paths::PANEL_PASSWORD.to_owned(),
        format!("{}/altro", paths::PANEL_ACCESS),
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
    anna.delegates(&ctx, &verdi, &[READING.to_owned()]).await;

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

    secure(&ctx, Owner::accountant(&verdi.pass())).await;
    for (next, door) in
        [(asked.as_str(), theirs.as_str()), (of_bruno.as_str(), paths::ACCOUNTANT_SIGN_IN)]
    {
        let mut desk = desk.another();
        let half = desk.post(enter, &sign_in("studioverdi1", PASSWORD, next)).await;
        assert_eq!(header_of(&half, header::LOCATION), paths::ACCOUNTANT_SIGN_IN_CODE, "{next}");
        ctx.clock.advance(TimeDelta::minutes(10));
        let late = desk.post(path_of("give_accountant_code"), "one_time_code=000000").await;
        assert_eq!(header_of(&late, header::LOCATION), door, "{next}");
        assert!(page(&mut desk, door).await.contains("entro dieci minuti"), "{next}");
        assert_eq!(leads_to(&mut desk, paths::ACCOUNTANT_SIGN_IN_CODE).await, door, "{next}");
    }
}

#[tokio::test]
async fn an_accountant_whose_delegation_has_ended_comes_back_to_the_list() {
    let ([(anna, annas), _], mut desk) = two().await;
    let ctx = desk.server.services.clone();
    let verdi = Accountant::create(&ctx, "studioverdi1").await;
    let delegation = anna.delegates(&ctx, &verdi, &[READING.to_owned()]).await;
    let (asked, enter) = (paths::panel_billing(annas), path_of("enter_accountant"));
    end(&ctx, &verdi.pass(), delegation).await.unwrap();
    let late = desk.post(enter, &sign_in("studioverdi1", PASSWORD, &asked)).await;
    assert_eq!(header_of(&late, header::LOCATION), paths::ACCOUNTANT, "it is over");
}
