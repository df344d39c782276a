//! `I tuoi dati`: everything that is known of an account and of the holder of its service.

use domain::id::AccountId;
use domain::party::{Holder, Party};

use crate::store::{accounts, subscriptions};
use crate::unreadable::{if_readable, set_aside};
use crate::{Context, Result};

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Data {
    /// As typed at the sign-in, suffix included.
    pub username: String,
    /// Where usernames, passwords and confirmations of orders are sent.
    pub email: String,
    /// Who registered.
    pub party: Party,
    /// Whom the running service is for; without one, whom the next would be for.
    pub holder: Option<Holder>,
    /// There is a service, and the holder is its own.
    pub has_service: bool,
    /// There is a service whose holder cannot be read.
    pub is_holder_hidden: bool,
}

impl Data {
    /// Account and holder are one subject, so one address is that of both.
    #[must_use]
    pub fn is_one_subject(&self) -> bool {
        self.holder.as_ref().is_some_and(|holder| holder.party.is_same_subject(&self.party))
    }
}

/// Looks at it.
///
/// # Errors
/// `NotFound` when the account is gone.
pub async fn data(ctx: &Context, account: AccountId) -> Result<Data> {
    let mut tx = ctx.db.read().await?;
    let mut aside = Vec::new();
    let known = accounts::by_id(&mut tx, account).await?;
    let service = subscriptions::of_account(&mut tx, account).await;
    let service = if_readable(service, &mut aside)?;
    let is_holder_hidden = service.is_none();
    let service = service.flatten();
    let has_service = service.is_some();
    let holder = match service {
        Some(service) => Some(service.holder),
        None if is_holder_hidden => None,
        None => accounts::holder(&mut tx, account).await?,
    };
    drop(tx);
    set_aside(ctx, aside).await;
    Ok(Data {
        username: ctx.settings.username(known.number),
        email: known.email,
        party: known.party,
        holder,
        has_service,
        is_holder_hidden,
    })
}
