//! A municipality that orders under split payment, and its document.

use chrono::NaiveDate;
use domain::Product::Invoicing;
use domain::cart::Cart;
use domain::commitment::CommitmentForm;
use domain::id::CommitmentDocumentId;
use domain::ledger::LedgerAccount;
use domain::order::Order;
use domain::vat::SplitPayment;
use services::commitment::{Sending, send, show};
use services::testing::store::ledger;
use services::testing::{
    Customer, Engine, TestContext, a_customer, a_public_body, a_public_holder, day, settings,
};
use services::{Context, Settings};

/// A shop where split payment goes on until this day.
pub async fn a_shop_with_split_until(engine: Engine, until: Option<NaiveDate>) -> TestContext {
    let split_payment = SplitPayment { from: day("2015-01-01"), until };
    engine.fresh_context_with(Settings { split_payment, ..settings() }).await
}

pub async fn a_shop(engine: Engine) -> TestContext {
    a_shop_with_split_until(engine, None).await
}

pub async fn a_municipality(ctx: &Context) -> Customer {
    let party = a_public_body();
    let holder = a_public_holder(party.clone());
    a_customer().being(party).with_holder_of(holder).create(ctx).await
}

/// It orders Fatturazione Elettronica: 30,00 € of net, 36,60 € with VAT.
pub async fn an_order(ctx: &Context) -> (Customer, Order) {
    let comune = a_municipality(ctx).await;
    let order = comune.orders(ctx, Cart::first_purchase(Invoicing, 1)).await;
    (comune, order)
}

pub fn a_document() -> Sending {
    Sending {
        form: CommitmentForm {
            cig: "B0A1B2C3D4".into(),
            cup: "G17H03000130011".into(),
            office_code: "UF5HHG".into(),
            protocol: "0012345/2026".into(),
            dated: "2026-11-20".into(),
            ..CommitmentForm::default()
        },
        file_name: "C:\\impegni\\lettera d'impegno.pdf".into(),
        bytes: b"%PDF-1.7 we promise to pay".to_vec(),
    }
}

/// The document is sent; its id.
pub async fn sent(ctx: &Context, order: &Order) -> CommitmentDocumentId {
    send(ctx, order.account, order.number, &a_document()).await.unwrap();
    show(ctx, order).await.unwrap().0.unwrap().id
}

/// What the customer owes for the order, in cents.
pub async fn receivable(ctx: &Context, order: &Order) -> i64 {
    let mut tx = ctx.db.read().await.unwrap();
    ledger::balance_of_order(&mut tx, order.id, LedgerAccount::Receivable).await.unwrap()
}
