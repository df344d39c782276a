//! What somebody sees who has not signed in, and what is the same for everybody.

use domain::{Product, recovery::Whose};
use services::{
    Context,
    account::{EmailForm, ask_email},
    demo, recovery,
    testing::{PASSWORD, a_browser},
};
use ui::paths;

use super::{
    pages::{OF_EVERYBODY, OF_VISITORS},
    read::Read,
    state::{Buyer, Everybody, link_to},
};
use crate::router::{nonsense::path_of, office_session_tests::Desk};

pub(super) async fn visit(read: &mut Read, ctx: &Context, outside: &Desk, all: &Everybody) {
    links(read, ctx, outside, &all.anna).await;
    for browser in [&mut outside.another(), &mut all.bruno.signed_in(outside).await] {
        for page in OF_EVERYBODY {
            read.at(browser, page, "<h1").await;
        }
        let product = paths::product(Product::Documents);
        read.page(browser, "/prodotti/{prodotto}", &product, "Modulo documenti").await;
    }
    let mut visitor = outside.another();
    visitor.post(path_of("start_cart"), &format!("product={}", Product::Documents)).await;
    for page in OF_VISITORS {
        read.at(&mut visitor, page, "<h1").await;
    }
    let mails = demo::mails(ctx, "").await.unwrap();
    assert!(mails.len() > 5, "there is a list of mails");
    read.page(&mut visitor, "/posta/{messaggio}", &paths::mail(&mails[0].message_id), "<h1").await;
    let of_attempt = paths::demo_payment(&all.attempt);
    read.page(&mut visitor, "/demo/pagamento/{attempt}", &of_attempt, "<h1").await;
    read.page(&mut visitor, "/demo/metodo/{id}", &paths::demo_method(&all.setup), "<h1").await;
}

/// The pages to which links of mails lead.
async fn links(
    read: &mut Read,
    ctx: &Context,
    outside: &Desk,
    Buyer { customer: anna, holder }: &Buyer,
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
