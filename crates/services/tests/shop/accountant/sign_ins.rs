//! Where an accountant is in: each sign-in is listed, opens what it may, and ends.

use chrono::TimeDelta;
use domain::device::Device;
use rstest::rstest;
use services::accountant::{
    Pass, accept, ask_email, begin_sign_in, change_password, close, end, end_other_sign_ins,
    end_sign_in, home, keep_sign_in, own_sign_ins, rename, use_sign_in, visitor,
};
use services::housekeeping::forget_sign_ins;
use services::panel::{Access, PasswordForm, open_delegated};
use services::second_factor::{Owner, Proof, SignedIn, State, begin, confirm, state, turn_off};
use services::sign_ins::Listed;
use services::testing::{Accountant, Engine, PASSWORD, Telephone, a_browser, a_customer, day};
use services::{Context, Error};

use crate::query_counts::at_most;
use crate::seen;

const NEW: &str = "Torre#Limone-48";

async fn enter(shop: &Context, verdi: &Accountant) -> Listed {
    shop.clock.advance(TimeDelta::minutes(1));
    begin_sign_in(shop, verdi.id, &verdi.mark, Device::default()).await.unwrap()
}

/// The same, as a session keeps it.
fn by(verdi: &Accountant, listed: Listed) -> Pass {
    Pass { id: listed.id, ..verdi.pass() }
}

async fn is_in(shop: &Context, verdi: &Accountant, listed: Listed) -> bool {
    visitor(shop, &by(verdi, listed)).await.unwrap().is_some()
}

#[rstest]
#[tokio::test]
async fn a_sign_in_that_has_ended_opens_nothing_and_the_others_go_on(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let verdi = Accountant::create(&shop, "studioverdi1").await;
    let neri = Accountant::create(&shop, "studioneri1").await;
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    anna.delegates(&shop, &verdi, &["invoicing_read".into()]).await;
    let service = anna.service(&shop).await.unwrap().id;
    let first = enter(&shop, &verdi).await;
    let since = shop.now();
    let (second, third) = (enter(&shop, &verdi).await, enter(&shop, &verdi).await);

    let pass = by(&verdi, second);
    let own = at_most(1, &shop, own_sign_ins(&shop, &pass)).await.unwrap();
    assert_eq!(own.before, Some(since));
    let listed: Vec<_> = own.sign_ins.iter().map(|sign_in| sign_in.id).collect();
    let expected = [third.id, second.id, first.id, verdi.sign_in];
    assert_eq!(listed, expected, "the last used first");

    let foreign = end_sign_in(&shop, &neri.pass(), first.id).await;
    assert!(matches!(foreign, Err(Error::NotFound(_))), "{foreign:?}");
    for _ in 0..2 {
        end_sign_in(&shop, &by(&verdi, second), first.id).await.unwrap();
    }
    assert!(!is_in(&shop, &verdi, first).await && is_in(&shop, &verdi, second).await);
    let at =
        async |listed: Listed| open_delegated(&shop, &by(&verdi, listed), service).await.unwrap();
    assert!(matches!(at(first).await, Access::Ended));
    assert!(matches!(at(second).await, Access::Open(_)));

    end_other_sign_ins(&shop, &by(&verdi, second)).await.unwrap();
    assert!(!is_in(&shop, &verdi, third).await && is_in(&shop, &verdi, second).await);
}

#[rstest]
#[tokio::test]
async fn use_is_noted_to_the_hour_and_a_new_password_keeps_one_sign_in(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let verdi = Accountant::create(&shop, "studioverdi1").await;
    let (here, _) = (enter(&shop, &verdi).await, enter(&shop, &verdi).await);
    shop.clock.advance(TimeDelta::minutes(50));
    assert!(use_sign_in(&shop, here).await.unwrap().is_none());
    shop.clock.advance(TimeDelta::minutes(20));
    assert!(use_sign_in(&shop, here).await.unwrap().is_some());

    let form = another_password();
    let mark = change_password(&shop, &by(&verdi, here), &form).await.unwrap();
    keep_sign_in(&shop, here.id, &mark).await.unwrap();

    let verdi = Accountant { mark, ..verdi };
    let own = own_sign_ins(&shop, &by(&verdi, here)).await.unwrap();
    let listed: Vec<_> = own.sign_ins.iter().map(|it| (it.id, it.seen)).collect();
    assert_eq!(listed, [(here.id, shop.now())]);
}

#[rstest]
#[tokio::test]
async fn whoever_closes_the_account_leaves_no_sign_in(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let verdi = Accountant::create(&shop, "studioverdi1").await;
    enter(&shop, &verdi).await;
    close(&shop, &verdi.pass(), PASSWORD).await.unwrap();
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM accountant_sign_in").await, 0);
}

fn another_password() -> PasswordForm {
    PasswordForm { current: PASSWORD.into(), new: NEW.into(), again: NEW.into() }
}

/// The key of a second factor that waits for its first code.
async fn begun(shop: &Context, owner: Owner) -> Telephone {
    begin(shop, owner, PASSWORD).await.unwrap();
    match state(shop, owner).await.unwrap() {
        State::Begun(enrolment) => Telephone::told(&enrolment.key),
        other => panic!("{other:?}"),
    }
}

#[rstest]
#[tokio::test]
async fn whoever_is_out_by_the_time_that_they_would_write_changes_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let verdi = Accountant::create(&shop, "studioverdi1").await;
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    let offered = anna.offers(&shop, "studioverdi1", &["invoicing_read".into()]).await;
    let (here, there) = (enter(&shop, &verdi).await, enter(&shop, &verdi).await);
    let (late, owner) = (by(&verdi, there), Owner::accountant(&by(&verdi, there)));
    let telephone = begun(&shop, owner).await;
    let mails = seen::mails(&shop).await.len();

    end_sign_in(&shop, &by(&verdi, here), there.id).await.unwrap();

    let network = a_browser().network;
    for (what, outcome) in [
        ("accept", accept(&shop, &late, offered).await),
        ("decline", end(&shop, &late, offered).await),
        ("rename", rename(&shop, &late, "Studio Neri").await),
        ("address", ask_email(&shop, &late, "carla@verdi.example", PASSWORD).await),
        ("password", change_password(&shop, &late, &another_password()).await.map(drop)),
        ("close", close(&shop, &late, PASSWORD).await),
        ("another key", begin(&shop, owner, PASSWORD).await),
        (
            "first code",
            confirm(&shop, owner, None, network, &telephone.shows(&shop)).await.map(drop),
        ),
        ("end one", end_sign_in(&shop, &late, here.id).await),
        ("end others", end_other_sign_ins(&shop, &late).await),
    ] {
        assert!(matches!(outcome, Err(Error::NotAllowed)), "{what}: {outcome:?}");
    }

    let known = visitor(&shop, &by(&verdi, here)).await.unwrap().expect("this one goes on");
    assert_eq!((known.name.as_str(), known.has_factor), ("Studio Verdi", false));
    assert_eq!(home(&shop, verdi.id).await.unwrap().offers.len(), 1);
    assert_eq!(seen::mails(&shop).await.len(), mails, "nobody is told of anything");
}

#[rstest]
#[tokio::test]
async fn another_password_lets_nobody_write_who_came_in_with_the_former_one(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let verdi = Accountant::create(&shop, "studioverdi1").await;
    let (here, there) = (enter(&shop, &verdi).await, enter(&shop, &verdi).await);
    let owner = Owner::accountant(&by(&verdi, here));
    let (telephone, network) = (begun(&shop, owner).await, a_browser().network);
    let turned = confirm(&shop, owner, None, network, &telephone.shows(&shop)).await.unwrap();
    shop.clock.advance(TimeDelta::seconds(30));
    let verdi = Accountant { mark: turned.mark, ..verdi };
    let late = by(&verdi, there);

    let form = another_password();
    let mark = change_password(&shop, &by(&verdi, here), &form).await.unwrap();

    let renamed = rename(&shop, &late, "Studio Neri").await;
    assert!(matches!(renamed, Err(Error::NotAllowed)), "{renamed:?}");
    let closed = close(&shop, &late, NEW).await;
    assert!(matches!(closed, Err(Error::NotAllowed)), "{closed:?}");
    let code = telephone.shows(&shop);
    let (proof, keep) = (Proof { password: NEW, code: &code }, None);
    let off = |pass: &Pass| SignedIn { owner: Owner::accountant(pass), keep, from: network };
    assert!(turn_off(&shop, off(&late), &proof).await.is_err());
    let verdi = Accountant { mark, ..verdi };
    let known = visitor(&shop, &by(&verdi, here)).await.unwrap().expect("this one goes on");
    assert_eq!((known.name.as_str(), known.has_factor), ("Studio Verdi", true));
    turn_off(&shop, off(&by(&verdi, here)), &proof).await.unwrap();
}

#[rstest]
#[tokio::test]
async fn a_sign_in_that_has_ended_stays_so_once_it_is_forgotten(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let verdi = Accountant::create(&shop, "studioverdi1").await;
    let (here, there) = (enter(&shop, &verdi).await, enter(&shop, &verdi).await);
    end_sign_in(&shop, &by(&verdi, here), there.id).await.unwrap();

    shop.clock.advance(TimeDelta::days(300));
    assert!(use_sign_in(&shop, here).await.unwrap().is_some());
    shop.clock.advance(TimeDelta::days(66));
    assert_eq!(forget_sign_ins(&shop).await.unwrap(), 2, "and the one of the registration");

    assert!(!is_in(&shop, &verdi, there).await);
    assert!(is_in(&shop, &verdi, here).await, "who was there meanwhile stays in");
}

#[rstest]
#[tokio::test]
async fn whoever_comes_in_while_the_account_is_closed_is_out(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let other = shop.second_process().await;
    for number in 0..4 {
        // Whoever registers without end would have to wait.
        shop.clock.advance(TimeDelta::minutes(10));
        let verdi = Accountant::create(&shop, &format!("studioverdi{number}")).await;
        let pass = verdi.pass();

        let (entered, closed) = tokio::join!(
            begin_sign_in(&shop, verdi.id, &verdi.mark, Device::default()),
            close(&other, &pass, PASSWORD)
        );

        closed.unwrap();
        assert!(matches!(entered, Ok(_) | Err(Error::NotFound(_))), "{entered:?}");
        let late = begin_sign_in(&shop, verdi.id, &verdi.mark, Device::default()).await;
        assert!(matches!(late, Err(Error::NotFound(_))), "{late:?}");
    }
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM accountant_sign_in").await, 0);
}
