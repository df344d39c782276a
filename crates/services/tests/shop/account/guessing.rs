//! A stranger can slow down strangers, and locks out nobody.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use domain::RuleError;
use domain::id::AccountId;
use domain::sign_in::SignInError;
use rstest::rstest;
use services::account::{Signed, sign_in};
use services::testing::{Customer, Engine, PASSWORD, a_browser, a_browser_at, a_customer};
use services::{Browser, Context, Error, Result};

const WRONG: &str = "Fiume-Sasso-71-Velo";

/// The seconds to wait; nothing for a try whose password was looked at.
fn wait(answer: &Result<Signed>) -> Option<u32> {
    match answer {
        Ok(_) | Err(Error::Rule(RuleError::SignIn(SignInError::WrongCredentials))) => None,
        Err(Error::Rule(RuleError::SignIn(SignInError::TooManyAttempts { seconds }))) => {
            Some(*seconds)
        }
        Err(error) => panic!("{error:?}"),
    }
}

async fn guess(shop: &Context, browser: &Browser, username: &str) -> Option<u32> {
    wait(&sign_in(shop, browser, username, WRONG).await)
}

fn entered(answer: Result<Signed>) -> AccountId {
    answer.unwrap().account
}

/// Signs in, so that the browser is known from then on.
async fn known(shop: &Context, anna: &Customer) -> Browser {
    let signed = sign_in(shop, &a_browser(), &anna.username, PASSWORD).await.unwrap();
    Browser { devices: signed.devices, ..a_browser() }
}

/// Guesses from so many networks until all of them have to wait.
async fn flood(shop: &Context, username: &str) {
    for network in 0..20 {
        let thief = a_browser_at(&format!("198.51.100.{network}"));
        assert_eq!(guess(shop, &thief, username).await, None, "{network}");
    }
}

#[rstest]
#[tokio::test]
async fn a_stranger_keeps_nobody_out_however_long_they_guess(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let thief = a_browser_at("198.51.100.1");

    let mut longest = 0;
    for _ in 0..80 {
        for _ in 0..2 {
            longest = longest.max(guess(&shop, &thief, &anna.username).await.unwrap_or(0));
        }
        shop.clock.advance(TimeDelta::seconds(15));
    }

    assert_eq!(longest, 30, "the one who guesses waits");
    let owner = sign_in(&shop, &a_browser(), &anna.username, PASSWORD).await;
    assert_eq!(entered(owner), anna.account, "somebody else at another network does not");
}

#[rstest]
#[tokio::test]
async fn the_wait_grows_and_ends_when_it_was_said_to(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    for _ in 0..5 {
        assert_eq!(guess(&shop, &a_browser(), &anna.username).await, None);
    }

    for seconds in [1, 2, 4, 8, 16, 30, 30] {
        assert_eq!(guess(&shop, &a_browser(), &anna.username).await, Some(seconds));
        let early = sign_in(&shop, &a_browser(), &anna.username, PASSWORD).await;
        assert_eq!(wait(&early), Some(seconds), "also with the right password");
        shop.clock.advance(TimeDelta::seconds(seconds.into()));
        assert_eq!(guess(&shop, &a_browser(), &anna.username).await, None);
    }

    shop.clock.advance(TimeDelta::seconds(30));
    let owner = sign_in(&shop, &a_browser(), &anna.username, PASSWORD).await;
    assert_eq!(entered(owner), anna.account);
    assert_eq!(guess(&shop, &a_browser(), &anna.username).await, None, "all is forgotten");
}

#[rstest]
#[tokio::test]
async fn guessing_from_many_networks_meets_the_brake_of_the_account_and_no_known_browser_does(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (anna, bruno) = (a_customer().create(&shop).await, a_customer().create(&shop).await);
    let at_home = known(&shop, &anna).await;
    flood(&shop, &anna.username).await;

    let next = guess(&shop, &a_browser_at("198.51.100.20"), &anna.username).await;
    assert_eq!(next, Some(1), "a network that never failed waits too");
    let on_the_road = a_browser_at("203.0.113.5");
    let told = wait(&sign_in(&shop, &on_the_road, &anna.username, PASSWORD).await).unwrap();
    assert_eq!(told, 2);
    let owner = sign_in(&shop, &at_home, &anna.username, PASSWORD).await;
    assert_eq!(entered(owner), anna.account, "strangers do not slow down a known browser");
    let other = sign_in(&shop, &a_browser(), &bruno.username, PASSWORD).await;
    assert_eq!(entered(other), bruno.account, "nor anybody at another account");

    // Others take every moment that is free; the one that was promised stays the owner's.
    shop.clock.advance(TimeDelta::seconds(told.into()));
    for network in 21..40 {
        let thief = a_browser_at(&format!("198.51.100.{network}"));
        assert!(guess(&shop, &thief, &anna.username).await.is_some());
    }
    let owner = sign_in(&shop, &on_the_road, &anna.username, PASSWORD).await;
    assert_eq!(entered(owner), anna.account);
}

#[rstest]
#[tokio::test]
async fn an_unknown_username_is_slowed_down_like_a_known_one(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;

    for _ in 0..7 {
        let known = guess(&shop, &a_browser(), &anna.username).await;
        let unknown = guess(&shop, &a_browser(), "9999999").await;
        assert_eq!(known, unknown);
    }
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_guesses_at_once_get_no_more_tries_than_one_after_the_other(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;

    let guesses: Vec<_> = (0..50)
        .map(|_| {
            let (ctx, username) = ((*shop).clone(), anna.username.clone());
            tokio::spawn(async move { guess(&ctx, &a_browser(), &username).await })
        })
        .collect();
    let mut tried = 0;
    for guess in guesses {
        tried += usize::from(guess.await.unwrap().is_none());
    }

    assert_eq!(tried, 5);
}

#[rstest]
#[tokio::test]
async fn a_clock_that_was_a_year_ahead_keeps_nobody_out(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let right = shop.now();
    shop.clock.advance(TimeDelta::days(365));
    flood(&shop, &anna.username).await;
    while guess(&shop, &a_browser(), &anna.username).await.is_none() {}

    shop.clock.set(right);

    let owner = sign_in(&shop, &a_browser(), &anna.username, PASSWORD).await;
    assert_eq!(entered(owner), anna.account);
}

#[rstest]
#[tokio::test]
async fn a_known_browser_has_a_limit_of_its_own(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let stolen = known(&shop, &anna).await;

    for _ in 0..10 {
        assert_eq!(guess(&shop, &stolen, &anna.username).await, None);
    }

    assert_eq!(guess(&shop, &stolen, &anna.username).await, Some(1));
    let elsewhere = Browser { devices: stolen.devices, ..a_browser_at("203.0.113.5") };
    assert_eq!(guess(&shop, &elsewhere, &anna.username).await, Some(1), "wherever it is carried");
    let owner = sign_in(&shop, &a_browser(), &anna.username, PASSWORD).await;
    assert_eq!(entered(owner), anna.account);
}

#[rstest]
#[tokio::test]
async fn what_a_browser_remembers_is_worth_nothing_for_another_account_or_password(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (anna, bruno) = (a_customer().create(&shop).await, a_customer().create(&shop).await);
    let annas = known(&shop, &anna).await;
    flood(&shop, &anna.username).await;
    flood(&shop, &bruno.username).await;
    let is_known = async |browser: &Browser, who: &Customer| {
        wait(&sign_in(&shop, browser, &who.username, WRONG).await).is_none()
    };
    assert!(is_known(&annas, &anna).await);

    assert!(!is_known(&annas, &bruno).await, "another account");
    let forged = annas.devices.to_cookie().replace('A', "B").replace('a', "b");
    let forged = services::guessing::Devices::from_cookie(&forged);
    assert!(!is_known(&Browser { devices: forged, ..a_browser() }, &anna).await, "forged");
    let mut tx = shop.db.write().await.unwrap();
    let hash =
        "$argon2id$v=19$m=8,t=1,p=1$c29tZXRoaW5nZWxzZQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let statement = tx.sql("UPDATE account SET password_hash = $1 WHERE id = $2");
    statement.bind(hash).bind(anna.account.0).run().await.unwrap();
    tx.commit().await.unwrap();
    assert!(!is_known(&annas, &anna).await, "another password");
}

#[rstest]
#[tokio::test]
async fn one_browser_remembers_several_accounts_and_each_once(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let mut browser = a_browser();
    let mut tokens = BTreeSet::new();
    let mut people = Vec::new();
    for _ in 0..9 {
        let somebody = a_customer().create(&shop).await;
        for _ in 0..2 {
            let signed = sign_in(&shop, &browser, &somebody.username, PASSWORD).await.unwrap();
            browser.devices = signed.devices;
        }
        people.push(somebody);
    }

    tokens.extend(browser.devices.to_cookie().split('.').map(str::to_owned));
    assert_eq!(tokens.len(), 8, "the last eight accounts");
    for (place, is_remembered) in [(0, false), (1, true), (8, true)] {
        let username = &people[place].username;
        flood(&shop, username).await;
        assert_eq!(guess(&shop, &browser, username).await.is_none(), is_remembered, "{place}");
    }
}
