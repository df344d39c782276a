//! Registering a commitment: everything becomes active, once, before any money.

use domain::Product::{Documents, Invoicing};
use domain::RuleError;
use domain::cart::Cart;
use domain::commitment::CommitmentFormError;
use domain::id::CommitmentDocumentId;
use domain::order::{
    CancelReason, FailureReason, Order, OrderError, OrderState, PaymentMethod, Pile,
};
use domain::payment::PaymentError;
use rstest::rstest;
use services::commitment::Decision;
use services::commitment::{register, send, show as document};
use services::office::{Filter, orders};
use services::order::{cancel, conclude, show};
use services::payment::{pay, register_payment};
use services::testing::{
    Customer, Engine, a_customer, a_public_body, a_public_holder, day, test_day, the_payment_of,
};
use services::{Context, Error};

use super::municipality::{a_document, a_municipality, a_shop, an_order, receivable, sent};
use crate::{query_counts, seen};

const ORDERED: [&str; 3] = ["registration_confirmed", "order_confirmation", "commitment_awaited"];

#[rstest]
#[tokio::test]
async fn a_registered_commitment_fulfils_the_order_before_any_money(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = a_shop(engine).await;
    let (comune, order) = an_order(&ctx).await;
    let id = sent(&ctx, &order).await;

    let registered = register(&ctx, order.number, id, "rosa").await.unwrap();

    let state = OrderState::FulfilledOnCommitment { committed_on: test_day() };
    assert!(!registered.again);
    assert_eq!(registered.order.state, state);
    assert_eq!(show(&ctx, comune.account, order.number).await.unwrap(), registered.order);
    assert_eq!(comune.owned(&ctx).await, [(Invoicing, 1, day("2027-11-22"))]);
    assert_eq!(receivable(&ctx, &order).await, order.totals.net.cents());
    assert!(seen::payments(&ctx).await.is_empty());
    let mails = seen::mails(&ctx).await;
    let after = ["service_activated", "commitment_registered"];
    assert_eq!(seen::kinds(&mails), [&ORDERED[..], &after[..]].concat());
    let deposited = document(&ctx, &order).await.unwrap().0.unwrap();
    assert_eq!(deposited.decision, Some((Decision::Registered, test_day())));
    let page = query_counts::few(&ctx, orders(&ctx, &Filter::default())).await.unwrap();
    let listed = page.orders.first().unwrap();
    assert_eq!((listed.order.number, listed.order.state), (order.number, registered.order.state));
    assert!(!listed.has_commitment, "it is decided about");
    assert_eq!((page.in_all, page.to_collect), (1, order.totals.net));
}

#[rstest]
#[tokio::test]
async fn registering_again_changes_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = a_shop(engine).await;
    let (comune, order) = an_order(&ctx).await;
    let id = sent(&ctx, &order).await;
    let first = register(&ctx, order.number, id, "rosa").await.unwrap().order;
    let mails = seen::mails(&ctx).await.len();

    ctx.clock.advance(chrono::TimeDelta::days(3));
    let again = register(&ctx, order.number, id, "bruno").await.unwrap();

    assert!(again.again);
    assert_eq!(again.order, first);
    assert_eq!(seen::mails(&ctx).await.len(), mails);
    // It can neither be called off nor sent anew.
    let called_off = cancel(&ctx, comune.account, order.number).await;
    let refusal = RuleError::Order(OrderError::NotCancellable);
    assert!(matches!(called_off, Err(Error::Rule(rule)) if rule == refusal));
    let sent = send(&ctx, comune.account, order.number, &a_document()).await.unwrap_err();
    assert_eq!(sent.refusal().unwrap(), CommitmentFormError::NotAwaited);
}

#[rstest]
#[tokio::test]
async fn two_members_of_staff_at_once_fulfil_it_once(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = a_shop(engine).await;
    let (_, order) = an_order(&ctx).await;
    let id = sent(&ctx, &order).await;

    let other = ctx.second_process().await;
    let (one, two) = tokio::join!(
        register(&ctx, order.number, id, "rosa"),
        register(&other, order.number, id, "bruno"),
    );

    let (one, two) = (one.unwrap(), two.unwrap());
    assert_eq!([one.again, two.again].iter().filter(|again| **again).count(), 1);
    assert_eq!(one.order, two.order);
    assert_eq!(seen::number(&ctx, "SELECT COUNT(*) FROM subscription").await, 1);
    let mails = seen::mails(&ctx).await;
    let counts = seen::count_of_each_kind(&mails);
    assert_eq!((counts["service_activated"], counts["commitment_registered"]), (1, 1));
}

#[rstest]
#[tokio::test]
async fn modules_for_a_running_service_become_active_too(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = a_shop(engine).await;
    let party = a_public_body();
    let holder = a_public_holder(party.clone());
    let comune = a_customer().being(party).with_holder_of(holder);
    let comune = comune.with_service_until(day("2027-04-14")).create(&ctx).await;
    let modules = Cart::add_ons(Invoicing).set_quantity(Documents, 1, &[]).unwrap();
    let order = comune.orders(&ctx, modules).await;
    assert_eq!(order.totals.due, order.totals.net);
    let id = sent(&ctx, &order).await;

    register(&ctx, order.number, id, "rosa").await.unwrap();

    let until = day("2027-11-22");
    assert_eq!(comune.owned(&ctx).await, [(Invoicing, 1, until), (Documents, 1, until)]);
    // While it takes months to pay, it can order something else.
    let more = Cart::add_ons(Invoicing).set_quantity(domain::Product::User, 1, &[]).unwrap();
    comune.orders(&ctx, more).await;
}

/// Two accounts have ordered for one partita IVA, and the other one is active before the document
/// of the first was looked at.
async fn beaten(ctx: &Context) -> (Customer, Order, CommitmentDocumentId) {
    let (comune, order) = an_order(ctx).await;
    let document = sent(ctx, &order).await;
    let rival = a_customer().with_holder_of(a_public_holder(comune.party.clone()));
    let rival = rival.create(ctx).await;
    let theirs = rival.orders(ctx, Cart::first_purchase(Invoicing, 1)).await;
    register_payment(ctx, &the_payment_of(ctx, &theirs)).await.unwrap();
    (comune, order, document)
}

#[rstest]
#[tokio::test]
async fn a_commitment_that_cannot_be_fulfilled_asks_for_no_money(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = a_shop(engine).await;
    let (comune, order, id) = beaten(&ctx).await;
    let before = seen::mails(&ctx).await.len();

    let stuck = register(&ctx, order.number, id, "rosa").await.unwrap().order;

    let (committed_on, reason) = (test_day(), FailureReason::AlreadyActive);
    assert_eq!(stuck.state, OrderState::CommitmentFailed { committed_on, reason });
    let to_mend = seen::on_pile(&ctx, Pile::ToMend).await;
    assert_eq!((to_mend[0].number, to_mend[0].state), (stuck.number, stuck.state));
    assert_eq!(seen::mails(&ctx).await.len(), before);
    // Nothing was given, so it can be called off and nothing is due.
    let cancelled = cancel(&ctx, comune.account, order.number).await.unwrap();
    let on = test_day();
    assert_eq!(cancelled.state, OrderState::Cancelled { reason: CancelReason::Customer, on });
    assert_eq!(show(&ctx, comune.account, order.number).await.unwrap(), cancelled);
    assert_eq!(receivable(&ctx, &order).await, 0);
}

#[rstest]
#[tokio::test]
async fn money_for_what_cannot_be_fulfilled_waits_for_the_office(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = a_shop(engine).await;
    let (_, order, id) = beaten(&ctx).await;
    register(&ctx, order.number, id, "rosa").await.unwrap();

    let paid = register_payment(&ctx, &the_payment_of(&ctx, &order)).await.unwrap().order;

    let (paid_on, reason) = (test_day(), FailureReason::AlreadyActive);
    assert_eq!(paid.state, OrderState::ActivationFailed { paid_on, reason });
    assert_eq!(receivable(&ctx, &order).await, 0);
}

#[rstest]
#[tokio::test]
async fn a_public_body_pays_by_transfer_only(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = a_shop(engine).await;
    let comune = a_municipality(&ctx).await;
    comune.fills(&ctx, Cart::first_purchase(Invoicing, 1)).await;
    let review = services::order::review(&ctx, comune.account).await.unwrap();
    assert_eq!(review.methods, [PaymentMethod::BankTransfer]);
    let mut form = comune.order_form(&ctx).await;

    let refusal = RuleError::Payment(PaymentError::OnlyBankTransfer);
    for method in [PaymentMethod::Card, PaymentMethod::PayPal, PaymentMethod::PostalSlip] {
        form.method = method;
        let refused = conclude(&ctx, comune.account, &form).await;
        assert!(matches!(refused, Err(Error::Rule(rule)) if rule == refusal), "{method:?}");
    }
    form.method = PaymentMethod::BankTransfer;
    let order = conclude(&ctx, comune.account, &form).await.unwrap().order;
    let refused = pay(&ctx, comune.account, order.number, PaymentMethod::Card).await;
    assert!(matches!(refused, Err(Error::Rule(rule)) if rule == refusal));
    let stored = show(&ctx, comune.account, order.number).await.unwrap();
    assert_eq!(stored.method, PaymentMethod::BankTransfer);
}
