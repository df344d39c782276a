//! The same walk where the service is in another state, and what is somebody else's.

use axum::http::StatusCode;
use domain::{Product, grant::Permission};
use services::panel::own_access;
use ui::paths;

use super::{
    super::{
        nonsense::{functions_in, name_of, path_of},
        page_routes,
    },
    people::{ACCOUNTANT, Bought, NOTHING, OWNER, Panel, all},
    tables::{EXPIRED, EXPIRED_FUNCTIONS, FORMER, FUNCTIONS, OF_ACCOUNTANT, PAGES, RESTING, Row},
    walk::{
        self, Found, assert_table, but, form, is_like_nothing, is_of_service, page, table,
        without_nonces,
    },
};
use crate::test_server::text;

/// The places for users end on the day after tomorrow, and nothing else does.
const SHORT_PLACES: Bought = Bought { of_users: 2, ..Bought::LONG };

/// So does everything.
const SHORT: Bought = Bought { days: 2, ..SHORT_PLACES };

const SOLO_RICEZIONE: Bought = Bought { service: Product::ReceiveOnly, ..Bought::LONG };

/// The functions while the places of the additional users rest: whoever has one is answered as nobody is.
fn as_nobody(rows: &[Row]) -> Found {
    let users = |row: &str| row[..1].repeat(13);
    let row = |row: &str| {
        let groups: Vec<_> = row.split(' ').collect();
        [groups[0], &users(row), groups[2], groups[3]].join(" ")
    };
    rows.iter().map(|(name, letters)| ((*name).to_owned(), row(letters))).collect()
}

#[tokio::test]
async fn the_pages_of_a_service_that_is_scaduto_are_there_for_its_owner_and_accountants() {
    let mut panel = Panel::after(SHORT, 3).await;
    let service = panel.service;
    let found = walk::pages(&mut panel, service).await;
    assert_table(&found, &but(&but(&table(PAGES), RESTING), EXPIRED));
}

#[tokio::test]
async fn the_functions_of_a_service_that_is_scaduto_answer_its_owner_and_accountants() {
    let mut panel = Panel::after(SHORT, 3).await;
    let service = panel.service;
    let found = walk::functions(&mut panel, service).await;
    assert_table(&found, &but(&as_nobody(FUNCTIONS), EXPIRED_FUNCTIONS));
}

#[tokio::test]
async fn whoever_has_a_place_that_rests_is_out_and_nobody_else_is() {
    let mut panel = Panel::after(SHORT_PLACES, 3).await;
    let service = panel.service;
    let found = walk::pages(&mut panel, service).await;
    assert_table(&found, &but(&table(PAGES), RESTING));
}

#[tokio::test]
async fn whoever_has_a_place_that_rests_is_answered_as_nobody_is() {
    let mut panel = Panel::after(SHORT_PLACES, 3).await;
    let service = panel.service;
    let found = walk::functions(&mut panel, service).await;
    assert_table(&found, &as_nobody(FUNCTIONS));
}

#[tokio::test]
async fn in_solo_ricezione_everybody_finds_the_same_pages() {
    let mut panel = Panel::of(SOLO_RICEZIONE).await;
    let service = panel.service;
    assert_table(&walk::pages(&mut panel, service).await, &table(PAGES));
}

#[tokio::test]
async fn in_solo_ricezione_everybody_is_answered_alike() {
    let mut panel = Panel::of(SOLO_RICEZIONE).await;
    let service = panel.service;
    assert_table(&walk::functions(&mut panel, service).await, &table(FUNCTIONS));
}

#[tokio::test]
async fn the_pages_of_a_former_service_are_there_for_nobody() {
    let mut panel = Panel::open().await;
    let former = panel.former;
    let found = walk::pages(&mut panel, former).await;
    for (route, row) in found.iter().filter(|(route, _)| is_of_service(route)) {
        assert_eq!(row, FORMER, "{route}");
    }
}

#[tokio::test]
async fn the_functions_of_a_former_service_are_there_for_nobody() {
    let mut panel = Panel::open().await;
    let former = panel.former;
    let found = walk::functions(&mut panel, former).await;
    for function in functions_in("app/panel/src") {
        let name = name_of(function.path);
        if function.fields.iter().any(|field| field == "service") {
            assert_eq!(found[name], FORMER, "{name}");
        }
    }
}

#[tokio::test]
async fn what_is_of_another_service_is_in_ones_own_like_what_nobody_has() {
    let mut panel = Panel::open().await;
    let (ctx, own) = (panel.ctx.clone(), panel.service.to_string());
    let may = [Permission::MASTER.code()];
    let user = panel.bruno.gives_a_seat(&ctx, "estranea2026", &may).await.to_string();
    let offer = panel.bruno.offers(&ctx, "nessuno2027", &all()).await.to_string();
    let owner = &mut panel.desks[OWNER];

    let foreign = |what: &str| if what.contains("deleg") { offer.as_str() } else { user.as_str() };
    for route in page_routes().iter().map(|page| page.path()) {
        if !is_of_service(route) || !route.contains("{id}") {
            continue;
        }
        let of = |id: &str| route.replace("{servizio}", &own).replace("{id}", id);
        let answer = owner.get(&of(foreign(route))).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{route}");
        let shown = without_nonces(&text(answer).await);
        assert_eq!(shown, page(owner, &of(NOTHING)).await, "{route}");
    }
    for function in functions_in("app/panel/src") {
        let (path, name) = (function.path, name_of(function.path));
        let takes = |field: &str| function.fields.iter().any(|it| it == field);
        if !takes("service") || !takes("id") {
            continue;
        }
        let unknown = path.replace(name, "niente");
        let nothing = text(owner.as_script(&unknown, "").await).await;
        for id in [foreign(name), NOTHING] {
            let sent = form(&function.fields, &own, id);
            let answer = owner.as_script(path, &sent).await;
            assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{name}");
            assert_eq!(text(answer).await, nothing, "{name}");
            is_like_nothing(owner, path, &sent, &unknown).await;
        }
    }
}

#[tokio::test]
async fn what_names_no_service_tells_nothing_of_somebody_else_either() {
    let mut panel = Panel::open().await;
    let ctx = panel.ctx.clone();

    let brunos = own_access(&ctx, &panel.bruno.in_panel(&ctx).await).await.unwrap();
    let [open] = &brunos.sign_ins[..] else { panic!("he is in once") };
    let end = path_of("end_panel_session");
    let whose = panel.anna.panel_user.unwrap();
    let ends = |id: &str| format!("whose={whose}&id={id}");
    let owner = &mut panel.desks[OWNER];
    let unknown = end.replace("end_panel_session", "niente");
    let nothing = text(owner.as_script(&unknown, "").await).await;
    for id in [open.id.to_string().as_str(), NOTHING] {
        let answer = owner.as_script(end, &ends(id)).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
        assert_eq!(text(answer).await, nothing);
        is_like_nothing(owner, end, &ends(id), &unknown).await;
    }
    let still = panel.desks[3].get(&paths::panel_home(panel.elsewhere)).await;
    assert_eq!(still.status(), StatusCode::OK, "his is open");

    let (given_up, offered) = (panel.ended.to_string(), panel.offer.to_string());
    let accountant = &mut panel.desks[ACCOUNTANT];
    for name in OF_ACCOUNTANT {
        let path = path_of(name);
        let unknown = path.replace(name, "niente");
        let unknown = text(accountant.as_script(&unknown, "").await).await;
        for id in [given_up.as_str(), offered.as_str(), NOTHING] {
            let answer = accountant.as_script(path, &format!("id={id}")).await;
            assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{name}");
            assert_eq!(text(answer).await, unknown, "{name}");
        }
    }
}
