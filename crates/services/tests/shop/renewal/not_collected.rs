//! What follows when the money of a renewal does not come, or nobody may take it any more.

use chrono::TimeDelta;
use domain::demo::{DemoMethod, DemoOutcome};
use domain::order::PaymentMethod;
use domain::payment::{AttemptState, PayWith, Refusal};
use domain::renewal::{Button, Trouble};
use rstest::rstest;
use services::demo::choose;
use services::order::cancel;
use services::payment::{
    come_back, look_after_attempts, pay, progress, register_payment, remove_method,
};
use services::testing::store::attempts;
use services::testing::{Engine, day, the_payment_of};
use services::{payment, renewal};

use super::automatic::{
    EXPIRES, FIRST_TRY, all_orders, button, days_pass_until, mails, the_order, tries, who_renews,
};
use crate::payment::method_setup::{a_demo, automatic, leaves, the_method};
use crate::seen;

#[rstest]
#[tokio::test]
async fn what_is_refused_is_tried_again_within_the_week_and_stays_to_be_paid(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let (anna, card) = who_renews(&shop, DemoMethod::IsRefused).await;
    shop.clock.set_to_day(day(FIRST_TRY));

    payment::collect_renewals(&shop).await.unwrap();
    let order = the_order(&shop, &anna).await;
    let trouble = Some(Trouble::NotCollected { again_on: Some(day("2027-04-09")) });
    assert_eq!(button(&shop, &anna).await, Button::Ordered { number: order.number, trouble });
    let told = &seen::mails(&shop).await[2];
    assert!(
        told.text.contains("9\u{a0}aprile\u{a0}2027") && told.text.contains("87,84"),
        "{}",
        told.text
    );
    let area = services::account::area(&shop, anna.account).await.unwrap();
    assert_eq!(area.renewal.unwrap().trouble, trouble);
    let access = anna.in_panel(&shop).await;
    let panel = services::panel::home(&shop, &access).await.unwrap();
    assert_eq!(panel.renewal.trouble, trouble);

    days_pass_until(&shop, "2027-04-20").await;
    let refused = AttemptState::Refused(Refusal::InsufficientFunds);
    assert_eq!(tries(&shop, &order).await, [refused; 4]);
    assert_eq!(mails(&shop).await, ["renewal_not_collected"; 4]);
    assert!(the_order(&shop, &anna).await.state.is_awaiting_payment());
    assert_eq!(anna.owned(&shop).await[0].2, day(EXPIRES));

    // Paid by hand it goes on from the old expiry, and the card of the next renewal stays.
    register_payment(&shop, &the_payment_of(&shop, &order)).await.unwrap();
    assert_eq!(anna.owned(&shop).await[0].2, day("2028-04-14"));
    assert_eq!(the_method(&shop, &anna).await.id, card);
    assert_eq!(automatic(&shop, &anna).await.unwrap().label, "visa 9995");
}

#[rstest]
#[case(DemoMethod::WantsConfirmation, "renewal_wants_customer")]
#[case(DemoMethod::IsVoid, "renewal_not_collected")]
#[tokio::test]
async fn a_bank_that_wants_its_customer_and_a_void_card_are_not_tried_again(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[case] method: DemoMethod,
    #[case] mail: &str,
) {
    let shop = a_demo(engine).await;
    let (anna, _) = who_renews(&shop, method).await;
    shop.clock.set_to_day(day(FIRST_TRY));

    for _ in 0..8 {
        payment::collect_renewals(&shop).await.unwrap();
        look_after_attempts(&shop).await.unwrap();
        shop.clock.advance(TimeDelta::days(1));
    }

    let order = the_order(&shop, &anna).await;
    assert_eq!(tries(&shop, &order).await.len(), 1);
    assert_eq!(mails(&shop).await, [mail]);
}

#[rstest]
#[tokio::test]
async fn the_link_of_the_mail_leads_to_a_page_where_it_can_be_paid(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let (anna, _) = who_renews(&shop, DemoMethod::WantsConfirmation).await;
    shop.clock.set_to_day(day(FIRST_TRY));
    payment::collect_renewals(&shop).await.unwrap();
    let order = the_order(&shop, &anna).await;
    let told = &seen::mails(&shop).await[2];
    let link = format!("/ordini/{}/pagamento", order.number);
    assert!(told.text.contains(&link), "{}", told.text);
    assert_eq!(
        button(&shop, &anna).await,
        Button::Ordered { number: order.number, trouble: Some(Trouble::WantsCustomer) }
    );

    let shown = progress(&shop, anna.account, order.number).await.unwrap().attempt.unwrap();
    assert_eq!((shown.state, shown.page), (AttemptState::NeedsAuthentication, None));
    // `Paga` with the same method is another try, with the customer there.
    pay(&shop, anna.account, order.number, PaymentMethod::Card).await.unwrap();
    let mut tx = shop.db.read().await.unwrap();
    let attempt = attempts::live(&mut tx, order.id).await.unwrap().unwrap();
    drop(tx);
    assert!(!attempt.source.is_unattended() && attempt.page.is_some());
    choose(&shop, attempt.id, DemoOutcome::Succeeds).await.unwrap();
    come_back(&shop, anna.account, order.number).await.unwrap();

    assert_eq!(tries(&shop, &order).await, [AttemptState::Cancelled, AttemptState::Succeeded]);
    assert_eq!(anna.owned(&shop).await[0].2, day("2028-04-14"));
    assert_eq!(automatic(&shop, &anna).await.unwrap().label, "visa 3184", "it is not replaced");
}

#[rstest]
#[tokio::test]
async fn what_its_customer_tries_by_hand_is_no_news_of_the_renewal(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let (anna, card) = who_renews(&shop, DemoMethod::WantsConfirmation).await;
    shop.clock.set_to_day(day(FIRST_TRY));
    payment::collect_renewals(&shop).await.unwrap();
    let order = the_order(&shop, &anna).await;

    let kept = PayWith { method: PaymentMethod::Card, stored: Some(card) };
    pay(&shop, anna.account, order.number, kept).await.unwrap();
    let mut tx = shop.db.read().await.unwrap();
    let attempt = attempts::live(&mut tx, order.id).await.unwrap().unwrap();
    drop(tx);
    choose(&shop, attempt.id, DemoOutcome::AuthenticationFails).await.unwrap();
    come_back(&shop, anna.account, order.number).await.unwrap();

    let refused = AttemptState::Refused(Refusal::AuthenticationFailed);
    assert_eq!(tries(&shop, &order).await, [AttemptState::Cancelled, refused]);
    assert_eq!(mails(&shop).await, ["renewal_wants_customer"]);
    assert_eq!(
        button(&shop, &anna).await,
        Button::Ordered { number: order.number, trouble: None },
        "the try that was called off tells nothing, and neither does the other"
    );
}

#[rstest]
#[tokio::test]
async fn another_card_is_tried_at_once_even_after_the_bank_wanted_its_customer(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let (anna, card) = who_renews(&shop, DemoMethod::IsVoid).await;
    shop.clock.set_to_day(day("2027-04-08"));
    payment::collect_renewals(&shop).await.unwrap();
    assert!(the_order(&shop, &anna).await.state.is_awaiting_payment());

    leaves(&shop, &anna, Some(card), Some(DemoMethod::Pays)).await;
    assert_eq!(payment::collect_renewals(&shop).await.unwrap(), 1);

    assert_eq!(anna.owned(&shop).await[0].2, day("2028-04-14"));
    assert_eq!(all_orders(&shop, &anna).await.len(), 1, "the order is the same");
}

/// What keeps a renewal from being collected.
#[derive(Clone, Copy, Debug)]
enum Decision {
    TurnedOff,
    Removed,
    CalledOff,
    RenewedByHand,
}

#[rstest]
#[tokio::test]
async fn nothing_is_collected_behind_the_customers_back(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values(Decision::TurnedOff, Decision::Removed, Decision::CalledOff, Decision::RenewedByHand)]
    decision: Decision,
) {
    let shop = a_demo(engine).await;
    let (anna, card) = who_renews(&shop, DemoMethod::IsRefused).await;
    shop.clock.set_to_day(day(FIRST_TRY));
    payment::collect_renewals(&shop).await.unwrap();
    let order = the_order(&shop, &anna).await;

    match decision {
        Decision::TurnedOff => renewal::turn_off(&shop, anna.account).await.unwrap(),
        Decision::Removed => remove_method(&shop, anna.account, card).await.unwrap(),
        Decision::CalledOff => {
            cancel(&shop, anna.account, order.number).await.unwrap();
        }
        Decision::RenewedByHand => {
            register_payment(&shop, &the_payment_of(&shop, &order)).await.unwrap();
        }
    }
    days_pass_until(&shop, "2027-05-01").await;

    assert_eq!(tries(&shop, &order).await.len(), 1);
    assert_eq!(all_orders(&shop, &anna).await.len(), 1);
}
