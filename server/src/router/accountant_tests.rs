//! An accountant by plain forms: registered, entered, and what is told to whom.

use axum::http::{StatusCode, header};
use chrono::Days;
use services::{
    accountant::leave_sign_in,
    outbox::relay::deliver_due,
    ports::Mailer,
    testing::{Accountant, PASSWORD, a_customer, store::mailbox},
};
use ui::paths;

use super::{nonsense::path_of, office_session_tests::Desk};
use crate::{
    context::Demo,
    test_server::{TestServer, header_of, text},
};

const OTHER: &str = "Torre%23Limone-48";

async fn outside() -> Desk {
    let server = TestServer::with(&["--base-url", "http://localhost:3000"], Demo::default()).await;
    Desk::outside(server)
}

async fn page(desk: &mut Desk, address: &str) -> String {
    let answer = desk.get(address).await;
    assert_eq!(answer.status(), StatusCode::OK, "{address}");
    text(answer).await
}

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

#[tokio::test]
async fn an_offer_is_answered_on_the_home_and_that_of_somebody_else_is_not_there() {
    let nobody = outside().await;
    let ctx = nobody.server.services.clone();
    let anna = a_customer().with_service_until(ctx.today() + Days::new(200)).create(&ctx).await;
    Accountant::create(&ctx, "studioverdi1").await;
    Accountant::create(&ctx, "studioneri1").await;
    let id = anna.offers(&ctx, "studioverdi1", &["invoicing_read".to_owned()]).await;
    let (mut verdi, mut neri) = (nobody.another(), nobody.another());
    verdi.enter("enter_accountant", "studioverdi1").await;
    neri.enter("enter_accountant", "studioneri1").await;

    let home = page(&mut verdi, paths::ACCOUNTANT).await;
    assert!(home.contains("Aspettano la tua risposta") && home.contains("Bianchi Ceramiche"));
    let about = format!("id={id}");
    for form in ["accept_delegation", "give_delegation_up"] {
        let answer = neri.post(path_of(form), &about).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{form}");
    }
    let accepted = verdi.post(path_of("accept_delegation"), &about).await;
    let home = page(&mut verdi, header_of(&accepted, header::LOCATION)).await;
    assert!(home.contains("Hai accettato la delega di Bianchi Ceramiche S.r.l."), "{home}");
    let service = anna.service(&ctx).await.unwrap().id;
    assert!(home.contains(&format!("href=\"{}\"", paths::panel_home(service))), "{home}");

    let ended = verdi.post(path_of("give_delegation_up"), &about).await;
    let home = page(&mut verdi, header_of(&ended, header::LOCATION)).await;
    assert!(home.contains("La delega di Bianchi Ceramiche S.r.l. è terminata"), "{home}");
    let late = verdi.post(path_of("accept_delegation"), &about).await;
    assert_eq!(header_of(&late, header::LOCATION), paths::ACCOUNTANT);
    assert!(page(&mut verdi, paths::ACCOUNTANT).await.contains("Questa delega non c’è più"));
}

/// What a page shows where somebody is in a panel: whose it is, and who.
async fn is_in(desk: &mut Desk, address: &str, whose: &str, who: &str) {
    let shown = page(desk, address).await;
    let (_, main) = shown.split_once("<main").unwrap();
    assert!(main.contains(whose) && main.contains(who), "{address}: {whose}, {who}: {main}");
}

#[tokio::test]
async fn an_owner_offers_changes_and_ends_a_delegation_by_plain_forms() {
    let nobody = outside().await;
    let ctx = nobody.server.services.clone();
    let anna = a_customer().with_service_until(ctx.today() + Days::new(200)).create(&ctx).await;
    let service = anna.service(&ctx).await.unwrap().id;
    let mut owner = nobody.another();
    owner.enter("enter_panel", &format!("BT{}", anna.party.vat_number)).await;

    let shown = page(&mut owner, &paths::panel_delegations(service)).await;
    assert!(shown.contains("Non c’è ancora nessuna delega"), "{shown}");
    let offer = path_of("offer_delegation");
    let short = format!("service={service}&form%5Busername%5D=verdi");
    let answer = owner.post(offer, &short).await;
    assert_eq!(header_of(&answer, header::LOCATION), paths::panel_new_delegation(service));
    let shown = page(&mut owner, &paths::panel_new_delegation(service)).await;
    for words in ["Lo username è troppo corto", "value=\"verdi\"", "Spunta almeno «Lettura»"] {
        assert!(shown.contains(words), "{words}: {shown}");
    }

    // Nobody has this username, and nothing says so.
    let fields = format!(
        "service={service}&form%5Busername%5D=nessuno2026\
         &form%5Bpermissions%5D%5B%5D=invoicing_read"
    );
    let made = owner.post(offer, &fields).await;
    let list = page(&mut owner, header_of(&made, header::LOCATION)).await;
    for words in ["Hai offerto la delega a NESSUNO2026", "In attesa", "Può accettare fino al"] {
        assert!(list.contains(words), "{words}: {list}");
    }
    let again = owner.post(offer, &fields).await;
    assert_eq!(header_of(&again, header::LOCATION), paths::panel_new_delegation(service));
    let shown = page(&mut owner, &paths::panel_new_delegation(service)).await;
    assert!(shown.contains("hai già offerto una delega"), "{shown}");

    let (_, rest) = list.split_once("/impostazioni/deleghe/0").unwrap();
    let id = format!("0{}", rest.split('"').next().unwrap());
    let one = format!("{}/{id}", paths::panel_delegations(service));
    let about = format!("service={service}&id={id}");
    let nothing = owner.post(path_of("change_delegation"), &about).await;
    assert_eq!(header_of(&nothing, header::LOCATION), one);
    assert!(page(&mut owner, &one).await.contains("Spunta almeno «Lettura»"));
    let more =
        format!("{about}&permissions%5B%5D=invoicing_read&permissions%5B%5D=invoicing_write");
    let more = owner.post(path_of("change_delegation"), &more).await;
    let shown = page(&mut owner, header_of(&more, header::LOCATION)).await;
    assert!(shown.contains("I permessi di NESSUNO2026 sono stati salvati"), "{shown}");
    assert!(shown.contains("Creazione/modifica"), "{shown}");

    let ended = owner.post(path_of("end_delegation"), &about).await;
    let shown = page(&mut owner, header_of(&ended, header::LOCATION)).await;
    assert!(shown.contains("Hai ritirato l’offerta a NESSUNO2026"), "{shown}");
    let late = owner.post(path_of("end_delegation"), &about).await;
    assert_eq!(header_of(&late, header::LOCATION), one);
    assert!(page(&mut owner, &one).await.contains("Questa delega non c’è più"));
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
    let home = async |customer: &services::testing::Customer| {
        paths::panel_home(customer.service(&ctx).await.unwrap().id)
    };
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
