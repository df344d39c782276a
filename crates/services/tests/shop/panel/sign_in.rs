//! The temporary password opens a panel for three days, and only as far as choosing another one.

use chrono::TimeDelta;
use domain::cart::Cart;
use domain::id::{PanelUserId, SubscriptionId};
use domain::sign_in::SignInError;
use domain::{Product, RuleError};
use rstest::rstest;
use services::panel::{
    Access, PasswordForm, Signed, change_password, is_signed_in, open, open_at, sign_in, username,
};
use services::testing::{Engine, PASSWORD, a_browser, a_customer, day, the_payment_of};
use services::{Context, Error, Result, payment};

use crate::seen;

fn refusal(answer: Result<Signed>) -> SignInError {
    match answer {
        Err(Error::Rule(RuleError::SignIn(refusal))) => refusal,
        other => panic!("{other:?}"),
    }
}

/// Username and temporary password as they stand in the mail of a service activated just now.
async fn mailed_credentials(shop: &Context) -> (String, String) {
    let anna = a_customer().with_holder().create(shop).await;
    let order = anna.orders(shop, Cart::first_purchase(Product::Invoicing, 1)).await;
    payment::register_payment(shop, &the_payment_of(shop, &order)).await.unwrap();
    let mails = seen::mails(shop).await;
    let mail = mails.iter().find(|mail| mail.kind == "service_activated").unwrap();
    let after = |label: &str| {
        let line = mail.text.lines().find(|line| line.starts_with(label)).unwrap();
        line.split_whitespace().last().unwrap().to_owned()
    };
    assert_eq!(after("Username:"), format!("BT{}", anna.party.vat_number));
    (after("Username:"), after("Password temporanea:"))
}

#[rstest]
#[tokio::test]
async fn the_mailed_password_opens_the_panel_and_has_to_be_changed(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (username, password) = mailed_credentials(&shop).await;

    let signed = sign_in(&shop, &a_browser(), &username, &password).await.unwrap();
    let typed_by_hand = format!("\u{200E} {} \u{FEFF}", username.to_lowercase());
    let again =
        sign_in(&shop, &a_browser(), &typed_by_hand, &format!("{password} ")).await.unwrap();

    assert!(signed.must_change && again.must_change);
    assert_eq!(signed.user, again.user);
}

#[rstest]
#[tokio::test]
async fn whoever_signed_in_with_a_password_is_out_once_it_is_another(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (panel, password) = mailed_credentials(&shop).await;
    let thief = sign_in(&shop, &a_browser(), &panel, &password).await.unwrap();
    let owner = sign_in(&shop, &a_browser(), &panel, &password).await.unwrap();
    let before = open(&shop, thief.user, &thief.mark).await.unwrap();

    let (new, again) = (PASSWORD.to_owned(), PASSWORD.to_owned());
    let form = PasswordForm { current: password, new, again };
    change_password(&shop, owner.user, &form).await.unwrap();
    let with_the_new_one = sign_in(&shop, &a_browser(), &panel, PASSWORD).await.unwrap();

    assert!(matches!(before, Access::OnlyChange));
    let after = open(&shop, thief.user, &thief.mark).await.unwrap();
    assert!(matches!(after, Access::Ended));
    assert!(!is_signed_in(&shop, thief.user, &thief.mark, None).await.unwrap());
    let mark = with_the_new_one.mark;
    let inside = open(&shop, owner.user, &mark).await.unwrap();
    assert!(matches!(inside, Access::ToConfigure(_)), "as far as a new service opens");
    assert!(is_signed_in(&shop, owner.user, &mark, None).await.unwrap());
    let nobody = PanelUserId(shop.new_id());
    assert!(matches!(open(&shop, nobody, &mark).await.unwrap(), Access::Ended));
    assert_eq!(username(&shop, owner.user).await.unwrap(), panel);
    assert!(matches!(username(&shop, nobody).await, Err(Error::NotFound("panel user"))));
}

#[rstest]
#[tokio::test]
async fn a_sign_in_opens_the_service_that_is_named_and_no_other(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    let bruno = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    let panel = format!("BT{}", anna.party.vat_number);
    let signed = sign_in(&shop, &a_browser(), &panel, PASSWORD).await.unwrap();
    let at =
        async |service| open_at(&shop, signed.user, &signed.mark, None, service).await.unwrap();
    let [annas, brunos] =
        [anna.service(&shop).await.unwrap().id, bruno.service(&shop).await.unwrap().id];

    let Access::Open(access) = at(Some(annas)).await else { panic!("it is hers") };
    assert_eq!(access.subscription().id, annas);
    for other in [Some(brunos), Some(SubscriptionId(shop.new_id())), None] {
        assert!(matches!(at(other).await, Access::Elsewhere), "{other:?}");
    }
    let ended = open_at(&shop, signed.user, "another", None, Some(annas)).await.unwrap();
    assert!(matches!(ended, Access::Ended), "with another password it is nobody's");
}

#[rstest]
#[tokio::test]
async fn a_temporary_password_that_was_given_while_a_clock_was_ahead_opens_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let now = shop.now();
    shop.clock.advance(TimeDelta::days(365));
    let (username, password) = mailed_credentials(&shop).await;

    shop.clock.set(now);

    let ahead = sign_in(&shop, &a_browser(), &username, &password).await;
    assert_eq!(refusal(ahead), SignInError::TemporaryPasswordExpired);
}

#[rstest]
#[tokio::test]
async fn a_temporary_password_is_over_after_seventy_two_hours(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (username, password) = mailed_credentials(&shop).await;

    shop.clock.advance(TimeDelta::hours(72));
    assert!(sign_in(&shop, &a_browser(), &username, &password).await.is_ok());
    shop.clock.advance(TimeDelta::seconds(1));
    let late = sign_in(&shop, &a_browser(), &username, &password).await;
    let wrong = sign_in(&shop, &a_browser(), &username, "sbagliata").await;

    assert_eq!(refusal(late), SignInError::TemporaryPasswordExpired);
    assert_eq!(refusal(wrong), SignInError::WrongCredentials, "said to nobody who only guesses");
}

#[rstest]
#[tokio::test]
async fn a_password_of_ones_own_has_no_end(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day("2028-04-14")).create(&shop).await;
    let username = format!("BT{}", anna.party.vat_number);

    shop.clock.advance(TimeDelta::days(300));
    let signed = sign_in(&shop, &a_browser(), &username, PASSWORD).await.unwrap();

    assert_eq!(Some(signed.user), anna.panel_user);
    assert!(!signed.must_change);
}

#[rstest]
#[tokio::test]
async fn wrong_and_unknown_get_the_same_answer_and_after_five_somebody_waits(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    let username = format!("BT{}", anna.party.vat_number);

    for username in [&username, "BT00000000000"] {
        for _ in 0..5 {
            let wrong = sign_in(&shop, &a_browser(), username, "sbagliata").await;
            assert_eq!(refusal(wrong), SignInError::WrongCredentials);
        }
        let throttled = sign_in(&shop, &a_browser(), username, PASSWORD).await;
        assert_eq!(refusal(throttled), SignInError::TooManyAttempts { seconds: 1 });
    }
    shop.clock.advance(TimeDelta::seconds(1));
    assert!(sign_in(&shop, &a_browser(), &username, PASSWORD).await.is_ok());
}

#[rstest]
#[tokio::test]
async fn signing_in_often_is_no_guessing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    let username = format!("BT{}", anna.party.vat_number);

    for _ in 0..12 {
        assert!(sign_in(&shop, &a_browser(), &username, PASSWORD).await.is_ok());
    }
}
