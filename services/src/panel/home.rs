//! The home of the panel: `Stato servizio`.

use chrono::NaiveDate;
use domain::id::PanelUserId;
use domain::order::Order;
use domain::subscription::Subscription;

use crate::store::{orders, subscriptions};
use crate::{Context, Error, Result};

/// What the panel shows of a service.
#[derive(Clone, Debug)]
pub struct Home {
    pub username: String,
    pub must_change: bool,
    pub subscription: Subscription,
    /// An order that waits for its payment.
    pub pending: Option<Order>,
    pub today: NaiveDate,
}

/// Looks at the service of a panel user.
pub async fn home(ctx: &Context, user: PanelUserId) -> Result<Home> {
    let mut tx = ctx.db.read().await?;
    let user = subscriptions::panel_user(&mut tx, user).await?;
    let user = user.ok_or(Error::NotFound("panel user"))?;
    let subscription = subscriptions::by_id(&mut tx, user.subscription_id).await?;
    let subscription = subscription.ok_or(Error::NotFound("service"))?;
    let pending = orders::pending(&mut tx, subscription.account).await?;
    Ok(Home {
        username: user.username,
        must_change: user.temporary_until.is_some(),
        subscription,
        pending,
        today: ctx.today(),
    })
}
