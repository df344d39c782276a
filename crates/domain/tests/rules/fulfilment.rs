//! Whether an order can still be fulfilled, on each ground that it may find (`docs/rules.md` R11).

use domain::arrival::{CaseKind, Effect};
use domain::cart::Cart;
use domain::catalog::Product;
use domain::id::{AccountId, OrderId, SubscriptionId};
use domain::order::{FailureReason, Ground, NewOrder, Order, OrderKind, Outcome, PaymentMethod};
use domain::party::{Holder, HolderForm, PartyForm, RecipientKind};
use domain::quote::{Circumstances, Owned, quote};
use domain::subscription::Subscription;
use domain::terms::Terms;
use domain::{Date, Money};
use uuid::Uuid;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn holder() -> Holder {
    let party = PartyForm {
        business_name: "Bianchi Ceramiche S.r.l.".into(),
        legal_representative: "Anna Bianchi".into(),
        vat_number: "02342520158".into(),
        street: "Via Roma 1".into(),
        postal_code: "50123".into(),
        city: "Firenze".into(),
        province: "FI".into(),
        phone: "055 123456".into(),
        ..PartyForm::default()
    };
    let email = "anna@bianchi.example".into();
    let form = HolderForm { party, email, recipient: RecipientKind::None, ..HolderForm::default() };
    Holder::check(&form).unwrap()
}

fn invoicing_until(expires: &str) -> Owned {
    Owned { product: Product::Invoicing, quantity: 1, expires: day(expires) }
}

fn a_service_until(expires: &str) -> Subscription {
    Subscription {
        id: SubscriptionId(Uuid::nil()),
        account: AccountId(Uuid::nil()),
        service: Product::Invoicing,
        holder: holder(),
        activated_on: day("2026-04-14"),
        owned: vec![invoicing_until(expires)],
    }
}

/// An order of 22 November 2026 for this cart.
fn an_order(kind: OrderKind, cart: &Cart, owned: &[Owned]) -> Order {
    let today = day("2026-11-22");
    let given = Circumstances { owned: owned.to_vec(), ..Circumstances::new_customer(today) };
    let quote = quote(cart, &given, &Terms::demo()).unwrap();
    let is_first = kind == OrderKind::FirstPurchase;
    let new = NewOrder {
        id: OrderId(Uuid::nil()),
        number: 26_000_001,
        account: AccountId(Uuid::nil()),
        kind,
        service: Product::Invoicing,
        subscription: (!is_first).then_some(SubscriptionId(Uuid::nil())),
        holder: holder(),
        method: PaymentMethod::Card,
    };
    Order::conclude(new, quote, today, 30)
}

#[test]
fn a_first_service_begins_unless_somebody_has_one() {
    let order =
        an_order(OrderKind::FirstPurchase, &Cart::first_purchase(Product::Invoicing, 1), &[]);
    let on = day("2026-11-25");
    assert_eq!(order.fulfilled_on(Ground::Free, on), Ok(vec![invoicing_until("2027-11-25")]));
    assert_eq!(order.fulfilled_on(Ground::Taken, on), Err(FailureReason::AlreadyActive));
}

#[test]
fn a_module_joins_a_service_until_its_last_day() {
    let service = a_service_until("2026-12-01");
    let cart = Cart::add_ons(Product::Invoicing).set_quantity(Product::Documents, 1, &[]).unwrap();
    let order = an_order(OrderKind::AddOns, &cart, &service.owned);
    let on = |text| order.fulfilled_on(Ground::Service(Some(&service)), day(text));

    let owned = on("2026-12-01").unwrap();
    let documents = Owned { product: Product::Documents, quantity: 1, expires: day("2027-11-22") };
    assert_eq!(owned, [invoicing_until("2027-11-22"), documents]);
    assert_eq!(on("2026-12-02"), Err(FailureReason::ServiceNotActive));
}

#[test]
fn a_renewal_can_be_paid_while_its_service_can_be_read() {
    let service = a_service_until("2026-12-01");
    let cart = Cart::renewal(Product::Invoicing, 1);
    let order = an_order(OrderKind::Renewal, &cart, &service.owned);
    let on = |text| order.fulfilled_on(Ground::Service(Some(&service)), day(text));

    assert_eq!(on("2027-03-01"), Ok(vec![invoicing_until("2027-12-01")]), "the ninetieth day");
    assert_eq!(on("2027-03-02"), Err(FailureReason::ServiceNotActive));
}

#[test]
fn nothing_is_added_to_a_service_that_is_gone_or_was_changed_meanwhile() {
    let service = a_service_until("2027-04-14");
    let cart = Cart::renewal(Product::Invoicing, 1);
    let order = an_order(OrderKind::Renewal, &cart, &service.owned);
    let on = day("2026-11-25");
    let renewed = a_service_until("2028-04-14");

    let gone = order.fulfilled_on(Ground::Service(None), on);
    let changed = order.fulfilled_on(Ground::Service(Some(&renewed)), on);
    assert_eq!(gone, Err(FailureReason::ServiceNotActive));
    assert_eq!(changed, Err(FailureReason::ServiceChanged));
}

#[test]
fn money_is_held_until_it_is_enough_and_then_only_the_excess() {
    let cart = Cart::first_purchase(Product::Invoicing, 1);
    let mut order = an_order(OrderKind::FirstPurchase, &cart, &[]);
    let on = day("2026-11-25");
    let (due, one) = (order.totals.due, Money::from_cents(1_00));

    assert_eq!(order.receive(one), Effect::Hold(CaseKind::Underpaid));
    assert_eq!((order.held, order.missing()), (one, due - one));

    assert_eq!(order.receive(due), Effect::PayAndHold(one));
    order.pay(on, on, Outcome::Active).unwrap();
    assert_eq!((order.held, order.missing()), (one, Money::ZERO));

    assert_eq!(order.receive(due), Effect::Hold(CaseKind::PaidTwice));
    assert_eq!(order.held, one + due);
}
