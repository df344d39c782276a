//! What customers see: of their orders, of what they may buy, and of their data.

use chrono::Days;
use domain::party::HolderForm;
use services::{
    Context, demo,
    outbox::relay::deliver_due,
    ports::Mailer,
    second_factor::Owner,
    testing::{PASSWORD, a_company, a_customer, a_holder},
};
use ui::paths;

use super::{
    pages::OF_CUSTOMERS,
    read::Read,
    state::{Buyer, Everybody},
};
use crate::{
    router::{nonsense::path_of, office_session_tests::Desk, permission_tests::secure},
    test_server::header_of,
};

/// Gives the browsers of Anna, Bruno and the public body.
pub(super) async fn visit(
    read: &mut Read,
    ctx: &Context,
    outside: &Desk,
    all: &Everybody,
) -> [Desk; 3] {
    newcomer(read, outside, ctx, &all.dario.holder).await;
    let mut at_anna = all.anna.signed_in(outside).await;
    read.page(&mut at_anna, "/metodi-di-pagamento/{id}", &paths::method(&all.setup), "<h1").await;
    let mut at_comune = all.comune.signed_in(outside).await;
    let mut at_dario = all.dario.signed_in(outside).await;
    for (browser, order) in
        [(&mut at_anna, &all.annas), (&mut at_comune, &all.of_comune), (&mut at_dario, &all.darios)]
    {
        let number = order.number.to_string();
        read.page(browser, "/ordini/{number}", &paths::order(order.number), &number).await;
        read.at(browser, paths::AREA, &number).await;
    }
    for (browser, order) in [(&mut at_anna, &all.annas), (&mut at_comune, &all.of_comune)] {
        let number = order.number.to_string();
        let payment = paths::payment(order.number);
        read.page(browser, "/ordini/{number}/pagamento", &payment, &number).await;
        let accepted = paths::accepted(order.number);
        read.page(browser, "/ordini/{number}/condizioni", &accepted, &number).await;
    }
    let managed = paths::service(all.anna.service(ctx).await);
    read.page(&mut at_anna, "/area-clienti/servizi/{id}", &managed, "<h1").await;
    codes(read, ctx, outside).await;
    let mut at_bruno = all.bruno.signed_in(outside).await;
    let mut at_carla = all.carla.signed_in(outside).await;
    for browser in [&mut at_bruno, &mut at_carla] {
        read.at(browser, paths::CART, "Totale").await;
        read.at(browser, paths::ORDER_FORM, "Conferma e completa").await;
        for page in OF_CUSTOMERS {
            read.at(browser, page, "<h1").await;
        }
    }
    // Whoever adds to a service has a holder already.
    read.at(&mut at_carla, paths::HOLDER, "<h1").await;
    [at_anna, at_bruno, at_comune]
}

/// Somebody has given the password, and is asked for a code.
async fn codes(read: &mut Read, ctx: &Context, outside: &Desk) {
    let holder = a_holder(a_company());
    let elsa = a_customer().with_holder_of(holder.clone()).being(holder.party.clone());
    let elsa = elsa.with_service_until(ctx.today() + Days::new(200)).create(ctx).await;
    secure(ctx, Owner::account(elsa.account)).await;
    secure(ctx, Owner::panel(&elsa.in_panel(ctx).await).unwrap()).await;
    let mut half = Buyer { customer: elsa, holder }.signed_in(outside).await;
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
