//! Texts that are unchanged since an earlier order: asked again, unless the operator lets them stand.

use domain::cart::Cart;
use domain::order::{Acceptance, Order, OrderError};
use domain::{Product, RuleError};
use rstest::rstest;
use services::order::{Conclusion, StandingAcceptance, cancel, conclude, review};
use services::testing::store::orders;
use services::testing::{Customer, Engine, a_customer, settings, test_day};
use services::{Context, Error, Settings};

fn lenient() -> Settings {
    Settings { acceptances_stand: true, ..settings() }
}

/// Somebody who has ordered before, and the form of the next order with one box ticked.
async fn about_to_order_again(shop: &Context) -> (Customer, Conclusion) {
    let anna = a_customer().with_holder().create(shop).await;
    let first = anna.orders(shop, Cart::first_purchase(Product::Invoicing, 1)).await;
    cancel(shop, anna.account, first.number).await.unwrap();
    anna.fills(shop, Cart::first_purchase(Product::Invoicing, 1)).await;
    let form = anna.order_form(shop).await;
    (anna, Conclusion { accepted: vec![Acceptance::Conditions], ..form })
}

async fn evidence_of(shop: &Context, order: &Order) -> Vec<Acceptance> {
    let mut tx = shop.db.read().await.unwrap();
    let rows = orders::acceptances(&mut tx, order.id).await.unwrap();
    rows.into_iter().map(|(what, ..)| what).collect()
}

fn is_missing<T>(outcome: &Result<T, Error>, box_: Acceptance) -> bool {
    let missing = RuleError::Order(OrderError::NotAccepted(box_));
    matches!(outcome, Err(Error::Rule(rule)) if *rule == missing)
}

#[rstest]
#[tokio::test]
async fn three_boxes_are_asked_with_each_order(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (anna, form) = about_to_order_again(&shop).await;

    assert_eq!(review(&shop, anna.account).await.unwrap().standing, []);
    let outcome = conclude(&shop, anna.account, &form).await;
    assert!(is_missing(&outcome, Acceptance::OnerousClauses));
}

#[rstest]
#[tokio::test]
async fn where_the_operator_lets_them_stand_one_box_is_enough_and_is_the_evidence(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context_with(lenient()).await;
    let (anna, form) = about_to_order_again(&shop).await;

    let since = test_day();
    let standing = [Acceptance::OnerousClauses, Acceptance::SupplySheets];
    assert_eq!(
        review(&shop, anna.account).await.unwrap().standing,
        standing.map(|what| StandingAcceptance { what, since })
    );
    let none = Conclusion { accepted: Vec::new(), ..form.clone() };
    let outcome = conclude(&shop, anna.account, &none).await;
    assert!(is_missing(&outcome, Acceptance::Conditions), "the contract is accepted each time");
    let order = conclude(&shop, anna.account, &form).await.unwrap().order;
    assert_eq!(evidence_of(&shop, &order).await, [Acceptance::Conditions]);
}

#[rstest]
#[tokio::test]
async fn a_text_that_has_changed_is_asked_again_and_so_is_whoever_never_ordered(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut settings = lenient();
    let shop = engine.fresh_context_with(settings.clone()).await;
    let (anna, form) = about_to_order_again(&shop).await;
    let newcomer = a_customer().with_holder().create(&shop).await;
    newcomer.fills(&shop, Cart::first_purchase(Product::Invoicing, 1)).await;

    settings.texts.onerous_clauses.body.push_str("- Art. 9. Foro competente: Firenze.\n");
    let mut later: Context = (*shop).clone();
    later.settings = settings.into();

    let standing = review(&later, anna.account).await.unwrap().standing;
    assert_eq!(standing.len(), 1);
    assert_eq!(standing[0].what, Acceptance::SupplySheets);
    let outcome = conclude(&later, anna.account, &form).await;
    assert!(is_missing(&outcome, Acceptance::OnerousClauses));
    assert_eq!(review(&later, newcomer.account).await.unwrap().standing, []);
}
