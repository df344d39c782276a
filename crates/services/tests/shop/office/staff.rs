//! Members of staff and their sign-in.

use chrono::TimeDelta;
use domain::RuleError;
use domain::id::StaffId;
use domain::sign_in::SignInError;
use rstest::rstest;
use services::office::{Signed, save_staff, sign_in, username};
use services::testing::{Engine, PASSWORD, a_browser};
use services::{Error, Result};

fn refusal(answer: Result<Signed>) -> SignInError {
    match answer {
        Err(Error::Rule(RuleError::SignIn(refusal))) => refusal,
        other => panic!("{other:?}"),
    }
}

#[rstest]
#[tokio::test]
async fn staff_sign_in_under_the_name_that_payments_are_registered_by(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    save_staff(&shop, " Rosa ", PASSWORD).await.unwrap();

    let rosa = sign_in(&shop, &a_browser(), "ROSA", PASSWORD).await.unwrap();

    assert_eq!(username(&shop, rosa.staff, &rosa.mark).await.unwrap(), "rosa");
    let nobody = username(&shop, StaffId(shop.new_id()), &rosa.mark).await;
    assert!(matches!(nobody, Err(Error::NotFound("member of staff"))));
}

#[rstest]
#[tokio::test]
async fn a_new_password_takes_the_place_of_the_old_one(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    save_staff(&shop, "rosa", "Torre#Limone-48").await.unwrap();
    let before = sign_in(&shop, &a_browser(), "rosa", "Torre#Limone-48").await.unwrap();

    save_staff(&shop, "rosa", PASSWORD).await.unwrap();

    let after = sign_in(&shop, &a_browser(), "rosa", PASSWORD).await.unwrap();
    assert_eq!(after.staff, before.staff, "the same person");
    let old = sign_in(&shop, &a_browser(), "rosa", "Torre#Limone-48").await;
    assert_eq!(refusal(old), SignInError::WrongCredentials);
}

#[rstest]
#[tokio::test]
async fn a_sign_in_ends_with_the_password_that_it_was_made_with(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    save_staff(&shop, "rosa", PASSWORD).await.unwrap();
    save_staff(&shop, "ugo", PASSWORD).await.unwrap();
    let before = sign_in(&shop, &a_browser(), "rosa", PASSWORD).await.unwrap();
    let ugo = sign_in(&shop, &a_browser(), "ugo", PASSWORD).await.unwrap();

    // Also when the new password is the old one: whoever sets it wants everybody else out.
    save_staff(&shop, "rosa", PASSWORD).await.unwrap();
    let after = sign_in(&shop, &a_browser(), "rosa", PASSWORD).await.unwrap();

    let ended = username(&shop, before.staff, &before.mark).await;
    assert!(matches!(ended, Err(Error::NotFound("member of staff"))));
    assert_eq!(username(&shop, after.staff, &after.mark).await.unwrap(), "rosa");
    assert_eq!(username(&shop, ugo.staff, &ugo.mark).await.unwrap(), "ugo", "others stay in");
}

#[rstest]
#[tokio::test]
async fn wrong_and_unknown_get_the_same_answer_and_after_five_somebody_waits(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    save_staff(&shop, "rosa", PASSWORD).await.unwrap();

    for username in ["rosa", "nessuno"] {
        for _ in 0..5 {
            let wrong = sign_in(&shop, &a_browser(), username, "sbagliata").await;
            assert_eq!(refusal(wrong), SignInError::WrongCredentials);
        }
        let throttled = sign_in(&shop, &a_browser(), username, PASSWORD).await;
        assert_eq!(refusal(throttled), SignInError::TooManyAttempts { seconds: 1 });
    }
    shop.clock.advance(TimeDelta::seconds(1));
    for _ in 0..12 {
        assert!(
            sign_in(&shop, &a_browser(), "rosa", PASSWORD).await.is_ok(),
            "signing in is no guessing"
        );
    }
}
