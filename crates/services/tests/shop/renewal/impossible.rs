//! A renewal that cannot be fulfilled any more collects nothing and asks nobody for money.

use crate::payment::method_setup::{a_demo, leaves};
use crate::payment::provider::{Books, message};
use crate::payment::settle::tells;
use crate::seen;
use domain::Product::{Collections, Documents, Invoicing};
use domain::cart::Cart;
use domain::demo::DemoMethod;
use domain::id::StoredMethodId;
use domain::order::Order;
use domain::payment::{AttemptState, Refusal};
use domain::quote::Owned;
use rstest::rstest;
use services::payment::look_after_attempts;
use services::testing::store::attempts;
use services::testing::{Customer, Engine, day};
use services::{Context, payment};

use super::automatic::{
    EXPIRES, FIRST_TRY, by_hand, days_pass_until, mails, the_order, tries, who_renews,
};

/// The card is refused on the first day; then the order of the renewal cannot be fulfilled any more,
/// because one of the things that it renews is gone.
async fn an_impossible_renewal(ctx: &Context) -> (Customer, StoredMethodId, Order) {
    let (anna, card) = who_renews(ctx, DemoMethod::IsRefused).await;
    ctx.clock.set_to_day(day(FIRST_TRY));
    payment::collect_renewals(ctx).await.unwrap();
    let order = the_order(ctx, &anna).await;
    by_hand(ctx, &anna, |owned| owned.retain(|item| item.product != Documents)).await;
    (anna, card, order)
}

#[rstest]
#[tokio::test]
async fn a_stored_card_is_never_charged_for_a_renewal_that_cannot_be_fulfilled(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let (anna, card, order) = an_impossible_renewal(&shop).await;
    leaves(&shop, &anna, Some(card), Some(DemoMethod::Pays)).await;

    assert_eq!(payment::collect_renewals(&shop).await.unwrap(), 0);
    days_pass_until(&shop, "2027-04-20").await;

    let refused = AttemptState::Refused(Refusal::InsufficientFunds);
    assert_eq!(tries(&shop, &order).await, [refused], "the new card would have paid at once");
    let captures = "SELECT COUNT(*) FROM demo_payment WHERE state = 'succeeded'";
    assert_eq!(seen::number(&shop, captures).await, 0);
    assert!(the_order(&shop, &anna).await.state.is_awaiting_payment());
    let told = ["renewal_not_collected", "renewal_turned_on", "method_stored"];
    assert_eq!(mails(&shop).await, told, "and nothing asks for the money again");
}

#[rstest]
#[case::refused(true, "declined", &["renewal_not_collected"])]
#[case::to_be_confirmed(true, "needs_authentication", &["renewal_wants_customer"])]
#[case::refused_and_impossible(false, "declined", &["order_impossible"])]
#[case::to_be_confirmed_and_impossible(false, "needs_authentication", &[])]
#[tokio::test]
async fn a_late_answer_asks_for_the_money_only_of_a_renewal_that_can_be_fulfilled(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[case] is_possible: bool,
    #[case] answer: &'static str,
    #[case] told: &[&str],
) {
    let shop = a_demo(engine).await;
    let (anna, _, order) = an_impossible_renewal(&shop).await;
    if is_possible {
        let (product, quantity, expires) = (Documents, 1, day(EXPIRES));
        by_hand(&shop, &anna, |owned| owned.push(Owned { product, quantity, expires })).await;
    }
    // The answer got lost, and the provider is asked once more.
    let mut tx = shop.db.write().await.unwrap();
    let lost = "UPDATE payment_attempt SET state = 'unknown', refusal = NULL, \
                next_question_at = begun_at WHERE order_id = $1";
    assert_eq!(tx.sql(lost).bind(order.id).run().await.unwrap(), 1);
    tx.sql("UPDATE demo_payment SET state = $1").bind(answer).run().await.unwrap();
    tx.commit().await.unwrap();

    assert_eq!(look_after_attempts(&shop).await.unwrap(), 1);

    let mails = mails(&shop).await;
    assert_eq!(mails[0], "renewal_not_collected", "of the first answer");
    assert_eq!(mails[1..], *told);
}

#[rstest]
#[tokio::test]
async fn a_message_about_a_renewal_that_cannot_be_fulfilled_asks_for_no_money(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values(AttemptState::NeedsAuthentication, AttemptState::Refused(Refusal::Declined))]
    told: AttemptState,
) {
    let shop = a_demo(engine).await;
    let (_, _, order) = an_impossible_renewal(&shop).await;
    let mut tx = shop.db.write().await.unwrap();
    let lost = "UPDATE payment_attempt SET state = 'unknown', refusal = NULL WHERE order_id = $1";
    assert_eq!(tx.sql(lost).bind(order.id).run().await.unwrap(), 1);
    let attempt = attempts::of_order(&mut tx, order.id).await.unwrap().remove(0);
    tx.commit().await.unwrap();

    let with_messages = (*shop).clone().with_provider(Books::default());
    tells(&with_messages, &message("late", attempt.id, told)).await;

    assert_eq!(mails(&shop).await, ["renewal_not_collected", "order_impossible"]);
}

#[rstest]
#[tokio::test]
async fn whoever_has_an_impossible_order_in_the_way_is_not_told_to_pay_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let (anna, _) = who_renews(&shop, DemoMethod::Pays).await;
    shop.clock.set_to_day(day("2027-04-06"));
    let mut cart = Cart::add_ons(Invoicing).set_quantity(Collections, 1, &[]).unwrap();
    cart.extends_owned = false;
    anna.orders(&shop, cart).await;
    let expires = day(EXPIRES);
    by_hand(&shop, &anna, |owned| owned.push(Owned { product: Collections, quantity: 1, expires }))
        .await;

    shop.clock.set_to_day(day(FIRST_TRY));
    payment::collect_renewals(&shop).await.unwrap();

    assert_eq!(mails(&shop).await, ["order_confirmation", "how_to_pay", "order_impossible"]);
}
