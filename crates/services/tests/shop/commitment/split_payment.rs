//! Split payment: who is under it, and on which days.

use domain::Money;
use domain::Product::{Documents, ElectronicOrders, Invoicing, WooCommerce};
use domain::cart::Cart;
use domain::commitment::TenderCodes;
use domain::party::HolderForm;
use rstest::rstest;
use services::commitment::show;
use services::order::conclude;
use services::testing::{
    Engine, a_customer, a_holder, a_public_body, a_public_holder, day, test_day,
};

use super::municipality::{a_municipality, a_shop, a_shop_with_split_until};
use crate::seen;

#[rstest]
#[tokio::test]
async fn worked_example_14_asks_for_the_net(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = a_shop(engine).await;
    let comune = a_municipality(&ctx).await;
    let cart = [Documents, WooCommerce, ElectronicOrders]
        .into_iter()
        .fold(Cart::first_purchase(Invoicing, 1), |cart, module| {
            cart.set_quantity(module, 1, &[]).unwrap()
        });

    let totals = comune.orders(&ctx, cart).await.totals;

    let amounts = [totals.net, totals.vat, totals.total, totals.due].map(Money::cents);
    assert_eq!(amounts, [78_00, 17_16, 95_16, 78_00]);
    let mails = seen::mails(&ctx).await;
    let confirmation = mails.iter().find(|mail| mail.kind == "order_confirmation").unwrap();
    assert!(confirmation.text.contains("Da pagare: 78,00"), "{}", confirmation.text);
    let awaited = mails.iter().find(|mail| mail.kind == "commitment_awaited").unwrap();
    assert!(awaited.text.contains("78,00") && awaited.text.contains("17-ter"), "{}", awaited.text);
}

#[rstest]
#[case::on_the_last_day(Some(test_day()), 30_00)]
#[case::a_day_too_late(Some(day("2026-11-21")), 36_60)]
#[case::without_an_end(None, 30_00)]
#[tokio::test]
async fn the_date_decides(
    #[case] until: Option<chrono::NaiveDate>,
    #[case] due: i64,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = a_shop_with_split_until(engine, until).await;
    let comune = a_municipality(&ctx).await;

    let order = comune.orders(&ctx, Cart::first_purchase(Invoicing, 1)).await;

    assert_eq!(order.totals.due.cents(), due);
    assert_eq!(order.totals.total.cents(), 36_60);
}

#[rstest]
#[tokio::test]
async fn a_body_that_does_not_state_it_pays_the_whole(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = a_shop(engine).await;
    let party = a_public_body();
    let silent = HolderForm { split_payment: false, ..a_public_holder(party.clone()) };
    let comune = a_customer().being(party).with_holder_of(silent).create(&ctx).await;
    let ticked = HolderForm { split_payment: true, ..a_holder(services::testing::a_company()) };
    let company = a_customer().with_holder_of(ticked).create(&ctx).await;

    for customer in [comune, company] {
        let order = customer.orders(&ctx, Cart::first_purchase(Invoicing, 1)).await;
        assert_eq!(order.totals.due, order.totals.total);
    }
}

#[rstest]
#[tokio::test]
async fn codes_that_came_with_the_order_wait_for_the_document(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = a_shop(engine).await;
    let comune = a_municipality(&ctx).await;
    comune.fills(&ctx, Cart::first_purchase(Invoicing, 1)).await;
    let mut form = comune.order_form(&ctx).await;
    form.tender = TenderCodes::check("b0a1b2c3d4", "").unwrap();

    let order = conclude(&ctx, comune.account, &form).await.unwrap().order;

    assert_eq!(show(&ctx, &order).await.unwrap(), (None, form.tender));
}
