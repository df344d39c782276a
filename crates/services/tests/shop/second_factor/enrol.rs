//! It is on with the first right code, and a key that gets none ends by itself.

use chrono::TimeDelta;
use domain::party::{Field, FieldError};
use domain::password::PasswordError;
use domain::second_factor::Next;
use rstest::rstest;
use services::account::mark_of;
use services::second_factor::{Owner, State, begin, confirm, pass, state};
use services::testing::{Engine, PASSWORD, a_browser, a_customer};
use services::{Error, account};

use super::{STEP, WRONG_CODE, fields, half, key, opens};
use crate::seen;

#[rstest]
#[tokio::test]
async fn the_first_right_code_turns_it_on_and_no_password_alone_opens_the_account_any_more(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let owner = Owner::account(anna.account);
    let before = mark_of(&shop, anna.account).await.unwrap().unwrap();

    let refused = begin(&shop, owner, "sbagliata").await;
    assert_eq!(
        fields(refused),
        [(Field::CurrentPassword, FieldError::Password(PasswordError::WrongPresent))]
    );
    begin(&shop, owner, PASSWORD).await.unwrap();
    let telephone = key(&shop, owner).await;
    let wrong = confirm(&shop, owner, None, a_browser().network, "000000").await;
    assert_eq!(fields(wrong), WRONG_CODE);
    let signed = account::sign_in(&shop, &a_browser(), &anna.username, PASSWORD).await.unwrap();
    assert_eq!(signed.next, Next::Nothing, "it is not on yet");

    let code = telephone.shows(&shop);
    let turned = confirm(&shop, owner, None, a_browser().network, &code).await.unwrap();

    assert_eq!(turned.codes.len(), 10);
    assert!(opens(&shop, &anna, turned.mark).await, "who has turned it on stays in");
    assert!(!opens(&shop, &anna, before).await, "everybody else is out");
    assert!(!opens(&shop, &anna, signed.mark).await);
    let half = half(&shop, &anna).await;
    let again = pass(&shop, &half, a_browser().network, &code).await;
    assert_eq!(fields(again), WRONG_CODE, "the code that turned it on is used up");
    shop.clock.advance(STEP);
    let code = telephone.shows(&shop);
    let passed = pass(&shop, &half, a_browser().network, &code).await.unwrap();
    assert_eq!(passed.owner.as_account(), Some(anna.account));
    assert!(opens(&shop, &anna, passed.mark).await);
    let mails = seen::mails(&shop).await;
    let told = mails.iter().find(|mail| mail.kind == "second_factor_changed").unwrap();
    assert_eq!(told.recipient, "anna@bianchi.example");
    assert_eq!(told.subject, "La verifica in due passaggi è attiva");
    for code in &turned.codes {
        assert!(mails.iter().all(|mail| !mail.text.contains(code)), "no mail holds a code");
    }
}

#[rstest]
#[tokio::test]
async fn a_key_that_nobody_takes_into_use_ends_after_an_hour(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let owner = Owner::account(anna.account);
    begin(&shop, owner, PASSWORD).await.unwrap();
    let first = key(&shop, owner).await;

    shop.clock.advance(TimeDelta::hours(1));
    assert!(matches!(state(&shop, owner).await.unwrap(), State::Off));
    let late = confirm(&shop, owner, None, a_browser().network, &first.shows(&shop)).await;
    assert!(matches!(late, Err(Error::NotFound(_))), "{late:?}");

    begin(&shop, owner, PASSWORD).await.unwrap();
    let second = key(&shop, owner).await;
    assert_ne!(first.shows(&shop), second.shows(&shop), "another key");
    let code = second.shows(&shop);
    confirm(&shop, owner, None, a_browser().network, &code).await.unwrap();
    assert!(matches!(begin(&shop, owner, PASSWORD).await, Err(Error::NotAllowed)), "it is on");
}
