//! The orders on the office's desk.

use domain::order::Order;

use crate::store::orders;
use crate::{Context, Result};

/// What waits for somebody, and what was done last.
#[derive(Clone, Debug)]
pub struct Desk {
    /// `Attesa pagamento`.
    pub awaiting: Vec<Order>,
    /// `Attivazione KO`: paid, and somebody has to decide.
    pub failed: Vec<Order>,
    /// `Evaso`.
    pub fulfilled: Vec<Order>,
}

/// Looks at the desk.
pub async fn desk(ctx: &Context) -> Result<Desk> {
    let mut tx = ctx.db.read().await?;
    Ok(Desk {
        awaiting: orders::in_state(&mut tx, "awaiting_payment").await?,
        failed: orders::in_state(&mut tx, "activation_failed").await?,
        fulfilled: orders::in_state(&mut tx, "fulfilled").await?,
    })
}
