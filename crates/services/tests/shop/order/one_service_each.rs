//! However many order and pay for one partita IVA, it gets one service and no money is lost.

use domain::Product;
use domain::RuleError;
use domain::cart::Cart;
use domain::order::{FailureReason, OrderState, Pile};
use domain::party::PartyError;
use rstest::rstest;
use services::Error;
use services::account::save_holder;
use services::office::{Filter, Height, orders as listed};
use services::payment::register_payment;
use services::testing::store::payments::total as paid_in_all;
use services::testing::{Engine, a_company, a_customer, a_holder, the_payment_of};

use crate::seen;

const BUYERS: u32 = 50;

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_accounts_pay_for_one_partita_iva_at_once(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let processes = [(*shop).clone(), shop.second_process().await];
    let shared = a_holder(a_company());
    let mut orders = Vec::new();
    for _ in 0..BUYERS {
        let buyer = a_customer().with_holder_of(shared.clone()).create(&shop).await;
        orders.push(buyer.orders(&shop, Cart::first_purchase(Product::Invoicing, 1)).await);
    }
    let due = orders[0].totals.due;

    let payments: Vec<_> = orders
        .iter()
        .enumerate()
        .map(|(place, order)| {
            let (process, payment) = (processes[place % 2].clone(), the_payment_of(&shop, order));
            tokio::spawn(async move { register_payment(&process, &payment).await.unwrap() })
        })
        .collect();
    for payment in payments {
        assert!(!payment.await.unwrap().again);
    }

    // Exactly one service, and one panel.
    let live = "SELECT COUNT(*) FROM subscription WHERE closed_on IS NULL";
    assert_eq!(seen::number(&shop, live).await, 1);
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM subscription").await, 1);
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM panel_user").await, 1);

    // The others are before the office's eyes, each with its reason.
    let heights = listed(&shop, &Filter::default()).await.unwrap().heights;
    let piles = Pile::ALL.into_iter().zip([0, 49, 1, 0]);
    assert!(heights.into_iter().eq(piles.map(|(pile, orders)| Height { pile, orders })));
    let failed = seen::on_pile(&shop, Pile::ToMend).await;
    assert_eq!(failed.len(), 49);
    let (paid_on, reason) = (shop.today(), FailureReason::AlreadyActive);
    let stuck = OrderState::ActivationFailed { paid_on, reason };
    assert!(failed.iter().all(|order| order.state == stuck && order.subscription.is_none()));

    // Their money is accounted for.
    let booked = seen::payments(&shop).await;
    let numbers: Vec<i64> = booked.iter().map(|payment| payment.number).collect();
    assert_eq!(numbers, orders.iter().map(|order| order.number).collect::<Vec<_>>());
    let total = paid_in_all(&mut shop.db.read().await.unwrap()).await.unwrap();
    assert_eq!(total, due * BUYERS);

    // Everybody is told of the money, and one of the activation.
    let mails = seen::mails(&shop).await;
    let counts = seen::count_of_each_kind(&mails);
    assert_eq!((counts["payment_confirmed"], counts["service_activated"]), (50, 1));

    // A later buyer gets the sentence before paying.
    let late = a_customer().create(&shop).await;
    let refused = save_holder(&shop, late.account, &shared).await;
    let expected = PartyError::AlreadyActive;
    assert!(matches!(refused, Err(Error::Rule(RuleError::Party(e))) if e == expected));
}

#[rstest]
#[tokio::test]
async fn without_any_payment_the_books_are_empty_and_not_unknown(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;

    let total = paid_in_all(&mut shop.db.read().await.unwrap()).await.unwrap();

    assert!(total.is_zero());
}
