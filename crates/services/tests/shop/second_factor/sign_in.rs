//! The code that follows the password: good once, in time, and not to be guessed.

use chrono::TimeDelta;
use domain::RuleError;
use domain::second_factor::Next;
use domain::sign_in::SignInError;
use rstest::rstest;
use services::second_factor::{Half, Owner, pass};
use services::testing::{Engine, PASSWORD, a_browser, a_browser_at, a_customer};
use services::{Error, account};

use super::{Secured, WRONG_CODE, fields, half, opens, secured};
use crate::seen;

#[rstest]
#[tokio::test]
async fn of_two_uses_of_one_code_at_once_one_succeeds(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let other = shop.second_process().await;
    let anna = a_customer().create(&shop).await;
    let Secured { telephone, codes, .. } = secured(&shop, Owner::account(anna.account)).await;
    let half = half(&shop, &anna).await;

    for code in [telephone.shows(&shop), codes[3].clone()] {
        let (here, there) = (a_browser_at("192.0.2.1").network, a_browser_at("192.0.2.2").network);
        let (one, two) =
            tokio::join!(pass(&shop, &half, here, &code), pass(&other, &half, there, &code));
        let (right, wrong) = if one.is_ok() { (one, two) } else { (two, one) };
        assert!(right.is_ok(), "{right:?}");
        assert_eq!(fields(wrong), WRONG_CODE);
    }
}

#[rstest]
#[tokio::test]
async fn a_half_sign_in_ends_after_ten_minutes_and_with_its_password(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let Secured { telephone, .. } = secured(&shop, Owner::account(anna.account)).await;
    let from = a_browser().network;
    let too_late =
        |answer| matches!(answer, Err(Error::Rule(RuleError::SignIn(SignInError::CodeTooLate))));

    let old = half(&shop, &anna).await;
    shop.clock.advance(TimeDelta::minutes(10));
    assert!(!old.is_fresh(&shop));
    assert!(too_late(pass(&shop, &old, from, &telephone.shows(&shop)).await.map(drop)));

    let before = half(&shop, &anna).await;
    let this = domain::id::SignInId(shop.new_id());
    let form = services::password::PasswordForm {
        current: PASSWORD.into(),
        new: "Torre-Limone-48".into(),
        again: "Torre-Limone-48".into(),
    };
    let mark = account::change_password(&shop, anna.account, this, &form).await.unwrap();
    assert!(opens(&shop, &anna, mark).await, "who has changed the password stays in");
    assert!(too_late(pass(&shop, &before, from, &telephone.shows(&shop)).await.map(drop)));
}

#[rstest]
#[tokio::test]
async fn a_new_password_by_mail_leaves_the_second_factor_as_it_is(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    use services::recovery::{NewPassword, answer_requests, ask_account_password, reset_account};
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let Secured { telephone, .. } = secured(&shop, Owner::account(anna.account)).await;
    let new = "Torre-Limone-48";
    ask_account_password(&shop, a_browser().network, &anna.username).await.unwrap();
    while answer_requests(&shop).await.unwrap() > 0 {}
    let mails = seen::mails(&shop).await;
    let link = mails.iter().find(|mail| mail.kind == "password_link").unwrap();
    let link = crate::recovery::password::secret(&link.text);

    let form = NewPassword { new: new.into(), again: new.into() };
    reset_account(&shop, &link, &form).await.unwrap();

    let signed = account::sign_in(&shop, &a_browser(), &anna.username, new).await.unwrap();
    assert_eq!(signed.next, Next::Code);
    assert!(!opens(&shop, &anna, signed.mark.clone()).await);
    let code = telephone.shows(&shop);
    let passed =
        pass(&shop, &Half::of_account(&shop, &signed), a_browser().network, &code).await.unwrap();
    assert!(opens(&shop, &anna, passed.mark).await);
}

#[rstest]
#[tokio::test]
async fn who_guesses_codes_has_to_wait_by_network_and_by_owner(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let Secured { telephone, .. } = secured(&shop, Owner::account(anna.account)).await;
    let half = half(&shop, &anna).await;
    let guess = async |network: &str| {
        let from = a_browser_at(network).network;
        match pass(&shop, &half, from, "000000").await {
            Err(Error::Rule(RuleError::SignIn(SignInError::TooManyAttempts { seconds }))) => {
                seconds
            }
            other => {
                assert_eq!(fields(other), WRONG_CODE);
                0
            }
        }
    };

    for _ in 0..5 {
        assert_eq!(guess("198.51.100.1").await, 0);
    }
    assert_eq!(guess("198.51.100.1").await, 1, "by network");
    let code = telephone.shows(&shop);
    let right = pass(&shop, &half, a_browser_at("198.51.100.1").network, &code).await;
    assert!(right.is_err(), "a right code is not looked at before its time");
    for network in 2..17 {
        assert_eq!(guess(&format!("198.51.100.{network}")).await, 0);
    }
    assert_eq!(guess("198.51.100.99").await, 1, "by owner");
}
