//! What a use case leaves behind, read from the tables by another hand than the one that wrote it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::cart::OpenCart;
use domain::order::{Order, Pile};
use platform::outbox;
use services::Context;
use services::cart::CartOwner;
use services::office::{Filter, orders};
use services::testing::store::carts;
use uuid::Uuid;

/// A mail in the outbox.
#[derive(Debug)]
pub struct Mail {
    pub kind: String,
    pub recipient: String,
    pub subject: String,
    pub text: String,
    pub message_id: String,
}

#[derive(sqlx::FromRow)]
struct LetterRow {
    id: Uuid,
    kind: String,
    recipient: String,
    subject: String,
    payload: String,
    message_id: String,
}

/// Every mail that was ever written and not yet delivered, the oldest first.
pub async fn mails(ctx: &Context) -> Vec<Mail> {
    let mut tx = ctx.db.read().await.unwrap();
    let rows: Vec<LetterRow> = tx
        .sql(
            "SELECT id, kind, recipient, subject, payload, message_id FROM outbox
             WHERE delivered_at IS NULL ORDER BY id",
        )
        .all()
        .await
        .unwrap();
    rows.into_iter()
        .map(|row| Mail {
            text: outbox::open(&row.payload, &ctx.keys, row.id).unwrap().text,
            kind: row.kind,
            recipient: row.recipient,
            subject: row.subject,
            message_id: row.message_id,
        })
        .collect()
}

/// The orders that lie on a pile of the office, page by page, the newest on top.
pub async fn on_pile(ctx: &Context, pile: Pile) -> Vec<Order> {
    let mut filter = Filter { pile: Some(pile), ..Filter::default() };
    let mut found = Vec::new();
    loop {
        let page = orders(ctx, &filter).await.unwrap();
        found.extend(page.orders.into_iter().map(|listed| listed.order));
        filter.from = page.next;
        if filter.from.is_none() {
            return found;
        }
    }
}

/// The kinds of these mails, in their order.
pub fn kinds(mails: &[Mail]) -> Vec<&str> {
    mails.iter().map(|mail| mail.kind.as_str()).collect()
}

/// How many mails of each kind speak of this order, or of the service that it began.
pub fn count_of_each_kind(mails: &[Mail]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for mail in mails {
        *counts.entry(mail.kind.as_str()).or_default() += 1;
    }
    counts
}

/// A row of the books.
#[derive(Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct PaymentRow {
    pub number: i64,
    pub amount: i64,
    pub method: String,
    pub paid_on: NaiveDate,
    pub registered_by: String,
}

/// All money that was registered, by order number.
pub async fn payments(ctx: &Context) -> Vec<PaymentRow> {
    let mut tx = ctx.db.read().await.unwrap();
    tx.sql(
        "SELECT number, amount, payment.method AS method, payment.paid_on AS paid_on, registered_by
         FROM payment JOIN purchase_order ON purchase_order.id = payment.order_id ORDER BY number",
    )
    .all()
    .await
    .unwrap()
}

/// The rows of a list, all of which can be read.
pub fn all<T>(rows: platform::Result<Vec<platform::Result<T>>>) -> Vec<T> {
    rows.unwrap().into_iter().map(platform::Result::unwrap).collect()
}

/// The one number that a query answers with.
pub async fn number(ctx: &Context, sql: &'static str) -> i64 {
    let mut tx = ctx.db.read().await.unwrap();
    let (number,): (i64,) = tx.sql(sql).one().await.unwrap();
    number
}

/// The cart of somebody as it is stored.
pub async fn cart(ctx: &Context, owner: CartOwner) -> Option<OpenCart> {
    carts::of_owner(&mut ctx.db.read().await.unwrap(), owner).await.unwrap()
}

/// The temporary password in the mail of the newest activation.
pub async fn mailed_password(shop: &Context) -> String {
    let mails = mails(shop).await;
    let mail = mails
        .iter()
        .rfind(|mail| ["service_activated", "user_invited"].contains(&mail.kind.as_str()))
        .unwrap();
    let line = mail.text.lines().find(|line| line.starts_with("Password temporanea:")).unwrap();
    line.split_whitespace().last().unwrap().to_owned()
}
