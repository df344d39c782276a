//! Money that is for no order, or for another one than it was booked for.

use domain::Money;
use domain::case::Case;
use domain::id::CaseId;
use domain::ledger::LedgerAccount::{Bank, Held, Receivable, Sales};
use domain::payment::{CaseKind, Effect};
use domain::refund::RefundState;
use rstest::rstest;
use services::payment::{
    Asked, Resolution, allocate, approve, ask_refund, note_sent_back, resolution,
};
use services::statement::{Accepted, accept, set_aside};
use services::testing::store::cases;
use services::testing::{Engine, settings};
use services::{Context, Error, Settings};

use super::accept::a_credit;
use crate::payment::books::balances;
use crate::payment::pay::an_order;
use crate::seen as left;

async fn cases(ctx: &Context) -> Vec<Case> {
    let mut tx = ctx.db.read().await.unwrap();
    left::all(cases::all_open(&mut tx).await)
}

/// 43,31 € that nobody knows the order of, set aside by Rosa.
async fn set_aside_money(ctx: &Context) -> CaseId {
    let credit = a_credit(ctx, "43,31", "regalo").await;
    assert!(set_aside(ctx, credit, "chiedere alla banca", "rosa").await.unwrap());
    assert!(!set_aside(ctx, credit, "ancora", "ugo").await.unwrap(), "it is done once");
    let case = cases(ctx).await.remove(0);
    assert_eq!((case.kind, case.amount), (CaseKind::Unmatched, Money::from_cents(43_31)));
    assert_eq!(case.note, "Bianchi Ceramiche · regalo · chiedere alla banca");
    case.id
}

#[rstest]
#[tokio::test]
async fn money_of_nobody_is_held_and_pays_its_order_once_somebody_knows_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = engine.fresh_context().await;
    let (_, order) = an_order(&ctx).await;
    let case = set_aside_money(&ctx).await;
    assert_eq!(
        balances(&ctx).await,
        [(Receivable, 43_31), (Sales, -43_31), (Bank, 43_31), (Held, -43_31)]
    );

    let effect = allocate(&ctx, case, order.number, "ugo").await.unwrap();
    let again = allocate(&ctx, case, order.number, "ugo").await;

    assert_eq!(effect, Effect::Pay);
    assert!(matches!(again, Err(Error::NotFound("case"))));
    assert_eq!(balances(&ctx).await, [(Sales, -43_31), (Bank, 43_31)]);
    assert!(cases(&ctx).await.is_empty());
    assert_eq!(left::payments(&ctx).await.len(), 1);
}

#[rstest]
#[tokio::test]
async fn money_of_nobody_that_went_back_is_noted_once(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = engine.fresh_context().await;
    let case = set_aside_money(&ctx).await;

    note_sent_back(&ctx, case, "bonifico del 25/11", "rosa").await.unwrap();
    let again = note_sent_back(&ctx, case, "", "rosa").await;

    assert!(matches!(again, Err(Error::NotFound("case"))));
    let (noted, done) = resolution(&ctx, case).await.unwrap().unwrap();
    assert_eq!((noted.id, done), (case, Resolution::SentBack));
    assert_eq!(balances(&ctx).await, []);
    assert!(cases(&ctx).await.is_empty());
}

#[rstest]
#[tokio::test]
async fn a_large_amount_is_not_sent_back_by_whoever_set_it_aside(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let limit = Money::from_cents(40_00);
    let settings = Settings { refund_alone_up_to: limit, ..settings() };
    let ctx = engine.fresh_context_with(settings).await;
    let case = set_aside_money(&ctx).await;

    let alone = note_sent_back(&ctx, case, "", "rosa").await;
    note_sent_back(&ctx, case, "", "ugo").await.unwrap();

    assert!(matches!(alone, Err(Error::NotAllowed)));
    assert_eq!(balances(&ctx).await, []);
}

#[rstest]
#[tokio::test]
async fn money_booked_for_the_wrong_order_moves_to_the_right_one(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = engine.fresh_context().await;
    let (_, wrong) = an_order(&ctx).await;
    let (_, right) = an_order(&ctx).await;
    let both = a_credit(&ctx, "86,62", "due ordini").await;
    let excess = Effect::PayAndHold(Money::from_cents(43_31));
    assert_eq!(accept(&ctx, both, wrong.number, "rosa").await.unwrap(), Accepted::Now(excess));
    let case = cases(&ctx).await.remove(0);

    let on_itself = allocate(&ctx, case.id, wrong.number, "rosa").await;
    assert_eq!(resolution(&ctx, case.id).await.unwrap(), None, "nobody has decided");
    let effect = allocate(&ctx, case.id, right.number, "rosa").await.unwrap();
    let done = resolution(&ctx, case.id).await.unwrap().map(|(_, done)| done);
    assert_eq!(done, Some(Resolution::AllocatedTo(right.number)));

    assert!(matches!(on_itself, Err(Error::NotAllowed)));
    assert_eq!(effect, Effect::Pay);
    assert_eq!(left::payments(&ctx).await.len(), 2);
    assert_eq!(balances(&ctx).await, [(Sales, -86_62), (Bank, 86_62)]);
    assert!(cases(&ctx).await.is_empty());
}

#[rstest]
#[tokio::test]
async fn what_is_being_given_back_is_not_allocated_too(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let settings = Settings { refund_alone_up_to: Money::from_cents(1_00), ..settings() };
    let ctx = engine.fresh_context_with(settings).await;
    let (_, first) = an_order(&ctx).await;
    let (_, second) = an_order(&ctx).await;
    let part = a_credit(&ctx, "10,00", "acconto 26000001").await;
    accept(&ctx, part, first.number, "rosa").await.unwrap();
    let case = cases(&ctx).await.remove(0);
    let asked = Asked {
        order_number: first.number,
        amount: case.amount,
        reason: "sbaglio".into(),
        case: Some(case.id),
        by: "rosa".into(),
    };
    ask_refund(&ctx, &asked).await.unwrap();

    let allocated = allocate(&ctx, case.id, second.number, "rosa").await;
    let noted = note_sent_back(&ctx, case.id, "", "ugo").await;

    assert!(matches!(allocated, Err(Error::NotAllowed)));
    assert!(matches!(noted, Err(Error::NotAllowed)));
    assert_eq!(cases(&ctx).await.len(), 1);
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_case_given_to_two_orders_at_once_goes_to_one(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let ctx = (*shop).clone();
    let numbers = [an_order(&ctx).await.1.number, an_order(&ctx).await.1.number];
    let case = set_aside_money(&ctx).await;

    let running: Vec<_> = (0..6)
        .map(|press| {
            let (ctx, number) = (ctx.clone(), numbers[press % 2]);
            tokio::spawn(async move {
                if press == 5 {
                    note_sent_back(&ctx, case, "", "ugo").await.is_ok()
                } else {
                    allocate(&ctx, case, number, "rosa").await.is_ok()
                }
            })
        })
        .collect();
    let mut decided = 0;
    for press in running {
        decided += usize::from(press.await.unwrap());
    }

    assert_eq!(decided, 1);
    assert!(cases(&ctx).await.is_empty());
    let held = balances(&ctx).await.iter().any(|(account, _)| *account == Held);
    assert!(!held, "nothing is held any more");
}

#[rstest]
#[tokio::test]
async fn a_part_that_has_paid_its_order_is_not_given_back_any_more(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let strict = Settings { refund_alone_up_to: Money::ZERO, ..settings() };
    let ctx = engine.fresh_context_with(strict).await;
    let (_, order) = an_order(&ctx).await;
    let part = a_credit(&ctx, "33,31", "acconto 26000001").await;
    accept(&ctx, part, order.number, "rosa").await.unwrap();
    let case = cases(&ctx).await.remove(0);
    let asked = Asked {
        order_number: order.number,
        amount: case.amount,
        reason: "non serve più".into(),
        case: Some(case.id),
        by: "rosa".into(),
    };
    let refund = ask_refund(&ctx, &asked).await.unwrap();
    assert_eq!(refund.state, RefundState::AwaitsApproval);

    let rest = a_credit(&ctx, "10,00", "saldo 26000001").await;
    accept(&ctx, rest, order.number, "ugo").await.unwrap();
    let refund = approve(&ctx, refund.id, "ugo").await.unwrap();

    assert_eq!(refund.state, RefundState::Refused);
    assert_eq!(balances(&ctx).await, [(Sales, -43_31), (Bank, 43_31)]);
}
