//! What is paid on Stripe's page is stored there, and a service renews by itself with it.

use domain::id::StoredMethodId;
use domain::order::PaymentMethod::{Card, PayPal};
use domain::payment::AttemptState::{self, NeedsAuthentication, Refused, Succeeded};
use domain::payment::Refusal::Declined;
use domain::renewal::MethodName;
use domain::renewal::MethodReference;
use domain::renewal::{MethodFacts, StoredMethod};
use rstest::rstest;
use serde_json::Value;
use services::testing::store::methods;
use services::testing::store::{accounts, attempts, orders};
use services::testing::{Customer, Engine, a_customer, day};
use services::{Context, payment, renewal};

use crate::localstripe;
use crate::shop::{Shop, adapter};
use crate::stand_in::Trouble::Says;

const EXPIRES: &str = "2027-11-22";
const FIRST_TRY: &str = "2027-11-15";

/// What became of each try to renew somebody's service, the oldest first.
async fn tries(ctx: &Context, anna: &Customer) -> Vec<AttemptState> {
    let mut tx = ctx.db.read().await.unwrap();
    let newest = orders::of_account(&mut tx, anna.account).await.unwrap().remove(0).unwrap();
    let attempts = attempts::of_order(&mut tx, newest.id).await.unwrap();
    attempts.iter().rev().map(|attempt| attempt.state).collect()
}

async fn expires(ctx: &Context, anna: &Customer) -> chrono::NaiveDate {
    anna.owned(ctx).await[0].2
}

#[rstest]
#[tokio::test]
async fn what_is_paid_with_is_kept_and_renews_the_service_a_year_later(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = Shop::open(engine).await;
    shop.pays_by(Card).await;
    shop.stripe.the_customer_pays();
    shop.comes_back().await;
    assert_eq!(expires(&shop.ctx, &shop.anna).await, day(EXPIRES));

    let shown = renewal::renewal(&shop.ctx, shop.anna.account).await.unwrap().unwrap();
    assert_eq!(shown.status.automatic.unwrap().label, "visa 4242");
    shop.ctx.clock.set_to_day(day(FIRST_TRY));
    payment::collect_renewals(&shop.ctx).await.unwrap();

    let charged = shop.stripe.made("POST payment_intents").remove(0);
    for (name, value) in [
        ("customer", "cus_anna"),
        ("payment_method", "pm_left_on_the_page"),
        ("off_session", "true"),
        ("amount", "3660"),
    ] {
        assert_eq!(charged.value(name), Some(value), "{name}");
    }
    assert_eq!(tries(&shop.ctx, &shop.anna).await, [Succeeded]);
    assert_eq!(expires(&shop.ctx, &shop.anna).await, day("2028-11-22"));
}

/// The message about the intent may come first, and then the try goes by the intent's name.
#[rstest]
#[tokio::test]
async fn a_method_is_also_kept_when_a_message_tells_of_the_payment(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values("checkout.session.completed", "payment_intent.succeeded")] kind: &str,
) {
    let shop = Shop::open(engine).await;
    shop.pays_by(Card).await;
    shop.stripe.the_customer_pays();
    shop.hears(crate::shop::SECRET, &shop.stripe.says("evt_1", kind)).await.unwrap();
    shop.works_through().await;

    payment::look_after_setups(&shop.ctx).await.unwrap();

    let (known, _) = payment::methods_of(&shop.ctx, shop.anna.account).await.unwrap();
    assert_eq!(known[0].stored.method, "pm_left_on_the_page");
}

#[tokio::test]
async fn a_payment_does_not_wait_for_a_name_that_stripe_will_not_give() {
    let shop = Shop::open(Engine::Sqlite).await;
    let mut tx = shop.ctx.db.write().await.unwrap();
    tx.sql("DELETE FROM provider_customer").run().await.unwrap();
    tx.commit().await.unwrap();
    shop.stripe.will(Says(500, Value::Null));

    shop.pays_by(PayPal).await;

    let asked = shop.stripe.made("POST checkout/sessions").remove(0);
    assert_eq!(asked.value("customer"), None);
    assert_eq!(asked.value("customer_email"), None);
    assert_eq!(asked.value("payment_intent_data[setup_future_usage]"), None);
    shop.stripe.the_customer_pays();
    shop.comes_back().await;
    payment::look_after_setups(&shop.ctx).await.unwrap();
    assert!(shop.is_paid().await);
    assert_eq!(payment::methods_of(&shop.ctx, shop.anna.account).await.unwrap().0, []);
}

/// Whole renewals with the cards of a Stripe that somebody else wrote.
#[rstest]
#[case::paid("4242424242424242", &[Succeeded], "2028-11-22")]
#[case::declined("4000000000000341", &[Refused(Declined); 4], EXPIRES)]
#[case::to_be_confirmed("4000002500003155", &[NeedsAuthentication], EXPIRES)]
#[tokio::test]
async fn a_service_renews_with_a_card_of_localstripe(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[case] card: &str,
    #[case] expected: &[AttemptState],
    #[case] until: &str,
) {
    let Some(url) = localstripe::url() else { return };
    let database = engine.fresh_context().await;
    let stripe = adapter(&url, &database.clock);
    let stored = localstripe::stored(&url, &stripe, card).await;
    let ctx = (*database).clone().with_provider(stripe);
    let anna = a_customer().with_service_until(day(EXPIRES)).create(&ctx).await;
    renews_with(&ctx, &anna, stored).await;

    for offset in 0..10 {
        ctx.clock.set_to_day(day(FIRST_TRY) + chrono::TimeDelta::days(offset));
        payment::collect_renewals(&ctx).await.unwrap();
        payment::collect_renewals(&ctx).await.unwrap();
    }

    assert_eq!(tries(&ctx, &anna).await, expected);
    assert_eq!(expires(&ctx, &anna).await, day(until));
    if until == EXPIRES {
        let waits = renewal::renewal(&ctx, anna.account).await.unwrap().unwrap();
        assert!(waits.status.waiting.unwrap().is_renewal && waits.status.trouble.is_some());
    }
}

async fn renews_with(ctx: &Context, anna: &Customer, stored: MethodReference) {
    let mut tx = ctx.db.write().await.unwrap();
    let card = StoredMethod::restore(MethodFacts {
        id: StoredMethodId(ctx.new_id()),
        account: anna.account,
        provider: "stripe".into(),
        stored,
        name: MethodName { kind: Card, label: "visa".into(), expires: None },
    });
    let held = accounts::hold(&mut tx, anna.account).await.unwrap();
    let (card, _) = methods::store(&mut tx, &held, card, ctx.now()).await.unwrap();
    tx.commit().await.unwrap();
    renewal::turn_on(ctx, anna.account, card.id, 1).await.unwrap();
}
