//! Username and password open an account, and nothing tells a guesser which of them was wrong.

use domain::RuleError;
use domain::sign_in::SignInError;
use rstest::rstest;
use services::account::{Signed, sign_in};
use services::testing::{Engine, PASSWORD, a_browser, a_customer};
use services::{Error, Result};

fn refusal(answer: Result<Signed>) -> SignInError {
    match answer {
        Err(Error::Rule(RuleError::SignIn(refusal))) => refusal,
        other => panic!("{other:?}"),
    }
}

#[rstest]
#[tokio::test]
async fn the_suffix_of_the_username_may_be_left_out(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let bare = anna.number.to_string();
    let shouted = format!("  {}@BOTTEGA.EXAMPLE ", anna.number);

    let pasted = format!("\u{FEFF}{}\u{200B}@bottega.example\u{A0}", anna.number);

    for username in [&anna.username, &bare, &shouted, &pasted] {
        assert_eq!(
            sign_in(&shop, &a_browser(), username, PASSWORD).await.unwrap().account,
            anna.account,
            "{username}"
        );
    }
    let copied = format!(" {PASSWORD} ");
    assert_eq!(sign_in(&shop, &a_browser(), &bare, &copied).await.unwrap().account, anna.account);
    let unseen = format!("\u{200B}{PASSWORD}");
    let refused = refusal(sign_in(&shop, &a_browser(), &bare, &unseen).await);
    assert_eq!(refused, SignInError::WrongCredentials, "every character of a password counts");
}

#[rstest]
#[tokio::test]
async fn a_pec_is_refused_with_the_reason(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;

    for username in ["bianchi@pec.it", "anna@bianchi.example"] {
        let answer = sign_in(&shop, &a_browser(), username, PASSWORD).await;
        assert_eq!(refusal(answer), SignInError::PecAsUsername, "{username}");
    }
    let elsewhere = format!("{}@pec.it", anna.number);
    assert_eq!(
        refusal(sign_in(&shop, &a_browser(), &elsewhere, PASSWORD).await),
        SignInError::PecAsUsername
    );
}

#[rstest]
#[tokio::test]
async fn a_wrong_password_and_an_unknown_username_get_the_same_answer(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;

    let wrong = refusal(sign_in(&shop, &a_browser(), &anna.username, "Fiume-Sasso-71-Velo").await);

    assert_eq!(wrong, SignInError::WrongCredentials);
    for username in ["9999999", "12345678", "anna", ""] {
        let unknown = refusal(sign_in(&shop, &a_browser(), username, PASSWORD).await);
        assert_eq!(unknown, wrong, "{username:?}");
    }
}

#[rstest]
#[tokio::test]
async fn only_guessing_is_counted_so_whoever_often_signs_in_never_waits(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;

    for _ in 0..12 {
        let answer = sign_in(&shop, &a_browser(), &anna.username, "sbagliata").await;
        assert_eq!(refusal(answer), SignInError::WrongCredentials);
        assert_eq!(
            sign_in(&shop, &a_browser(), &anna.username, PASSWORD).await.unwrap().account,
            anna.account
        );
    }
}
