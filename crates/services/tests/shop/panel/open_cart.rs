//! From the panel into the cart of the account, already signed in.

use domain::Product;
use domain::RuleError;
use domain::cart::{Cart, CartError, Purpose};
use rstest::rstest;
use services::Error;
use services::panel::{PasswordForm, change_password, open_cart, open_renewal};
use services::payment::register_payment;
use services::store::subscriptions;
use services::testing::{Engine, a_customer, day, the_payment_of};

use crate::seen;

#[rstest]
#[tokio::test]
async fn a_module_goes_into_the_cart_of_the_account_that_manages_the_service(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;

    let account = open_cart(&shop, anna.panel_user.unwrap(), Product::Documents).await.unwrap();

    assert_eq!(account, anna.account);
    assert_eq!(open_renewal(&shop, anna.panel_user.unwrap()).await.unwrap(), anna.account);
    let open = seen::cart(&shop, anna.cart()).await.unwrap();
    assert_eq!(open.cart.purpose, Purpose::Add);
    assert!(open.cart.has(Product::Documents));
}

#[rstest]
#[tokio::test]
async fn nothing_is_open_before_the_temporary_password_has_been_changed(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_holder().create(&shop).await;
    let order = anna.orders(&shop, Cart::first_purchase(Product::Invoicing, 1)).await;
    register_payment(&shop, &the_payment_of(&shop, &order)).await.unwrap();
    let username = format!("BT{}", anna.party.vat_number);
    let mut tx = shop.db.read().await.unwrap();
    let user = subscriptions::panel_user_named(&mut tx, &username).await.unwrap().unwrap().id;
    drop(tx);

    let refused = open_cart(&shop, user, Product::Documents).await;

    assert!(matches!(refused, Err(Error::NotAllowed)));
    assert_eq!(seen::cart(&shop, anna.cart()).await, None);
    let form = PasswordForm { current: "indovinata".into(), ..PasswordForm::default() };
    assert!(change_password(&shop, user, &form).await.is_err());
    assert!(matches!(open_cart(&shop, user, Product::User).await, Err(Error::NotAllowed)));
    assert!(matches!(open_renewal(&shop, user).await, Err(Error::NotAllowed)));
}

#[rstest]
#[tokio::test]
async fn a_module_that_is_active_is_refused(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let expires = day("2027-04-14");
    let anna = a_customer().with_service_until(expires).with(Product::Documents, 1, expires);
    let anna = anna.create(&shop).await;

    let refused = open_cart(&shop, anna.panel_user.unwrap(), Product::Documents).await;

    let owned = CartError::ModuleOwned(Product::Documents);
    assert!(matches!(refused, Err(Error::Rule(RuleError::Cart(error))) if error == owned));
}

#[rstest]
#[tokio::test]
async fn nothing_is_added_to_an_expired_service(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day("2026-11-21")).create(&shop).await;

    let refused = open_cart(&shop, anna.panel_user.unwrap(), Product::User).await;

    let expected = CartError::ServiceExpired;
    assert!(matches!(refused, Err(Error::Rule(RuleError::Cart(error))) if error == expected));
    assert_eq!(seen::cart(&shop, anna.cart()).await, None);
}
