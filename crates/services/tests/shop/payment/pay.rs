//! `Paga`, once and many times.

use domain::Product::{Documents, Invoicing};
use domain::cart::Cart;
use domain::order::{Order, OrderError, OrderState, PaymentMethod};
use domain::payment::{AttemptState, PaymentError};
use domain::{RuleError, payment::Refusal};
use rstest::rstest;
use services::order::{cancel, show};
use services::payment::{come_back, look_after_attempts, pay, progress, work_through};
use services::ports::provider::Envelope;
use services::testing::{Customer, Engine, TestContext, a_customer, day, settings, test_day};
use services::{Context, Error, Settings};

use super::provider::{Books, message};
use crate::seen;

/// A shop with a provider, and an order for a module that waits to be paid.
pub async fn a_shop(engine: Engine) -> (TestContext, Context, Books) {
    a_shop_with(engine, settings()).await
}

/// The same with these settings.
pub async fn a_shop_with(engine: Engine, settings: Settings) -> (TestContext, Context, Books) {
    let shop = engine.fresh_context_with(settings).await;
    let books = Books::default();
    let ctx = (*shop).clone().with_provider(books.clone());
    (shop, ctx, books)
}

/// Somebody with an order for a module.
pub async fn an_order(ctx: &Context) -> (Customer, Order) {
    let anna = a_customer().with_service_until(day("2027-04-14")).create(ctx).await;
    let cart = Cart::add_ons(Invoicing).set_quantity(Documents, 1, &[]).unwrap();
    let order = anna.orders(ctx, cart).await;
    (anna, order)
}

async fn state(ctx: &Context, anna: &Customer, order: &Order) -> OrderState {
    show(ctx, anna.account, order.number).await.unwrap().state
}

fn paid_today() -> OrderState {
    OrderState::Fulfilled { paid_on: test_day(), fulfilled_on: test_day() }
}

#[rstest]
#[tokio::test]
async fn the_customer_pays_at_the_provider_and_comes_back(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let (anna, order) = an_order(&ctx).await;

    pay(&ctx, anna.account, order.number, PaymentMethod::Card).await.unwrap();

    let going = progress(&ctx, anna.account, order.number).await.unwrap().attempt.unwrap();
    assert_eq!((going.method, going.state), (PaymentMethod::Card, AttemptState::Pending));
    assert!(going.page.unwrap().starts_with("https://pay.example/"));
    assert!(state(&ctx, &anna, &order).await.is_awaiting_payment());

    let id = books.only(order.number);
    books.change(id, |page| page.state = AttemptState::Succeeded);
    let back = come_back(&ctx, anna.account, order.number).await.unwrap();

    assert_eq!(back.order.state, paid_today());
    let paid = seen::payments(&ctx).await;
    assert_eq!((paid.len(), paid[0].amount, paid[0].method.as_str()), (1, 43_31, "card"));
    assert_eq!(anna.owned(&ctx).await[1], (Documents, 1, day("2027-11-22")));
}

#[rstest]
#[case(6)]
#[case(50)]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_presses_of_paga_are_one_payment(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[case] presses: usize,
) {
    let (shop, ctx, books) = a_shop(engine).await;
    let (anna, order) = an_order(&ctx).await;
    let servers = [ctx.clone(), shop.second_process().await.with_provider(books.clone())];

    let running: Vec<_> = (0..presses)
        .map(|press| {
            let (server, account, number) =
                (servers[press % 2].clone(), anna.account, order.number);
            tokio::spawn(async move { pay(&server, account, number, PaymentMethod::Card).await })
        })
        .collect();
    for press in running {
        press.await.unwrap().unwrap();
    }

    // The provider heard of one payment, once.
    let id = books.only(order.number);
    assert_eq!(books.pages()[&id].begun, 1);
    assert_eq!(seen::number(&ctx, "SELECT COUNT(*) FROM payment_attempt").await, 1);

    // Everybody tells the outcome at once: customers who come back, messages, the janitor.
    books.change(id, |page| page.state = AttemptState::Succeeded);
    ctx.clock.advance(chrono::TimeDelta::minutes(2));
    let told: Vec<_> = (0..presses)
        .map(|voice| {
            let (server, account, number) =
                (servers[voice % 2].clone(), anna.account, order.number);
            tokio::spawn(async move {
                match voice % 3 {
                    0 => drop(come_back(&server, account, number).await.unwrap()),
                    1 => {
                        let text = message(&format!("e{voice}"), id, AttemptState::Succeeded);
                        let envelope =
                            Envelope { signature: Some("genuine"), body: text.as_bytes() };
                        services::payment::receive(&server, envelope).await.unwrap();
                        work_through(&server).await.unwrap();
                    }
                    _ => drop(look_after_attempts(&server).await.unwrap()),
                }
            })
        })
        .collect();
    for voice in told {
        voice.await.unwrap();
    }

    let paid = seen::payments(&ctx).await;
    assert_eq!((paid.len(), paid[0].amount), (1, 43_31));
    let orphans = "SELECT COUNT(*) FROM payment_case";
    assert_eq!(seen::number(&ctx, orphans).await, 0);
    let mails = seen::mails(&ctx).await;
    let counts = seen::count_of_each_kind(&mails);
    assert_eq!((counts["payment_confirmed"], counts["add_ons_active"]), (1, 1));
}

#[rstest]
#[tokio::test]
async fn another_method_takes_the_place_of_the_first(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let (anna, order) = an_order(&ctx).await;
    pay(&ctx, anna.account, order.number, PaymentMethod::Card).await.unwrap();
    let card = books.only(order.number);

    pay(&ctx, anna.account, order.number, PaymentMethod::PayPal).await.unwrap();

    assert_eq!(books.pages()[&card].state, AttemptState::Cancelled, "its page is closed");
    let going = progress(&ctx, anna.account, order.number).await.unwrap();
    assert_eq!(going.attempt.unwrap().method, PaymentMethod::PayPal);
    assert_eq!(going.order.method, PaymentMethod::PayPal);

    pay(&ctx, anna.account, order.number, PaymentMethod::BankTransfer).await.unwrap();
    let going = progress(&ctx, anna.account, order.number).await.unwrap();
    assert_eq!(going.attempt.unwrap().state, AttemptState::Cancelled);
    assert_eq!(going.order.method, PaymentMethod::BankTransfer);
}

#[rstest]
#[tokio::test]
async fn a_payment_of_unknown_outcome_stands_in_the_way_of_another(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let (anna, order) = an_order(&ctx).await;
    pay(&ctx, anna.account, order.number, PaymentMethod::Card).await.unwrap();
    let id = books.only(order.number);
    books.change(id, |page| {
        page.state = AttemptState::Succeeded;
        page.losses = [true, true, true].into();
    });

    let other = pay(&ctx, anna.account, order.number, PaymentMethod::PayPal).await;
    let cancelled = cancel(&ctx, anna.account, order.number).await;

    let under_way = |refused: Error| {
        assert!(matches!(refused, Error::Rule(RuleError::Payment(PaymentError::UnderWay))));
    };
    under_way(other.unwrap_err());
    under_way(cancelled.unwrap_err());
    assert_eq!(books.pages().len(), 1);

    // Once the provider speaks again the truth comes out.
    books.change(id, |page| page.losses.clear());
    let refused = cancel(&ctx, anna.account, order.number).await.unwrap_err();
    assert!(matches!(refused, Error::Rule(RuleError::Order(OrderError::NotCancellable))));
    assert_eq!(state(&ctx, &anna, &order).await, paid_today());
}

#[rstest]
#[tokio::test]
async fn an_answer_that_gets_lost_is_asked_for_again(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let (anna, order) = an_order(&ctx).await;
    // The provider begins, and its answer never arrives.
    books.loses_the_first_answer(true);
    pay(&ctx, anna.account, order.number, PaymentMethod::Card).await.unwrap();
    let going = progress(&ctx, anna.account, order.number).await.unwrap().attempt.unwrap();
    assert_eq!((going.state, going.page), (AttemptState::Unknown, None));

    assert_eq!(look_after_attempts(&ctx).await.unwrap(), 0, "not yet");
    ctx.clock.advance(chrono::TimeDelta::seconds(61));
    assert_eq!(look_after_attempts(&ctx).await.unwrap(), 1);

    let going = progress(&ctx, anna.account, order.number).await.unwrap().attempt.unwrap();
    assert_eq!(going.state, AttemptState::Pending);
    assert!(going.page.is_some(), "the customer can pay now");
    assert_eq!(books.pages().len(), 1, "it is the same payment");
}

#[rstest]
#[tokio::test]
async fn who_was_at_a_silent_provider_is_told_so_everywhere_until_it_speaks(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let (anna, order) = an_order(&ctx).await;
    let told = async || {
        let going = progress(&ctx, anna.account, order.number).await.unwrap();
        going.attempt.unwrap().state
    };
    pay(&ctx, anna.account, order.number, PaymentMethod::Card).await.unwrap();
    assert_eq!(told().await, AttemptState::Pending);
    books.change(books.only(order.number), |page| page.losses = [true, true].into());

    come_back(&ctx, anna.account, order.number).await.unwrap();
    assert_eq!(told().await, AttemptState::Unknown);
    ctx.clock.advance(chrono::TimeDelta::minutes(1));
    look_after_attempts(&ctx).await.unwrap();
    assert_eq!(told().await, AttemptState::Unknown, "the janitor was not answered either");

    ctx.clock.advance(chrono::TimeDelta::minutes(2));
    assert_eq!(look_after_attempts(&ctx).await.unwrap(), 1);
    assert_eq!(told().await, AttemptState::Pending, "nothing was paid, so it can go on");
}

#[rstest]
#[tokio::test]
async fn a_refused_card_leaves_the_order_to_be_paid_otherwise(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let (anna, order) = an_order(&ctx).await;
    pay(&ctx, anna.account, order.number, PaymentMethod::Card).await.unwrap();
    let first = books.only(order.number);
    books.change(first, |page| page.state = AttemptState::Refused(Refusal::InsufficientFunds));
    let back = come_back(&ctx, anna.account, order.number).await.unwrap();
    assert_eq!(back.attempt.unwrap().state, AttemptState::Refused(Refusal::InsufficientFunds));

    pay(&ctx, anna.account, order.number, PaymentMethod::Card).await.unwrap();
    let second = books.pages().into_keys().find(|id| *id != first).unwrap();
    books.change(second, |page| page.state = AttemptState::Succeeded);
    come_back(&ctx, anna.account, order.number).await.unwrap();

    assert_eq!(state(&ctx, &anna, &order).await, paid_today());
}

#[rstest]
#[tokio::test]
async fn nobody_pays_an_order_of_somebody_else_or_one_that_is_paid(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let (anna, order) = an_order(&ctx).await;
    let bruno = a_customer().create(&ctx).await;

    let somebody_elses = pay(&ctx, bruno.account, order.number, PaymentMethod::Card).await;
    assert!(matches!(somebody_elses, Err(Error::NotFound("order"))));
    assert!(books.pages().is_empty());

    pay(&ctx, anna.account, order.number, PaymentMethod::Card).await.unwrap();
    books.change(books.only(order.number), |page| page.state = AttemptState::Succeeded);
    come_back(&ctx, anna.account, order.number).await.unwrap();
    let again = pay(&ctx, anna.account, order.number, PaymentMethod::Card).await.unwrap_err();
    assert!(matches!(again, Error::Rule(RuleError::Payment(PaymentError::NotPayable))));
}

#[rstest]
#[tokio::test]
async fn a_change_of_mind_is_answered_with_what_the_new_way_needs(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, _books) = a_shop(engine).await;
    let (anna, order) = an_order(&ctx).await;

    for method in [PaymentMethod::PostalSlip, PaymentMethod::PostalSlip] {
        pay(&ctx, anna.account, order.number, method).await.unwrap();
    }

    let mails = seen::mails(&ctx).await;
    let told: Vec<_> = mails.iter().filter(|mail| mail.kind == "how_to_pay").collect();
    assert_eq!(told.len(), 2, "one for each way that was chosen");
    assert!(told[0].text.contains("IT60 X054") && !told[0].text.contains("Codice cliente"));
    assert!(told[1].text.contains("Codice cliente") && !told[1].text.contains("IBAN"));
}
