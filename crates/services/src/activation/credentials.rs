//! What somebody needs who signs in to a first service.

use crate::password::Password;
use crate::store::orders;
use crate::{Context, Result};

/// The way into a new panel: told once, kept as a hash.
pub(crate) struct Credentials {
    pub password: Password,
    pub hash: String,
}

impl Credentials {
    /// New ones. Hashing takes long, so make them before the unit of work begins.
    pub(crate) async fn new() -> Result<Self> {
        let password = Password::temporary()?;
        let hash = password.hash().await?;
        Ok(Self { password, hash })
    }

    /// New ones if the payment of this order would begin a first service.
    pub(crate) async fn for_order(ctx: &Context, number: i64) -> Result<Option<Self>> {
        let mut tx = ctx.db.read().await?;
        let order = orders::by_number(&mut tx, number).await?;
        drop(tx);
        if order.subscription.is_none() && order.state.is_awaiting_payment() {
            Self::new().await.map(Some)
        } else {
            Ok(None)
        }
    }
}
