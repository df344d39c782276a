//! How much a page asks of the database, whatever the number of rows.
//!
//! Each page is asked for in a state in which it has everything to show, and has to be there: what
//! leads elsewhere, or is not found, would read little.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use chrono::{Days, TimeDelta};
use domain::{
    Product,
    cart::Cart,
    configuration::Step,
    demo::DemoMethod,
    id::SubscriptionId,
    order::{Order, PaymentMethod},
    party::HolderForm,
    recovery::Whose,
    termination::When,
};
use services::{
    Context,
    account::{EmailForm, ask_email},
    accountant, demo, office, order,
    outbox::relay::deliver_due,
    payment::{self, add_method, look_after_setups},
    personal_data,
    ports::Mailer,
    recovery, renewal,
    second_factor::Owner,
    statement, termination,
    testing::{
        Accountant, Customer, Engine, PASSWORD, a_browser, a_company, a_customer, a_holder,
        a_public_body, a_public_holder, counting, the_payment_of,
    },
};
use ui::{Zone, paths};

use super::{nonsense::path_of, office_session_tests::Desk, page_routes, permission_tests::secure};
use crate::{
    context::Demo,
    test_server::{TestServer, header_of, text},
};

/// The most that a page may read, besides the session and what it opens.
const MOST: usize = 4;

/// One statement for the session, and one for the name in the header, which in the office is who that
/// is today; the panel asks that as well, and has the name and the cart of the shop in its header.
fn access(page: &str) -> usize {
    if Zone::of(page) == Zone::Panel { 4 } else { 2 }
}

/// What some pages read besides, and why. Whoever comes back from the provider has it asked before
/// anything is shown, and what it says is written down in a unit of work of its own, which reads again
/// what it holds; the provider of a demonstration lives in the same database. A service has its orders
/// with their lines, what has happened and its renewal; joined, each order would come once for each
/// event. The desk of statements has credits, orders, earlier payers, files, and the tables that somebody
/// explained, which are five lists that no row joins. The home of a panel tells what is new. The agenda
/// has the order that waits, the renewal, the disdetta, what came free, users and delegations.
/// An accountant's own data have the clients that an end of the account would end, and where they are in.
const MORE: [(&str, usize); 8] = [
    ("/app", 1),
    ("/pannello/servizi/{servizio}", 1),
    ("/pannello/servizi/{servizio}/agenda", 2),
    ("/area-clienti/servizi/{id}", 1),
    ("/ordini/{number}/pagamento", 9),
    ("/metodi-di-pagamento/{id}", 6),
    ("/commercialista/dati", 1),
    ("/ufficio/estratti", 1),
];

/// What only leads on to the panel of a service.
const LEADS_ON: [&str; 5] = [
    paths::PANEL,
    "/pannello/configurazione",
    "/pannello/servizi-aggiuntivi",
    "/pannello/impostazioni",
    "/pannello/impostazioni/utenti",
];

/// In the office a code follows the password where the operator wants it, which this shop does not;
/// each is one field, like those that follow the password of a customer and of the panel.
const OF_ONE_FIELD: [&str; 2] = [paths::OFFICE_SIGN_IN_CODE, paths::OFFICE_ENROLMENT];

fn may_read(route: &str) -> usize {
    let more = MORE.iter().find(|(of, _)| *of == route).map_or(0, |(_, more)| *more);
    MOST + access(route) + more
}

/// What was read of each page, by its route.
#[derive(Default)]
struct Read {
    visited: BTreeSet<String>,
    wrong: Vec<String>,
    most: Vec<String>,
    all: usize,
}

impl Read {
    /// The page at this address, which has to be there and to show this.
    async fn page(&mut self, browser: &mut Desk, route: &str, address: &str, shows: &str) {
        let (answer, counted) = counting(browser.get(address)).await;
        let status = answer.status();
        let shown = text(answer).await;
        if status != StatusCode::OK {
            self.wrong.push(format!("{route} ({address}): {status}"));
        } else if !shown.contains(shows) {
            self.wrong.push(format!("{route} ({address}) does not show {shows}"));
        }
        if counted.reading > may_read(route) {
            self.most.push(format!("{route} ({address}) reads {} times", counted.reading));
        }
        self.visited.insert(route.to_owned());
        self.all += counted.reading;
    }

    /// A page of the panel of a service.
    async fn in_panel(
        &mut self,
        browser: &mut Desk,
        service: SubscriptionId,
        address: &str,
        shows: &str,
    ) {
        let route = address.replace(&service.to_string(), "{servizio}");
        self.page(browser, &route, address, shows).await;
    }

    /// A page without a parameter.
    async fn at(&mut self, browser: &mut Desk, address: &str, shows: &str) {
        self.page(browser, address, address, shows).await;
    }
}

/// Signed in to the shop, and to the panel where there is one.
async fn signed_in(outside: &Desk, customer: &Customer, holder: &HolderForm) -> Desk {
    let mut browser = outside.another();
    browser.enter("sign_in", &customer.username).await;
    let party = &holder.party;
    let number = if party.vat_number.is_empty() { &party.tax_code } else { &party.vat_number };
    let panel = format!("{}{number}", browser.server.services.settings.panel_prefix);
    browser.enter("enter_panel", &panel).await;
    browser
}

/// Some ways to pay that the provider keeps for somebody, and one that is still open.
async fn leaves_methods(ctx: &Context, customer: &Customer) -> String {
    for _ in 0..3 {
        let left = add_method(ctx, customer.account, PaymentMethod::Card, None).await.unwrap();
        demo::choose_method(ctx, left.id, Some(DemoMethod::Pays)).await.unwrap();
    }
    ctx.clock.advance(TimeDelta::hours(1));
    look_after_setups(ctx).await.unwrap();
    add_method(ctx, customer.account, PaymentMethod::Card, None).await.unwrap().id.to_string()
}

/// Some orders that were called off, so that lists are lists.
async fn former_orders(ctx: &Context, customer: &Customer, cart: &Cart) {
    for _ in 0..5 {
        let order = customer.orders(ctx, cart.clone()).await;
        order::cancel(ctx, customer.account, order.number).await.unwrap();
    }
}

/// What follows `?link=` in the newest mail to this address.
async fn link_to(ctx: &Context, recipient: &str) -> String {
    while recovery::answer_requests(ctx).await.unwrap() > 0 {}
    deliver_due(ctx, &Mailer::mailbox(ctx.db.clone())).await.unwrap();
    let mails = demo::mails(ctx, recipient).await.unwrap();
    let (_, rest) =
        mails.iter().find_map(|mail| mail.body_text.split_once("?link=")).expect("it has a link");
    rest.split_whitespace().next().unwrap().to_owned()
}

/// A try to pay that is open, by the page to which it leads.
async fn a_try(ctx: &Context, customer: &Customer, order: &Order) -> String {
    payment::pay(ctx, customer.account, order.number, PaymentMethod::Card).await.unwrap();
    let progress = payment::progress(ctx, customer.account, order.number).await.unwrap();
    let page = progress.attempt.unwrap().page.unwrap();
    page.rsplit('/').next().unwrap().to_owned()
}

#[tokio::test]
async fn no_page_reads_more_than_four_times() {
    let playing = Demo { on: true, today: chrono::NaiveDate::from_ymd_opt(2026, 11, 22) };
    let server = TestServer::on(Engine::Postgres, &["--acceptances-stand", "true"], playing).await;
    let ctx = server.services.clone();
    office::save_staff(&ctx, "rosa", PASSWORD).await.unwrap();
    let until = ctx.today() + Days::new(200);
    let more = Cart::add_ons(Product::Invoicing).set_quantity(Product::User, 1, &[]).unwrap();
    let first = Cart::first_purchase(Product::Invoicing, 1);

    // A public body, whose order waits for its document.
    let body = a_public_holder(a_public_body());
    let of_body = a_customer().with_holder_of(body.clone()).being(body.party.clone());
    let of_body = of_body.with_service_until(until).with(Product::Documents, 1, until);
    let comune = of_body.create(&ctx).await;
    former_orders(&ctx, &comune, &more).await;
    let of_comune = comune.orders(&ctx, more.clone()).await;

    // Anna, whose order is being paid.
    let of_anna = a_holder(a_company());
    let anna = a_customer().with_holder_of(of_anna.clone()).being(of_anna.party.clone());
    let anna = anna.with_service_until(until).with(Product::User, 2, until).create(&ctx).await;
    former_orders(&ctx, &anna, &more).await;
    let setup = leaves_methods(&ctx, &anna).await;
    let annas = anna.orders(&ctx, more.clone()).await;
    let attempt = a_try(&ctx, &anna, &annas).await;

    let may_read = ["invoicing_read".to_owned()];
    let marco = anna.gives_a_seat(&ctx, "marco2026", &may_read).await;
    anna.gives_a_seat(&ctx, "giulia2026", &may_read).await;

    // Bruno adds something; Carla buys for the first time.
    let of_bruno = a_holder(a_company());
    let bruno = a_customer().with_holder_of(of_bruno.clone()).being(of_bruno.party.clone());
    let bruno = bruno.with_service_until(until).with(Product::User, 2, until).create(&ctx).await;
    former_orders(&ctx, &bruno, &more).await;
    leaves_methods(&ctx, &bruno).await;
    bruno.fills(&ctx, more.clone()).await;
    let of_carla = a_holder(a_company());
    let carla = a_customer().with_holder_of(of_carla.clone()).being(of_carla.party.clone());
    let carla = carla.create(&ctx).await;
    former_orders(&ctx, &carla, &first).await;
    leaves_methods(&ctx, &carla).await;
    carla.fills(&ctx, first.clone()).await;

    // Dario has just paid, and has a temporary password.
    let of_dario = a_holder(a_company());
    let dario = a_customer().with_holder_of(of_dario.clone()).being(of_dario.party.clone());
    let dario = dario.create(&ctx).await;
    let darios = dario.orders(&ctx, first.clone()).await;
    payment::register_payment(&ctx, &the_payment_of(&ctx, &darios)).await.unwrap();

    // Elena's service is still to be configured.
    let of_elena = a_holder(a_company());
    let elena = a_customer().with_holder_of(of_elena.clone()).being(of_elena.party.clone());
    let elena = elena.with_service_until(until).create(&ctx).await;
    elena.before_configuration(&ctx).await;

    // The office has some of everything.
    for number in 0..3 {
        let row = format!("21/11/2026;{number},50;parte di {};Bianchi", annas.number);
        let table = format!("Data;Importo;Descrizione;Ordinante\n{row}\n{row}\n{row} e altro\n");
        statement::import(&ctx, table.as_bytes(), "estratto", "rosa").await.unwrap();
    }
    for found in statement::overview(&ctx).await.unwrap().credits.iter().take(3) {
        statement::accept(&ctx, found.id, darios.number, "rosa").await.unwrap();
    }
    // Five rows in each of these lists; the last one is looked for.
    let soon = ctx.today() + Days::new(20);
    let mut who_renew = Vec::new();
    for number in 1..=5 {
        let gives_up = a_customer().called(&format!("cessa{number}")).with_service_until(until);
        let gives_up = gives_up.create(&ctx).await;
        termination::ask(&ctx, gives_up.account, When::Now, true, "").await.unwrap();

        let forgotten = a_customer().called(&format!("oblio{number}")).create(&ctx).await;
        personal_data::ask_erasure(&ctx, forgotten.account, PASSWORD).await.unwrap();

        let expires = soon + Days::new(number);
        let renews = a_customer().called(&format!("rinnova{number}")).with_service_until(expires);
        let renews = renews.with(Product::User, 2, expires).create(&ctx).await;
        let left = add_method(&ctx, renews.account, PaymentMethod::Card, None).await.unwrap();
        demo::choose_method(&ctx, left.id, Some(DemoMethod::Pays)).await.unwrap();
        who_renew.push(renews);
    }
    ctx.clock.advance(TimeDelta::hours(1));
    look_after_setups(&ctx).await.unwrap();
    for renews in &who_renew {
        let (kept, _) = payment::methods_of(&ctx, renews.account).await.unwrap();
        renewal::turn_on(&ctx, renews.account, kept[0].id, 1).await.unwrap();
    }
    let unknown = b"Giorno;Soldi;Chi\n21/11/2026;1,50;Bianchi\n21/11/2026;2,50;Rossi\n";
    let draft = statement::hand_over(&ctx, unknown, "tabella.csv", "rosa").await.unwrap();

    let outside = Desk::outside(server);
    let mut read = Read::default();
    links(&mut read, &ctx, &outside, &anna, &of_anna).await;
    for browser in [&mut outside.another(), &mut signed_in(&outside, &bruno, &of_bruno).await] {
        for (page, shows) in [
            (paths::HOME, "<h1"),
            (paths::PRODUCTS, "<h1"),
            (paths::CONDITIONS, "<h1"),
            (paths::ONEROUS_CLAUSES, "<h1"),
            (paths::SUPPLY_SHEETS, "<h1"),
            (paths::PRIVACY, "<h1"),
            (paths::LEGAL_NOTES, "<h1"),
            (paths::ACCESSIBILITY, "<h1"),
        ] {
            read.at(browser, page, shows).await;
        }
        let product = paths::product(Product::Documents);
        read.page(browser, "/prodotti/{prodotto}", &product, "Modulo documenti").await;
    }
    let mut visitor = outside.another();
    visitor.post(path_of("start_cart"), &format!("product={}", Product::Documents)).await;
    for page in [
        paths::CART,
        paths::SIGN_IN,
        paths::REGISTER,
        paths::RECOVER_USERNAME,
        paths::RECOVER_PASSWORD,
        paths::PANEL_SIGN_IN,
        paths::PANEL_RECOVER_PASSWORD,
        paths::ACCOUNTANT_REGISTER,
        paths::ACCOUNTANT_SIGN_IN,
        paths::ACCOUNTANT_RECOVER_PASSWORD,
        paths::OFFICE_SIGN_IN,
        paths::MAILBOX,
    ] {
        read.at(&mut visitor, page, "<h1").await;
    }
    let mails = demo::mails(&ctx, "").await.unwrap();
    assert!(mails.len() > 5, "there is a list of mails");
    read.page(&mut visitor, "/posta/{messaggio}", &paths::mail(&mails[0].message_id), "<h1").await;
    let of_attempt = paths::demo_payment(&attempt);
    read.page(&mut visitor, "/demo/pagamento/{attempt}", &of_attempt, "<h1").await;
    read.page(&mut visitor, "/demo/metodo/{id}", &paths::demo_method(&setup), "<h1").await;

    newcomer(&mut read, &outside, &ctx, &of_dario).await;
    let mut at_anna = signed_in(&outside, &anna, &of_anna).await;
    read.page(&mut at_anna, "/metodi-di-pagamento/{id}", &paths::method(&setup), "<h1").await;
    let mut at_comune = signed_in(&outside, &comune, &body).await;
    let mut at_dario = signed_in(&outside, &dario, &of_dario).await;
    for (browser, order) in
        [(&mut at_anna, &annas), (&mut at_comune, &of_comune), (&mut at_dario, &darios)]
    {
        let number = order.number.to_string();
        read.page(browser, "/ordini/{number}", &paths::order(order.number), &number).await;
        read.at(browser, paths::AREA, &number).await;
    }
    for (browser, order) in [(&mut at_anna, &annas), (&mut at_comune, &of_comune)] {
        let number = order.number.to_string();
        let payment = paths::payment(order.number);
        read.page(browser, "/ordini/{number}/pagamento", &payment, &number).await;
        let accepted = paths::accepted(order.number);
        read.page(browser, "/ordini/{number}/condizioni", &accepted, &number).await;
    }
    let annas_service = anna.service(&ctx).await.unwrap().id;
    let managed = paths::service(annas_service);
    read.page(&mut at_anna, "/area-clienti/servizi/{id}", &managed, "<h1").await;
    codes(&mut read, &ctx, &outside).await;
    let mut at_bruno = signed_in(&outside, &bruno, &of_bruno).await;
    let mut at_carla = signed_in(&outside, &carla, &of_carla).await;
    for browser in [&mut at_bruno, &mut at_carla] {
        read.at(browser, paths::CART, "Totale").await;
        read.at(browser, paths::ORDER_FORM, "Conferma e completa").await;
        for page in [
            paths::WELCOME,
            paths::AREA,
            paths::DATA,
            paths::DATA_PASSWORD,
            paths::DATA_EMAIL,
            paths::DATA_CONTACT,
            paths::DATA_FACTOR,
            paths::DATA_RIGHTS,
            paths::OWN_ORDERS,
            paths::METHODS,
            paths::NEW_METHOD,
        ] {
            read.at(browser, page, "<h1").await;
        }
    }
    // Whoever adds to a service has a holder already.
    read.at(&mut at_carla, paths::HOLDER, "<h1").await;
    for (browser, of) in [(&mut at_anna, &anna), (&mut at_bruno, &bruno), (&mut at_comune, &comune)]
    {
        for page in [
            paths::RENEWAL,
            paths::TERMINATION,
            paths::APP,
            paths::APP_ADD_ONS,
            paths::PANEL_FACTOR,
            paths::PANEL_ACCESS,
            paths::PANEL_OWN_PASSWORD,
        ] {
            read.at(browser, page, "<h1").await;
        }
        let service = of.service(&ctx).await.unwrap().id;
        for page in [
            paths::panel_home(service),
            paths::panel_add_ons(service),
            paths::panel_settings(service),
            paths::panel_billing(service),
            paths::panel_trace(service),
            paths::panel_agenda(service),
            paths::panel_users(service),
            paths::panel_new_user(service),
            paths::panel_delegations(service),
            paths::panel_new_delegation(service),
            paths::configuration_done(service),
        ] {
            read.in_panel(browser, service, &page, "<h1").await;
        }
    }

    let elenas = elena.service(&ctx).await.unwrap().id;
    let mut at_elena = signed_in(&outside, &elena, &of_elena).await;
    for page in [paths::configuration(elenas), paths::configuration_summary(elenas)] {
        read.in_panel(&mut at_elena, elenas, &page, "<h1").await;
    }
    let route = "/pannello/servizi/{servizio}/configurazione/{passo}";
    let step = paths::configuration_step(elenas, Step::Seller);
    read.page(&mut at_elena, route, &step, "<form").await;

    let route = "/pannello/servizi/{servizio}/impostazioni/fatturazione/{passo}";
    let step = paths::panel_billing_step(annas_service, Step::Seller);
    read.page(&mut at_anna, route, &step, "<form").await;

    let route = "/pannello/servizi/{servizio}/impostazioni/utenti/{id}";
    let of_marco = paths::panel_user(annas_service, marco);
    read.page(&mut at_anna, route, &of_marco, "MARCO2026").await;

    accountants(&mut read, &ctx, &outside, [&anna, &bruno]).await;

    let mut desk = outside.another();
    desk.enter("enter_office", "rosa").await;
    read.at(&mut desk, paths::OFFICE, &annas.number.to_string()).await;
    read.at(&mut desk, paths::OFFICE_DECISIONS, &darios.number.to_string()).await;
    read.at(&mut desk, paths::OFFICE_TERMINATIONS, "cessa5").await;
    read.at(&mut desk, paths::OFFICE_CUSTOMERS, "oblio5").await;
    read.at(&mut desk, paths::OFFICE_RENEWALS, "rinnova5").await;
    let columns = paths::statement_columns(draft);
    read.page(&mut desk, paths::OFFICE_STATEMENT_COLUMNS, &columns, "tabella.csv").await;
    let of_service = paths::office_service(annas_service);
    read.page(&mut desk, "/ufficio/servizi/{id}", &of_service, "<h1").await;
    for page in [
        paths::OFFICE_STATEMENTS,
        paths::OFFICE_ACCESSES,
        paths::OFFICE_FACTOR,
        paths::OFFICE_NEWS,
        paths::OFFICE_JOBS,
        paths::OFFICE_CLOCK,
    ] {
        read.at(&mut desk, page, "<h1").await;
    }

    let Read { visited, wrong, most, all } = read;
    let is_left_out = |page: &&str| {
        !visited.contains(*page) && !OF_ONE_FIELD.contains(page) && !LEADS_ON.contains(page)
    };
    let left_out: Vec<_> =
        page_routes().iter().map(|page| page.path()).filter(is_left_out).collect();
    assert!(wrong.is_empty(), "{wrong:#?}\n{most:#?}\n{left_out:#?}");
    assert!(left_out.is_empty(), "nobody visits {left_out:#?}");
    assert!(all > 100, "hardly anything is counted: {all}");
    assert!(most.is_empty(), "{most:#?}");
}

/// The pages to which links of mails lead.
async fn links(
    read: &mut Read,
    ctx: &Context,
    outside: &Desk,
    anna: &Customer,
    holder: &HolderForm,
) {
    let mut visitor = outside.another();
    recovery::ask_account_password(ctx, a_browser().network, &anna.username).await.unwrap();
    let link = paths::with_link(paths::NEW_PASSWORD, &link_to(ctx, "").await);
    read.page(&mut visitor, paths::NEW_PASSWORD, &link, "type=\"password\"").await;
    let panel = format!("{}{}", ctx.settings.panel_prefix, holder.party.vat_number);
    recovery::ask_panel_password(ctx, a_browser().network, &panel).await.unwrap();
    let link = paths::with_link(paths::PANEL_NEW_PASSWORD, &link_to(ctx, "").await);
    read.page(&mut visitor, paths::PANEL_NEW_PASSWORD, &link, "type=\"password\"").await;
    let email = "nuova@example.it".to_owned();
    let form = EmailForm { whose: Whose::Account, email, current: PASSWORD.to_owned() };
    ask_email(ctx, anna.account, &form).await.unwrap();
    let link = paths::with_link(paths::CONFIRM_EMAIL, &link_to(ctx, "nuova@example.it").await);
    read.page(&mut visitor, paths::CONFIRM_EMAIL, &link, "nuova@example.it").await;
}

/// An accountant with two clients and an offer of each of two others.
async fn accountants(read: &mut Read, ctx: &Context, outside: &Desk, clients: [&Customer; 2]) {
    let verdi = Accountant::create(ctx, "studioverdi1").await;
    let may_read = ["invoicing_read".to_owned()];
    let mut given = Vec::new();
    for client in clients {
        given.push(client.delegates(ctx, &verdi, &may_read).await);
    }
    for _ in 0..2 {
        let other = a_customer().with_service_until(ctx.today() + Days::new(200));
        other.create(ctx).await.offers(ctx, &verdi.username, &may_read).await;
    }
    let mut browser = outside.another();
    browser.enter("enter_accountant", &verdi.username).await;
    read.at(&mut browser, paths::ACCOUNTANT, "Aspettano la tua risposta").await;
    read.at(&mut browser, paths::ACCOUNTANT_DATA, &verdi.username).await;
    read.at(&mut browser, paths::ACCOUNTANT_PASSWORD, "type=\"password\"").await;
    read.at(&mut browser, paths::ACCOUNTANT_FACTOR, "Non è attiva").await;
    read.at(&mut browser, paths::ACCOUNTANT_NAME, "value=\"Studio Verdi\"").await;
    read.at(&mut browser, paths::ACCOUNTANT_EMAIL, "studioverdi1@example.it").await;
    accountant::ask_email(ctx, verdi.id, "verdi@example.it", PASSWORD).await.unwrap();
    let link = link_to(ctx, "verdi@example.it").await;
    let link = paths::with_link(paths::ACCOUNTANT_CONFIRM_EMAIL, &link);
    read.page(&mut browser, paths::ACCOUNTANT_CONFIRM_EMAIL, &link, "verdi@example.it").await;
    let service = clients[0].service(ctx).await.unwrap().id;
    let home = paths::panel_home(service);
    read.page(&mut browser, "/pannello/servizi/{servizio}", &home, "Ciao, STUDIOVERDI1").await;
    let panel = format!("{}{}", ctx.settings.panel_prefix, clients[0].party.vat_number);
    let mut owner = outside.another();
    owner.enter("enter_panel", &panel).await;
    let route = "/pannello/servizi/{servizio}/impostazioni/deleghe/{id}";
    let one = paths::panel_delegation(service, given[0]);
    read.page(&mut owner, route, &one, &verdi.username).await;

    recovery::ask_accountant_password(ctx, a_browser().network, "studioverdi1").await.unwrap();
    let link = link_to(ctx, "studioverdi1@example.it").await;
    let link = paths::with_link(paths::ACCOUNTANT_NEW_PASSWORD, &link);
    read.page(&mut browser, paths::ACCOUNTANT_NEW_PASSWORD, &link, "type=\"password\"").await;

    secure(ctx, Owner::accountant(verdi.id)).await;
    let mut half = outside.another();
    half.enter("enter_accountant", &verdi.username).await;
    read.at(&mut half, paths::ACCOUNTANT_SIGN_IN_CODE, "<h1").await;
}

/// Somebody has given the password, and is asked for a code.
async fn codes(read: &mut Read, ctx: &Context, outside: &Desk) {
    let holder = a_holder(a_company());
    let elsa = a_customer().with_holder_of(holder.clone()).being(holder.party.clone());
    let elsa = elsa.with_service_until(ctx.today() + Days::new(200)).create(ctx).await;
    secure(ctx, Owner::account(elsa.account)).await;
    secure(ctx, Owner::panel(&elsa.in_panel(ctx).await).unwrap()).await;
    let mut half = signed_in(outside, &elsa, &holder).await;
    read.at(&mut half, paths::SIGN_IN_CODE, "<h1").await;
    read.at(&mut half, paths::PANEL_SIGN_IN_CODE, "<h1").await;
}

/// Somebody changes the temporary password of their panel.
async fn newcomer(read: &mut Read, outside: &Desk, ctx: &Context, holder: &HolderForm) {
    deliver_due(ctx, &Mailer::mailbox(ctx.db.clone())).await.unwrap();
    let mails = demo::mails(ctx, "").await.unwrap();
    let written = mails.iter().find_map(|mail| mail.body_text.split_once("Password temporanea:"));
    let temporary = written.unwrap().1.split_whitespace().next().unwrap();
    let temporary: String = temporary.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let panel = format!("{}{}", ctx.settings.panel_prefix, holder.party.vat_number);
    let mut browser = outside.another();
    let form = format!("username={panel}&password={temporary}");
    browser.post(path_of("enter_panel"), &form).await;
    read.at(&mut browser, paths::PANEL_PASSWORD, "type=\"password\"").await;

    let form =
        format!("current_password={temporary}&password={PASSWORD}&password_again={PASSWORD}");
    let changed = browser.post(path_of("change_panel_password"), &form).await;
    let to = header_of(&changed, "location").to_owned();
    read.page(&mut browser, paths::PANEL_PASSWORD_CHANGED, &to, "è stata cambiata").await;
}
