//! Who may do what in a panel: every page and every server function of it, and everybody who could be
//! there, in tables for each state of the service. The program says which pages and functions there are.

mod files;
mod people;
mod states;
mod tables;
mod walk;

use axum::http::header;
use ui::{Zone, paths};

use self::{
    people::Panel,
    tables::{CLOSED, FUNCTIONS, OPEN_BEFORE, PAGES},
    walk::{Found, assert_table, form, is_like_nothing, is_of_service, letter, row, table},
};
use super::{
    nonsense::{functions_in, name_of},
    page_routes,
};
use crate::test_server::header_of;

#[tokio::test]
async fn everybody_sees_the_pages_of_a_panel_that_the_table_gives_them() {
    let mut panel = Panel::open().await;
    let service = panel.service;
    assert_table(&walk::pages(&mut panel, service).await, &table(PAGES));
}

#[tokio::test]
async fn everybody_is_answered_by_the_functions_of_a_panel_as_the_table_says() {
    let mut panel = Panel::open().await;
    let service = panel.service;
    assert_table(&walk::functions(&mut panel, service).await, &table(FUNCTIONS));
}

#[tokio::test]
async fn of_a_service_that_is_still_to_be_configured_only_that_is_open() {
    let mut panel = Panel::open().await;
    let (somebody, offer) = (panel.user.to_string(), panel.offer.to_string());
    panel.anna.before_configuration(&panel.ctx).await;
    let own = panel.service.to_string();
    let way = paths::configuration(panel.service);

    let mut pages = Found::new();
    for route in page_routes().iter().map(|page| page.path()) {
        if Zone::of(route) != Zone::Panel || !is_of_service(route) {
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
    assert_table(&pages, &table(CLOSED));

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
