//! An additional user in the panel, and the owner who looks after them.

use axum::http::{StatusCode, header};
use chrono::{Days, TimeDelta};
use domain::{Product, configuration::Step, id::SubscriptionId};
use services::{
    panel::{
        delegations, end_other_sign_ins,
        users::{change, remove, sign_out},
    },
    testing::{Accountant, Customer, a_customer},
};
use ui::paths;

use super::{nonsense::path_of, office_session_tests::Desk};
use crate::{
    context::Demo,
    test_server::{TestServer, header_of, text},
};

const READING: &str = "invoicing_read";

/// Anna, who has Documenti and two seats, her service, and her browser in its panel.
async fn anna() -> (Customer, SubscriptionId, Desk) {
    let server = TestServer::with(&["--base-url", "http://localhost:3000"], Demo::default()).await;
    let ctx = &server.services;
    let until = ctx.today() + Days::new(200);
    let anna = a_customer().with_service_until(until).with(Product::User, 2, until);
    let anna = anna.with(Product::Documents, 1, until).create(ctx).await;
    let service = anna.service(ctx).await.unwrap().id;
    let mut desk = Desk::outside(server);
    desk.enter("enter_panel", &format!("BT{}", anna.party.vat_number)).await;
    (anna, service, desk)
}

async fn page(desk: &mut Desk, address: &str) -> String {
    let answer = desk.get(address).await;
    assert_eq!(answer.status(), StatusCode::OK, "{address}");
    text(answer).await
}

/// A form of this service.
fn of(service: SubscriptionId, fields: &str) -> String {
    format!("service={service}&{fields}")
}

fn codes(codes: &[&str]) -> Vec<String> {
    codes.iter().map(|code| (*code).to_owned()).collect()
}

/// True for a page in which the box of a permission is ticked.
fn is_ticked(shown: &str, code: &str) -> bool {
    let ticked = shown.split("<input").filter(|input| {
        let tag = input.split('>').next().unwrap_or_default();
        tag.contains(code) && tag.contains(" checked")
    });
    ticked.count() == 1
}

#[tokio::test]
async fn a_form_that_is_refused_comes_back_with_what_was_typed() {
    let (_, service, mut owner) = anna().await;
    let new_user = paths::panel_new_user(service);
    let empty = page(&mut owner, &new_user).await;
    for column in ["Fatturazione Elettronica", "Modulo documenti"] {
        assert!(empty.contains(column), "{column}: {empty}");
    }
    assert!(!empty.contains("collections_read"), "only what the service has");

    let fields = "form%5Busername%5D=marco&form%5Bemail%5D=marco%40bianchi.example\
                  &form%5Bpermissions%5D%5B%5D=documents_read";
    let answer = owner.post(path_of("create_panel_user"), &of(service, fields)).await;
    assert_eq!(header_of(&answer, header::LOCATION), new_user);
    let shown = page(&mut owner, &new_user).await;

    for words in [
        "Lo username è troppo corto: usa almeno 8 lettere e cifre.",
        "Spunta almeno «Lettura» del servizio principale",
        "value=\"marco\"",
        "value=\"marco@bianchi.example\"",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(is_ticked(&shown, "documents_read"), "{shown}");
}

#[tokio::test]
async fn a_user_is_made_changed_and_removed_by_plain_forms() {
    let (_, service, mut owner) = anna().await;

    let fields = "form%5Busername%5D=marco2026&form%5Bemail%5D=marco%40bianchi.example\
                  &form%5Bpermissions%5D%5B%5D=invoicing_read\
                  &form%5Bpermissions%5D%5B%5D=documents_write";
    let made = owner.post(path_of("create_panel_user"), &of(service, fields)).await;
    let shown = page(&mut owner, header_of(&made, header::LOCATION)).await;
    for words in [
        "L’utente MARCO2026 è stato creato",
        "marco@bianchi.example",
        "Password temporanea inviata",
        "Usati: 1. Acquistati: 2.",
        "Modulo documenti: Creazione/modifica",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    let users = paths::panel_users(service);
    let (_, rest) = shown.split_once(&format!("{users}/0")).unwrap();
    let id = format!("0{}", rest.split('"').next().unwrap());
    let of_marco = format!("{users}/{id}");

    let marco = of(service, &format!("id={id}"));
    let nothing = owner.post(path_of("change_panel_user"), &marco).await;
    assert_eq!(header_of(&nothing, header::LOCATION), of_marco);
    assert!(page(&mut owner, &of_marco).await.contains("Spunta almeno «Lettura»"));
    let fewer = format!("{marco}&permissions%5B%5D={READING}");
    let fewer = owner.post(path_of("change_panel_user"), &fewer).await;
    let shown = page(&mut owner, header_of(&fewer, header::LOCATION)).await;
    assert!(shown.contains("I permessi di MARCO2026 sono stati salvati"), "{shown}");
    assert!(!shown.contains("Modulo documenti:"), "{shown}");

    for (form, says) in [
        ("reset_panel_user", "MARCO2026 ha una nuova password temporanea"),
        ("sign_panel_user_out", "Gli accessi di MARCO2026 sono stati chiusi"),
        ("remove_panel_user", "L’utente MARCO2026 è stato eliminato"),
    ] {
        let answer = owner.post(path_of(form), &marco).await;
        let shown = page(&mut owner, header_of(&answer, header::LOCATION)).await;
        assert!(shown.contains(says), "{says}: {shown}");
    }
    assert!(page(&mut owner, &users).await.contains("Non c’è ancora nessun utente"));
    assert_eq!(owner.get(&of_marco).await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn where_every_seat_has_its_user_the_way_leads_to_the_cart() {
    let (anna, service, mut owner) = anna().await;
    let ctx = owner.server.services.clone();
    for username in ["marco2026", "giulia2026"] {
        anna.gives_a_seat(&ctx, username, &codes(&[READING])).await;
    }

    let shown = page(&mut owner, &paths::panel_users(service)).await;
    assert!(!shown.contains(&paths::panel_new_user(service)), "{shown}");
    let (_, button) = shown.split_once("aria-label=\"Crea utente: ").expect("it leads to the cart");
    assert!(button.contains("Crea utente"), "{shown}");
    let one_more = owner.post(path_of("open_cart"), &of(service, "product=UT")).await;
    assert_eq!(header_of(&one_more, header::LOCATION), paths::CART);
    assert!(page(&mut owner, paths::CART).await.contains("Utente aggiuntivo"));
}

#[tokio::test]
async fn a_user_finds_what_they_may_do_and_no_way_to_a_purchase() {
    let (anna, service, owner) = anna().await;
    let ctx = owner.server.services.clone();
    anna.gives_a_seat(&ctx, "marco2026", &codes(&[READING, "documents_write"])).await;
    let mut marco = owner.another();
    marco.enter("enter_panel", "marco2026").await;

    let home = paths::panel_home(service);
    for address in [home.as_str(), paths::PANEL_FACTOR] {
        let shown = page(&mut marco, address).await;
        let (_, body) = shown.split_once("<body").unwrap();
        for way in [
            "open_cart",
            "open_renewal",
            paths::CART,
            paths::AREA,
            paths::METHODS,
            paths::RENEWAL,
            &paths::panel_add_ons(service),
            &format!("{}\"", paths::panel_settings(service)),
        ] {
            assert!(!body.contains(way), "{address}: {way}: {body}");
        }
    }
    let home = page(&mut marco, &home).await;
    for words in ["Ciao, MARCO2026", "I tuoi permessi", "Modulo documenti", "Creazione/modifica"] {
        assert!(home.contains(words), "{words}: {home}");
    }
}

#[tokio::test]
async fn what_is_taken_away_is_gone_at_once_in_the_middle_of_a_form_too() {
    let (anna, service, owner) = anna().await;
    let ctx = owner.server.services.clone();
    let given = codes(&[READING, "documents_write"]);
    let id = anna.gives_a_seat(&ctx, "marco2026", &given).await;
    let by = anna.in_panel(&ctx).await;
    let mut marco = owner.another();
    let form = path_of("begin_panel_factor");

    marco.enter("enter_panel", "marco2026").await;
    let home = paths::panel_home(service);
    assert!(page(&mut marco, &home).await.contains("Creazione/modifica"));
    change(&ctx, &by, id, &codes(&[READING])).await.unwrap();
    assert!(!page(&mut marco, &home).await.contains("Creazione/modifica"));

    sign_out(&ctx, &by, id).await.unwrap();
    let answer = marco.post(form, "current_password=x").await;
    assert_eq!(header_of(&answer, header::LOCATION), paths::PANEL_SIGN_IN);

    marco.enter("enter_panel", "marco2026").await;
    page(&mut marco, paths::PANEL_FACTOR).await;
    remove(&ctx, &by, id).await.unwrap();
    let answer = marco.post(form, "current_password=x").await;
    assert_eq!(header_of(&answer, header::LOCATION), paths::PANEL_SIGN_IN);
    let answer = marco.enter("enter_panel", "marco2026").await;
    assert_eq!(header_of(&answer, header::LOCATION), paths::PANEL_SIGN_IN);
}

#[tokio::test]
async fn of_a_service_that_has_expired_everything_is_read_and_people_are_shut_out() {
    let (anna, service, mut owner) = anna().await;
    let ctx = owner.server.services.clone();
    let id = anna.gives_a_seat(&ctx, "marco2026", &codes(&[READING])).await;
    let verdi = Accountant::create(&ctx, "studioverdi1").await;
    let given = codes(&[READING, "invoicing_configure"]);
    let delegation = anna.delegates(&ctx, &verdi, &given).await;
    ctx.clock.advance(TimeDelta::days(201));
    owner.enter("enter_panel", &format!("BT{}", anna.party.vat_number)).await;

    let (users, delegations) = (paths::panel_users(service), paths::panel_delegations(service));
    let (new_user, new_delegation) =
        (paths::panel_new_user(service), paths::panel_new_delegation(service));
    let of_marco = paths::panel_user(service, id);
    let of_verdi = paths::panel_delegation(service, delegation);
    let only_read = "quello che c’è si può leggere, e modificare di nuovo dopo il rinnovo";
    for (address, says, does_not) in [
        (&users, vec!["MARCO2026"], vec![new_user.as_str(), path_of("open_cart")]),
        (&delegations, vec!["STUDIOVERDI1"], vec![new_delegation.as_str()]),
        (
            &of_marco,
            vec!["Chiudi gli accessi aperti", "Lascia il posto", "Sì, elimina l’utente", "Lettura"],
            vec!["Salva i permessi", "Salva l’indirizzo", "Invia una nuova password"],
        ),
        (&of_verdi, vec!["Sì, termina la delega", "Lettura"], vec!["Salva i permessi"]),
        (&new_user, vec![only_read], vec![path_of("create_panel_user")]),
        (&new_delegation, vec![only_read], vec![path_of("offer_delegation")]),
    ] {
        let shown = page(&mut owner, address).await;
        for words in says {
            assert!(shown.contains(words), "{address}: {words}: {shown}");
        }
        for words in does_not {
            assert!(!shown.contains(words), "{address}: {words}: {shown}");
        }
    }

    // By hand.
    let may = format!("id={id}&permissions%5B%5D={READING}");
    let refused = owner.post(path_of("change_panel_user"), &of(service, &may)).await;
    assert_eq!(header_of(&refused, header::LOCATION), of_marco);
    assert!(page(&mut owner, &of_marco).await.contains(only_read));
    let marco = of(service, &format!("id={id}"));
    let removed = owner.post(path_of("remove_panel_user"), &marco).await;
    let shown = page(&mut owner, header_of(&removed, header::LOCATION)).await;
    assert!(shown.contains("L’utente MARCO2026 è stato eliminato"), "{shown}");

    // Whoever changed what was configured reads it.
    let mut verdi = owner.another();
    verdi.enter("enter_accountant", "studioverdi1").await;
    let step = paths::panel_billing_step(service, Step::Regime);
    let shown = page(&mut verdi, &paths::panel_billing(service)).await;
    assert!(shown.contains("Regime fiscale") && !shown.contains(&step), "{shown}");
    assert_eq!(verdi.get(&step).await.status(), StatusCode::NOT_FOUND);
    let sent = of(service, "slug=regime-fiscale&seen=0&form%5Bregime%5D=RF01");
    let late = verdi.post(path_of("save_billing_step"), &sent).await;
    assert_eq!(late.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_was_configured_is_changed_by_whoever_was_given_that_until_it_is_taken_away() {
    let (anna, service, mut owner) = anna().await;
    let ctx = owner.server.services.clone();
    let given = codes(&[READING, "invoicing_configure"]);
    let id = anna.gives_a_seat(&ctx, "marco2026", &given).await;
    anna.gives_a_seat(&ctx, "giulia2026", &codes(&[READING, "invoicing_write"])).await;
    let verdi = Accountant::create(&ctx, "studioverdi1").await;
    let delegation = anna.delegates(&ctx, &verdi, &given).await;
    let (mut marco, mut giulia, mut verdi) = (owner.another(), owner.another(), owner.another());
    marco.enter("enter_panel", "marco2026").await;
    giulia.enter("enter_panel", "giulia2026").await;
    verdi.enter("enter_accountant", "studioverdi1").await;
    let (home, list) = (paths::panel_home(service), paths::panel_billing(service));
    let step = paths::panel_billing_step(service, Step::Regime);
    let notices = paths::panel_billing_step(service, Step::Notices);
    let save = path_of("save_billing_step");
    let form = |seen: u8, code: &str| {
        of(service, &format!("slug=regime-fiscale&seen={seen}&form%5Bregime%5D={code}"))
    };

    for (seen, code, desk) in [(0, "RF18", &mut marco), (1, "RF04", &mut verdi)] {
        assert!(page(desk, &home).await.contains(&list), "there is a way to it");
        let shown = page(desk, &list).await;
        assert!(shown.contains(&step), "{shown}");
        let settings = format!("{}\"", paths::panel_settings(service));
        for owners in [notices.as_str(), &settings, "I tuoi dati"] {
            assert!(!shown.contains(owners), "{owners}: {shown}");
        }
        page(desk, &step).await;
        let saved = desk.post(save, &form(seen, code)).await;
        let shown = page(desk, header_of(&saved, header::LOCATION)).await;
        assert!(shown.contains("Regime fiscale: salvato") && shown.contains(code), "{shown}");
        assert_eq!(desk.get(&notices).await.status(), StatusCode::NOT_FOUND);
        let how = of(service, "slug=avvisi&seen=0");
        assert_eq!(desk.post(save, &how).await.status(), StatusCode::NOT_FOUND);
        page(desk, &step).await;
    }
    let shown = page(&mut giulia, &list).await;
    assert!(shown.contains("RF04") && !shown.contains(&step), "she reads it: {shown}");

    let by = anna.in_panel(&ctx).await;
    change(&ctx, &by, id, &codes(&[READING])).await.unwrap();
    delegations::end(&ctx, &by, delegation).await.unwrap();
    for desk in [&mut marco, &mut verdi, &mut giulia] {
        let late = desk.post(save, &form(2, "RF01")).await;
        assert_eq!(late.status(), StatusCode::NOT_FOUND);
        assert_eq!(desk.get(&step).await.status(), StatusCode::NOT_FOUND);
    }
    assert!(page(&mut owner, &list).await.contains("RF04"), "as it was");
    let trace = page(&mut owner, &paths::panel_trace(service)).await;
    assert_eq!(trace.matches("Dati della fatturazione: Regime fiscale").count(), 2, "{trace}");
}

#[tokio::test]
async fn what_was_typed_while_the_sign_in_had_ended_is_there_after_another_one() {
    let (anna, service, mut owner) = anna().await;
    let ctx = owner.server.services.clone();
    let marco = anna.gives_a_seat(&ctx, "marco2026", &codes(&[READING])).await;
    let giulia = anna.gives_a_seat(&ctx, "giulia2026", &codes(&[READING])).await;
    let delegation = anna.offers(&ctx, "nessuno2026", &codes(&[READING])).await;
    end_other_sign_ins(&ctx, &anna.in_panel(&ctx).await).await.unwrap();

    let may = "permissions%5B%5D=invoicing_read&permissions%5B%5D=documents_write";
    for (function, fields) in [
        ("create_panel_user", "form%5Busername%5D=sandro2026".to_owned()),
        ("change_panel_user", format!("id={marco}&{may}")),
        ("move_panel_user", format!("id={marco}&email=nuovo%40bianchi.example")),
        ("offer_delegation", "form%5Busername%5D=studioverdi1".to_owned()),
        ("change_delegation", format!("id={delegation}&{may}")),
        ("save_billing_step", "slug=regime-fiscale&seen=0&form%5Bregime%5D=RF99".to_owned()),
    ] {
        let answer = owner.post(path_of(function), &of(service, &fields)).await;
        let to = header_of(&answer, header::LOCATION);
        assert!(to.starts_with(paths::PANEL_SIGN_IN), "{function}: {to}");
    }
    owner.enter("enter_panel", &format!("BT{}", anna.party.vat_number)).await;

    let of_giulia = page(&mut owner, &paths::panel_user(service, giulia)).await;
    assert!(!of_giulia.contains("nuovo@bianchi.example"), "that was about somebody else");
    assert!(!is_ticked(&of_giulia, "documents_write"), "{of_giulia}");
    let of_marco = page(&mut owner, &paths::panel_user(service, marco)).await;
    assert!(of_marco.contains("value=\"nuovo@bianchi.example\""), "{of_marco}");
    assert!(is_ticked(&of_marco, "documents_write"), "{of_marco}");
    let of_nobody = page(&mut owner, &paths::panel_delegation(service, delegation)).await;
    assert!(is_ticked(&of_nobody, "documents_write"), "{of_nobody}");
    for (address, says) in [
        (paths::panel_new_user(service), "value=\"sandro2026\""),
        (paths::panel_new_delegation(service), "value=\"studioverdi1\""),
        (paths::panel_billing_step(service, Step::Regime), "scegli una voce dell’elenco"),
    ] {
        let shown = page(&mut owner, &address).await;
        assert!(shown.contains(says), "{says}: {shown}");
    }
}
