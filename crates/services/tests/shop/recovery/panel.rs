//! A new password of the panel, by a link that goes to the holder of the service.

use chrono::TimeDelta;
use domain::recovery::RecoveryError;
use domain::{Product, RuleError};
use rstest::rstest;
use services::Error;
use services::panel::{Access, open, sign_in};
use services::recovery::{
    NewPassword, account_of, answer_requests, ask_panel_password, panel_user_of, reset_account,
    reset_panel,
};
use services::testing::{Engine, PASSWORD, a_browser, a_customer, day, the_payment_of};
use services::{Browser, Context, payment};

use super::password::secret;
use crate::query_counts::of_asking;
use crate::seen;

const NEW: &str = "Torre#Limone-48";

async fn link(ctx: &Context, username: &str) -> String {
    ask_panel_password(ctx, a_browser().network, username).await.unwrap();
    while answer_requests(ctx).await.unwrap() > 0 {}
    let mails = seen::mails(ctx).await;
    let mail = mails.iter().rfind(|mail| mail.kind == "password_link").unwrap();
    assert_eq!(mail.recipient, "fatture@bianchi.example", "the holder's, not the account's");
    secret(&mail.text)
}

fn form(new: &str) -> NewPassword {
    NewPassword { new: new.into(), again: new.into() }
}

#[rstest]
#[tokio::test]
async fn the_new_password_opens_the_panel_and_what_was_open_elsewhere_is_closed(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    let username = format!("BT{}", anna.party.vat_number);
    let before = sign_in(&shop, &a_browser(), &username, PASSWORD).await.unwrap();
    let link = link(&shop, &format!(" {} ", username.to_lowercase())).await;

    assert_eq!(panel_user_of(&shop, &link).await.unwrap(), Some(username.clone()));
    assert_eq!(account_of(&shop, &link).await.unwrap(), None, "it is no account's link");
    let wrong_door = reset_account(&shop, &link, &form(NEW)).await;
    assert!(matches!(wrong_door, Err(Error::Rule(RuleError::Recovery(RecoveryError::LinkVoid)))));
    reset_panel(&shop, &link, &form(NEW)).await.unwrap();

    let signed = sign_in(&shop, &a_browser(), &username, NEW).await.unwrap();
    assert!(!signed.must_change);
    let old = open(&shop, before.user, &before.mark).await.unwrap();
    assert!(matches!(old, Access::Ended), "{old:?}");
    let again = reset_panel(&shop, &link, &form(PASSWORD)).await;
    assert!(matches!(again, Err(Error::Rule(RuleError::Recovery(RecoveryError::LinkVoid)))));
}

#[rstest]
#[tokio::test]
async fn a_temporary_password_that_has_expired_gives_way_to_one_of_their_own(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_holder().create(&shop).await;
    let cart = domain::cart::Cart::first_purchase(Product::Invoicing, 1);
    let order = anna.orders(&shop, cart).await;
    payment::register_payment(&shop, &the_payment_of(&shop, &order)).await.unwrap();
    let username = format!("BT{}", anna.party.vat_number);
    shop.clock.advance(TimeDelta::days(30));
    let link = link(&shop, &username).await;

    reset_panel(&shop, &link, &form(NEW)).await.unwrap();

    let signed = sign_in(&shop, &a_browser(), &username, NEW).await.unwrap();
    assert!(!signed.must_change, "it is theirs already");
}

#[rstest]
#[tokio::test]
async fn a_stranger_asks_with_the_same_work_and_no_mail_leaves(
    #[values(Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    let known = format!("BT{}", anna.party.vat_number);
    let work = async |username| {
        let ask = async |from: Browser| {
            ask_panel_password(&shop, from.network, username).await.unwrap();
        };
        of_asking(ask).await
    };

    assert_eq!(work(known.as_str()).await, work("BT00000000000").await);
    assert!(seen::mails(&shop).await.is_empty());
    while answer_requests(&shop).await.unwrap() > 0 {}
    let mails = seen::mails(&shop).await;
    assert_eq!(seen::kinds(&mails), ["password_link"; 3], "none to whom nobody knows");
}
