//! Where an accountant is in: each sign-in is listed, opens what it may, and ends.

use chrono::TimeDelta;
use domain::device::Device;
use rstest::rstest;
use services::accountant::{
    begin_sign_in, change_password, close, end_other_sign_ins, end_sign_in, keep_sign_in,
    own_sign_ins, use_sign_in, visitor,
};
use services::panel::{Access, Listed, PasswordForm, open_delegated};
use services::testing::{Accountant, Engine, PASSWORD, a_customer, day};
use services::{Context, Error};

use crate::query_counts::at_most;
use crate::seen;

async fn enter(shop: &Context, verdi: &Accountant) -> Listed {
    shop.clock.advance(TimeDelta::minutes(1));
    begin_sign_in(shop, verdi.id, &verdi.mark, Device::default()).await.unwrap()
}

async fn is_in(shop: &Context, verdi: &Accountant, listed: Listed) -> bool {
    visitor(shop, verdi.id, &verdi.mark, Some(listed.id)).await.unwrap().is_some()
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

    let own = own_sign_ins(&shop, verdi.id, (verdi.mark.as_str(), second.id));
    let own = at_most(1, &shop, own).await.unwrap();
    assert_eq!(own.before, Some(since));
    let listed: Vec<_> = own.sign_ins.iter().map(|sign_in| sign_in.id).collect();
    assert_eq!(listed, [third.id, second.id, first.id], "the last used first");

    let foreign = end_sign_in(&shop, neri.id, first.id).await;
    assert!(matches!(foreign, Err(Error::NotFound(_))), "{foreign:?}");
    for _ in 0..2 {
        end_sign_in(&shop, verdi.id, first.id).await.unwrap();
    }
    assert!(!is_in(&shop, &verdi, first).await && is_in(&shop, &verdi, second).await);
    let at =
        |listed: Listed| open_delegated(&shop, verdi.id, &verdi.mark, Some(listed.id), service);
    assert!(matches!(at(first).await.unwrap(), Access::Ended));
    assert!(matches!(at(second).await.unwrap(), Access::Open(_)));

    end_other_sign_ins(&shop, verdi.id, second.id).await.unwrap();
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

    let new = "Torre#Limone-48".to_owned();
    let form = PasswordForm { current: PASSWORD.into(), new: new.clone(), again: new };
    let mark = change_password(&shop, verdi.id, &form).await.unwrap();
    keep_sign_in(&shop, here.id, &mark).await.unwrap();

    let own = own_sign_ins(&shop, verdi.id, (mark.as_str(), here.id)).await.unwrap();
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
    close(&shop, verdi.id, PASSWORD).await.unwrap();
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM accountant_sign_in").await, 0);
}
