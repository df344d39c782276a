//! A new order, as it was concluded.

use chrono::{DateTime, Utc};
use domain::id::IntentId;
use domain::order::{Order, OrderState, found_by};
use platform::{Error, Result, Tx};

use crate::store::accounts::HeldAccount;
use crate::store::json;

/// What the form of an order carries besides the quote.
#[derive(Clone, Debug)]
pub struct Form<'a> {
    pub intent: IntentId,
    pub digest: &'a str,
    pub discount_code: Option<&'a str>,
}

/// Stores a concluded order; false when its intent has made an order before, or when the account
/// has another order that waits for its payment.
pub async fn insert(
    tx: &mut Tx,
    _: &HeldAccount,
    order: &Order,
    form: &Form<'_>,
    now: DateTime<Utc>,
) -> Result<bool> {
    let OrderState::AwaitingPayment { valid_until } = order.state else {
        return Err(Error::broken("a new order waits for its payment"));
    };
    let inserted = tx
        .sql(
            "INSERT INTO purchase_order (id, number, account_id, kind, service, subscription_id, \
             holder, method, intent_id, digest, concluded_on, concluded_at, discount_code, \
             discount, net, vat, total, due, state, valid_until, search) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, \
             $18, 'awaiting_payment', $19, $20) ON CONFLICT DO NOTHING",
        )
        .bind(order.id)
        .bind(order.number)
        .bind(order.account)
        .bind(order.kind)
        .bind(order.service.code())
        .bind(order.subscription)
        .bind(json::write(&order.holder)?)
        .bind(order.method)
        .bind(form.intent)
        .bind(form.digest)
        .bind(order.concluded_on)
        .bind(now)
        .bind(form.discount_code)
        .bind(order.discount.cents())
        .bind(order.totals.net.cents())
        .bind(order.totals.vat.cents())
        .bind(order.totals.total.cents())
        .bind(order.totals.due.cents())
        .bind(valid_until)
        .bind(found_by(&order.holder))
        .run()
        .await?;
    if inserted == 1 {
        insert_lines(tx, order).await?;
    }
    Ok(inserted == 1)
}

async fn insert_lines(tx: &mut Tx, order: &Order) -> Result<()> {
    for (position, line) in (0_i64..).zip(&order.lines) {
        tx.sql(
            "INSERT INTO order_line (order_id, position, product, kind, quantity, from_on, \
             until_on, months, yearly, net) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .bind(order.id)
        .bind(position)
        .bind(line.product.code())
        .bind(line.kind.as_str())
        .bind(i64::from(line.quantity))
        .bind(line.from)
        .bind(line.until)
        .bind(i64::from(line.months))
        .bind(line.yearly.cents())
        .bind(line.net.cents())
        .run()
        .await?;
    }
    Ok(())
}
