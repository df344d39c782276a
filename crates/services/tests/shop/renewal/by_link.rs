//! The link of a reminder shows one renewal to whoever has it, and opens nothing else.

use domain::Product::{Documents, User};
use domain::cart::Change;
use domain::renewal::Plan;
use domain::termination::When;
use rstest::rstest;
use services::payment::register_payment;
use services::renewal::{self, by_link, what_if};
use services::testing::{Customer, Engine, a_customer, day, the_payment_of};
use services::{Context, Error, account};

use crate::seen;

const EXPIRES: &str = "2027-04-14";

/// Somebody who has been reminded sixty days before the expiry, and the link of that mail.
async fn reminded(ctx: &Context) -> (Customer, String) {
    let anna = a_customer()
        .with_service_until(day(EXPIRES))
        .with(Documents, 1, day(EXPIRES))
        .with(User, 2, day(EXPIRES))
        .create(ctx)
        .await;
    ctx.clock.set_to_day(day("2027-02-13"));
    renewal::remind(ctx).await.unwrap();
    let text = seen::mails(ctx).await.pop().unwrap().text;
    let link = text.split("/rinnovo?link=").nth(1).expect("a link");
    let end = link.find(|c: char| !(c.is_ascii_alphanumeric() || "._-".contains(c)));
    (anna, link[..end.unwrap_or(link.len())].to_owned())
}

#[rstest]
#[tokio::test]
async fn the_link_of_a_mail_shows_the_renewal_as_often_as_it_is_opened(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (anna, link) = reminded(&shop).await;

    for _ in 0..2 {
        let seen = by_link(&shop, &link).await.unwrap().unwrap();
        assert_eq!((seen.account, seen.expires), (anna.account, day(EXPIRES)));
        assert_eq!((seen.given.owned.len(), seen.is_blocked), (3, false));
    }
    let lowered = what_if(&shop, &link, &Plan::default(), Change::SetQuantity(User, 1)).await;
    assert_eq!(lowered.unwrap().to_string(), "UT-1");
    let page = renewal::renewal(&shop, anna.account).await.unwrap().unwrap();
    assert_eq!(page.plan, Plan::default(), "a what-if keeps nothing");
}

#[rstest]
#[tokio::test]
async fn a_link_ends_with_its_time_and_with_the_renewal_and_cannot_be_made_up(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (anna, link) = reminded(&shop).await;

    let mut changed = link.clone().into_bytes();
    // Another day of the expiry: 15 instead of 14 April.
    let at = 32 + 1 + 7;
    assert_eq!(changed[at], b'4');
    changed[at] = b'5';
    let changed = String::from_utf8(changed).unwrap();
    for wrong in ["", "x", "a.b.c.d", &changed, &link[..link.len() - 1]] {
        assert!(by_link(&shop, wrong).await.unwrap().is_none(), "{wrong}");
        let answer = what_if(&shop, wrong, &Plan::default(), Change::SetYears(1)).await;
        assert!(matches!(answer, Err(Error::NotFound(_))), "{wrong}");
    }
    shop.clock.set_to_day(day("2027-03-30"));
    assert!(by_link(&shop, &link).await.unwrap().is_some(), "the next mails have come by now");
    shop.clock.set_to_day(day("2027-03-31"));
    assert!(by_link(&shop, &link).await.unwrap().is_none());

    shop.clock.set_to_day(day("2027-03-01"));
    let open = renewal::start(&shop, anna.account, 1, &Plan::default()).await.unwrap();
    let order = anna.orders(&shop, open.cart).await;
    assert!(by_link(&shop, &link).await.unwrap().unwrap().is_blocked, "it is ordered");
    register_payment(&shop, &the_payment_of(&shop, &order)).await.unwrap();
    assert!(by_link(&shop, &link).await.unwrap().is_none(), "it is renewed");
}

#[rstest]
#[tokio::test]
async fn the_link_shows_nothing_of_a_service_that_is_given_up(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (anna, link) = reminded(&shop).await;

    services::termination::ask(&shop, anna.account, When::Now, true, "").await.unwrap();
    assert!(by_link(&shop, &link).await.unwrap().unwrap().is_blocked);
    let asked = services::termination::to_confirm(&shop).await.unwrap().remove(0);
    services::termination::confirm(&shop, asked.id, "ufficio").await.unwrap();

    assert!(by_link(&shop, &link).await.unwrap().is_none());
    assert!(account::area(&shop, anna.account).await.is_ok());
}
