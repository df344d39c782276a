//! Credits accepted for an order: booked once, and doing what money does that arrives.

use domain::Money;
use domain::Product::Invoicing;
use domain::cart::Cart;
use domain::id::CreditId;
use domain::ledger::LedgerAccount::{Bank, Held, Receivable, Sales};
use domain::order::{Order, OrderState, PaymentMethod};
use domain::payment::CaseKind;
use domain::payment::Effect;
use domain::statement::{Match, Reason};
use rstest::rstest;
use services::order::{cancel, show};
use services::payment::register_payment;
use services::statement::{Accepted, accept};
use services::testing::store::cases;
use services::testing::{Engine, a_customer, day, test_day, the_payment_of};
use services::{Context, Error};

use super::import::{imported, seen, table};
use super::read::GERMAN;
use crate::payment::books::balances;
use crate::payment::pay::an_order;
use crate::query_counts::at_most;
use crate::seen as left;

/// A credit of so much with this text, from a file of its own.
pub async fn a_credit(ctx: &Context, amount: &str, text: &str) -> CreditId {
    imported(ctx, &table(&[&format!("21/11/2026;{amount};{text};Bianchi Ceramiche")])).await;
    let seen = seen(ctx).await;
    seen.credits.iter().find(|found| found.credit.text == text).expect("it is open").id
}

async fn state(ctx: &Context, order: &Order) -> OrderState {
    show(ctx, order.account, order.number).await.unwrap().state
}

async fn open_cases(ctx: &Context) -> Vec<(CaseKind, i64, Option<i64>)> {
    let mut tx = ctx.db.read().await.unwrap();
    let cases = left::all(cases::all_open(&mut tx).await);
    cases.into_iter().map(|case| (case.kind, case.amount.cents(), case.order_number)).collect()
}

#[rstest]
#[tokio::test]
async fn what_is_accepted_pays_the_order_on_the_day_of_the_bank(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = engine.fresh_context().await;
    let (_, order) = an_order(&ctx).await;
    let credit = a_credit(&ctx, "43,31", "ordine 26000001").await;

    let accepted = accept(&ctx, credit, order.number, "rosa").await.unwrap();
    let again = accept(&ctx, credit, order.number, "rosa").await.unwrap();

    assert_eq!((accepted, again), (Accepted::Now(Effect::Pay), Accepted::Before));
    let paid_on = day("2026-11-21");
    assert_eq!(
        state(&ctx, &order).await,
        OrderState::Fulfilled { paid_on, fulfilled_on: test_day() }
    );
    assert_eq!(balances(&ctx).await, [(Sales, -43_31), (Bank, 43_31)]);
    let paid = left::payments(&ctx).await;
    assert_eq!((paid.len(), paid[0].amount, paid[0].method.as_str()), (1, 43_31, "bank_transfer"));
    let seen = seen(&ctx).await;
    assert!(seen.credits.is_empty());
    assert_eq!((seen.statements[0].credits, seen.statements[0].open), (1, 0));
}

#[rstest]
#[tokio::test]
async fn a_first_service_begins_with_its_credit(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = engine.fresh_context().await;
    let anna = a_customer().with_holder().create(&ctx).await;
    let order = anna.orders(&ctx, Cart::first_purchase(Invoicing, 1)).await;
    let credit = a_credit(&ctx, "36,60", "BOLLETTINO 26000001").await;

    accept(&ctx, credit, order.number, "rosa").await.unwrap();

    assert!(anna.service(&ctx).await.is_some());
    assert_eq!(left::payments(&ctx).await[0].method, "postal_slip");
    let kinds = left::kinds(&left::mails(&ctx).await).join(" ");
    assert!(kinds.contains("service_activated"), "{kinds}");
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn ten_who_accept_one_credit_at_once_book_it_once(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let ctx = (*shop).clone();
    let (_, order) = an_order(&ctx).await;
    let credit = a_credit(&ctx, "43,31", "ordine 26000001").await;
    let servers = [ctx.clone(), shop.second_process().await];

    let running: Vec<_> = (0..10)
        .map(|press| {
            let (server, number) = (servers[press % 2].clone(), order.number);
            let by = format!("rosa {press}");
            tokio::spawn(async move { accept(&server, credit, number, &by).await.unwrap() })
        })
        .collect();
    let mut booked = 0;
    for press in running {
        booked += usize::from(press.await.unwrap() != Accepted::Before);
    }

    assert_eq!(booked, 1);
    assert_eq!(left::payments(&ctx).await.len(), 1);
    assert_eq!(balances(&ctx).await, [(Sales, -43_31), (Bank, 43_31)]);
    assert_eq!(open_cases(&ctx).await, []);
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_credit_for_two_orders_at_once_pays_one_of_them(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let ctx = (*shop).clone();
    let numbers = [an_order(&ctx).await.1.number, an_order(&ctx).await.1.number];
    let credit = a_credit(&ctx, "43,31", "senza numero").await;

    let running: Vec<_> = (0..8)
        .map(|press| {
            let (server, number) = (ctx.clone(), numbers[press % 2]);
            tokio::spawn(async move { accept(&server, credit, number, "rosa").await.unwrap() })
        })
        .collect();
    for press in running {
        press.await.unwrap();
    }

    assert_eq!(left::payments(&ctx).await.len(), 1);
    assert_eq!(balances(&ctx).await, [(Receivable, 43_31), (Sales, -86_62), (Bank, 43_31)]);
}

#[rstest]
#[tokio::test]
async fn a_part_leaves_the_order_waiting_until_the_rest_arrives(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = engine.fresh_context().await;
    let (_, order) = an_order(&ctx).await;
    let part = a_credit(&ctx, "33,31", "acconto 26000001").await;

    let accepted = accept(&ctx, part, order.number, "rosa").await.unwrap();

    assert_eq!(accepted, Accepted::Now(Effect::Hold(CaseKind::Underpaid)));
    assert!(state(&ctx, &order).await.is_awaiting_payment());
    let case = (CaseKind::Underpaid, 33_31, Some(order.number));
    assert_eq!(open_cases(&ctx).await, [case]);
    assert_eq!(
        balances(&ctx).await,
        [(Receivable, 43_31), (Sales, -43_31), (Bank, 33_31), (Held, -33_31)]
    );

    let rest = a_credit(&ctx, "10,00", "saldo 26000001").await;
    let Match::One { best, .. } = &seen(&ctx).await.credits[0].found else { panic!() };
    assert_eq!(best.missing, Money::from_cents(10_00));
    assert!(best.reasons.contains(&Reason::Amount));
    accept(&ctx, rest, order.number, "rosa").await.unwrap();

    assert!(matches!(state(&ctx, &order).await, OrderState::Fulfilled { .. }));
    assert_eq!(open_cases(&ctx).await, []);
    assert_eq!(balances(&ctx).await, [(Sales, -43_31), (Bank, 43_31)]);
}

#[rstest]
#[tokio::test]
async fn too_much_a_cancelled_order_and_one_paid_by_hand_are_cases(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = engine.fresh_context().await;
    let (_, first) = an_order(&ctx).await;
    let (berta, second) = an_order(&ctx).await;
    let (_, third) = an_order(&ctx).await;
    let more = a_credit(&ctx, "50,00", "ordine 26000001").await;
    let late = a_credit(&ctx, "43,31", "ordine 26000002").await;
    let twice = a_credit(&ctx, "43,31", "ordine 26000003").await;
    cancel(&ctx, berta.account, second.number).await.unwrap();
    register_payment(&ctx, &the_payment_of(&ctx, &third)).await.unwrap();

    for (credit, order) in [(more, &first), (late, &second), (twice, &third)] {
        accept(&ctx, credit, order.number, "rosa").await.unwrap();
    }

    assert!(matches!(state(&ctx, &first).await, OrderState::Fulfilled { .. }));
    assert!(matches!(state(&ctx, &second).await, OrderState::Cancelled { .. }));
    assert_eq!(
        open_cases(&ctx).await,
        [
            (CaseKind::Overpaid, 6_69, Some(first.number)),
            (CaseKind::PaidAfterCancel, 43_31, Some(second.number)),
            (CaseKind::PaidTwice, 43_31, Some(third.number)),
        ]
    );
    let held = 6_69 + 43_31 + 43_31;
    assert_eq!(balances(&ctx).await, [(Sales, -86_62), (Bank, 86_62 + held), (Held, -held)]);
}

#[rstest]
#[tokio::test]
async fn an_order_that_is_not_there_and_a_credit_that_is_not_there_change_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = engine.fresh_context().await;
    let (_, order) = an_order(&ctx).await;
    let credit = a_credit(&ctx, "43,31", "ordine 26000001").await;

    let no_order = accept(&ctx, credit, 1, "rosa").await;
    let no_credit = accept(&ctx, CreditId(ctx.new_id()), order.number, "rosa").await;

    assert!(matches!(no_order, Err(Error::NotFound("order"))));
    assert!(matches!(no_credit, Err(Error::NotFound("credit"))));
    assert_eq!(seen(&ctx).await.credits.len(), 1);
    assert_eq!(balances(&ctx).await, [(Receivable, 43_31), (Sales, -43_31)]);
}

#[rstest]
#[tokio::test]
async fn an_account_that_has_paid_is_known_the_next_time(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = engine.fresh_context().await;
    let (anna, first) = an_order(&ctx).await;
    imported(&ctx, GERMAN).await;
    let credit = seen(&ctx).await.credits[0].id;
    accept(&ctx, credit, first.number, "rosa").await.unwrap();
    let cart = Cart::add_ons(Invoicing).set_quantity(domain::Product::User, 1, &[]).unwrap();
    let second = anna.orders(&ctx, cart).await;
    let later = String::from_utf8(GERMAN.to_vec()).unwrap();
    let later = later
        .replace("2026112212345600001", "2026112312345600009")
        .replace("BIANCHI CERAMICHE SRL", "TESORERIA GRUPPO")
        .replace("n. 2600", "")
        .replace("0001 grazie", "grazie")
        .replace("43.31", &second.totals.due.to_string());
    imported(&ctx, later.as_bytes()).await;

    let seen = seen(&ctx).await;

    let known = seen.credits.iter().find(|found| found.credit.payer == "TESORERIA GRUPPO").unwrap();
    let Match::One { best, .. } = &known.found else { panic!("{known:?}") };
    assert_eq!(best.number, second.number);
    assert_eq!(best.reasons, [Reason::Amount, Reason::Iban]);
}

#[rstest]
#[tokio::test]
async fn an_order_of_an_account_that_paid_from_two_places_is_proposed_once(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = engine.fresh_context().await;
    let (anna, first) = an_order(&ctx).await;
    let part = a_credit(&ctx, "33,31", "acconto 26000001").await;
    let rest = a_credit(&ctx, "10,00", "saldo 26000001").await;
    for credit in [part, rest] {
        accept(&ctx, credit, first.number, "rosa").await.unwrap();
    }
    let cart = Cart::add_ons(Invoicing).set_quantity(domain::Product::User, 1, &[]).unwrap();
    let second = anna.orders(&ctx, cart).await;
    let amount = second.totals.due.to_string().replace('.', ",");
    let (one, other) = (a_credit(&ctx, &amount, "uno").await, a_credit(&ctx, &amount, "due").await);
    let mut tx = ctx.db.write().await.unwrap();
    for (credit, iban) in [(part, "IT1"), (one, "IT1"), (rest, "IT2"), (other, "IT2")] {
        let set = "UPDATE bank_credit SET payer_iban = $2 WHERE id = $1";
        assert_eq!(tx.sql(set).bind(credit).bind(iban).run().await.unwrap(), 1);
    }
    tx.commit().await.unwrap();

    let seen = at_most(3, &ctx, seen(&ctx)).await;

    assert_eq!(seen.credits.len(), 2);
    for credit in &seen.credits {
        let Match::One { best, others } = &credit.found else { panic!("{credit:?}") };
        assert_eq!(best.number, second.number);
        assert!(others.is_empty(), "{others:?}");
        assert!(best.reasons.contains(&Reason::Iban), "{best:?}");
    }
}

#[test]
fn a_bollettino_is_told_from_a_transfer() {
    let method = |text: &str| {
        domain::statement::Credit {
            account: None,
            booked_on: test_day(),
            amount: Money::from_cents(1),
            payer: String::new(),
            iban: None,
            text: text.into(),
            reference: None,
        }
        .method()
    };
    assert_eq!(method("Accredito BOLLETTINI"), PaymentMethod::PostalSlip);
    assert_eq!(method("Bonifico"), PaymentMethod::BankTransfer);
}
