//! Money is booked once, and what was ordered becomes active with it or stays as it was.

use domain::Product::{self, Documents, Invoicing, User};
use domain::RuleError;
use domain::cart::Cart;
use domain::money::Money;
use domain::order::{FailureReason, Order, OrderError, OrderState};
use domain::party::PartyForm;
use domain::payment::PaymentError;
use domain::quote::Owned;
use rstest::rstest;
use services::order::{cancel, show};
use services::payment::{Registration, register_payment};
use services::testing::store::{accounts, panel_users, subscriptions};
use services::testing::{
    Customer, Engine, TestContext, a_customer, a_person, an_association, day, test_day,
    the_payment_of,
};
use services::{Context, Error};

use crate::seen;

fn a_service() -> Cart {
    Cart::first_purchase(Invoicing, 1)
}

fn a_module() -> Cart {
    Cart::add_ons(Invoicing).set_quantity(Documents, 1, &[]).unwrap()
}

/// Somebody whose service ends in April and who has ordered Documenti with the extension.
async fn a_module_ordered(shop: &Context) -> (Customer, Order) {
    let anna = a_customer().with_service_until(day("2027-04-14")).create(shop).await;
    let order = anna.orders(shop, a_module()).await;
    (anna, order)
}

/// Writes what is owned behind the back of the order.
async fn meanwhile(shop: &Context, anna: &Customer, owned: &[(Product, u32, &str)]) {
    let mut service = anna.service(shop).await.unwrap();
    service.owned = owned
        .iter()
        .map(|&(product, quantity, until)| Owned { product, quantity, expires: day(until) })
        .collect();
    let mut tx = shop.db.write().await.unwrap();
    let held = accounts::hold(&mut tx, service.account).await.unwrap();
    subscriptions::save(&mut tx, &held, &service).await.unwrap();
    tx.commit().await.unwrap();
}

/// The order was paid and is on the office's desk for this reason; nothing became active, and
/// the customer was told of the money and of nothing else.
async fn assert_stuck(shop: &TestContext, order: &Order, reason: FailureReason) {
    let before = seen::mails(shop).await.len();
    let registered = register_payment(shop, &the_payment_of(shop, order)).await.unwrap();

    let paid_on = shop.today();
    assert_eq!(registered.order.state, OrderState::ActivationFailed { paid_on, reason });
    assert_eq!(show(shop, order.account, order.number).await.unwrap(), registered.order);
    assert_eq!(seen::payments(shop).await.len(), 1);
    let mails = seen::mails(shop).await.split_off(before);
    assert_eq!(seen::kinds(&mails), ["payment_confirmed"]);
}

#[rstest]
#[tokio::test]
async fn a_first_payment_activates_the_service_and_opens_its_panel(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_holder().create(&shop).await;
    let order = anna.orders(&shop, a_service()).await;
    let before = seen::mails(&shop).await.len();
    shop.clock.set_to_day(day("2026-11-25"));
    let credited_yesterday =
        Registration { paid_on: day("2026-11-24"), amount: None, ..the_payment_of(&shop, &order) };

    let registered = register_payment(&shop, &credited_yesterday).await.unwrap();

    assert!(!registered.again);
    let today = day("2026-11-25");
    assert_eq!(
        registered.order.state,
        OrderState::Fulfilled { paid_on: day("2026-11-24"), fulfilled_on: today }
    );
    assert_eq!(show(&shop, anna.account, order.number).await.unwrap(), registered.order);
    let service = anna.service(&shop).await.unwrap();
    assert_eq!(registered.order.subscription, Some(service.id));
    assert_eq!((service.activated_on, service.expires()), (today, day("2027-11-25")));
    assert_eq!(service.holder, order.holder);
    assert_eq!(
        seen::payments(&shop).await,
        [seen::PaymentRow {
            number: order.number,
            amount: 36_60,
            method: "bank_transfer".into(),
            paid_on: day("2026-11-24"),
            registered_by: "rosa".into(),
        }]
    );
    let mails = seen::mails(&shop).await.split_off(before);
    assert_eq!(seen::kinds(&mails), ["service_activated", "payment_confirmed"]);
    assert!(mails.iter().all(|mail| mail.recipient == "fatture@bianchi.example"));
    assert!(mails[0].text.contains("25\u{a0}novembre\u{a0}2027"), "{}", mails[0].text);
    assert!(mails[1].text.contains("24\u{a0}novembre\u{a0}2026"), "{}", mails[1].text);
}

#[rstest]
#[tokio::test]
async fn a_later_payment_tells_what_was_added_and_what_to_do_with_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (_, order) = a_module_ordered(&shop).await;
    let before = seen::mails(&shop).await.len();

    register_payment(&shop, &the_payment_of(&shop, &order)).await.unwrap();

    let mails = seen::mails(&shop).await.split_off(before);
    assert_eq!(seen::kinds(&mails), ["add_ons_active", "payment_confirmed"]);
    for sentence in [
        "Modulo documenti",
        "lo vedi sul pannello, in Servizi aggiuntivi",
        "Fatturazione Elettronica – estensione",
        "22\u{a0}novembre",
    ] {
        assert!(mails[0].text.contains(sentence), "{sentence}: {}", mails[0].text);
    }
}

#[rstest]
#[case::an_association(an_association())]
#[case::a_person(a_person())]
#[tokio::test]
async fn receive_only_is_known_on_its_panel_by_the_codice_fiscale(
    #[case] party: PartyForm,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let club = a_customer().being(party).with_holder().create(&shop).await;
    let order = club.orders(&shop, Cart::first_purchase(Product::ReceiveOnly, 1)).await;
    assert_eq!(order.totals.due, order.totals.total, "nobody keeps the IVA back");
    let ordered = seen::mails(&shop).await;
    let withdrawal = "puoi recedere entro 14 giorni";
    assert!(ordered.iter().any(|mail| mail.text.contains(withdrawal)), "{ordered:?}");

    register_payment(&shop, &the_payment_of(&shop, &order)).await.unwrap();

    let service = club.service(&shop).await.unwrap();
    let mut tx = shop.db.read().await.unwrap();
    let username = panel_users::owner_username(&mut tx, service.id).await.unwrap();
    drop(tx);
    let expected = format!("BT{}", club.party.tax_code);
    assert_eq!(username.as_ref(), Some(&expected));
    let told = seen::mails(&shop).await;
    assert!(told.iter().any(|mail| mail.text.contains(&expected)), "in the activation's mail");
}

#[rstest]
#[tokio::test]
async fn registering_twice_changes_nothing_more(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (anna, order) = a_module_ordered(&shop).await;
    let first = register_payment(&shop, &the_payment_of(&shop, &order)).await.unwrap();
    let (owned, mails) = (anna.owned(&shop).await, seen::mails(&shop).await.len());
    let paid = seen::payments(&shop).await;

    shop.clock.set_to_day(day("2026-11-25"));
    let wrong_amount = Registration {
        amount: Some(Money::from_cents(1)),
        by: "bruno".into(),
        ..the_payment_of(&shop, &order)
    };
    for registration in [the_payment_of(&shop, &order), wrong_amount] {
        let again = register_payment(&shop, &registration).await.unwrap();
        assert!(again.again);
        assert_eq!(again.order, first.order);
    }

    assert_eq!(anna.owned(&shop).await, owned);
    assert_eq!(seen::payments(&shop).await, paid);
    assert_eq!(seen::mails(&shop).await.len(), mails);
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_processes_that_register_at_once_do_it_once(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let processes = [shop.second_process().await, shop.second_process().await];
    let anna = a_customer().with_holder().create(&shop).await;
    let first = anna.orders(&shop, a_service()).await;
    let mut expected = vec!["registration_confirmed", "order_confirmation", "how_to_pay"];
    expected.extend(["service_activated", "payment_confirmed"]);
    let mut orders = vec![first];

    for round in 0..2 {
        let payment = the_payment_of(&shop, &orders[round]);
        let attempts: Vec<_> = (0..8)
            .map(|attempt| {
                let (process, payment) = (processes[attempt % 2].clone(), payment.clone());
                tokio::spawn(async move { register_payment(&process, &payment).await.unwrap() })
            })
            .collect();
        let mut answers = Vec::new();
        for attempt in attempts {
            answers.push(attempt.await.unwrap());
        }

        assert_eq!(answers.iter().filter(|answer| !answer.again).count(), 1);
        assert!(answers.iter().all(|answer| answer.order == answers[0].order));
        assert_eq!(seen::payments(&shop).await.len(), round + 1);
        let mails = seen::mails(&shop).await;
        let mut kinds = seen::kinds(&mails);
        kinds.sort_unstable();
        expected.sort_unstable();
        assert_eq!(kinds, expected);
        if round == 0 {
            orders.push(anna.orders(&shop, a_module()).await);
            expected.extend(["order_confirmation", "how_to_pay"]);
            expected.extend(["add_ons_active", "payment_confirmed"]);
        }
    }
    let until = day("2027-11-22");
    assert_eq!(anna.owned(&shop).await, [(Invoicing, 1, until), (Documents, 1, until)]);
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM subscription").await, 1);
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM panel_user").await, 1);
    for process in processes {
        process.db.close().await;
    }
}

#[rstest]
#[tokio::test]
async fn another_amount_than_what_is_due_is_refused(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (_, order) = a_module_ordered(&shop).await;
    let due = Money::from_cents(43_31);

    for amount in [43_30, 43_32, 0].map(Money::from_cents) {
        let payment = Registration { amount: Some(amount), ..the_payment_of(&shop, &order) };
        let refused = register_payment(&shop, &payment).await;

        let expected = PaymentError::WrongAmount { due };
        assert!(matches!(refused, Err(Error::Rule(RuleError::Payment(e))) if e == expected));
    }
    assert_eq!(show(&shop, order.account, order.number).await.unwrap(), order);
    assert!(seen::payments(&shop).await.is_empty());
}

#[rstest]
#[tokio::test]
async fn a_day_on_which_nothing_can_have_arrived_is_refused(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (_, order) = a_module_ordered(&shop).await;

    // Tomorrow, and years of two digits as a browser sends them.
    for paid_on in ["2026-11-23", "0026-11-22", "1899-12-31", "-4000-01-01"] {
        let paid_on = day(paid_on);
        let registration = Registration { paid_on, ..the_payment_of(&shop, &order) };
        let refused = register_payment(&shop, &registration).await;
        assert!(matches!(
            refused,
            Err(Error::Rule(RuleError::Payment(PaymentError::PaidInFuture)))
        ));
    }
    assert_eq!(show(&shop, order.account, order.number).await.unwrap(), order);
    assert!(seen::payments(&shop).await.is_empty());
}

#[rstest]
#[tokio::test]
async fn a_cancelled_order_takes_no_money_and_an_unknown_one_does_not_exist(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (anna, order) = a_module_ordered(&shop).await;
    cancel(&shop, anna.account, order.number).await.unwrap();

    let cancelled = register_payment(&shop, &the_payment_of(&shop, &order)).await;
    let number = order.number + 1;
    let unknown = Registration { number, ..the_payment_of(&shop, &order) };
    let unknown = register_payment(&shop, &unknown).await;

    let expected = OrderError::Cancelled;
    assert!(matches!(cancelled, Err(Error::Rule(RuleError::Order(e))) if e == expected));
    assert!(matches!(unknown, Err(Error::NotFound("order"))));
    assert!(seen::payments(&shop).await.is_empty());
    assert_eq!(anna.owned(&shop).await, [(Invoicing, 1, day("2027-04-14"))]);
}

#[rstest]
#[case::the_service_moved(&[(Invoicing, 1, "2027-05-14")])]
#[case::the_module_is_there_already(
    &[(Invoicing, 1, "2027-04-14"), (Documents, 1, "2027-04-14")]
)]
#[tokio::test]
async fn when_what_is_owned_has_changed_the_office_decides(
    #[case] owned: &[(Product, u32, &str)],
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (anna, order) = a_module_ordered(&shop).await;
    meanwhile(&shop, &anna, owned).await;
    let before = anna.owned(&shop).await;

    assert_stuck(&shop, &order, FailureReason::ServiceChanged).await;

    assert_eq!(anna.owned(&shop).await, before);
}

#[rstest]
#[tokio::test]
async fn the_last_day_of_the_service_is_in_time_and_the_next_is_not(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let last_day = day("2026-11-30");
    let in_time = a_customer().with_service_until(last_day).create(&shop).await;
    let late = a_customer().with_service_until(last_day).create(&shop).await;
    let orders = [in_time.orders(&shop, a_module()).await, late.orders(&shop, a_module()).await];

    shop.clock.set_to_day(day("2026-12-01"));
    assert_stuck(&shop, &orders[1], FailureReason::ServiceNotActive).await;
    shop.clock.set_to_day(last_day);
    register_payment(&shop, &the_payment_of(&shop, &orders[0])).await.unwrap();

    let until = day("2027-11-22");
    assert_eq!(in_time.owned(&shop).await, [(Invoicing, 1, until), (Documents, 1, until)]);
    assert_eq!(late.owned(&shop).await, [(Invoicing, 1, last_day)]);
}

#[rstest]
#[tokio::test]
async fn a_service_that_is_gone_takes_no_add_ons(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (_, order) = a_module_ordered(&shop).await;
    let mut tx = shop.db.write().await.unwrap();
    let closed = subscriptions::close_over(&mut tx, day("2028-01-01"), test_day()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(closed, 1);

    assert_stuck(&shop, &order, FailureReason::ServiceNotActive).await;
}

#[rstest]
#[tokio::test]
async fn users_split_by_a_renewal_still_move_with_what_is_added(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (april, june) = (day("2027-04-14"), day("2027-06-30"));
    let anna = a_customer().with_service_until(june).with(User, 2, april).with(User, 1, june);
    let anna = anna.create(&shop).await;
    let order = anna.orders(&shop, a_module()).await;

    register_payment(&shop, &the_payment_of(&shop, &order)).await.unwrap();

    let until = day("2027-11-22");
    let expected = [(Invoicing, 1, until), (Documents, 1, until), (User, 3, until)];
    assert_eq!(anna.owned(&shop).await, expected);
}

#[rstest]
#[tokio::test]
async fn the_successor_of_an_ended_service_gets_its_panel_username(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_holder().with_service_until(day("2026-08-01")).create(&shop).await;
    let ended = anna.service(&shop).await.unwrap();
    let order = anna.orders(&shop, a_service()).await;

    register_payment(&shop, &the_payment_of(&shop, &order)).await.unwrap();

    let service = anna.service(&shop).await.unwrap();
    assert_ne!(service.id, ended.id);
    let mut tx = shop.db.read().await.unwrap();
    let of_ended = panel_users::owner_username(&mut tx, ended.id).await.unwrap();
    let of_successor = panel_users::owner_username(&mut tx, service.id).await.unwrap();
    assert_eq!(of_ended, None);
    assert_eq!(of_successor, Some(format!("BT{}", anna.party.vat_number)));
}
