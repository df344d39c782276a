//! From the panel into the cart of the account, already signed in.

use domain::Product;
use domain::RuleError;
use domain::cart::{Cart, CartError, Purpose};
use rstest::rstest;
use services::Error;
use services::panel::{Access, PasswordForm, change_password, open, open_cart, sign_in};
use services::payment::register_payment;
use services::testing::{Engine, PASSWORD, a_browser, a_customer, day, the_payment_of};

use crate::seen;

#[rstest]
#[tokio::test]
async fn a_module_goes_into_the_cart_of_the_account_that_manages_the_service(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;

    let access = anna.in_panel(&shop).await;
    let purchase = open_cart(&shop, &access, Product::Documents).await.unwrap();

    assert_eq!(purchase.account(), anna.account);
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
    let password = seen::mailed_password(&shop).await;
    let signed = sign_in(&shop, &a_browser(), &username, &password).await.unwrap();

    let access = open(&shop, signed.user, &signed.mark).await.unwrap();
    assert!(matches!(access, Access::OnlyChange));
    let form = PasswordForm { current: "indovinata".into(), ..PasswordForm::default() };
    assert!(change_password(&shop, signed.user, &form).await.is_err());
    let access = open(&shop, signed.user, &signed.mark).await.unwrap();
    assert!(matches!(access, Access::OnlyChange));
}

#[rstest]
#[tokio::test]
async fn what_was_taken_away_since_the_page_was_opened_is_taken_away_from_its_buttons(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day("2026-11-22")).create(&shop).await;
    let bruno = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    let (of_anna, of_bruno) = (anna.in_panel(&shop).await, bruno.in_panel(&shop).await);

    let (new, again) = ("Altra-Barca-82-Luna".to_owned(), "Altra-Barca-82-Luna".to_owned());
    let form = PasswordForm { current: PASSWORD.into(), new, again };
    change_password(&shop, bruno.panel_user.unwrap(), &form).await.unwrap();
    let with_an_old_password = open_cart(&shop, &of_bruno, Product::Documents).await;
    shop.clock.set_to_day(day("2026-11-23"));
    let since_midnight = open_cart(&shop, &of_anna, Product::User).await;

    assert!(matches!(with_an_old_password, Err(Error::NotAllowed)));
    assert_eq!(seen::cart(&shop, bruno.cart()).await, None);
    let expired = CartError::ServiceExpired;
    assert!(matches!(since_midnight, Err(Error::Rule(RuleError::Cart(error))) if error == expired));
    assert_eq!(seen::cart(&shop, anna.cart()).await, None);
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

    let refused = open_cart(&shop, &anna.in_panel(&shop).await, Product::Documents).await;

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

    let refused = open_cart(&shop, &anna.in_panel(&shop).await, Product::User).await;

    let expected = CartError::ServiceExpired;
    assert!(matches!(refused, Err(Error::Rule(RuleError::Cart(error))) if error == expected));
    assert_eq!(seen::cart(&shop, anna.cart()).await, None);
}
