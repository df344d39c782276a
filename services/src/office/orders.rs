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
    let unfinished = orders::unfinished(&mut tx).await?;
    let (awaiting, failed) =
        unfinished.into_iter().partition(|order| order.state.is_awaiting_payment());
    Ok(Desk { awaiting, failed, fulfilled: orders::in_state(&mut tx, "fulfilled").await? })
}

/// One order, whoever made it.
pub async fn order(ctx: &Context, number: i64) -> Result<Order> {
    let mut tx = ctx.db.read().await?;
    orders::by_number(&mut tx, number).await
}
