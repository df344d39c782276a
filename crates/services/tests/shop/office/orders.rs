//! The orders as the office looks for them.

use domain::cart::Cart;
use domain::order::{
    FailureReason, Happened, Order, OrderError, OrderKind, OrderState, PaymentMethod, Pile, Search,
};
use domain::party::{Kind, PartyForm};
use domain::payment::PaymentError;
use domain::refund::RefundError;
use domain::{Money, Product, RuleError};
use rstest::rstest;
use services::office::{Filter, PAGE, Page, order, orders, to_decide};
use services::order::cancel;
use services::payment::{
    Asked, Registration, ask_refund, check_payment, check_refund, register_payment,
};
use services::testing::{
    Engine, a_company, a_customer, a_holder, a_professional, day, the_payment_of,
};
use services::{Context, Error};

use crate::{query_counts, seen};

fn numbers(page: &Page) -> Vec<i64> {
    page.orders.iter().map(|listed| listed.order.number).collect()
}

/// How many orders lie on each pile, in the order of [`Pile::ALL`].
fn heights(page: &Page) -> [i64; 4] {
    page.heights.map(|height| height.orders)
}

/// A first purchase of somebody whose holder is this.
async fn an_order_of(shop: &Context, party: PartyForm) -> Order {
    let customer = a_customer().with_holder_of(a_holder(party)).create(shop).await;
    customer.orders(shop, Cart::first_purchase(Product::Invoicing, 1)).await
}

async fn sought(shop: &Context, typed: &str) -> Page {
    let filter = Filter { search: Search::of(typed), ..Filter::default() };
    orders(shop, &filter).await.unwrap()
}

#[rstest]
#[tokio::test]
async fn each_order_lies_on_its_pile_the_newest_on_top(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let cart = Cart::first_purchase(Product::Invoicing, 1);
    let (shared, mut made) = (a_holder(a_company()), Vec::new());
    for _ in 0..6 {
        let customer = a_customer().with_holder_of(shared.clone()).create(&shop).await;
        made.push(customer.orders(&shop, cart.clone()).await);
    }
    // The first two are paid, and the second finds the holder with a service already.
    for order in &made[..2] {
        register_payment(&shop, &the_payment_of(&shop, order)).await.unwrap();
    }
    cancel(&shop, made[2].account, made[2].number).await.unwrap();

    let filter = Filter { pile: Some(Pile::ToCollect), ..Filter::default() };
    let page = query_counts::few(&shop, orders(&shop, &filter)).await.unwrap();

    let number = |place: usize| made[place].number;
    assert_eq!(numbers(&page), [number(5), number(4), number(3)]);
    assert_eq!((page.in_all, page.newer, page.previous, page.next), (3, 0, None, None));
    assert_eq!(heights(&page), [3, 1, 1, 1], "whichever pile is looked at");
    assert_eq!(page.to_collect, made[3].totals.due * 3);
    for (pile, place) in [(Pile::ToMend, 1), (Pile::Fulfilled, 0), (Pile::Cancelled, 2)] {
        let on_pile = seen::on_pile(&shop, pile).await;
        assert_eq!(on_pile.iter().map(|order| order.number).collect::<Vec<_>>(), [number(place)]);
        assert_eq!(Pile::of(&on_pile[0].state), pile);
    }
    let stuck = seen::on_pile(&shop, Pile::ToMend).await[0].state;
    let (paid_on, reason) = (shop.today(), FailureReason::AlreadyActive);
    assert_eq!(stuck, OrderState::ActivationFailed { paid_on, reason });
}

#[rstest]
#[tokio::test]
async fn an_order_is_found_by_all_that_somebody_may_know_of_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let named = |name: &str| PartyForm { business_name: name.into(), ..a_company() };
    let caffe = an_order_of(&shop, named("Caffè D’Àngelo S.r.l.")).await;
    let percent = an_order_of(&shop, named("Sconto 100%_Vero S.n.c.")).await;
    let bruno = PartyForm { kind: Kind::Professional, ..a_professional() };
    let bruno = an_order_of(&shop, bruno).await;

    let party = &bruno.holder.party;
    let vat_number = party.vat_number.as_ref().unwrap().to_string();
    let only = |order: &Order| vec![order.number];
    for typed in ["caffe", "CAFFÈ", "d'angelo caffè", "angelo s.r.l.", "Caffe\u{300}"] {
        assert_eq!(numbers(&sought(&shop, typed).await), only(&caffe), "{typed}");
    }
    for typed in ["100%_", "100%_vero", "%_v"] {
        assert_eq!(numbers(&sought(&shop, typed).await), only(&percent), "{typed}");
    }
    let by_number = [
        "neri bruno".to_owned(),
        vat_number.clone(),
        format!("IT{vat_number}"),
        vat_number[..9].to_owned(),
        party.tax_code.to_string().to_lowercase(),
        bruno.number.to_string(),
        format!("ordine n. {}", bruno.number),
    ];
    for typed in by_number {
        assert_eq!(numbers(&sought(&shop, &typed).await), only(&bruno), "{typed}");
    }
    for typed in ["%", "_"] {
        assert_eq!(numbers(&sought(&shop, typed).await), only(&percent), "{typed}");
    }
    for typed in ["\\", "caffe neri", "36,61"] {
        assert_eq!(sought(&shop, typed).await.in_all, 0, "{typed}");
    }
    assert_eq!(caffe.totals.due, Money::from_cents(36_60), "what the next ones look for");
    for typed in ["36,60", "36.60", "36,60 €"] {
        assert_eq!(sought(&shop, typed).await.in_all, 3, "{typed}");
    }
}

#[rstest]
#[tokio::test]
async fn what_is_still_missing_is_an_amount_to_be_found_by(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let order = an_order_of(&shop, a_company()).await;
    let other = an_order_of(&shop, a_company()).await;
    let credit = crate::bank::accept::a_credit(&shop, "30,00", "acconto").await;
    services::statement::accept(&shop, credit, order.number, "rosa").await.unwrap();

    let page = sought(&shop, "6,60").await;

    assert_eq!(numbers(&page), [order.number]);
    assert_eq!(page.orders[0].order.missing(), Money::from_cents(6_60));
    assert_eq!(page.to_collect, Money::from_cents(6_60));
    assert_eq!(sought(&shop, "36,60").await.in_all, 2, "{}", other.number);
    assert_eq!(page.waiting, 1, "what was put aside waits for a decision");
    assert_eq!(to_decide(&shop).await.unwrap().cases.len(), 1);
}

#[rstest]
#[tokio::test]
async fn a_list_is_narrowed_by_method_and_kind(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let first = an_order_of(&shop, a_company()).await;
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    let cart = Cart::add_ons(Product::Invoicing);
    let cart = cart.set_quantity(Product::Documents, 1, &[]).unwrap();
    let added = anna.orders(&shop, cart).await;

    let of = async |method, kind| {
        let filter = Filter { method, kind, ..Filter::default() };
        numbers(&orders(&shop, &filter).await.unwrap())
    };

    let transfer = Some(PaymentMethod::BankTransfer);
    assert_eq!(of(None, None).await, [added.number, first.number]);
    assert_eq!(of(transfer, None).await, [added.number, first.number]);
    assert_eq!(of(transfer, Some(OrderKind::FirstPurchase)).await, [first.number]);
    assert_eq!(of(None, Some(OrderKind::AddOns)).await, [added.number]);
    assert_eq!(of(Some(PaymentMethod::Card), None).await, [0_i64; 0]);
    assert_eq!(of(None, Some(OrderKind::Renewal)).await, [0_i64; 0]);
}

#[rstest]
#[tokio::test]
async fn pages_follow_each_other_and_lead_back(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let mut made = Vec::new();
    for _ in 0..(2 * PAGE + 1) {
        made.push(an_order_of(&shop, a_company()).await.number);
    }
    made.reverse();
    let from = async |from| orders(&shop, &Filter { from, ..Filter::default() }).await.unwrap();

    let first = from(None).await;
    let second = from(first.next).await;
    let third = from(second.next).await;

    assert_eq!(numbers(&first), made[..PAGE]);
    assert_eq!(numbers(&second), made[PAGE..2 * PAGE]);
    assert_eq!(numbers(&third), made[2 * PAGE..]);
    let count = i64::try_from(PAGE).unwrap();
    assert_eq!([first.newer, second.newer, third.newer], [0, count, 2 * count]);
    assert_eq!([first.in_all, third.in_all], [2 * count + 1; 2]);
    assert_eq!(third.next, None);
    assert_eq!(from(third.previous).await.orders, second.orders);
    assert_eq!(from(second.previous).await.orders, first.orders);

    // One that cannot be read is missing from its page, and no page after it.
    let mut tx = shop.db.write().await.unwrap();
    let spoilt = "UPDATE purchase_order SET holder = 'nonsense' WHERE number = $1";
    tx.sql(spoilt).bind(made[3]).run().await.unwrap();
    tx.commit().await.unwrap();
    let first = from(None).await;
    assert_eq!(numbers(&first), [&made[..3], &made[4..PAGE]].concat());
    assert_eq!(from(first.next).await.orders, second.orders);
}

#[rstest]
#[tokio::test]
async fn nothing_is_found_where_there_is_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;

    let page = orders(&shop, &Filter::default()).await.unwrap();

    assert!(page.orders.is_empty());
    assert_eq!((heights(&page), page.in_all, page.waiting), ([0; 4], 0, 0));
    assert_eq!((page.previous, page.next, page.to_collect), (None, None, Money::ZERO));
}

#[rstest]
#[tokio::test]
async fn the_office_looks_at_any_order(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_holder().create(&shop).await;
    let annas = anna.orders(&shop, Cart::first_purchase(Product::Invoicing, 1)).await;

    let looked_at = order(&shop, annas.number).await.unwrap();
    let unknown = order(&shop, annas.number + 1).await;

    assert_eq!(looked_at.order, annas);
    assert_eq!(looked_at.refundable, Money::ZERO, "nothing was paid that could go back");
    assert_eq!((looked_at.origin, looked_at.given_back), (None, Money::ZERO));
    assert!(looked_at.refunds.is_empty());
    assert!(matches!(unknown, Err(Error::NotFound("order"))));
}

#[rstest]
#[tokio::test]
async fn what_has_happened_to_an_order_is_told_with_who_and_when(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let made = an_order_of(&shop, a_company()).await;
    let due = made.totals.due;
    let concluded_at = shop.now();
    shop.clock.advance(chrono::TimeDelta::days(2));
    let payment = Registration { by: "rosa".into(), ..the_payment_of(&shop, &made) };
    register_payment(&shop, &payment).await.unwrap();
    shop.clock.advance(chrono::TimeDelta::days(1));
    let asked = Asked {
        order_number: made.number,
        amount: Money::from_cents(6_60),
        reason: "sconto dimenticato".into(),
        case: None,
        by: "ugo".into(),
    };
    ask_refund(&shop, &asked).await.unwrap();

    let events = order(&shop, made.number).await.unwrap().events;

    let told: Vec<_> = events.iter().map(|e| (e.what, e.by.as_deref(), e.amount)).collect();
    let given_back = Some(asked.amount);
    assert_eq!(told.len(), 5, "{told:?}");
    assert!(told[..2].contains(&(Happened::RefundAsked, Some("ugo"), given_back)), "{told:?}");
    assert!(told[..2].contains(&(Happened::RefundDone, Some("ugo"), given_back)), "{told:?}");
    assert_eq!(
        told[2..],
        [
            (Happened::Fulfilled, None, None),
            (Happened::Paid, Some("rosa"), Some(due)),
            (Happened::Concluded, None, Some(due)),
        ]
    );
    let (last, today) = (events.last().unwrap(), shop.today());
    assert_eq!((last.day, last.at), (made.concluded_on, Some(concluded_at)));
    assert_eq!(events[0].day, today);
    assert_eq!(events[2].day.to_string(), "2026-11-24");
}

#[rstest]
#[tokio::test]
async fn a_second_look_says_what_the_act_would_and_does_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let made = an_order_of(&shop, a_company()).await;
    let right = the_payment_of(&shop, &made);
    let wrong = Registration { amount: Some(Money::from_cents(1_00)), ..right.clone() };
    let refund = |cents| Asked {
        order_number: made.number,
        amount: Money::from_cents(cents),
        reason: "troppo".into(),
        case: None,
        by: "rosa".into(),
    };

    let due = made.totals.due;
    let refused = check_payment(&shop, &wrong).await.unwrap_err();
    let reason = RuleError::Payment(PaymentError::WrongAmount { due });
    assert!(matches!(refused, Error::Rule(rule) if rule == reason));
    let early = check_refund(&shop, &refund(1_00)).await.unwrap_err();
    assert!(matches!(early, Error::Rule(RuleError::Refund(RefundError::NotPaid))), "{early:?}");
    check_payment(&shop, &right).await.unwrap();
    assert!(order(&shop, made.number).await.unwrap().order.state.is_due(), "nothing is paid");

    register_payment(&shop, &right).await.unwrap();
    check_payment(&shop, &right).await.expect("again changes nothing, so nothing is refused");
    check_refund(&shop, &refund(36_60)).await.unwrap();
    assert!(check_refund(&shop, &refund(36_61)).await.is_err(), "more than was paid");
    assert!(order(&shop, made.number).await.unwrap().refunds.is_empty(), "nothing is asked for");

    let other = an_order_of(&shop, a_company()).await;
    cancel(&shop, other.account, other.number).await.unwrap();
    let late = check_payment(&shop, &the_payment_of(&shop, &other)).await.unwrap_err();
    assert!(matches!(late, Error::Rule(RuleError::Order(OrderError::Cancelled))), "{late:?}");
}
