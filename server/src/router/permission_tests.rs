//! Who may look at which page: every page and everybody who may be there, in one table.

use std::collections::BTreeMap;

use axum::http::{StatusCode, header};
use chrono::{Days, TimeDelta};
use domain::{Product, cart::Cart, id::SubscriptionId};
use services::{
    Context,
    office::save_staff,
    second_factor::{Owner, State, begin, confirm, state},
    testing::{Customer, PASSWORD, Telephone, a_browser, a_customer},
};
use ui::paths;

use super::{nonsense::path_of, office_session_tests::Desk, page_routes};
use crate::{
    context::Demo,
    test_server::{TestServer, header_of, text},
};

/// Everybody, in the order of the columns: nobody; a customer who has given the password and not the
/// code; the owner of a service who came from its panel for a purchase; the customer; the panel user;
/// a member of staff.
const EVERYBODY: usize = 6;

/// What each of them gets: `o` the page or what it leads to, `s` the sign-in of its zone, `m` the word
/// that it takes a sign-in to the account (403), `-` the word that it is not there.
const PAGES: &[(&str, &str)] = &[
    ("/", "oooooo"),
    ("/accedi", "oooooo"),
    ("/accedi/codice", "sossss"),
    ("/accessibilita", "oooooo"),
    ("/app", "ssosos"),
    ("/app/moduli-aggiuntivi", "ssosos"),
    ("/area-clienti", "ssmoss"),
    ("/area-clienti/dati", "ssmoss"),
    ("/area-clienti/dati/diritti", "ssmoss"),
    ("/area-clienti/dati/email", "ssmoss"),
    ("/area-clienti/dati/password", "ssmoss"),
    ("/area-clienti/dati/recapiti", "ssmoss"),
    ("/area-clienti/dati/verifica", "ssmoss"),
    ("/area-clienti/ordini", "ssmoss"),
    ("/area-clienti/servizi/{id}", "ssm-ss"),
    ("/benvenuto", "ssmoss"),
    ("/carrello", "oooooo"),
    ("/clausole", "oooooo"),
    ("/commercialista", "ssssss"),
    ("/commercialista/accedi", "oooooo"),
    ("/commercialista/accedi/codice", "ssssss"),
    ("/commercialista/conferma-email", "oooooo"),
    ("/commercialista/dati", "ssssss"),
    ("/commercialista/dati/email", "ssssss"),
    ("/commercialista/dati/nome", "ssssss"),
    ("/commercialista/dati/password", "ssssss"),
    ("/commercialista/dati/verifica", "ssssss"),
    ("/commercialista/recupera-password", "oooooo"),
    ("/commercialista/recupera-password/nuova", "oooooo"),
    ("/commercialista/registrazione", "oooooo"),
    ("/condizioni", "oooooo"),
    ("/conferma-email", "oooooo"),
    ("/dati-intestatario", "ssmoss"),
    ("/demo/metodo/{id}", "------"),
    ("/demo/pagamento/{attempt}", "------"),
    ("/disdetta", "ssmoss"),
    ("/metodi-di-pagamento", "ssmoss"),
    ("/metodi-di-pagamento/nuovo", "ssmoss"),
    ("/metodi-di-pagamento/{id}", "ssm-ss"),
    ("/modulo-ordine", "ssooss"),
    ("/note-legali", "oooooo"),
    ("/ordini/{number}", "ssmoss"),
    ("/ordini/{number}/condizioni", "ssmoss"),
    ("/ordini/{number}/pagamento", "ssmoss"),
    ("/pannello", "ssosos"),
    ("/pannello/accesso", "ssosos"),
    ("/pannello/accesso/password", "ssosos"),
    ("/pannello/accedi", "oooooo"),
    ("/pannello/accedi/codice", "ssssss"),
    ("/pannello/cambio-password", "ssosos"),
    ("/pannello/configurazione", "ssosos"),
    ("/pannello/impostazioni", "ssosos"),
    ("/pannello/impostazioni/utenti", "ssosos"),
    ("/pannello/password-cambiata", "ssssss"),
    ("/pannello/recupera-password", "oooooo"),
    ("/pannello/recupera-password/nuova", "oooooo"),
    ("/pannello/servizi-aggiuntivi", "ssosos"),
    ("/pannello/servizi/{servizio}", "ssosos"),
    ("/pannello/servizi/{servizio}/configurazione", "ssosos"),
    ("/pannello/servizi/{servizio}/configurazione-conclusa", "ssosos"),
    ("/pannello/servizi/{servizio}/configurazione/riepilogo", "ssosos"),
    ("/pannello/servizi/{servizio}/configurazione/{passo}", "ssosos"),
    ("/pannello/servizi/{servizio}/impostazioni", "ssosos"),
    ("/pannello/servizi/{servizio}/impostazioni/deleghe", "ssosos"),
    ("/pannello/servizi/{servizio}/impostazioni/deleghe/nuova", "ssosos"),
    ("/pannello/servizi/{servizio}/impostazioni/deleghe/{id}", "ss-s-s"),
    ("/pannello/servizi/{servizio}/impostazioni/fatturazione", "ssosos"),
    ("/pannello/servizi/{servizio}/impostazioni/fatturazione/{passo}", "ss-s-s"),
    ("/pannello/servizi/{servizio}/registro", "ssosos"),
    ("/pannello/servizi/{servizio}/impostazioni/utenti", "ssosos"),
    ("/pannello/servizi/{servizio}/impostazioni/utenti/nuovo", "ssosos"),
    ("/pannello/servizi/{servizio}/impostazioni/utenti/{id}", "ss-s-s"),
    ("/pannello/servizi/{servizio}/servizi-aggiuntivi", "ssosos"),
    ("/pannello/verifica", "ssosos"),
    ("/posta", "------"),
    ("/posta/{messaggio}", "------"),
    ("/privacy", "oooooo"),
    ("/prodotti", "oooooo"),
    ("/prodotti/{prodotto}", "oooooo"),
    ("/recupera-password", "oooooo"),
    ("/recupera-password/nuova", "oooooo"),
    ("/recupera-username", "oooooo"),
    ("/registrati", "oooooo"),
    ("/rinnovo", "ssmoss"),
    ("/schede", "oooooo"),
    ("/ufficio", "ssssso"),
    ("/ufficio/accedi", "oooooo"),
    ("/ufficio/accedi/codice", "ssssss"),
    ("/ufficio/accedi/verifica", "ssssss"),
    ("/ufficio/accessi", "ssssso"),
    ("/ufficio/clienti", "ssssso"),
    ("/ufficio/da-decidere", "ssssso"),
    ("/ufficio/disdette", "ssssso"),
    ("/ufficio/estratti", "ssssso"),
    ("/ufficio/estratti/colonne", "sssss-"),
    ("/ufficio/lavori", "ssssso"),
    ("/ufficio/novita", "ssssso"),
    ("/ufficio/orologio", "sssss-"),
    ("/ufficio/rinnovi", "ssssso"),
    ("/ufficio/servizi/{id}", "sssss-"),
    ("/ufficio/verifica", "ssssso"),
];

/// A shop with a customer who has a service, an order that is paid, and a second factor where `half`.
struct Everybody {
    desks: [Desk; EVERYBODY],
    /// An order of the customer that was made before anybody came from the panel.
    order: i64,
    /// The customer's service.
    service: SubscriptionId,
}

async fn everybody() -> Everybody {
    let server = TestServer::with(&["--base-url", "http://localhost:3000"], Demo::default()).await;
    let ctx = &server.services;
    let anna = a_customer().with_service_until(ctx.today() + Days::new(200)).create(ctx).await;
    let order = ordered_and_cancelled(ctx, &anna).await;
    let service = anna.service(ctx).await.unwrap().id;
    let cautious = a_customer().create(ctx).await;
    secure(ctx, Owner::account(cautious.account)).await;
    save_staff(ctx, "rosa", PASSWORD).await.unwrap();

    let nobody = Desk::outside(server);
    let mut half = nobody.another();
    half.enter("sign_in", &cautious.username).await;
    let mut customer = nobody.another();
    customer.enter("sign_in", &anna.username).await;
    let mut panel = nobody.another();
    let in_panel = format!("BT{}", anna.party.vat_number);
    panel.enter("enter_panel", &in_panel).await;
    let mut purchase = nobody.another();
    purchase.enter("enter_panel", &in_panel).await;
    begin_purchase(&mut purchase, service).await;
    let mut staff = nobody.another();
    staff.enter("enter_office", "rosa").await;
    Everybody { desks: [nobody, half, purchase, customer, panel, staff], order, service }
}

/// An order that nobody pays any more: no other one is kept waiting by it.
async fn ordered_and_cancelled(ctx: &Context, anna: &Customer) -> i64 {
    let cart = Cart::add_ons(Product::Invoicing).set_quantity(Product::User, 1, &[]).unwrap();
    let order = anna.orders(ctx, cart).await;
    services::order::cancel(ctx, anna.account, order.number).await.unwrap();
    order.number
}

pub(super) async fn secure(ctx: &Context, owner: Owner) {
    begin(ctx, owner, PASSWORD).await.unwrap();
    let State::Begun(enrolment) = state(ctx, owner).await.unwrap() else { panic!("a key waits") };
    let code = Telephone::told(&enrolment.key).shows(ctx);
    confirm(ctx, owner, None, a_browser().network, &code).await.unwrap();
    ctx.clock.advance(TimeDelta::seconds(30));
}

async fn begin_purchase(desk: &mut Desk, service: SubscriptionId) {
    let form = format!("service={service}&product=DOC");
    let answer = desk.post(path_of("open_cart"), &form).await;
    assert_eq!(header_of(&answer, header::LOCATION), paths::CART);
}

async fn seen(desk: &mut Desk, page: &str) -> char {
    let answer = desk.get(page).await;
    let to = header_of(&answer, header::LOCATION);
    let is_sign_in = |to: &str| {
        let doors = [
            paths::SIGN_IN,
            paths::PANEL_SIGN_IN,
            paths::ACCOUNTANT_SIGN_IN,
            paths::OFFICE_SIGN_IN,
        ];
        doors.contains(&to.split('?').next().unwrap_or_default())
    };
    match answer.status() {
        StatusCode::FORBIDDEN => 'm',
        StatusCode::NOT_FOUND => '-',
        StatusCode::FOUND if is_sign_in(to) => 's',
        StatusCode::OK | StatusCode::FOUND => 'o',
        other => panic!("{page}: {other}"),
    }
}

#[tokio::test]
async fn everybody_sees_the_pages_that_the_table_gives_them() {
    let Everybody { mut desks, order, service } = everybody().await;
    let mut found = BTreeMap::new();
    for route in page_routes() {
        let path = route.path().to_owned();
        let page = path.replace("{number}", &order.to_string());
        let page = page.replace("{servizio}", &service.to_string());
        let page = page.replace("{prodotto}", "documenti");
        let page = match page.split_once('{') {
            Some((start, _)) => format!("{start}00000000-0000-7000-8000-000000000001"),
            None => page,
        };
        let mut row = String::new();
        for desk in &mut desks {
            row.push(seen(desk, &page).await);
        }
        found.insert(path, row);
    }

    let table: BTreeMap<_, _> =
        PAGES.iter().map(|(path, row)| ((*path).to_owned(), (*row).to_owned())).collect();
    let printed: Vec<_> = found.iter().map(|(path, row)| format!("({path:?}, {row:?}),")).collect();
    assert_eq!(found, table, "{}", printed.join("\n"));
}

#[tokio::test]
async fn a_purchase_from_the_panel_makes_its_order_and_touches_nothing_else() {
    let Everybody { desks: [_, _, mut buyer, ..], order: before, .. } = everybody().await;

    let cart = text(buyer.get(paths::CART).await).await;
    assert!(cart.contains("Documenti"), "{cart}");
    assert!(!cart.contains("Anna Bianchi"), "the header names nobody");
    for (form, fields) in [
        ("turn_renewal_off", ""),
        ("end_other_sessions", ""),
        ("change_password", "current_password=x"),
        ("change_email", "email=x%40y.it"),
        ("begin_factor", "current_password=x"),
        ("take_back_termination", ""),
    ] {
        let answer = buyer.as_script(path_of(form), fields).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{form}");
    }
    let pay = format!("number={before}&method=BankTransfer");
    for (form, fields) in
        [("pay_order", pay.as_str()), ("cancel_order", &format!("number={before}&page=/carrello"))]
    {
        let answer = buyer.as_script(path_of(form), fields).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{form}");
    }

    let form = text(buyer.get(paths::ORDER_FORM).await).await;
    let hidden = |name: &str| {
        let rest = form.split(&format!("name=\"form[{name}]\" value=\"")).nth(1);
        rest.unwrap_or_else(|| panic!("{name}: {form}")).split('"').next().unwrap().to_owned()
    };
    let (intent, digest) = (hidden("intent"), hidden("digest"));
    let boxes = "form%5Bconditions%5D=true&form%5Bonerous_clauses%5D=true\
                 &form%5Bsupply_sheets%5D=true&form%5Bmethod%5D=BankTransfer";
    let fields = format!("form%5Bintent%5D={intent}&form%5Bdigest%5D={digest}&{boxes}");
    let made = buyer.post(path_of("conclude_order"), &fields).await;
    let page = header_of(&made, header::LOCATION).to_owned();
    assert!(page.starts_with("/ordini/"), "{page}");

    assert_eq!(buyer.get(&page).await.status(), StatusCode::OK, "the order just made");
    let page = page.split('?').next().unwrap();
    let sheet = buyer.get(&format!("{page}/bonifico.pdf")).await;
    assert_eq!(sheet.status(), StatusCode::OK);
    let other = buyer.get(&paths::order(before)).await;
    assert_eq!(other.status(), StatusCode::FORBIDDEN);
    let said = text(other).await;
    assert!(
        said.contains(&format!("href=\"{}\"", paths::sign_in(&paths::order(before)))),
        "{said}"
    );

    buyer.post(path_of("leave_panel"), "").await;
    let answer = buyer.get(page).await;
    assert_eq!(
        header_of(&answer, header::LOCATION),
        paths::sign_in(page),
        "it ends with the panel"
    );
}

#[tokio::test]
async fn whoever_has_signed_in_to_the_account_goes_on_with_everything() {
    let Everybody { desks: [_, _, mut buyer, mut customer, ..], order, service } =
        everybody().await;
    let username = text(customer.get(paths::DATA).await).await;
    let username = username.split("wrap-anywhere\">").nth(1).unwrap().split('<').next().unwrap();

    buyer.enter("sign_in", username).await;
    assert_eq!(buyer.get(&paths::order(order)).await.status(), StatusCode::OK);
    begin_purchase(&mut buyer, service).await;

    assert_eq!(buyer.get(&paths::order(order)).await.status(), StatusCode::OK, "not downgraded");
    assert_eq!(buyer.get(paths::DATA).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_purchase_ends_after_two_hours() {
    let Everybody { desks: [_, _, mut buyer, ..], service, .. } = everybody().await;
    assert_eq!(buyer.get(paths::ORDER_FORM).await.status(), StatusCode::OK);

    buyer.server.services.clock.advance(TimeDelta::hours(2));

    let answer = buyer.get(paths::ORDER_FORM).await;
    assert_eq!(header_of(&answer, header::LOCATION), paths::sign_in(paths::ORDER_FORM));
    let panel = buyer.get(&paths::panel_home(service)).await;
    assert_eq!(panel.status(), StatusCode::OK, "the panel stays open");
}
