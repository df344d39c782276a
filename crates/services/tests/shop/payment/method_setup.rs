//! `Metodi di pagamento`: ways to pay that the provider keeps.

use domain::demo::{DemoMethod, DemoOutcome};
use domain::id::StoredMethodId;
use domain::order::PaymentMethod;
use domain::payment::PaymentError;
use domain::{RuleError, renewal::MethodName};
use rstest::rstest;
use services::demo::{self, choose, choose_method};
use services::payment::SetupState;
use services::payment::{
    SetupStarted, add_method, come_back, come_back_from_setup, detach_removed, look_after_setups,
    methods_of, pay, progress, remove_method, work_through,
};
use services::testing::store::{attempts, methods, renewals};
use services::testing::{Customer, Engine, TestContext, a_customer, day};
use services::{Context, Error, renewal};

use super::pay::an_order;
use crate::seen;

pub async fn a_demo(engine: Engine) -> TestContext {
    engine.fresh_context_with(demo::settings()).await
}

/// Leaves a card with the demo's provider and comes back; none when the customer gives up.
pub async fn leaves(
    ctx: &Context,
    anna: &Customer,
    replaces: Option<StoredMethodId>,
    method: Option<DemoMethod>,
) -> SetupState {
    let SetupStarted { id, page } =
        add_method(ctx, anna.account, PaymentMethod::Card, replaces).await.unwrap();
    assert!(page.ends_with(&format!("/demo/metodo/{id}")), "{page}");
    choose_method(ctx, id, method).await.unwrap();
    come_back_from_setup(ctx, anna.account, id).await.unwrap().state
}

pub async fn the_method(ctx: &Context, anna: &Customer) -> domain::renewal::StoredMethod {
    let (mut known, _) = methods_of(ctx, anna.account).await.unwrap();
    assert_eq!(known.len(), 1, "{known:?}");
    known.remove(0)
}

/// Whether the service of somebody renews by itself, and with what.
pub async fn automatic(ctx: &Context, anna: &Customer) -> Option<MethodName> {
    renewal::renewal(ctx, anna.account).await.unwrap().unwrap().status.automatic
}

#[rstest]
#[tokio::test]
async fn a_card_is_left_once_however_often_its_owner_comes_back(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;

    assert_eq!(leaves(&shop, &anna, None, Some(DemoMethod::Pays)).await, SetupState::Stored);
    assert_eq!(leaves(&shop, &anna, None, Some(DemoMethod::Pays)).await, SetupState::Stored);
    shop.clock.advance(chrono::TimeDelta::days(1));
    look_after_setups(&shop).await.unwrap();

    assert_eq!(the_method(&shop, &anna).await.name.label, "visa 4242");
    assert_eq!(seen::kinds(&seen::mails(&shop).await), ["method_stored"]);
    assert_eq!(automatic(&shop, &anna).await, None, "nobody asked for that");
}

#[rstest]
#[tokio::test]
async fn whoever_gives_up_leaves_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let anna = a_customer().create(&shop).await;

    assert_eq!(leaves(&shop, &anna, None, None).await, SetupState::GivenUp);

    assert_eq!(methods_of(&shop, anna.account).await.unwrap().0, []);
    assert_eq!(seen::kinds(&seen::mails(&shop).await), [""; 0]);
}

#[rstest]
#[tokio::test]
async fn nobody_sees_or_takes_the_card_of_somebody_else(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    let bruno = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    leaves(&shop, &anna, None, Some(DemoMethod::Pays)).await;
    let card = the_method(&shop, &anna).await.id;

    let id = add_method(&shop, anna.account, PaymentMethod::PayPal, None).await.unwrap().id;
    let refusals = [
        remove_method(&shop, bruno.account, card).await.unwrap_err(),
        renewal::turn_on(&shop, bruno.account, card, 1).await.unwrap_err(),
        come_back_from_setup(&shop, bruno.account, id).await.unwrap_err(),
        add_method(&shop, bruno.account, PaymentMethod::Card, Some(card)).await.unwrap_err(),
    ];

    assert!(refusals.iter().all(|error| matches!(error, Error::NotFound(_))), "{refusals:?}");
    assert_eq!(the_method(&shop, &anna).await.id, card);
}

#[rstest]
#[tokio::test]
async fn only_what_is_collected_at_once_can_be_kept(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let anna = a_customer().create(&shop).await;
    let plain = engine.fresh_context().await;
    let bruno = a_customer().create(&plain).await;

    for refused in [
        add_method(&shop, anna.account, PaymentMethod::BankTransfer, None).await,
        add_method(&plain, bruno.account, PaymentMethod::Card, None).await,
    ] {
        let not_offered = RuleError::Payment(PaymentError::MethodNotOffered);
        assert!(matches!(refused, Err(Error::Rule(rule)) if rule == not_offered));
    }
}

/// When a customer comes back from the provider's page.
#[derive(PartialEq)]
enum Return {
    First,
    AfterTheMessage,
    Never,
}

/// Pays an order by card at the demo's provider.
async fn pays(ctx: &Context) -> Customer {
    let (anna, order) = an_order(ctx).await;
    pay(ctx, anna.account, order.number, PaymentMethod::Card).await.unwrap();
    let mut tx = ctx.db.read().await.unwrap();
    let attempt = attempts::live(&mut tx, order.id).await.unwrap().unwrap();
    drop(tx);
    choose(ctx, attempt.id, DemoOutcome::SaysItTwice).await.unwrap();
    anna.clone()
}

#[rstest]
#[tokio::test]
async fn an_order_paid_by_card_lets_its_service_renew_by_itself(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values(Return::First, Return::AfterTheMessage, Return::Never)] comes_back: Return,
) {
    let shop = a_demo(engine).await;
    let anna = pays(&shop).await;

    let mut tx = shop.db.read().await.unwrap();
    let orders =
        seen::all(services::testing::store::orders::of_account(&mut tx, anna.account).await);
    drop(tx);
    let number = orders[0].number;
    let is_keeping =
        async || progress(&shop, anna.account, number).await.unwrap().is_storing_method;
    assert!(!is_keeping().await, "nothing is paid yet");
    if comes_back == Return::First {
        come_back(&shop, anna.account, number).await.unwrap();
    }
    while work_through(&shop).await.unwrap() > 0 {}
    if comes_back == Return::AfterTheMessage {
        assert!(is_keeping().await);
        assert!(!come_back(&shop, anna.account, number).await.unwrap().is_storing_method);
    }
    let asked = comes_back != Return::Never;
    assert_eq!(is_keeping().await, !asked, "whoever comes back has asked at once");
    look_after_setups(&shop).await.unwrap();
    assert!(!is_keeping().await);
    look_after_setups(&shop).await.unwrap();

    let renewal = renewal::renewal(&shop, anna.account).await.unwrap().unwrap();
    assert_eq!(renewal.status.automatic.unwrap().label, "visa 4242");
    assert_eq!(renewal.status.charged_on, Some(day("2027-11-15")));
    let mails = seen::mails(&shop).await;
    let counts = seen::count_of_each_kind(&mails);
    assert_eq!((counts["renewal_turned_on"], counts["method_stored"]), (1, 1), "{counts:?}");
    let told = mails.iter().find(|mail| mail.kind == "renewal_turned_on").unwrap();
    assert!(told.text.contains("15\u{a0}novembre\u{a0}2027"), "{}", told.text);
}

#[rstest]
#[tokio::test]
async fn what_was_turned_off_on_purpose_stays_off(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    renewal::turn_off(&shop, anna.account).await.unwrap();

    let cart = domain::cart::Cart::add_ons(domain::Product::Invoicing)
        .set_quantity(domain::Product::User, 1, &[])
        .unwrap();
    let order = anna.orders(&shop, cart).await;
    pay(&shop, anna.account, order.number, PaymentMethod::Card).await.unwrap();
    let mut tx = shop.db.read().await.unwrap();
    let attempt = attempts::live(&mut tx, order.id).await.unwrap().unwrap();
    drop(tx);
    choose(&shop, attempt.id, DemoOutcome::Succeeds).await.unwrap();
    come_back(&shop, anna.account, order.number).await.unwrap();

    assert_eq!(the_method(&shop, &anna).await.name.label, "visa 4242", "it is kept all the same");
    assert_eq!(automatic(&shop, &anna).await, None);
}

#[rstest]
#[tokio::test]
async fn renewals_follow_a_card_that_is_replaced_and_stop_with_one_that_is_removed(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    leaves(&shop, &anna, None, Some(DemoMethod::Pays)).await;
    let first = the_method(&shop, &anna).await.id;
    renewal::turn_on(&shop, anna.account, first, 2).await.unwrap();

    leaves(&shop, &anna, Some(first), Some(DemoMethod::IsRefused)).await;
    let second = the_method(&shop, &anna).await;
    assert_eq!(automatic(&shop, &anna).await.unwrap(), second.name);
    let service = anna.service(&shop).await.unwrap();
    let mut tx = shop.db.read().await.unwrap();
    let decided = renewals::automatic(&mut tx, service.id).await.unwrap().unwrap();
    assert_eq!(decided.years, 2, "only the card is another");
    assert_eq!(methods::to_detach(&mut tx, "demo").await.unwrap().len(), 1);
    drop(tx);
    assert_eq!(
        (detach_removed(&shop).await.unwrap(), detach_removed(&shop).await.unwrap()),
        (1, 0)
    );

    remove_method(&shop, anna.account, second.id).await.unwrap();
    assert_eq!(automatic(&shop, &anna).await, None);
    assert_eq!(methods_of(&shop, anna.account).await.unwrap().0, []);
    assert_eq!(
        seen::kinds(&seen::mails(&shop).await),
        [
            "method_stored",
            "renewal_turned_on",
            "renewal_turned_on",
            "method_stored",
            "renewal_turned_off"
        ]
    );
}
