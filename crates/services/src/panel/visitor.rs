//! Who looks at a page of the panel.

use domain::id::{PanelUserId, SubscriptionId};
use domain::subscription::Expired;

use crate::store::visitors;
use crate::{Context, Result};

/// A user of a panel, as the header of its pages says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visitor {
    /// The service whose panel it is.
    pub service: SubscriptionId,
    /// Whose service it is.
    pub holder: Option<String>,
    /// With what they sign in.
    pub username: String,
    /// The service is theirs, with all that is bought and paid for it.
    pub is_owner: bool,
    /// The service is `Scaduto`.
    pub expired: Option<Expired>,
    /// What was configured is theirs to change: the owner, and whoever was given that.
    pub may_configure: bool,
}

/// Looks who it is, in one statement. Whether they may still come in is another question: see
/// [`open`](super::open()).
///
/// # Errors
/// Only what the database says.
pub async fn visitor(ctx: &Context, user: PanelUserId) -> Result<Option<Visitor>> {
    let mut tx = ctx.db.read_one().await?;
    let known = visitors::panel_visitor(&mut tx, user).await?;
    let today = ctx.today();
    Ok(known.map(|user| Visitor {
        service: user.subscription_id,
        holder: user.holder().map(|name| name.to_string()),
        is_owner: user.is_owner(),
        may_configure: user.may_configure(),
        expired: user.expired(today),
        username: user.username,
    }))
}
