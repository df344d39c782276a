//! `Agenda`: the page and the file of a panel, for everybody who is let in and for nobody else.

use axum::http::{StatusCode, header};
use chrono::Days;
use domain::{Product, grant::Permission, id::SubscriptionId};
use services::testing::{Accountant, a_customer};
use ui::paths;

use super::office_session_tests::Desk;
use crate::{
    context::Demo,
    test_server::{TestServer, header_of, text},
};

/// Anna's service, and who may come: its owner, an additional user, an accountant; somebody else's owner,
/// and nobody.
struct Everybody {
    service: SubscriptionId,
    owner: Desk,
    marco: Desk,
    verdi: Desk,
    bruno: Desk,
    nobody: Desk,
}

async fn everybody() -> Everybody {
    let server = TestServer::with(&["--base-url", "http://localhost:3000"], Demo::default()).await;
    let ctx = server.services.clone();
    let until = ctx.today() + Days::new(200);
    let anna = a_customer().with_service_until(until);
    let anna = anna.with(Product::User, 1, until - Days::new(20)).create(&ctx).await;
    let reading = [Permission::MASTER.code()];
    anna.gives_a_seat(&ctx, "marco2026", &reading).await;
    let accountant = Accountant::create(&ctx, "studioverdi1").await;
    anna.delegates(&ctx, &accountant, &reading).await;
    let brunos = a_customer().with_service_until(until).create(&ctx).await;
    let service = anna.service(&ctx).await.unwrap().id;
    let nobody = Desk::outside(server);
    let (mut owner, mut marco) = (nobody.another(), nobody.another());
    let (mut verdi, mut bruno) = (nobody.another(), nobody.another());
    owner.enter("enter_panel", &format!("BT{}", anna.party.vat_number)).await;
    marco.enter("enter_panel", "marco2026").await;
    verdi.enter("enter_accountant", "studioverdi1").await;
    bruno.enter("enter_panel", &format!("BT{}", brunos.party.vat_number)).await;
    Everybody { service, owner, marco, verdi, bruno, nobody }
}

async fn page(desk: &mut Desk, address: &str) -> String {
    let answer = desk.get(address).await;
    assert_eq!(answer.status(), StatusCode::OK, "{address}");
    text(answer).await
}

#[tokio::test]
async fn everybody_inside_reads_the_agenda_and_only_the_owner_of_money_and_others() {
    let Everybody { service, mut owner, mut marco, mut verdi, .. } = everybody().await;
    let agenda = paths::panel_agenda(service);
    let way = format!("href=\"{agenda}\"");
    for (desk, is_owner) in [(&mut owner, true), (&mut marco, false), (&mut verdi, false)] {
        assert!(page(desk, &paths::panel_home(service)).await.contains(&way));
        let shown = page(desk, &agenda).await;
        assert!(shown.contains("Scadenza: Fatturazione Elettronica"), "{shown}");
        assert!(shown.contains(&paths::panel_agenda_file(service)), "{shown}");
        for money in ["Ultimo giorno sicuro", "Scadenza: Utente aggiuntivo", "#stato-servizio"] {
            assert_eq!(shown.contains(money), is_owner, "{money}: {shown}");
        }
        assert_eq!(shown.contains("si occupa il titolare"), !is_owner, "{shown}");
    }
}

#[tokio::test]
async fn the_file_for_calendars_says_what_the_page_says() {
    let Everybody { service, mut owner, mut marco, mut verdi, .. } = everybody().await;
    let file = paths::panel_agenda_file(service);
    for (desk, is_owner) in [(&mut owner, true), (&mut marco, false), (&mut verdi, false)] {
        let answer = desk.get(&file).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(header_of(&answer, header::CONTENT_TYPE), "text/calendar; charset=utf-8");
        let file = text(answer).await;
        assert!(file.starts_with("BEGIN:VCALENDAR\r\n"), "{file}");
        assert!(file.contains(&format!("UID:{service}-ends-FE\r\n")), "{file}");
        let events = file.matches("BEGIN:VEVENT").count();
        assert_eq!(events > 1, is_owner, "{file}");
    }
}

#[tokio::test]
async fn nobody_else_gets_the_file() {
    let Everybody { service, mut owner, mut bruno, mut nobody, .. } = everybody().await;
    let file = paths::panel_agenda_file(service);
    let unknown = file.replace(&service.to_string(), "niente");

    let answer = nobody.get(&file).await;
    assert_eq!(header_of(&answer, header::LOCATION), paths::PANEL_SIGN_IN);
    for (desk, address) in [(&mut bruno, &file), (&mut owner, &unknown)] {
        assert_eq!(desk.get(address).await.status(), StatusCode::NOT_FOUND, "{address}");
    }
}
