//! Who may look at which page: every page and everybody who may be there, in one table.

mod purchases;

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
    test_server::{TestServer, header_of},
};

/// Everybody, in the order of the columns: nobody; a customer who has given the password and not the
/// code; the owner of a service who came from its panel for a purchase; somebody who has pressed
/// `Rinnova` on the page of a mail's link; the customer; the panel user; a member of staff.
const EVERYBODY: usize = 7;

/// What each of them gets: `o` the page or what it leads to, `s` the sign-in of its zone, `m` the word
/// that it takes a sign-in to the account (403), `-` the word that it is not there.
const PAGES: &[(&str, &str)] = &[
    ("/", "ooooooo"),
    ("/accedi", "ooooooo"),
    ("/accedi/codice", "sosssss"),
    ("/accessibilita", "ooooooo"),
    ("/app", "ssossos"),
    ("/app/moduli-aggiuntivi", "ssossos"),
    ("/area-clienti", "ssmmoss"),
    ("/area-clienti/dati", "ssmmoss"),
    ("/area-clienti/dati/diritti", "ssmmoss"),
    ("/area-clienti/dati/email", "ssmmoss"),
    ("/area-clienti/dati/password", "ssmmoss"),
    ("/area-clienti/dati/recapiti", "ssmmoss"),
    ("/area-clienti/dati/verifica", "ssmmoss"),
    ("/area-clienti/ordini", "ssmmoss"),
    ("/area-clienti/servizi/{id}", "ssmm-ss"),
    ("/benvenuto", "ssmmoss"),
    ("/carrello", "ooooooo"),
    ("/clausole", "ooooooo"),
    ("/commercialista", "sssssss"),
    ("/commercialista/accedi", "ooooooo"),
    ("/commercialista/accedi/codice", "sssssss"),
    ("/commercialista/conferma-email", "ooooooo"),
    ("/commercialista/dati", "sssssss"),
    ("/commercialista/dati/email", "sssssss"),
    ("/commercialista/dati/nome", "sssssss"),
    ("/commercialista/dati/password", "sssssss"),
    ("/commercialista/dati/verifica", "sssssss"),
    ("/commercialista/recupera-password", "ooooooo"),
    ("/commercialista/recupera-password/nuova", "ooooooo"),
    ("/commercialista/registrazione", "ooooooo"),
    ("/condizioni", "ooooooo"),
    ("/conferma-email", "ooooooo"),
    ("/dati-intestatario", "ssmmoss"),
    ("/demo/metodo/{id}", "-------"),
    ("/demo/pagamento/{attempt}", "-------"),
    ("/disdetta", "ssmmoss"),
    ("/metodi-di-pagamento", "ssmmoss"),
    ("/metodi-di-pagamento/nuovo", "ssmmoss"),
    ("/metodi-di-pagamento/{id}", "ssmm-ss"),
    ("/modulo-ordine", "ssoooss"),
    ("/note-legali", "ooooooo"),
    ("/ordini/{number}", "ssmmoss"),
    ("/ordini/{number}/condizioni", "ssmmoss"),
    ("/ordini/{number}/pagamento", "ssmmoss"),
    ("/pannello", "ssossos"),
    ("/pannello/accesso", "ssossos"),
    ("/pannello/accesso/password", "ssossos"),
    ("/pannello/accedi", "ooooooo"),
    ("/pannello/accedi/codice", "sssssss"),
    ("/pannello/cambio-password", "ssossos"),
    ("/pannello/configurazione", "ssossos"),
    ("/pannello/impostazioni", "ssossos"),
    ("/pannello/impostazioni/utenti", "ssossos"),
    ("/pannello/password-cambiata", "sssssss"),
    ("/pannello/recupera-password", "ooooooo"),
    ("/pannello/recupera-password/nuova", "ooooooo"),
    ("/pannello/servizi-aggiuntivi", "ssossos"),
    ("/pannello/servizi/{servizio}", "ssossos"),
    ("/pannello/servizi/{servizio}/agenda", "ssossos"),
    ("/pannello/servizi/{servizio}/configurazione", "ssossos"),
    ("/pannello/servizi/{servizio}/configurazione-conclusa", "ssossos"),
    ("/pannello/servizi/{servizio}/configurazione/riepilogo", "ssossos"),
    ("/pannello/servizi/{servizio}/configurazione/{passo}", "ssossos"),
    ("/pannello/servizi/{servizio}/impostazioni", "ssossos"),
    ("/pannello/servizi/{servizio}/impostazioni/deleghe", "ssossos"),
    ("/pannello/servizi/{servizio}/impostazioni/deleghe/nuova", "ssossos"),
    ("/pannello/servizi/{servizio}/impostazioni/deleghe/{id}", "ss-ss-s"),
    ("/pannello/servizi/{servizio}/impostazioni/fatturazione", "ssossos"),
    ("/pannello/servizi/{servizio}/impostazioni/fatturazione/{passo}", "ss-ss-s"),
    ("/pannello/servizi/{servizio}/registro", "ssossos"),
    ("/pannello/servizi/{servizio}/impostazioni/utenti", "ssossos"),
    ("/pannello/servizi/{servizio}/impostazioni/utenti/nuovo", "ssossos"),
    ("/pannello/servizi/{servizio}/impostazioni/utenti/{id}", "ss-ss-s"),
    ("/pannello/servizi/{servizio}/servizi-aggiuntivi", "ssossos"),
    ("/pannello/verifica", "ssossos"),
    ("/posta", "-------"),
    ("/posta/{messaggio}", "-------"),
    ("/privacy", "ooooooo"),
    ("/prodotti", "ooooooo"),
    ("/prodotti/{prodotto}", "ooooooo"),
    ("/recupera-password", "ooooooo"),
    ("/recupera-password/nuova", "ooooooo"),
    ("/recupera-username", "ooooooo"),
    ("/registrati", "ooooooo"),
    ("/rinnovo", "ssmmoss"),
    ("/schede", "ooooooo"),
    ("/ufficio", "sssssso"),
    ("/ufficio/accedi", "ooooooo"),
    ("/ufficio/accedi/codice", "sssssss"),
    ("/ufficio/accedi/verifica", "sssssss"),
    ("/ufficio/accessi", "sssssso"),
    ("/ufficio/clienti", "sssssso"),
    ("/ufficio/da-decidere", "sssssso"),
    ("/ufficio/disdette", "sssssso"),
    ("/ufficio/estratti", "sssssso"),
    ("/ufficio/estratti/colonne", "ssssss-"),
    ("/ufficio/lavori", "sssssso"),
    ("/ufficio/novita", "sssssso"),
    ("/ufficio/orologio", "ssssss-"),
    ("/ufficio/rinnovi", "sssssso"),
    ("/ufficio/servizi/{id}", "ssssss-"),
    ("/ufficio/verifica", "sssssso"),
];

/// A shop with a customer who has a service, an order that is paid, and a second factor where `half`.
struct Everybody {
    desks: [Desk; EVERYBODY],
    /// An order of the customer that was made before anybody came from the panel.
    order: i64,
    /// The customer's service.
    service: SubscriptionId,
    /// Another customer, who has been reminded.
    reminded: Customer,
    /// The link of that mail.
    link: String,
}

async fn everybody() -> Everybody {
    let server = TestServer::with(&["--base-url", "http://localhost:3000"], Demo::default()).await;
    let ctx = &server.services;
    let anna = a_customer().with_service_until(ctx.today() + Days::new(200)).create(ctx).await;
    let order = ordered_and_cancelled(ctx, &anna).await;
    let service = anna.service(ctx).await.unwrap().id;
    let reminded = a_customer().with_service_until(ctx.today() + Days::new(30)).create(ctx).await;
    let link = reminded.renewal_link(ctx).await;
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
    let mut by_link = nobody.another();
    press_rinnova(&mut by_link, &link).await;
    let mut staff = nobody.another();
    staff.enter("enter_office", "rosa").await;
    let desks = [nobody, half, purchase, by_link, customer, panel, staff];
    Everybody { desks, order, service, reminded, link }
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

/// On the page that the link of a mail opens.
async fn press_rinnova(desk: &mut Desk, link: &str) {
    let form = format!("years=1&plan=&link={link}");
    let answer = desk.post(path_of("start_renewal"), &form).await;
    assert_eq!(header_of(&answer, header::LOCATION), paths::ORDER_FORM);
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
    let Everybody { mut desks, order, service, .. } = everybody().await;
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
