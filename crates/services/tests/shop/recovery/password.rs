//! A new password by the link of a mail: once, for an hour, and for nobody else.

use chrono::TimeDelta;
use domain::RuleError;
use domain::party::{Field, FieldError, PartyError};
use domain::password::PasswordError;
use domain::recovery::RecoveryError;
use domain::sign_in::SignInError;
use rstest::rstest;
use services::account::{mark_of, sign_in};
use services::recovery::{
    NewPassword, account_of, answer_requests, ask_account_password, reset_account,
};
use services::testing::{Customer, Engine, PASSWORD, a_browser, a_browser_at, a_customer};
use services::{Browser, Context, Error, Result};

use crate::query_counts::of_asking;
use crate::seen;

const NEW: &str = "Torre-Limone-48";

/// Asks for a link and takes its secret out of the mail.
async fn link(ctx: &Context, username: &str) -> Option<String> {
    let before = links(ctx).await.len();
    ask_account_password(ctx, a_browser().network, username).await.unwrap();
    while answer_requests(ctx).await.unwrap() > 0 {}
    links(ctx).await.into_iter().nth(before)
}

async fn links(ctx: &Context) -> Vec<String> {
    let mails = seen::mails(ctx).await;
    let of_links = mails.iter().filter(|mail| mail.kind == "password_link");
    of_links.map(|mail| secret(&mail.text)).collect()
}

/// What follows the address of the page.
pub fn secret(text: &str) -> String {
    let (_, rest) = text.split_once("?link=").expect("the mail has a link");
    rest.split_whitespace().next().unwrap().to_owned()
}

fn form(new: &str) -> NewPassword {
    NewPassword { new: new.into(), again: new.into() }
}

fn is_void(answer: Result<()>) -> bool {
    matches!(answer, Err(Error::Rule(RuleError::Recovery(RecoveryError::LinkVoid))))
}

async fn opens(ctx: &Context, anna: &Customer, password: &str) -> bool {
    sign_in(ctx, &a_browser_at("203.0.113.9"), &anna.username, password).await.is_ok()
}

#[rstest]
#[tokio::test]
async fn the_link_chooses_a_password_once_and_the_old_one_is_over(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let before = mark_of(&shop, anna.account).await.unwrap();
    let link = link(&shop, &anna.username).await.unwrap();

    for _ in 0..3 {
        let shown = account_of(&shop, &link).await.unwrap();
        assert_eq!(shown.as_ref(), Some(&anna.username), "looking uses nothing up");
    }
    reset_account(&shop, &link, &form(NEW)).await.unwrap();

    assert!(opens(&shop, &anna, NEW).await && !opens(&shop, &anna, PASSWORD).await);
    assert_ne!(mark_of(&shop, anna.account).await.unwrap(), before, "every sign-in is over");
    assert!(is_void(reset_account(&shop, &link, &form("Altra-Torre-49")).await));
    assert_eq!(account_of(&shop, &link).await.unwrap(), None);
    let told = seen::mails(&shop).await.into_iter().find(|mail| mail.kind == "password_changed");
    assert_eq!(told.unwrap().recipient, "anna@bianchi.example");
}

#[rstest]
#[tokio::test]
async fn a_link_is_void_after_an_hour_after_a_newer_one_and_after_another_change(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let first = link(&shop, &anna.username).await.unwrap();

    let second = link(&shop, &anna.username).await.unwrap();
    assert!(is_void(reset_account(&shop, &first, &form(NEW)).await), "a newer one was sent");
    assert!(account_of(&shop, &second).await.unwrap().is_some());

    shop.clock.advance(TimeDelta::minutes(60));
    assert!(is_void(reset_account(&shop, &second, &form(NEW)).await), "an hour is over");

    let third = link(&shop, &anna.username).await.unwrap();
    let other = link(&shop, &anna.username).await.unwrap();
    reset_account(&shop, &other, &form(NEW)).await.unwrap();
    assert!(is_void(reset_account(&shop, &third, &form(PASSWORD)).await));
    assert!(opens(&shop, &anna, NEW).await);
}

#[rstest]
#[tokio::test]
async fn a_password_that_breaks_a_rule_leaves_the_link_as_it_was(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let link = link(&shop, &anna.username).await.unwrap();
    let short = FieldError::Password(PasswordError::TooShort { min: 8 });
    let forms = [
        (form("Vx7-kQ2"), Field::Password, short),
        (
            form("anna@bianchi.example"),
            Field::Password,
            FieldError::Password(PasswordError::TooCommon),
        ),
        (form(""), Field::Password, FieldError::Missing),
        (
            NewPassword { new: NEW.into(), again: PASSWORD.into() },
            Field::PasswordAgain,
            FieldError::Password(PasswordError::Differ),
        ),
    ];

    for (form, field, error) in forms {
        let refused = reset_account(&shop, &link, &form).await;
        let Err(Error::Rule(RuleError::Party(PartyError::Fields(fields)))) = refused else {
            panic!("{form:?}: {refused:?}")
        };
        assert_eq!(fields, [(field, error)], "{form:?}");
    }

    assert!(opens(&shop, &anna, PASSWORD).await, "nothing has changed");
    reset_account(&shop, &link, &form(NEW)).await.unwrap();
}

#[rstest]
#[tokio::test]
async fn the_same_link_sent_twice_at_once_chooses_one_password(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let other = shop.second_process().await;
    let anna = a_customer().create(&shop).await;
    let link = link(&shop, &anna.username).await.unwrap();

    let (mine, theirs) = (form(NEW), form("Altra-Torre-49"));
    let (one, two) =
        tokio::join!(reset_account(&shop, &link, &mine), reset_account(&other, &link, &theirs));

    assert_eq!([&one, &two].iter().filter(|answer| answer.is_ok()).count(), 1, "{one:?} {two:?}");
    let opened = [opens(&shop, &anna, NEW).await, opens(&shop, &anna, "Altra-Torre-49").await];
    assert_eq!(opened, [one.is_ok(), two.is_ok()]);
}

#[rstest]
#[tokio::test]
async fn a_stranger_asks_with_the_same_work_and_the_same_answer(
    #[values(Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let work = async |username| {
        let ask = async |from: Browser| {
            ask_account_password(&shop, from.network, username).await.unwrap();
        };
        of_asking(ask).await
    };

    let known = work(anna.username.as_str()).await;

    for unknown in ["9999999", "anna", "12345678@bottega.example"] {
        assert_eq!(work(unknown).await, known, "{unknown}");
    }
    assert!(seen::mails(&shop).await.is_empty(), "nothing is looked up while somebody waits");
    let pec = ask_account_password(&shop, a_browser().network, "bianchi@pec.it").await;
    let refused = SignInError::PecAsUsername;
    assert!(matches!(pec, Err(Error::Rule(RuleError::SignIn(error))) if error == refused));
}

#[rstest]
#[tokio::test]
async fn the_table_holds_no_secret_and_old_links_are_cleared_away(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let link = link(&shop, &anna.username).await.unwrap();
    assert!(link.len() >= 32 && link.bytes().all(|byte| byte.is_ascii_hexdigit()), "{link}");

    let kept = async || {
        let mut tx = shop.db.read().await.unwrap();
        let rows: Vec<(String, String)> =
            tx.sql("SELECT digest, beside FROM secret_link").all().await.unwrap();
        rows
    };
    let [(digest, beside)] = &kept().await[..] else { panic!("one link") };
    assert!(*digest != link && *beside != link);
    shop.clock.advance(TimeDelta::minutes(61));
    services::housekeeping::forget_counters(&shop).await.unwrap();
    assert!(kept().await.is_empty());
}

#[rstest]
#[tokio::test]
async fn whoever_asks_without_end_leaves_the_owner_a_link_that_works(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;

    for network in 0..18 {
        let from = a_browser_at(&format!("198.51.100.{network}")).network;
        ask_account_password(&shop, from, &anna.username).await.unwrap();
        while answer_requests(&shop).await.unwrap() > 0 {}
        shop.clock.advance(TimeDelta::minutes(3));
    }

    let sent = links(&shop).await;
    assert_eq!(sent.len(), 3, "an hour is not over");
    reset_account(&shop, &sent[2], &form(NEW)).await.unwrap();
    assert!(opens(&shop, &anna, NEW).await);
}
