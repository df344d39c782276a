//! The walk: every page and every function, with everybody.

use std::collections::BTreeMap;

use axum::{
    http::{StatusCode, header},
    response::Response,
};
use chrono::TimeDelta;
use domain::id::SubscriptionId;
use services::panel::{
    Access,
    users::{User, user},
};
use ui::{Zone, paths};

use super::{
    super::{
        nonsense::{functions_in, name_of},
        office_session_tests::Desk,
        page_routes,
    },
    people::{NOTHING, OWNER, Panel},
    tables::{OF_ACCOUNTANT, Row},
};
use crate::test_server::{header_of, text};

/// Whoever calls one of these, or is in elsewhere as the same, is nobody afterwards.
const LEAVES: [&str; 3] = ["end_other_panel_sessions", "leave_accountant", "leave_panel"];

/// What was found, by page or function.
pub type Found = BTreeMap<String, String>;

pub fn letter(what: &str, answer: &Response) -> char {
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
pub fn row(letters: &str) -> String {
    let (others, rest) = letters.split_at(5);
    let (users, rest) = rest.split_at(13);
    let (accountants, owner) = rest.split_at(3);
    format!("{others} {users} {accountants} {owner}")
}

/// A table with other rows in the place of some of its own.
pub fn but(table: &Found, others: &[Row]) -> Found {
    let mut table = table.clone();
    for (what, row) in others {
        let before = table.insert((*what).to_owned(), (*row).to_owned());
        assert!(before.is_some_and(|before| before != *row), "{what} is as in the other table");
    }
    table
}

pub fn table(rows: &[Row]) -> Found {
    rows.iter().map(|(what, row)| ((*what).to_owned(), (*row).to_owned())).collect()
}

pub fn assert_table(found: &Found, expected: &Found) {
    let differs = found.iter().filter(|(what, row)| expected.get(*what) != Some(*row));
    let printed: Vec<_> = differs.map(|(what, row)| format!("({what:?}, {row:?}),")).collect();
    assert_eq!(found, expected, "{}", printed.join("\n"));
}

/// Each answer has other words of its own in the policy for scripts.
pub fn without_nonces(page: &str) -> String {
    let mut parts = page.split("nonce=\"");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once('"').map_or(part, |(_, rest)| rest))
}

pub async fn page(desk: &mut Desk, address: &str) -> String {
    without_nonces(&text(desk.get(address).await).await)
}

/// True for what names a service in its address.
pub fn is_of_service(route: &str) -> bool {
    route.contains("{servizio}")
}

/// What everybody gets of every page, about this service where it is about one.
pub async fn pages(panel: &mut Panel, service: SubscriptionId) -> Found {
    let (somebody, offer) = (panel.user.to_string(), panel.offer.to_string());
    let mut found = Found::new();
    for route in page_routes().iter().map(|page| page.path()) {
        if ![Zone::Panel, Zone::Accountant].contains(&Zone::of(route)) {
            continue;
        }
        let route_of = |service: &str| route.replace("{servizio}", service);
        let thing = if route.contains("deleghe") { &offer } else { &somebody };
        let in_it = |text: String| text.replace("{id}", thing).replace("{passo}", "regime-fiscale");
        let of = |service: &str| in_it(route_of(service));
        let address = of(&service.to_string());
        let mut letters = String::new();
        for desk in &mut panel.desks {
            let answer = desk.get(&address).await;
            let letter = letter(route, &answer);
            letters.push(letter);
            if letter == '-' {
                let shown = without_nonces(&text(answer).await);
                // Whose it is cannot be told from what nobody has.
                let nothing = format!("/{}/niente", route.split('/').nth(1).unwrap());
                let like = route_of(&service.to_string()).replace("{id}", NOTHING);
                for unknown in [nothing, like, of(NOTHING), of("niente")] {
                    assert_eq!(shown, page(desk, &unknown).await, "{route} and {unknown}");
                }
            }
        }
        if is_of_service(route) {
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
    found
}

/// What a form with these fields sends about a service and a thing in it.
pub fn form(fields: &[String], service: &str, id: &str) -> String {
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
pub async fn is_like_nothing(desk: &mut Desk, path: &str, form: &str, unknown: &str) {
    let pressed = desk.post(path, form).await;
    assert_eq!(pressed.status(), StatusCode::NOT_FOUND, "{path}: {form}");
    let unknown = desk.post(unknown, "").await;
    assert_eq!(unknown.status(), StatusCode::NOT_FOUND, "{path}");
    let pressed = without_nonces(&text(pressed).await);
    assert_eq!(pressed, without_nonces(&text(unknown).await), "{path}: {form}");
}

/// How everybody is answered by every function, about this service where it is about one.
pub async fn functions(panel: &mut Panel, service: SubscriptionId) -> Found {
    let own = service.to_string();
    let mut found = Found::new();
    for function in functions_in("app/panel/src") {
        let (path, name) = (function.path, name_of(function.path));
        if LEAVES.contains(&name) {
            continue;
        }
        let thing = panel.thing(name);
        let with_service = |service: &str, id: &str| form(&function.fields, service, id);
        let with = |id: &str| with_service(&own, id);
        let unknown = path.replace(name, "niente");
        // Of the others somebody's own thing may not be there.
        let is_of_service = function.fields.iter().any(|field| field == "service");
        let before = user_of(panel, &thing).await;
        let mut letters = String::new();
        for place in 0..panel.desks.len() {
            if place == OWNER {
                let now = user_of(panel, &thing).await;
                assert_eq!(now, before, "{name}: nobody but the owner has changed anything");
            }
            let elsewhere = with_service(&panel.elsewhere.to_string(), &thing);
            let desk = &mut panel.desks[place];
            let mut answer = desk.as_script(path, &with(&thing)).await;
            if answer.status() == StatusCode::TOO_MANY_REQUESTS {
                // Whoever guesses at the door waits for a moment, and that is no answer.
                panel.ctx.clock.advance(TimeDelta::seconds(31));
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
                let answer = desk.as_script(path, &elsewhere).await;
                assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{name} of another service");
                is_like_nothing(desk, path, &elsewhere, &unknown).await;
            }
        }
        found.insert(name.to_owned(), row(&letters));
    }
    found
}

/// The user whom a function is about, as the owner sees them; none for what is about none.
async fn user_of(panel: &Panel, thing: &str) -> Option<User> {
    let Access::Open(owner) = panel.anna.panel(&panel.ctx).await else { return None };
    user(&panel.ctx, &owner, thing.parse().ok()?).await.ok()
}
