//! What was accepted with an order can be read as it was worded then.

use domain::Product;
use domain::cart::Cart;
use domain::order::Acceptance;
use rstest::rstest;
use services::order::accepted;
use services::payment::register_payment;
use services::testing::{Engine, a_customer, the_payment_of};
use services::{Context, Error};

/// The same shop, whose conditions have another wording.
fn with_other_conditions(shop: &Context) -> Context {
    let mut settings = (*shop.settings).clone();
    settings.texts.conditions.body += "\n\nUna frase nuova.\n";
    settings.texts.conditions.version = "99".into();
    let mut changed = shop.clone();
    changed.settings = settings.into();
    changed
}

#[rstest]
#[tokio::test]
async fn what_was_accepted_keeps_its_words_when_the_operator_changes_the_text(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_holder().create(&shop).await;
    let first = anna.orders(&shop, Cart::first_purchase(Product::Invoicing, 1)).await;
    register_payment(&shop, &the_payment_of(&shop, &first)).await.unwrap();
    let changed = with_other_conditions(&shop);
    let users = Cart::add_ons(Product::Invoicing).set_quantity(Product::User, 1, &[]).unwrap();
    let second = anna.orders(&changed, users).await;

    let then = accepted(&changed, anna.account, first.number).await.unwrap();
    let now = accepted(&changed, anna.account, second.number).await.unwrap();

    let whats = |texts: &[services::order::AcceptedText]| {
        texts.iter().map(|text| text.what).collect::<Vec<_>>()
    };
    assert_eq!((whats(&then), whats(&now)), (Acceptance::ALL.to_vec(), Acceptance::ALL.to_vec()));
    assert_eq!(then[0].body.as_ref(), Some(&shop.settings.texts.conditions.body));
    assert_eq!(now[0].body.as_ref(), Some(&changed.settings.texts.conditions.body));
    assert_eq!((then[0].version == now[0].version, &*now[0].version), (false, "99"));
}

#[rstest]
#[tokio::test]
async fn what_somebody_else_accepted_is_not_told(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_holder().create(&shop).await;
    let bruno = a_customer().with_holder().create(&shop).await;
    bruno.orders(&shop, Cart::first_purchase(Product::Invoicing, 1)).await;
    let hers = anna.orders(&shop, Cart::first_purchase(Product::Invoicing, 1)).await;

    let looked = accepted(&shop, bruno.account, hers.number).await;

    assert!(matches!(looked, Err(Error::NotFound(_))), "{looked:?}");
}
