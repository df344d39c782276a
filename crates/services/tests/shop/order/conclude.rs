//! `Conferma e completa l'ordine`: a form makes one order, of what its author saw.

mod refused;

use domain::cart::Cart;
use domain::money::Money;
use domain::order::{Acceptance, OrderError, OrderKind, OrderState, PaymentMethod};
use domain::{Product, RuleError};
use rstest::rstest;
use services::cart::apply_coupon;
use services::order::{Conclusion, cancel, conclude, review};
use services::testing::store::orders;
use services::testing::{Customer, Engine, a_customer, day, test_day};
use services::{Context, Error};

use crate::seen;

fn a_service() -> Cart {
    Cart::first_purchase(Product::Invoicing, 1)
}

/// Somebody about to press `Conferma e completa l'ordine`, and the form.
async fn about_to_order(shop: &Context) -> (Customer, Conclusion) {
    let anna = a_customer().with_holder().create(shop).await;
    anna.fills(shop, a_service()).await;
    let form = anna.order_form(shop).await;
    (anna, form)
}

#[rstest]
#[tokio::test]
async fn the_order_is_what_the_customer_saw_and_the_cart_is_gone(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (anna, form) = about_to_order(&shop).await;

    let concluded = conclude(&shop, anna.account, &form).await.unwrap();

    let order = concluded.order;
    assert!(!concluded.again);
    assert_eq!(order.number, 26_000_001);
    assert_eq!((order.kind, order.service), (OrderKind::FirstPurchase, Product::Invoicing));
    assert_eq!((order.account, order.subscription), (anna.account, None));
    assert_eq!(order.holder.to_form().party.vat_number, anna.party.vat_number);
    assert_eq!((order.concluded_on, order.method), (test_day(), PaymentMethod::BankTransfer));
    assert_eq!(order.state, OrderState::AwaitingPayment { valid_until: day("2026-12-22") });
    assert_eq!((order.lines.len(), order.lines[0].until), (1, day("2027-11-22")));
    assert_eq!(order.totals.due, Money::from_cents(36_60));
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM cart").await, 0);
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM cart_item").await, 0);
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn twenty_confirmations_of_one_form_at_once_are_one_order(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values(PaymentMethod::BankTransfer, PaymentMethod::Card)] method: PaymentMethod,
) {
    let shop = engine.fresh_context().await;
    let (anna, form) = about_to_order(&shop).await;
    let form = Conclusion { method, ..form };
    let tabs = [(*shop).clone(), shop.second_process().await];

    let presses: Vec<_> = (0..20)
        .map(|press| {
            let (tab, account, form) = (tabs[press % 2].clone(), anna.account, form.clone());
            tokio::spawn(async move { conclude(&tab, account, &form).await.unwrap() })
        })
        .collect();
    let mut answers = Vec::new();
    for press in presses {
        answers.push(press.await.unwrap());
    }

    assert_eq!(answers.iter().filter(|answer| !answer.again).count(), 1);
    assert!(answers.iter().all(|answer| answer.order == answers[0].order));
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM purchase_order").await, 1);
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM order_line").await, 1);
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM acceptance").await, 3);
    let mails = seen::mails(&shop).await;
    let mut expected = vec!["registration_confirmed", "order_confirmation"];
    if !method.is_immediate() {
        expected.push("how_to_pay");
    }
    let mut kinds = seen::kinds(&mails);
    kinds.sort_unstable();
    expected.sort_unstable();
    assert_eq!(kinds, expected);
}

#[rstest]
#[tokio::test]
async fn the_same_form_much_later_is_still_the_same_order(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (anna, form) = about_to_order(&shop).await;
    let first = conclude(&shop, anna.account, &form).await.unwrap().order;
    let cancelled = cancel(&shop, anna.account, first.number).await.unwrap();
    anna.fills(&shop, a_service()).await;

    let again = conclude(&shop, anna.account, &form).await.unwrap();

    assert!(again.again);
    assert_eq!(again.order, cancelled);
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM cart").await, 1, "the new cart stays");
}

#[rstest]
#[tokio::test]
async fn acceptances_are_kept_with_version_digest_moment_and_address(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (anna, form) = about_to_order(&shop).await;
    let order = conclude(&shop, anna.account, &form).await.unwrap().order;

    let mut tx = shop.db.read().await.unwrap();
    let kept = orders::acceptances(&mut tx, order.id).await.unwrap();

    let expected = Acceptance::ALL.map(|what| {
        let text = shop.settings.texts.accepted(what);
        (what, text.version.clone(), text.sha256(), shop.now(), "192.0.2.7".to_owned())
    });
    assert_eq!(kept, expected);
    assert!(expected.iter().all(|(_, _, digest, _, _)| digest.len() == 64));
}

#[rstest]
#[tokio::test]
async fn the_first_order_is_answered_with_three_mails_and_a_later_one_with_two(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (anna, form) = about_to_order(&shop).await;
    let first = conclude(&shop, anna.account, &form).await.unwrap().order;
    let mails = seen::mails(&shop).await;
    cancel(&shop, anna.account, first.number).await.unwrap();
    let before = seen::mails(&shop).await.len();

    let second = anna.orders(&shop, a_service()).await;
    let later = seen::mails(&shop).await.split_off(before);

    let (account, holder) = ("anna@bianchi.example", "fatture@bianchi.example");
    let seen = |mails: &[seen::Mail]| -> Vec<(String, String)> {
        mails.iter().map(|l| (l.subject.clone(), l.recipient.clone())).collect()
    };
    let expected = |order: i64| {
        vec![
            ("Conferma ordine servizi".to_owned(), account.to_owned()),
            (format!("Come pagare l'ordine {order}"), holder.to_owned()),
        ]
    };
    let mut all_three = expected(first.number);
    all_three.insert(0, ("Conferma iscrizione".to_owned(), account.to_owned()));
    assert_eq!(seen(&mails), all_three);
    assert_eq!(seen(&later), expected(second.number));
    assert!(mails[0].text.contains(&anna.username));
    assert!(mails[1].text.contains("36,60\u{a0}€"), "{}", mails[1].text);
    assert!(mails[2].text.contains("22\u{a0}dicembre\u{a0}2026"), "{}", mails[2].text);
}

#[rstest]
#[tokio::test]
async fn a_discount_is_part_of_the_quote_and_of_the_order(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (anna, without) = about_to_order(&shop).await;
    apply_coupon(&shop, anna.cart(), "BENVENUTO10").await.unwrap();

    let refused = conclude(&shop, anna.account, &without).await;
    let form = anna.order_form(&shop).await;
    let order = conclude(&shop, anna.account, &form).await.unwrap().order;

    let changed = RuleError::Order(OrderError::QuoteChanged);
    assert!(matches!(refused, Err(Error::Rule(refusal)) if refusal == changed));
    assert_eq!(order.discount, Money::from_cents(3_00));
    assert_eq!(order.totals.due, Money::from_cents(32_94));
    let sql = "SELECT COUNT(*) FROM purchase_order WHERE discount_code = 'BENVENUTO10'";
    assert_eq!(seen::number(&shop, sql).await, 1);
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn ten_forms_of_one_account_at_once_are_one_order(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (anna, form) = about_to_order(&shop).await;
    let mut forms = vec![form.clone()];
    for _ in 1..10 {
        let intent = review(&shop, anna.account).await.unwrap().intent;
        forms.push(Conclusion { intent, ..form.clone() });
    }

    let presses = forms.into_iter().map(|form| {
        let (ctx, account): (Context, _) = ((*shop).clone(), anna.account);
        tokio::spawn(async move { conclude(&ctx, account, &form).await })
    });
    let mut concluded = Vec::new();
    for press in presses.collect::<Vec<_>>() {
        match press.await.unwrap() {
            Ok(answer) => concluded.push(answer.order.number),
            Err(Error::Rule(RuleError::Order(OrderError::PendingOrder(number)))) => {
                assert_eq!(number, 26_000_001);
            }
            Err(error) => panic!("{error}"),
        }
    }

    assert_eq!(concluded, [26_000_001]);
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM purchase_order").await, 1);
}
