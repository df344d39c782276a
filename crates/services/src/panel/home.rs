//! The home of the panel: `Stato servizio`.

use chrono::NaiveDate;
use domain::Product;
use domain::id::PanelUserId;
use domain::renewal::RenewalStatus;
use domain::subscription::Subscription;

use crate::renewal::{known, waiting};
use crate::store::orders::{self, Pending};
use crate::store::subscriptions;
use crate::{Context, Error, Result};

/// What the panel shows of a service.
#[derive(Clone, Debug)]
pub struct Home {
    /// Of whoever looks.
    pub username: String,
    /// True until the temporary password has been changed.
    pub must_change: bool,
    /// As it is today.
    pub subscription: Subscription,
    /// Of additional users.
    pub seats: Seats,
    /// An order that waits for its payment.
    pub pending: Option<Pending>,
    /// How the service goes on.
    pub renewal: RenewalStatus,
    /// The day that it is looked at.
    pub today: NaiveDate,
}

/// The places of `Gestione multiutente`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seats {
    /// Given to an additional user.
    pub used: u32,
    /// Usable today.
    pub bought: u32,
}

/// Looks at the service of a panel user.
///
/// # Errors
/// `NotFound` when the user's service is gone.
pub async fn home(ctx: &Context, user: PanelUserId) -> Result<Home> {
    let today = ctx.today();
    let mut tx = ctx.db.read().await?;
    let panel = subscriptions::panel_of(&mut tx, user).await?.ok_or(Error::NotFound("service"))?;
    let pending = orders::pending_products(&mut tx, panel.subscription.account).await?;
    let waiting = pending.as_ref().map(|order| waiting(order.number, order.kind));
    let renewal = known(ctx, &mut tx, &panel.subscription, waiting).await?;
    let bought = panel.subscription.usable(Product::User, today);
    Ok(Home {
        username: panel.username,
        must_change: panel.temporary_until.is_some(),
        subscription: panel.subscription.on(today),
        seats: Seats { used: panel.seats_used, bought },
        pending,
        renewal,
        today,
    })
}
