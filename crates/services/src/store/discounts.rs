//! How often discount codes were used.

use domain::coupon::{CouponError, DiscountCode};
use domain::id::{AccountId, OrderId};
use platform::Tx;

use crate::Result;

/// Whether somebody may still use a code. Only [`reserve`] makes sure of it.
pub async fn available(tx: &mut Tx, code: &DiscountCode, account: Option<AccountId>) -> Result<()> {
    let (held,): (i64,) = tx
        .sql("SELECT COALESCE(MAX(held), 0) FROM discount_code WHERE code = $1")
        .bind(code.code.as_str())
        .one()
        .await?;
    if held >= limit(code.uses_max) {
        return Err(CouponError::UsedUp.into());
    }
    match account {
        Some(account) => not_used_by(tx, code, account).await,
        None => Ok(()),
    }
}

/// Reserves a code for an order of an account that this unit of work holds.
pub async fn reserve(
    tx: &mut Tx,
    code: &DiscountCode,
    order: OrderId,
    account: AccountId,
) -> Result<()> {
    tx.sql("INSERT INTO discount_code (code, held) VALUES ($1, 0) ON CONFLICT DO NOTHING")
        .bind(code.code.as_str())
        .run()
        .await?;
    // One statement, so that the last use goes to one of those who ask at once.
    let raised = tx
        .sql("UPDATE discount_code SET held = held + 1 WHERE code = $1 AND held < $2")
        .bind(code.code.as_str())
        .bind(limit(code.uses_max))
        .run()
        .await?;
    if raised == 0 {
        return Err(CouponError::UsedUp.into());
    }
    not_used_by(tx, code, account).await?;
    tx.sql(
        "INSERT INTO discount_use (order_id, code, account_id, state) \
         VALUES ($1, $2, $3, 'reserved')",
    )
    .bind(order)
    .bind(code.code.as_str())
    .bind(account)
    .run()
    .await?;
    Ok(())
}

async fn not_used_by(tx: &mut Tx, code: &DiscountCode, account: AccountId) -> Result<()> {
    let (uses,): (i64,) = tx
        .sql(
            "SELECT COUNT(*) FROM discount_use \
             WHERE account_id = $1 AND code = $2 AND state <> 'released'",
        )
        .bind(account)
        .bind(code.code.as_str())
        .one()
        .await?;
    if uses >= limit(code.uses_per_account_max) {
        return Err(CouponError::UsedByYou.into());
    }
    Ok(())
}

fn limit(most: Option<u32>) -> i64 {
    most.map_or(i64::MAX, i64::from)
}

/// The order is paid, so its code is used for good.
pub async fn consume(tx: &mut Tx, order: OrderId) -> Result<()> {
    tx.sql("UPDATE discount_use SET state = 'used' WHERE order_id = $1 AND state = 'reserved'")
        .bind(order)
        .run()
        .await?;
    Ok(())
}

/// The order was called off: somebody else can use its code.
pub async fn release(tx: &mut Tx, order: OrderId) -> Result<()> {
    let code: Option<(String,)> = tx
        .sql(
            "UPDATE discount_use SET state = 'released' \
             WHERE order_id = $1 AND state = 'reserved' RETURNING code",
        )
        .bind(order)
        .optional()
        .await?;
    if let Some((code,)) = code {
        tx.sql("UPDATE discount_code SET held = held - 1 WHERE code = $1").bind(code).run().await?;
    }
    Ok(())
}
