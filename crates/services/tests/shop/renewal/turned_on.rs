//! The mail about an automatic renewal that is turned on promises the charge that its pages tell,
//! and no other.

use domain::demo::DemoMethod;
use domain::termination::When;
use rstest::rstest;
use services::order::cancel;
use services::termination::ask;
use services::testing::{Engine, a_customer, day};
use services::{Context, payment, renewal};

use super::automatic::{EXPIRES, FIRST_TRY, the_order, tries, who_renews};
use crate::payment::method_setup::{a_demo, leaves, the_method};
use crate::seen;

/// The text of the newest of these mails.
async fn told(ctx: &Context) -> String {
    let mails = seen::mails(ctx).await;
    let newest = mails.into_iter().rfind(|mail| mail.kind == "renewal_turned_on");
    newest.unwrap().text.replace('\u{a0}', " ")
}

#[rstest]
#[tokio::test]
async fn of_an_expired_service_and_of_one_that_is_given_up_no_charge_is_promised(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values(true, false)] has_expired: bool,
) {
    let shop = a_demo(engine).await;
    let anna = a_customer().with_service_until(day(EXPIRES)).create(&shop).await;
    let (today, why) = match has_expired {
        true => ("2027-04-24", "riattivalo tu"),
        false => ("2027-04-10", "Hai chiesto la disdetta"),
    };
    shop.clock.set_to_day(day(today));
    if !has_expired {
        ask(&shop, anna.account, When::AtExpiry, true, "").await.unwrap();
    }
    leaves(&shop, &anna, None, Some(DemoMethod::Pays)).await;
    let card = the_method(&shop, &anna).await.id;

    renewal::turn_on(&shop, anna.account, card, 1).await.unwrap();

    let text = told(&shop).await;
    assert!(text.contains(why), "{text}");
    for promise in ["Prossimo addebito", "non devi fare"] {
        assert!(!text.contains(promise), "{promise}: {text}");
    }
    assert_eq!(payment::collect_renewals(&shop).await.unwrap(), 0);
}

#[rstest]
#[tokio::test]
async fn another_card_is_tried_today_unless_the_order_of_the_renewal_was_called_off(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values(true, false)] is_called_off: bool,
) {
    let shop = a_demo(engine).await;
    let (anna, card) = who_renews(&shop, DemoMethod::IsRefused).await;
    shop.clock.set_to_day(day(FIRST_TRY));
    payment::collect_renewals(&shop).await.unwrap();
    let order = the_order(&shop, &anna).await;
    if is_called_off {
        cancel(&shop, anna.account, order.number).await.unwrap();
    }
    shop.clock.set_to_day(day("2027-04-10"));

    leaves(&shop, &anna, Some(card), Some(DemoMethod::Pays)).await;
    let text = told(&shop).await;
    payment::collect_renewals(&shop).await.unwrap();

    let is_promised = text.contains("Prossimo addebito: 10 aprile 2027");
    assert_eq!(is_promised, !is_called_off, "{text}");
    assert_eq!(text.contains("rinnova tu"), is_called_off, "{text}");
    let tries = tries(&shop, &order).await.len();
    assert_eq!(tries, if is_called_off { 1 } else { 2 }, "what was promised was tried");
}
