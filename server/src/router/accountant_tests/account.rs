//! The account of an accountant by plain forms: registered, entered, corrected, closed.

use axum::http::{StatusCode, header};
use chrono::Days;
use services::{
    accountant::leave_sign_in,
    outbox::relay::deliver_due,
    ports::Mailer,
    testing::{Accountant, PASSWORD, a_customer, store::mailbox},
};
use ui::paths;

use super::{outside, page};
use crate::{
    router::{nonsense::path_of, office_session_tests::Desk},
    test_server::header_of,
};

const OTHER: &str = "Torre%23Limone-48";

/// What the form of this page sends as the name of itself.
fn intent(page: &str) -> &str {
    let (_, rest) = page.split_once("name=\"intent\" value=\"").expect("the form has a name");
    rest.split('"').next().unwrap()
}

fn form(intent: &str, username: &str) -> String {
    format!(
        "intent={intent}&form%5Bname%5D=Studio+Verdi&form%5Btax_number%5D=02342520158\
         &form%5Bemail%5D=carla%40verdi.example&form%5Busername%5D={username}\
         &form%5Bpassword%5D={PASSWORD}&form%5Bconditions%5D=true"
    )
}

#[tokio::test]
async fn a_registration_that_is_refused_comes_back_without_the_password_and_one_that_is_not_lets_in()
 {
    let mut browser = outside().await;
    let fields = form(intent(&page(&mut browser, paths::ACCOUNTANT_REGISTER).await), "verdi");

    let answer = browser.post(path_of("register_accountant"), &fields).await;
    assert_eq!(header_of(&answer, header::LOCATION), paths::ACCOUNTANT_REGISTER);
    let shown = page(&mut browser, paths::ACCOUNTANT_REGISTER).await;
    for words in [
        "Lo username è troppo corto",
        "value=\"Studio Verdi\"",
        "value=\"carla@verdi.example\"",
        "value=\"verdi\"",
        "per sicurezza non la conserviamo",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(!shown.contains(PASSWORD), "a password is never written down");

    let fields = form(intent(&shown), "studioverdi1");
    let made = browser.post(path_of("register_accountant"), &fields).await;
    let home = page(&mut browser, header_of(&made, header::LOCATION)).await;
    for words in [
        "La tua utenza è attiva",
        "Non hai ancora nessun cliente",
        "non sono disponibili per l’utenza commercialista",
        "STUDIOVERDI1",
    ] {
        assert!(home.contains(words), "{words}: {home}");
    }
    // The answer was lost, and the browser sends the form again.
    let again = browser.another().post(path_of("register_accountant"), &fields).await;
    let to = header_of(&again, header::LOCATION);
    assert!(to.starts_with(paths::ACCOUNTANT) && !to.starts_with(paths::ACCOUNTANT_REGISTER));
}

#[tokio::test]
async fn whoever_is_in_stays_in_with_another_password_and_everybody_else_is_out() {
    let mut here = outside().await;
    Accountant::create(&here.server.services, "studioverdi1").await;
    let mut elsewhere = here.another();
    for desk in [&mut here, &mut elsewhere] {
        let answer = desk.enter("enter_accountant", "studioverdi1").await;
        assert_eq!(header_of(&answer, header::LOCATION), paths::ACCOUNTANT);
    }

    let fields = format!("current_password={PASSWORD}&password={OTHER}&password_again={OTHER}");
    let changed = here.post(path_of("change_accountant_password"), &fields).await;
    let home = page(&mut here, header_of(&changed, header::LOCATION)).await;
    assert!(home.contains("La tua password è stata cambiata"), "{home}");
    let out = elsewhere.get(paths::ACCOUNTANT).await;
    assert_eq!(header_of(&out, header::LOCATION), paths::ACCOUNTANT_SIGN_IN);

    here.post(path_of("leave_accountant"), "").await;
    let out = here.get(paths::ACCOUNTANT).await;
    assert_eq!(header_of(&out, header::LOCATION), paths::ACCOUNTANT_SIGN_IN);
}

/// What stands in a form of a page under this name.
fn field<'a>(page: &'a str, name: &str) -> &'a str {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).expect("a form has it");
    rest.split('"').next().unwrap()
}

async fn is_out(desk: &mut Desk) -> bool {
    let answer = desk.get(paths::ACCOUNTANT).await;
    header_of(&answer, header::LOCATION) == paths::ACCOUNTANT_SIGN_IN
}

#[tokio::test]
async fn a_sign_in_is_ended_from_another_browser_or_all_others_at_once() {
    let mut here = outside().await;
    for username in ["studioverdi1", "studioneri1"] {
        let registered = Accountant::create(&here.server.services, username).await;
        leave_sign_in(&here.server.services, registered.sign_in).await.unwrap();
    }
    let (mut there, mut third, mut neri) = (here.another(), here.another(), here.another());
    for desk in [&mut here, &mut there, &mut third] {
        desk.enter("enter_accountant", "studioverdi1").await;
    }
    neri.enter("enter_accountant", "studioneri1").await;
    let shown = page(&mut there, paths::ACCOUNTANT_DATA).await;
    assert!(shown.contains("Accesso precedente"), "{shown}");
    assert_eq!(shown.matches("Questo dispositivo").count(), 1, "{shown}");
    assert_eq!(shown.matches("name=\"id\"").count(), 2, "two that can be ended: {shown}");

    let foreign = format!("id={}", field(&shown, "id"));
    let refused = neri.post(path_of("end_accountant_session"), &foreign).await;
    assert_eq!(refused.status(), StatusCode::NOT_FOUND);
    let ended = there.post(path_of("end_accountant_session"), &foreign).await;
    let shown = page(&mut there, header_of(&ended, header::LOCATION)).await;
    assert!(shown.contains("L’accesso è terminato"), "{shown}");
    let out = [is_out(&mut here).await, is_out(&mut third).await];
    assert_eq!(out.iter().filter(|out| **out).count(), 1, "{out:?}");
    assert!(!is_out(&mut there).await);

    let others = there.post(path_of("end_other_accountant_sessions"), "").await;
    let shown = page(&mut there, header_of(&others, header::LOCATION)).await;
    assert!(shown.contains("Gli altri accessi sono terminati"), "{shown}");
    assert!(is_out(&mut here).await && is_out(&mut third).await);
    assert!(!is_out(&mut there).await && !is_out(&mut neri).await);

    there.post(path_of("leave_accountant"), "").await;
    assert!(is_out(&mut there).await);
}

#[tokio::test]
async fn own_data_are_corrected_by_plain_forms_and_nothing_that_was_typed_is_lost() {
    let nobody = outside().await;
    let ctx = nobody.server.services.clone();
    let anna = a_customer().with_service_until(ctx.today() + Days::new(200)).create(&ctx).await;
    let verdi = Accountant::create(&ctx, "studioverdi1").await;
    let id = anna.delegates(&ctx, &verdi, &["invoicing_read".to_owned()]).await;
    let service = anna.service(&ctx).await.unwrap().id;
    let (mut browser, mut owner) = (nobody.another(), nobody.another());
    browser.enter("enter_accountant", "studioverdi1").await;
    owner.enter("enter_panel", &format!("BT{}", anna.party.vat_number)).await;
    let shown = page(&mut browser, paths::ACCOUNTANT_DATA).await;
    assert!(shown.contains("non si cambiano"), "it says what is locked, and why: {shown}");

    let rename = path_of("rename_accountant");
    let long = "Studio+".repeat(80);
    let refused = browser.post(rename, &format!("name={long}")).await;
    assert_eq!(header_of(&refused, header::LOCATION), paths::ACCOUNTANT_NAME);
    let shown = page(&mut browser, paths::ACCOUNTANT_NAME).await;
    assert!(shown.contains(&"Studio ".repeat(80)), "what was typed stays: {shown}");
    assert!(shown.contains("href=\"#business_name\""), "{shown}");
    let saved = browser.post(rename, "name=Studio+Verdi+%26+Neri").await;
    let shown = page(&mut browser, header_of(&saved, header::LOCATION)).await;
    for words in ["Il tuo nome è salvato", "Studio Verdi &amp; Neri"] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    for of_owner in [paths::panel_delegations(service), paths::panel_delegation(service, id)] {
        let shown = page(&mut owner, &of_owner).await;
        assert!(shown.contains("Studio Verdi &amp; Neri"), "{of_owner}: {shown}");
    }

    let change = path_of("change_accountant_email");
    browser.post(change, "email=carla%40verdi.example&current_password=no").await;
    let shown = page(&mut browser, paths::ACCOUNTANT_EMAIL).await;
    for words in ["value=\"carla@verdi.example\"", "Questa non è la password"] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    let fields = format!("email=carla%40verdi.example&current_password={PASSWORD}");
    let asked = browser.post(change, &fields).await;
    let shown = page(&mut browser, header_of(&asked, header::LOCATION)).await;
    assert!(shown.contains("Abbiamo mandato un link a carla@verdi.example"), "{shown}");
    assert!(shown.contains("studioverdi1@example.it"), "it is not another one yet: {shown}");
    deliver_due(&ctx, &Mailer::mailbox(ctx.db.clone())).await.unwrap();
    let mut tx = ctx.db.read().await.unwrap();
    let mails = mailbox::newest_to(&mut tx, "carla@verdi.example", 1).await.unwrap();
    drop(tx);
    let (_, rest) = mails[0].body_text.split_once("?link=").unwrap();
    let link = rest.split_whitespace().next().unwrap();

    // Whoever reads the mail need not be signed in.
    let mut reader = nobody.another();
    let address = paths::with_link(paths::ACCOUNTANT_CONFIRM_EMAIL, link);
    for _ in 0..2 {
        let shown = page(&mut reader, &address).await;
        assert!(shown.contains("carla@verdi.example"), "looking uses nothing up: {shown}");
    }
    let confirm = path_of("confirm_accountant_email");
    let done = reader.post(confirm, &format!("link={link}")).await;
    let shown = page(&mut reader, header_of(&done, header::LOCATION)).await;
    assert!(shown.contains("L’indirizzo è confermato"), "{shown}");
    let again = reader.post(confirm, &format!("link={link}")).await;
    let shown = page(&mut reader, header_of(&again, header::LOCATION)).await;
    assert!(shown.contains("Questo link non vale più"), "{shown}");
    let shown = page(&mut browser, paths::ACCOUNTANT_DATA).await;
    assert!(shown.contains("carla@verdi.example"), "whoever is in stays in: {shown}");
}

#[tokio::test]
async fn an_account_is_closed_with_its_password_and_says_so_at_the_door() {
    let mut browser = outside().await;
    Accountant::create(&browser.server.services, "studioverdi1").await;
    browser.enter("enter_accountant", "studioverdi1").await;

    let close = path_of("close_accountant");
    let wrong = browser.post(close, &format!("current_password={OTHER}")).await;
    assert_eq!(header_of(&wrong, header::LOCATION), paths::ACCOUNTANT_DATA);
    let shown = page(&mut browser, paths::ACCOUNTANT_DATA).await;
    assert!(shown.contains("Questa non è la password"), "{shown}");
    let closed = browser.post(close, &format!("current_password={PASSWORD}")).await;
    let door = page(&mut browser, header_of(&closed, header::LOCATION)).await;

    assert!(door.contains("La tua utenza è chiusa"), "{door}");
    let refused = browser.enter("enter_accountant", "studioverdi1").await;
    assert_eq!(header_of(&refused, header::LOCATION), paths::ACCOUNTANT_SIGN_IN);
}
