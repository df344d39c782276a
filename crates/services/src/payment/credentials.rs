//! What somebody needs who signs in to a first service.

use crate::order::letters::Credentials;
use crate::store::orders;
use crate::{Context, Result};

/// New credentials if the payment of this order would begin a first service. Hashing takes long,
/// so they are made before the unit of work.
pub(crate) async fn credentials_for(ctx: &Context, number: i64) -> Result<Option<Credentials>> {
    let mut tx = ctx.db.read().await?;
    let order = orders::by_number(&mut tx, number).await?;
    drop(tx);
    if order.subscription.is_none() && order.state.is_awaiting_payment() {
        Credentials::new().await.map(Some)
    } else {
        Ok(None)
    }
}
