//! What is seen of a panel: by whoever has the service, and by an accountant.

use chrono::Days;
use domain::configuration::Step;
use services::{
    Context, accountant, recovery,
    second_factor::Owner,
    testing::{Accountant, Customer, PASSWORD, a_browser, a_customer},
};
use ui::paths;

use super::{
    pages::{OF_A_PANEL, OF_OWNERS},
    read::Read,
    state::{Everybody, link_to},
};
use crate::router::{office_session_tests::Desk, permission_tests::secure};

/// The browsers are those of Anna, Bruno and the public body.
pub(super) async fn visit(
    read: &mut Read,
    ctx: &Context,
    outside: &Desk,
    all: &Everybody,
    mut browsers: [Desk; 3],
) {
    for (browser, of) in browsers.iter_mut().zip([&all.anna, &all.bruno, &all.comune]) {
        for page in OF_OWNERS {
            read.at(browser, page, "<h1").await;
        }
        let service = of.service(ctx).await;
        for page in OF_A_PANEL {
            read.in_panel(browser, service, &page(service), "<h1").await;
        }
    }

    let elenas = all.elena.service(ctx).await;
    let mut at_elena = all.elena.signed_in(outside).await;
    for page in [paths::configuration(elenas), paths::configuration_summary(elenas)] {
        read.in_panel(&mut at_elena, elenas, &page, "<h1").await;
    }
    let route = "/pannello/servizi/{servizio}/configurazione/{passo}";
    let step = paths::configuration_step(elenas, Step::Seller);
    read.page(&mut at_elena, route, &step, "<form").await;

    let [mut at_anna, ..] = browsers;
    let annas = all.anna.service(ctx).await;
    let route = "/pannello/servizi/{servizio}/impostazioni/fatturazione/{passo}";
    let step = paths::panel_billing_step(annas, Step::Seller);
    read.page(&mut at_anna, route, &step, "<form").await;

    let route = "/pannello/servizi/{servizio}/impostazioni/utenti/{id}";
    let of_marco = paths::panel_user(annas, all.marco);
    read.page(&mut at_anna, route, &of_marco, "MARCO2026").await;

    accountants(read, ctx, outside, [&all.anna.customer, &all.bruno.customer]).await;
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
    accountant::ask_email(ctx, &verdi.pass(), "verdi@example.it", PASSWORD).await.unwrap();
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

    secure(ctx, Owner::accountant(&verdi.pass())).await;
    let mut half = outside.another();
    half.enter("enter_accountant", &verdi.username).await;
    read.at(&mut half, paths::ACCOUNTANT_SIGN_IN_CODE, "<h1").await;
}
