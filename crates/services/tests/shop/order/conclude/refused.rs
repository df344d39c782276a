//! What is not ordered, and leaves everything as it was.

use domain::cart::{Cart, CartError, Change};
use domain::money::Money;
use domain::order::{Acceptance, OrderError, OrderKind, PaymentMethod};
use domain::party::{Kind, PartyError};
use domain::payment::PaymentError;
use domain::{Product, RuleError};
use rstest::rstest;
use services::cart::change;
use services::order::{Conclusion, cancel, conclude};
use services::testing::{
    Customer, Engine, a_company, a_customer, a_holder, a_professional, an_association, day,
    price_list, settings,
};
use services::{Context, Error, Settings};

use super::{a_service, about_to_order};
use crate::seen;

async fn refusal(ctx: &Context, customer: &Customer, form: &Conclusion) -> RuleError {
    match conclude(ctx, customer.account, form).await {
        Err(Error::Rule(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

/// Nothing was ordered, and nothing of it was kept or sent.
async fn assert_nothing_ordered(ctx: &Context) {
    assert_eq!(seen::number(ctx, "SELECT COUNT(*) FROM purchase_order").await, 0);
    assert_eq!(seen::number(ctx, "SELECT COUNT(*) FROM acceptance").await, 0);
    assert!(seen::mails(ctx).await.is_empty());
    assert_eq!(seen::number(ctx, "SELECT COUNT(*) FROM cart").await, 1, "the cart stays");
    assert_eq!(
        seen::number(ctx, "SELECT value FROM counter WHERE name = 'order'").await,
        26_000_000,
        "no number is used up"
    );
}

#[rstest]
#[tokio::test]
async fn a_form_of_somebody_else_is_nobodys_form(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (anna, form) = about_to_order(&shop).await;
    conclude(&shop, anna.account, &form).await.unwrap();
    let (bruno, brunos) = about_to_order(&shop).await;

    let stolen = Conclusion { intent: form.intent, ..brunos.clone() };
    let refused = conclude(&shop, bruno.account, &stolen).await;

    assert!(matches!(refused, Err(Error::NotFound("order form"))), "{refused:?}");
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM purchase_order").await, 1);
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM order_line").await, 1);
    conclude(&shop, bruno.account, &brunos).await.unwrap();
}

#[rstest]
#[tokio::test]
async fn a_price_that_has_changed_since_is_shown_again_and_nothing_is_ordered(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (anna, form) = about_to_order(&shop).await;
    let forged = Conclusion { digest: String::new(), ..form.clone() };

    let no_digest = refusal(&shop, &anna, &forged).await;
    change(&shop, anna.cart(), 1, Change::SetQuantity(Product::User, 1)).await.unwrap();
    let another_tab = refusal(&shop, &anna, &form).await;
    let new_form = anna.order_form(&shop).await;
    shop.clock.set_to_day(day("2026-11-23"));
    let overnight = refusal(&shop, &anna, &new_form).await;

    let changed = RuleError::Order(OrderError::QuoteChanged);
    assert_eq!([no_digest, another_tab, overnight], [changed.clone(), changed.clone(), changed]);
    assert_nothing_ordered(&shop).await;
}

#[rstest]
#[tokio::test]
async fn a_new_price_list_changes_the_quote(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (anna, form) = about_to_order(&shop).await;
    let mut dearer = price_list();
    for row in &mut dearer.terms.prices {
        row.yearly = row.yearly + Money::from_cents(1);
    }
    shop.replace_prices(dearer);

    let refused = refusal(&shop, &anna, &form).await;

    assert_eq!(refused, RuleError::Order(OrderError::QuoteChanged));
    assert_nothing_ordered(&shop).await;
}

#[rstest]
#[tokio::test]
async fn every_acceptance_is_asked_for(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values(Acceptance::Conditions, Acceptance::OnerousClauses, Acceptance::SupplySheets)]
    missing: Acceptance,
) {
    let shop = engine.fresh_context().await;
    let (anna, mut form) = about_to_order(&shop).await;
    form.accepted.retain(|what| *what != missing);

    let refused = refusal(&shop, &anna, &form).await;

    assert_eq!(refused, RuleError::Order(OrderError::NotAccepted(missing)));
    assert_nothing_ordered(&shop).await;
}

#[rstest]
#[tokio::test]
async fn a_method_that_the_shop_does_not_offer_is_refused(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let settings = Settings { payment_methods: vec![PaymentMethod::BankTransfer], ..settings() };
    let shop = engine.fresh_context_with(settings).await;
    let (anna, form) = about_to_order(&shop).await;
    let form = Conclusion { method: PaymentMethod::Card, ..form };

    let refused = refusal(&shop, &anna, &form).await;

    assert_eq!(refused, RuleError::Payment(PaymentError::MethodNotOffered));
    assert_nothing_ordered(&shop).await;
}

#[rstest]
#[tokio::test]
async fn without_a_holder_a_service_is_for_nobody(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    anna.fills(&shop, a_service()).await;
    let form = anna.order_form(&shop).await;

    let refused = refusal(&shop, &anna, &form).await;

    assert_eq!(refused, RuleError::Order(OrderError::HolderMissing));
    assert_nothing_ordered(&shop).await;
}

#[rstest]
#[tokio::test]
async fn a_holder_who_may_not_buy_what_the_cart_has_become_is_refused(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let club = a_customer().with_holder_of(a_holder(an_association())).create(&shop).await;
    club.fills(&shop, a_service()).await;
    let form = club.order_form(&shop).await;

    let refused = refusal(&shop, &club, &form).await;

    let (kind, service) = (Kind::Association, Product::Invoicing);
    assert_eq!(refused, RuleError::Party(PartyError::MayNotBuy { kind, service }));
    assert_nothing_ordered(&shop).await;
}

#[rstest]
#[tokio::test]
async fn a_service_that_somebody_has_for_this_holder_meanwhile_is_not_ordered(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (anna, form) = about_to_order(&shop).await;
    a_customer()
        .being(a_professional())
        .with_holder_of(a_holder(anna.party.clone()))
        .with_service_until(day("2027-04-14"))
        .create(&shop)
        .await;

    let refused = refusal(&shop, &anna, &form).await;

    assert_eq!(refused, RuleError::Party(PartyError::AlreadyActive));
    assert_nothing_ordered(&shop).await;
}

#[rstest]
#[tokio::test]
async fn a_second_order_waits_until_the_first_is_paid_or_cancelled(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    let users = |quantity| {
        Cart::add_ons(Product::Invoicing).set_quantity(Product::User, quantity, &[]).unwrap()
    };
    let first = anna.orders(&shop, users(1)).await;
    anna.fills(&shop, users(2)).await;
    let form = anna.order_form(&shop).await;

    let refused = refusal(&shop, &anna, &form).await;
    cancel(&shop, anna.account, first.number).await.unwrap();
    let second = conclude(&shop, anna.account, &form).await.unwrap();

    assert_eq!(refused, RuleError::Order(OrderError::PendingOrder(first.number)));
    assert!(!second.again);
    assert_eq!(second.order.kind, OrderKind::AddOns);
    assert_eq!(second.order.subscription, anna.service(&shop).await.map(|service| service.id));
}

#[rstest]
#[tokio::test]
async fn a_cart_that_cannot_be_ordered_says_everything_that_is_wrong_with_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day("2026-11-22")).create(&shop).await;
    let cart = Cart::add_ons(Product::Invoicing).set_quantity(Product::Documents, 1, &[]).unwrap();
    let woo = Cart::add_ons(Product::Invoicing);
    anna.fills(&shop, cart).await;
    let form = anna.order_form(&shop).await;
    anna.fills(&shop, woo).await;
    shop.clock.set_to_day(day("2026-11-23"));

    let refused = refusal(&shop, &anna, &form).await;

    let expected = vec![CartError::ServiceExpired, CartError::NothingAdded];
    assert_eq!(refused, RuleError::Refused(expected));
    assert_nothing_ordered(&shop).await;
}

#[rstest]
#[tokio::test]
async fn without_a_cart_there_is_nothing_to_order(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (anna, form) = about_to_order(&shop).await;
    let bruno = a_customer().with_holder_of(a_holder(a_company())).create(&shop).await;

    let refused = conclude(&shop, bruno.account, &form).await;

    assert!(matches!(refused, Err(Error::NotFound("cart"))));
    assert!(seen::cart(&shop, anna.cart()).await.is_some());
}
