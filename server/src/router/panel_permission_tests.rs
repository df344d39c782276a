//! Who may do what in a panel: every page and every server function of it, and everybody who could be
//! there, in two tables. The program says which pages and functions there are.

use std::collections::BTreeMap;

use axum::{
    http::{StatusCode, header},
    response::Response,
};
use chrono::{Days, TimeDelta};
use domain::{
    Product,
    grant::Permission,
    id::{PanelUserId, SubscriptionId},
    subscription::CONSULTATION_DAYS,
};
use services::{
    Context,
    accountant::end,
    office::save_staff,
    panel::users::user,
    testing::{Accountant, Customer, PASSWORD, a_company, a_customer, store::subscriptions},
};
use ui::{Zone, paths};

use super::{
    nonsense::{functions_in, name_of},
    office_session_tests::Desk,
    page_routes,
};
use crate::{
    context::Demo,
    test_server::{TestServer, header_of, text},
};

/// What each of them gets of the service in the address, or of their own where it has none: `o` the page,
/// or an answer to what was asked; `s` the sign-in; `-` the word that it is not there. The columns: nobody;
/// the customer whose service it is; a member of staff; the owner of another service; the owner of a former
/// service of the same partita IVA; an additional user with each of the permissions, beside the one that all
/// of them have; an accountant to whom nothing was delegated, one whose delegation has ended, and one who
/// has all permissions; the owner.
const PAGES: &[(&str, &str)] = &[
    ("/commercialista", "sssss sssssssssssss ooo s"),
    ("/commercialista/accedi", "ooooo ooooooooooooo ooo o"),
    ("/commercialista/accedi/codice", "sssss sssssssssssss sss s"),
    ("/commercialista/conferma-email", "ooooo ooooooooooooo ooo o"),
    ("/commercialista/dati", "sssss sssssssssssss ooo s"),
    ("/commercialista/dati/email", "sssss sssssssssssss ooo s"),
    ("/commercialista/dati/nome", "sssss sssssssssssss ooo s"),
    ("/commercialista/dati/password", "sssss sssssssssssss ooo s"),
    ("/commercialista/dati/verifica", "sssss sssssssssssss ooo s"),
    ("/commercialista/recupera-password", "ooooo ooooooooooooo ooo o"),
    ("/commercialista/recupera-password/nuova", "ooooo ooooooooooooo ooo o"),
    ("/commercialista/registrazione", "ooooo ooooooooooooo ooo o"),
    ("/app", "sssos ooooooooooooo sss o"),
    ("/app/moduli-aggiuntivi", "sssos ------------- sss o"),
    ("/pannello", "sssos ooooooooooooo sss o"),
    ("/pannello/accedi", "ooooo ooooooooooooo ooo o"),
    ("/pannello/accedi/codice", "sssss sssssssssssss sss s"),
    ("/pannello/cambio-password", "sssos ooooooooooooo sss o"),
    ("/pannello/configurazione", "sssos ooooooooooooo sss o"),
    ("/pannello/impostazioni", "sssos ooooooooooooo sss o"),
    ("/pannello/impostazioni/utenti", "sssos ooooooooooooo sss o"),
    ("/pannello/password-cambiata", "sssss sssssssssssss sss s"),
    ("/pannello/recupera-password", "ooooo ooooooooooooo ooo o"),
    ("/pannello/recupera-password/nuova", "ooooo ooooooooooooo ooo o"),
    ("/pannello/servizi-aggiuntivi", "sssos ooooooooooooo sss o"),
    ("/pannello/servizi/{servizio}", "sss-s ooooooooooooo --o o"),
    ("/pannello/servizi/{servizio}/configurazione", "sss-s ooooooooooooo --o o"),
    ("/pannello/servizi/{servizio}/configurazione-conclusa", "sss-s ------------- --- o"),
    ("/pannello/servizi/{servizio}/configurazione/riepilogo", "sss-s ------------- --- o"),
    ("/pannello/servizi/{servizio}/configurazione/{passo}", "sss-s ------------- --- o"),
    ("/pannello/servizi/{servizio}/impostazioni", "sss-s ------------- --- o"),
    ("/pannello/servizi/{servizio}/impostazioni/deleghe", "sss-s ------------- --- o"),
    ("/pannello/servizi/{servizio}/impostazioni/deleghe/nuova", "sss-s ------------- --- o"),
    ("/pannello/servizi/{servizio}/impostazioni/deleghe/{id}", "sss-s ------------- --- o"),
    ("/pannello/servizi/{servizio}/impostazioni/utenti", "sss-s ------------- --- o"),
    ("/pannello/servizi/{servizio}/impostazioni/utenti/nuovo", "sss-s ------------- --- o"),
    ("/pannello/servizi/{servizio}/impostazioni/utenti/{id}", "sss-s ------------- --- o"),
    ("/pannello/servizi/{servizio}/servizi-aggiuntivi", "sss-s ------------- --- o"),
    ("/pannello/verifica", "sssos ooooooooooooo sss o"),
    ("/pannello/accesso", "sssos ooooooooooooo sss o"),
    ("/pannello/accesso/password", "sssos ooooooooooooo sss o"),
    ("/pannello/servizi/{servizio}/impostazioni/fatturazione", "sss-s ooooooooooooo --o o"),
    ("/pannello/servizi/{servizio}/impostazioni/fatturazione/{passo}", "sss-s ---o--------- --o o"),
    ("/pannello/servizi/{servizio}/registro", "sss-s ooooooooooooo --o o"),
    ("/pannello/servizi/{servizio}/agenda", "sss-s ooooooooooooo --o o"),
];

const FUNCTIONS: &[(&str, &str)] = &[
    ("accept_delegation", "sssss sssssssssssss --- s"),
    ("begin_accountant_factor", "sssss sssssssssssss ooo s"),
    ("begin_panel_factor", "sssos ooooooooooooo sss o"),
    ("change_accountant_email", "sssss sssssssssssss ooo s"),
    ("change_accountant_password", "sssss sssssssssssss ooo s"),
    ("change_delegation", "sss-s ------------- --- o"),
    ("change_panel_password", "sssss sssssssssssss sss s"),
    ("change_panel_user", "sss-s ------------- --- o"),
    ("choose_accountant_password", "ooooo ooooooooooooo ooo o"),
    ("choose_panel_password", "ooooo ooooooooooooo ooo o"),
    ("close_accountant", "sssss sssssssssssss ooo s"),
    ("conclude_configuration", "sss-s sssssssssssss --s s"),
    ("confirm_accountant_email", "ooooo ooooooooooooo ooo o"),
    ("confirm_accountant_factor", "sssss sssssssssssss --- s"),
    ("confirm_panel_factor", "sss-s ------------- sss -"),
    ("create_panel_user", "sss-s ------------- --- o"),
    ("end_accountant_session", "sssss sssssssssssss --- s"),
    ("end_delegation", "sss-s ------------- --- o"),
    ("end_other_accountant_sessions", "sssss sssssssssssss ooo s"),
    ("enter_accountant", "ooooo ooooooooooooo ooo o"),
    ("enter_panel", "ooooo ooooooooooooo ooo o"),
    ("give_accountant_code", "ooooo ooooooooooooo ooo o"),
    ("give_delegation_up", "sssss sssssssssssss --- s"),
    ("give_panel_code", "ooooo ooooooooooooo ooo o"),
    ("let_panel_user_leave", "sss-s ------------- --- o"),
    ("let_panel_user_stay", "sss-s ------------- --- o"),
    ("load_accountant_code", "sssss sssssssssssss sss s"),
    ("load_accountant_confirmation", "ooooo ooooooooooooo ooo o"),
    ("load_accountant_data", "sssss sssssssssssss ooo s"),
    ("load_accountant_email", "sssss sssssssssssss ooo s"),
    ("load_accountant_factor", "sssss sssssssssssss ooo s"),
    ("load_accountant_home", "sssss sssssssssssss ooo s"),
    ("load_accountant_name", "sssss sssssssssssss ooo s"),
    ("load_accountant_password", "sssss sssssssssssss ooo s"),
    ("load_accountant_recovery", "ooooo ooooooooooooo ooo o"),
    ("load_accountant_registration", "ooooo ooooooooooooo ooo o"),
    ("load_accountant_sign_in", "ooooo ooooooooooooo ooo o"),
    ("load_configuration", "sss-s sssssssssssss --s s"),
    ("load_configuration_step", "sss-s sssssssssssss --s s"),
    ("load_delegation", "sss-s ------------- --- o"),
    ("load_delegations", "sss-s ------------- --- o"),
    ("load_new_accountant_password", "ooooo ooooooooooooo ooo o"),
    ("load_new_delegation", "sss-s ------------- --- o"),
    ("load_new_panel_password", "ooooo ooooooooooooo ooo o"),
    ("load_new_panel_user", "sss-s ------------- --- o"),
    ("load_panel", "sss-s ------------- --- o"),
    ("load_panel_code", "sssss sssssssssssss sss s"),
    ("load_panel_door", "sssos ooooooooooooo sss o"),
    ("load_panel_factor", "sssos ooooooooooooo sss o"),
    ("load_panel_home", "sss-s ooooooooooooo --o o"),
    ("load_panel_password", "sssss sssssssssssss sss s"),
    ("load_panel_recovery", "ooooo ooooooooooooo ooo o"),
    ("load_panel_sign_in", "ooooo ooooooooooooo ooo o"),
    ("load_panel_user", "sss-s ------------- --- o"),
    ("load_panel_users", "sss-s ------------- --- o"),
    ("load_password_changed", "sssss sssssssssssss sss s"),
    ("new_accountant_recovery_codes", "sssss sssssssssssss ooo s"),
    ("new_panel_recovery_codes", "sssos ooooooooooooo sss o"),
    ("offer_delegation", "sss-s ------------- --- o"),
    ("open_cart", "sss-s ------------- --- o"),
    ("open_renewal", "sss-s ------------- --- o"),
    ("recover_accountant_password", "ooooo ooooooooooooo ooo o"),
    ("recover_panel_password", "ooooo ooooooooooooo ooo o"),
    ("register_accountant", "ooooo ooooooooooooo ooo o"),
    ("remove_panel_user", "sss-s ------------- --- o"),
    ("rename_accountant", "sssss sssssssssssss ooo s"),
    ("reset_panel_user", "sss-s ------------- --- o"),
    ("save_configuration_step", "sss-s sssssssssssss --s s"),
    ("sign_panel_user_out", "sss-s ------------- --- o"),
    ("turn_accountant_factor_off", "sssss sssssssssssss ooo s"),
    ("turn_panel_factor_off", "sssos ooooooooooooo sss o"),
    ("change_own_panel_password", "sssos ooooooooooooo sss o"),
    ("end_panel_session", "sssos ooooooooooooo sss o"),
    ("load_billing", "sss-s ooooooooooooo --o o"),
    ("load_billing_step", "sss-s ---o--------- --o o"),
    ("load_own_access", "sssos ooooooooooooo sss o"),
    ("load_own_password", "sssos ooooooooooooo sss o"),
    ("load_panel_agenda", "sss-s ooooooooooooo --o o"),
    ("load_panel_trace", "sss-s ooooooooooooo --o o"),
    ("move_panel_user", "sss-s ------------- --- o"),
    ("save_billing_step", "sss-s ---o--------- --o o"),
];

/// What is about a delegation of an accountant: a foreign one is like one that nobody has.
const OF_ACCOUNTANT: [&str; 2] = ["accept_delegation", "give_delegation_up"];

/// The same pages while the service is still to be configured; `c` leads to the configuration.
const CLOSED: &[(&str, &str)] = &[
    ("/pannello/servizi/{servizio}", "sss-s ccccccccccccc --c c"),
    ("/pannello/servizi/{servizio}/agenda", "sss-s ccccccccccccc --c c"),
    ("/pannello/servizi/{servizio}/configurazione", "sss-s ooooooooooooo --o o"),
    ("/pannello/servizi/{servizio}/configurazione-conclusa", "sss-s ------------- --- c"),
    ("/pannello/servizi/{servizio}/configurazione/riepilogo", "sss-s ------------- --- o"),
    ("/pannello/servizi/{servizio}/configurazione/{passo}", "sss-s ------------- --- o"),
    ("/pannello/servizi/{servizio}/impostazioni", "sss-s ------------- --- c"),
    ("/pannello/servizi/{servizio}/impostazioni/deleghe", "sss-s ------------- --- c"),
    ("/pannello/servizi/{servizio}/impostazioni/deleghe/nuova", "sss-s ------------- --- c"),
    ("/pannello/servizi/{servizio}/impostazioni/deleghe/{id}", "sss-s ------------- --- c"),
    ("/pannello/servizi/{servizio}/impostazioni/fatturazione", "sss-s ccccccccccccc --c c"),
    ("/pannello/servizi/{servizio}/impostazioni/fatturazione/{passo}", "sss-s ---c--------- --- c"),
    ("/pannello/servizi/{servizio}/impostazioni/utenti", "sss-s ------------- --- c"),
    ("/pannello/servizi/{servizio}/impostazioni/utenti/nuovo", "sss-s ------------- --- c"),
    ("/pannello/servizi/{servizio}/impostazioni/utenti/{id}", "sss-s ------------- --- c"),
    ("/pannello/servizi/{servizio}/registro", "sss-s ccccccccccccc --c c"),
    ("/pannello/servizi/{servizio}/servizi-aggiuntivi", "sss-s ------------- --- c"),
];

/// The functions that are open then; all others of the service send everybody away.
const OPEN_BEFORE: &[(&str, &str)] = &[
    ("conclude_configuration", "sss-s ------------- --- o"),
    ("load_configuration", "sss-s ooooooooooooo --o o"),
    ("load_configuration_step", "sss-s ------------- --- o"),
    ("save_configuration_step", "sss-s ------------- --- o"),
];

/// Whoever calls one of these, or is in elsewhere as the same, is nobody afterwards.
const LEAVES: [&str; 3] = ["end_other_panel_sessions", "leave_accountant", "leave_panel"];

/// The place of the owner, who comes last.
const OWNER: usize = 21;

/// A thing that nobody has.
const NOTHING: &str = "00000000-0000-7000-8000-000000000001";

struct Panel {
    ctx: Context,
    anna: Customer,
    /// Hers, and that of somebody else.
    service: SubscriptionId,
    elsewhere: SubscriptionId,
    desks: Vec<Desk>,
}

impl Panel {
    async fn open() -> Self {
        // Everybody comes from the same place, and no limit answers in the place of the function.
        let options = ["--base-url", "http://localhost:3000", "--forms-at-once", "10000"];
        let server = TestServer::with(&options, Demo::default()).await;
        let ctx = server.services.clone();
        let nobody = Desk::outside(server);
        let until = ctx.today() + Days::new(200);
        save_staff(&ctx, "rosa", PASSWORD).await.unwrap();

        let party = a_company();
        let in_panel = format!("{}{}", ctx.settings.panel_prefix, party.vat_number);
        let ended = ctx.today() - Days::new(100);
        let before = a_customer().being(party.clone()).with_service_until(ended);
        before.create(&ctx).await;
        let former = entered(&nobody, "enter_panel", &in_panel).await;
        close_what_is_over(&ctx).await;

        let anna = a_customer().being(party).with_service_until(until);
        let anna = anna
            .with(Product::Documents, 1, until)
            .with(Product::Collections, 1, until)
            .with(Product::ElectronicOrders, 1, until)
            .with(Product::User, 90, until)
            .create(&ctx)
            .await;
        let bruno = a_customer().with_service_until(until).create(&ctx).await;
        let other = format!("{}{}", ctx.settings.panel_prefix, bruno.party.vat_number);

        let mut desks = vec![
            nobody.another(),
            entered(&nobody, "sign_in", &anna.username).await,
            entered(&nobody, "enter_office", "rosa").await,
            entered(&nobody, "enter_panel", &other).await,
            former,
        ];
        for (number, permission) in Permission::all().enumerate() {
            let username = format!("utente{number:02}");
            let may = [Permission::MASTER.code(), permission.code()];
            anna.gives_a_seat(&ctx, &username, &may).await;
            desks.push(entered(&nobody, "enter_panel", &username).await);
        }
        for username in ["studioneri1", "studiorossi1", "studioverdi1"] {
            let accountant = Accountant::create(&ctx, username).await;
            if username != "studioneri1" {
                let id = anna.delegates(&ctx, &accountant, &all()).await;
                if username == "studiorossi1" {
                    end(&ctx, accountant.id, id).await.unwrap();
                }
            }
            desks.push(entered(&nobody, "enter_accountant", username).await);
        }
        desks.push(entered(&nobody, "enter_panel", &in_panel).await);
        let service = anna.service(&ctx).await.unwrap().id;
        let elsewhere = bruno.service(&ctx).await.unwrap().id;
        Self { ctx, anna, service, elsewhere, desks }
    }

    /// Somebody about whom something may be done.
    async fn somebody(&self, number: usize) -> PanelUserId {
        let may = [Permission::MASTER.code()];
        self.anna.gives_a_seat(&self.ctx, &format!("persona{number:02}"), &may).await
    }
}

/// The codes of all permissions.
fn all() -> Vec<String> {
    Permission::all().map(Permission::code).collect()
}

async fn entered(outside: &Desk, door: &str, username: &str) -> Desk {
    let mut desk = outside.another();
    desk.enter(door, username).await;
    desk
}

/// The days of consultation of a service are over, and somebody has noted it.
async fn close_what_is_over(ctx: &Context) {
    let mut tx = ctx.db.write().await.unwrap();
    let today = ctx.today();
    let last_expiry = today - Days::new(CONSULTATION_DAYS.into());
    assert_eq!(subscriptions::close_over(&mut tx, last_expiry, today).await.unwrap(), 1);
    tx.commit().await.unwrap();
}

fn letter(what: &str, answer: &Response) -> char {
    let to = header_of(answer, header::LOCATION).split('?').next().unwrap_or_default();
    match answer.status() {
        StatusCode::NOT_FOUND => '-',
        StatusCode::UNAUTHORIZED => 's',
        StatusCode::FOUND if [paths::PANEL_SIGN_IN, paths::ACCOUNTANT_SIGN_IN].contains(&to) => 's',
        status @ (StatusCode::FORBIDDEN | StatusCode::TOO_MANY_REQUESTS) => {
            panic!("{what}: {status}")
        }
        status if status.is_server_error() => panic!("{what}: {status}"),
        _ => 'o',
    }
}

/// A row of a table: the users stand together.
fn row(letters: &str) -> String {
    let (others, rest) = letters.split_at(5);
    let (users, rest) = rest.split_at(13);
    let (accountants, owner) = rest.split_at(3);
    format!("{others} {users} {accountants} {owner}")
}

fn assert_table(found: &BTreeMap<String, String>, table: &[(&str, &str)]) {
    let expected: BTreeMap<_, _> =
        table.iter().map(|(what, row)| ((*what).to_owned(), (*row).to_owned())).collect();
    let printed: Vec<_> = found.iter().map(|(what, row)| format!("({what:?}, {row:?}),")).collect();
    assert_eq!(*found, expected, "{}", printed.join("\n"));
}

/// Each answer has other words of its own in the policy for scripts.
fn without_nonces(page: &str) -> String {
    let mut parts = page.split("nonce=\"");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once('"').map_or(part, |(_, rest)| rest))
}

async fn page(desk: &mut Desk, address: &str) -> String {
    without_nonces(&text(desk.get(address).await).await)
}

#[tokio::test]
async fn everybody_sees_the_pages_of_a_panel_that_the_table_gives_them() {
    let mut panel = Panel::open().await;
    let somebody = panel.somebody(0).await.to_string();
    let offer = panel.anna.offers(&panel.ctx, "nessuno2026", &all()).await.to_string();
    let mut found = BTreeMap::new();
    for route in page_routes().iter().map(|page| page.path()) {
        if ![Zone::Panel, Zone::Accountant].contains(&Zone::of(route)) {
            continue;
        }
        let route_of = |service: &str| route.replace("{servizio}", service);
        let thing = if route.contains("deleghe") { &offer } else { &somebody };
        let in_it = |text: String| text.replace("{id}", thing).replace("{passo}", "regime-fiscale");
        let of = |service: &str| in_it(route_of(service));
        let address = of(&panel.service.to_string());
        let mut letters = String::new();
        for desk in &mut panel.desks {
            let answer = desk.get(&address).await;
            let letter = letter(route, &answer);
            letters.push(letter);
            if letter == '-' {
                let shown = without_nonces(&text(answer).await);
                // Whose it is cannot be told from what nobody has.
                let nothing = format!("/{}/niente", route.split('/').nth(1).unwrap());
                let like = route_of(&panel.service.to_string()).replace("{id}", NOTHING);
                for unknown in [nothing, like, of(NOTHING), of("niente")] {
                    assert_eq!(shown, page(desk, &unknown).await, "{route} and {unknown}");
                }
            }
        }
        if route.contains("{servizio}") {
            let elsewhere = of(&panel.elsewhere.to_string());
            for desk in &mut panel.desks[5..] {
                let answer = desk.get(&elsewhere).await;
                assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{route} of another service");
                let shown = without_nonces(&text(answer).await);
                for unknown in [of(NOTHING), of("niente"), format!("{}/niente", paths::PANEL)] {
                    assert_eq!(shown, page(desk, &unknown).await, "{route} and {unknown}");
                }
            }
        }
        found.insert(route.to_owned(), row(&letters));
    }
    assert_table(&found, PAGES);
}

/// What a form with these fields sends about a service and a thing in it.
fn form(fields: &[String], service: &str, id: &str) -> String {
    let value = |field: &str| match field {
        "service" => format!("service={service}"),
        "id" => format!("id={id}"),
        "slug" => "slug=regime-fiscale".to_owned(),
        "seen" => "seen=0".to_owned(),
        "product" => "product=DOC".to_owned(),
        other => format!("{other}="),
    };
    let fields = fields.iter().filter(|field| !field.contains('['));
    fields.map(|field| value(field)).collect::<Vec<_>>().join("&")
}

/// A form that was pressed is answered as one that nobody knows.
async fn is_like_nothing(desk: &mut Desk, path: &str, form: &str, unknown: &str) {
    let pressed = desk.post(path, form).await;
    assert_eq!(pressed.status(), StatusCode::NOT_FOUND, "{path}: {form}");
    let unknown = desk.post(unknown, "").await;
    assert_eq!(unknown.status(), StatusCode::NOT_FOUND, "{path}");
    let pressed = without_nonces(&text(pressed).await);
    assert_eq!(pressed, without_nonces(&text(unknown).await), "{path}: {form}");
}

#[tokio::test]
async fn everybody_is_answered_by_the_functions_of_a_panel_as_the_table_says() {
    let mut panel = Panel::open().await;
    let (ctx, anna) = (panel.ctx.clone(), panel.anna.clone());
    let mut found = BTreeMap::new();
    for (number, function) in functions_in("app/panel/src").into_iter().enumerate() {
        let (path, name) = (function.path, name_of(function.path));
        if LEAVES.contains(&name) {
            continue;
        }
        let somebody = panel.somebody(number).await;
        // What is about a delegation gets one to somebody who is not there.
        let thing = match name.contains("delegation") && function.fields.contains(&"id".to_owned())
        {
            true => anna.offers(&ctx, &format!("nessuno{number:02}"), &all()).await.to_string(),
            false => somebody.to_string(),
        };
        let with_service = |service: &str, id: &str| form(&function.fields, service, id);
        let own = panel.service.to_string();
        let with = |id: &str| with_service(&own, id);
        let unknown = path.replace(name, "niente");
        // Of the others somebody's own thing may not be there.
        let is_of_service = function.fields.iter().any(|field| field == "service");
        let before = user(&ctx, &anna.in_panel(&ctx).await, somebody).await.unwrap();
        let mut letters = String::new();
        for (place, desk) in panel.desks.iter_mut().enumerate() {
            if place == OWNER {
                let now = user(&ctx, &anna.in_panel(&ctx).await, somebody).await.unwrap();
                assert_eq!(now, before, "{name}: nobody but the owner has changed anything");
            }
            let mut answer = desk.as_script(path, &with(&thing)).await;
            if answer.status() == StatusCode::TOO_MANY_REQUESTS {
                // Whoever guesses at the door waits for a moment, and that is no answer.
                ctx.clock.advance(TimeDelta::seconds(31));
                answer = desk.as_script(path, &with(&thing)).await;
            }
            let letter = letter(name, &answer);
            letters.push(letter);
            if letter == '-' && (is_of_service || OF_ACCOUNTANT.contains(&name)) {
                let said = text(answer).await;
                assert_eq!(said, text(desk.as_script(&unknown, "").await).await, "{name}");
                assert_eq!(said, text(desk.as_script(path, &with(NOTHING)).await).await, "{name}");
                let odd = with_service("niente", &thing);
                assert_eq!(said, text(desk.as_script(path, &odd).await).await, "{name}");
                is_like_nothing(desk, path, &with(&thing), &unknown).await;
            }
            if is_of_service && place >= 5 {
                let elsewhere = with_service(&panel.elsewhere.to_string(), &thing);
                let answer = desk.as_script(path, &elsewhere).await;
                assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{name} of another service");
                is_like_nothing(desk, path, &elsewhere, &unknown).await;
            }
        }
        found.insert(name.to_owned(), row(&letters));
    }

    assert_table(&found, FUNCTIONS);
}

#[tokio::test]
async fn of_a_service_that_is_still_to_be_configured_only_that_is_open() {
    let mut panel = Panel::open().await;
    let somebody = panel.somebody(0).await.to_string();
    let offer = panel.anna.offers(&panel.ctx, "nessuno2026", &all()).await.to_string();
    panel.anna.before_configuration(&panel.ctx).await;
    let own = panel.service.to_string();
    let way = paths::configuration(panel.service);

    let mut pages = BTreeMap::new();
    for route in page_routes().iter().map(|page| page.path()) {
        if Zone::of(route) != Zone::Panel || !route.contains("{servizio}") {
            continue;
        }
        let thing = if route.contains("deleghe") { &offer } else { &somebody };
        let address = route.replace("{servizio}", &own).replace("{id}", thing);
        let address = address.replace("{passo}", "regime-fiscale");
        let mut letters = String::new();
        for desk in &mut panel.desks {
            let answer = desk.get(&address).await;
            let is_led_on = header_of(&answer, header::LOCATION) == way;
            letters.push(if is_led_on { 'c' } else { letter(route, &answer) });
        }
        pages.insert(route.to_owned(), row(&letters));
    }
    assert_table(&pages, CLOSED);

    for function in functions_in("app/panel/src") {
        if !function.fields.iter().any(|field| field == "service") {
            continue;
        }
        let (path, name) = (function.path, name_of(function.path));
        let thing = if name.contains("delegation") { &offer } else { &somebody };
        let sent = form(&function.fields, &own, thing);
        let unknown = path.replace(name, "niente");
        let mut letters = String::new();
        for desk in &mut panel.desks {
            let answer = desk.as_script(path, &sent).await;
            let letter = letter(name, &answer);
            letters.push(letter);
            if letter == '-' {
                is_like_nothing(desk, path, &sent, &unknown).await;
            }
        }
        let open = OPEN_BEFORE.iter().find(|(open, _)| *open == name);
        let expected = open.map_or("sss-s sssssssssssss --s s", |(_, row)| *row);
        assert_eq!(row(&letters), expected, "{name}");
    }
}
