//! The temporary password gives way to one that the person chose.

use chrono::TimeDelta;
use domain::RuleError;
use domain::id::PanelUserId;
use domain::party::{Field, FieldError, PartyError};
use domain::password::PasswordError;
use domain::sign_in::SignInError;
use rstest::rstest;
use services::panel::{PasswordForm, change_password, sign_in};
use services::testing::store::panel_users;
use services::testing::{Engine, PASSWORD, a_browser, a_customer, day};
use services::{Context, Error, Result};

const NEW: &str = "Torre#Limone-48";

fn form(current: &str, new: &str, again: &str) -> PasswordForm {
    PasswordForm { current: current.into(), new: new.into(), again: again.into() }
}

fn refusals(answer: Result<()>) -> Vec<(Field, FieldError)> {
    match answer {
        Err(Error::Rule(RuleError::Party(PartyError::Fields(fields)))) => fields,
        other => panic!("{other:?}"),
    }
}

/// A panel user and their username.
async fn a_panel_user(ctx: &Context) -> (PanelUserId, String) {
    let anna = a_customer().with_service_until(day("2027-04-14")).create(ctx).await;
    (anna.panel_user.unwrap(), format!("BT{}", anna.party.vat_number))
}

#[rstest]
#[tokio::test]
async fn the_new_password_opens_the_panel_and_the_old_one_no_longer_does(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (user, username) = a_panel_user(&shop).await;

    change_password(&shop, user, &form(PASSWORD, NEW, NEW)).await.unwrap();

    let signed = sign_in(&shop, &a_browser(), &username, NEW).await.unwrap();
    assert_eq!((signed.user, signed.must_change), (user, false));
    let old = sign_in(&shop, &a_browser(), &username, PASSWORD).await;
    assert!(matches!(old, Err(Error::Rule(RuleError::SignIn(SignInError::WrongCredentials)))));
}

#[rstest]
#[case::wrong(
    "sbagliata",
    NEW,
    NEW,
    Field::CurrentPassword,
    FieldError::Password(PasswordError::WrongTemporary)
)]
#[case::short(PASSWORD, "Vx7-kQ2", "Vx7-kQ2", Field::Password,
    FieldError::Password(PasswordError::TooShort { min: 8 }))]
#[case::no_digit(
    PASSWORD,
    "Torre#Limone",
    "Torre#Limone",
    Field::Password,
    FieldError::Password(PasswordError::TooPlain)
)]
#[case::no_symbol(
    PASSWORD,
    "TorreLimone48",
    "TorreLimone48",
    Field::Password,
    FieldError::Password(PasswordError::TooPlain)
)]
#[case::common(
    PASSWORD,
    "Password-1",
    "Password-1",
    Field::Password,
    FieldError::Password(PasswordError::TooCommon)
)]
#[case::unchanged(
    PASSWORD,
    PASSWORD,
    PASSWORD,
    Field::Password,
    FieldError::Password(PasswordError::Unchanged)
)]
#[case::twice(
    PASSWORD,
    NEW,
    "Torre#Limone-84",
    Field::PasswordAgain,
    FieldError::Password(PasswordError::Differ)
)]
#[tokio::test]
async fn a_form_that_breaks_a_rule_says_which(
    #[case] current: &str,
    #[case] new: &str,
    #[case] again: &str,
    #[case] field: Field,
    #[case] error: FieldError,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (user, username) = a_panel_user(&shop).await;

    let refused = change_password(&shop, user, &form(current, new, again)).await;

    assert_eq!(refusals(refused), [(field, error)]);
    assert!(sign_in(&shop, &a_browser(), &username, PASSWORD).await.is_ok(), "nothing has changed");
}

#[rstest]
#[tokio::test]
async fn a_change_that_lost_the_race_against_another_one_does_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (user, username) = a_panel_user(&shop).await;
    let before = panel_users::by_id(&mut shop.db.read().await.unwrap(), user).await;
    let old_hash = before.unwrap().unwrap().password_hash.clone();
    change_password(&shop, user, &form(PASSWORD, NEW, NEW)).await.unwrap();

    let mut tx = shop.db.write().await.unwrap();
    let late = panel_users::set_password(&mut tx, user, &old_hash, "$late").await.unwrap();
    tx.commit().await.unwrap();

    assert!(!late);
    assert!(sign_in(&shop, &a_browser(), &username, NEW).await.is_ok());
}

#[rstest]
#[tokio::test]
async fn nobody_changes_the_password_of_nobody(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let nobody = PanelUserId(shop.new_id());

    let refused = change_password(&shop, nobody, &form(PASSWORD, NEW, NEW)).await;

    assert!(matches!(refused, Err(Error::NotFound("panel user"))));
}

#[rstest]
#[tokio::test]
async fn whoever_is_inside_cannot_guess_the_password_without_end(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (user, _) = a_panel_user(&shop).await;
    for _ in 0..10 {
        let wrong = change_password(&shop, user, &form("sbagliata", NEW, NEW)).await;
        assert_eq!(
            refusals(wrong),
            [(Field::CurrentPassword, FieldError::Password(PasswordError::WrongTemporary))]
        );
    }

    let refused = change_password(&shop, user, &form(PASSWORD, NEW, NEW)).await;

    let waits = SignInError::TooManyAttempts { seconds: 1 };
    assert!(matches!(refused, Err(Error::Rule(RuleError::SignIn(refusal))) if refusal == waits));
    shop.clock.advance(TimeDelta::seconds(1));
    change_password(&shop, user, &form(PASSWORD, NEW, NEW)).await.unwrap();
}
