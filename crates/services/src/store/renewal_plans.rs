//! What customers want of the next renewal of a service.

use domain::Product;
use domain::cart::Item;
use domain::id::SubscriptionId;
use domain::renewal::Plan;
use domain::subscription::Subscription;
use platform::{Error, Result, Tx};

use super::read_product;
use crate::store::accounts::HeldAccount;

#[derive(sqlx::FromRow)]
struct Row {
    product: String,
    quantity: i64,
    used: i64,
}

/// The plan for a service. It never asks for fewer of the users that go on than keep a place by now,
/// beside the holder.
pub async fn of(tx: &mut Tx, service: &Subscription) -> Result<Plan> {
    let rows: Vec<Row> = tx
        .sql(
            "SELECT product, quantity, (SELECT COUNT(*) - 1 FROM panel_user \
             WHERE panel_user.subscription_id = $1 AND former_username IS NULL \
              AND NOT leaves) AS used \
             FROM renewal_plan WHERE subscription_id = $1",
        )
        .bind(service.id)
        .all()
        .await?;
    let used = rows.first().map_or(0, |row| u32::try_from(row.used).unwrap_or_default());
    let corrupt = |column| Error::corrupt("renewal_plan", column, service.id);
    let items: Vec<Item> = rows
        .into_iter()
        .map(|Row { product, quantity, .. }| {
            let product = read_product(&product, || corrupt("product"))?;
            let quantity = u32::try_from(quantity).map_err(|_| corrupt("quantity"))?;
            Ok(Item { product, quantity })
        })
        .collect::<Result<_>>()?;
    Ok(Plan::of(items).keeping_users(&service.owned, used))
}

/// Writes the plan in the place of an older one.
pub async fn save(
    tx: &mut Tx,
    account: &HeldAccount,
    service: SubscriptionId,
    plan: &Plan,
) -> Result<()> {
    forget(tx, account, service).await?;
    for item in plan.items() {
        tx.sql("INSERT INTO renewal_plan (subscription_id, product, quantity) VALUES ($1, $2, $3)")
            .bind(service)
            .bind(item.product.code())
            .bind(i64::from(item.quantity))
            .run()
            .await?;
    }
    Ok(())
}

/// The service is renewed: the next renewal is planned anew.
pub async fn forget(tx: &mut Tx, _: &HeldAccount, service: SubscriptionId) -> Result<()> {
    tx.sql("DELETE FROM renewal_plan WHERE subscription_id = $1").bind(service).run().await?;
    Ok(())
}

/// More of a product was bought, so nobody wants less of it any more.
pub async fn forget_product(
    tx: &mut Tx,
    _: &HeldAccount,
    service: SubscriptionId,
    product: Product,
) -> Result<()> {
    tx.sql("DELETE FROM renewal_plan WHERE subscription_id = $1 AND product = $2")
        .bind(service)
        .bind(product.code())
        .run()
        .await?;
    Ok(())
}
