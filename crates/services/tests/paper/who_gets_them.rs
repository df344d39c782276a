//! A document is for whoever made the order, while the order waits to be paid like this.

use domain::Product;
use domain::cart::Cart;
use domain::order::{Order, PaymentMethod};
use rstest::rstest;
use services::order::{cancel, conclude};
use services::paper::{Pdf, postal_slip, transfer_sheet};
use services::payment::register_payment;
use services::testing::{Customer, Engine, a_customer, the_payment_of};
use services::{Context, Error, Result};

/// A customer with an order that waits to be paid like this.
pub async fn an_order(shop: &Context, method: PaymentMethod) -> (Customer, Order) {
    let anna = a_customer().with_holder().create(shop).await;
    anna.fills(shop, Cart::first_purchase(Product::Invoicing, 1)).await;
    let mut form = anna.order_form(shop).await;
    form.method = method;
    let order = conclude(shop, anna.account, &form).await.unwrap().order;
    (anna, order)
}

fn assert_not_there(document: Result<Pdf>) {
    let error = document.map(|pdf| pdf.file_name).unwrap_err();
    assert!(matches!(error, Error::NotFound(_)), "{error:?}");
}

#[rstest]
#[tokio::test]
async fn each_method_has_its_own(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let shop = engine.fresh_context().await;
    let (anna, by_transfer) = an_order(&shop, PaymentMethod::BankTransfer).await;
    let (bruno, by_slip) = an_order(&shop, PaymentMethod::PostalSlip).await;

    let sheet = transfer_sheet(&shop, anna.account, by_transfer.number).await.unwrap();
    let slip = postal_slip(&shop, bruno.account, by_slip.number).await.unwrap();

    assert_eq!(sheet.file_name, format!("bonifico-{}.pdf", by_transfer.number));
    assert_eq!(slip.file_name, format!("bollettino-{}.pdf", by_slip.number));
    assert!(sheet.bytes.starts_with(b"%PDF-") && slip.bytes.starts_with(b"%PDF-"));
    assert_not_there(postal_slip(&shop, anna.account, by_transfer.number).await);
    assert_not_there(transfer_sheet(&shop, bruno.account, by_slip.number).await);
}

#[rstest]
#[tokio::test]
async fn somebody_elses_is_not_there(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let shop = engine.fresh_context().await;
    let (_, by_transfer) = an_order(&shop, PaymentMethod::BankTransfer).await;
    let (_, by_slip) = an_order(&shop, PaymentMethod::PostalSlip).await;
    let carla = a_customer().create(&shop).await;

    assert_not_there(transfer_sheet(&shop, carla.account, by_transfer.number).await);
    assert_not_there(postal_slip(&shop, carla.account, by_slip.number).await);
    assert_not_there(postal_slip(&shop, carla.account, by_slip.number + 1).await);
}

#[rstest]
#[tokio::test]
async fn what_is_paid_or_called_off_is_not_to_be_paid(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (anna, paid) = an_order(&shop, PaymentMethod::BankTransfer).await;
    let (bruno, cancelled) = an_order(&shop, PaymentMethod::PostalSlip).await;

    register_payment(&shop, &the_payment_of(&shop, &paid)).await.unwrap();
    cancel(&shop, bruno.account, cancelled.number).await.unwrap();

    assert_not_there(transfer_sheet(&shop, anna.account, paid.number).await);
    assert_not_there(postal_slip(&shop, bruno.account, cancelled.number).await);
}
