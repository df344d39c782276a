//! One live service for each partita IVA and codice fiscale.

use chrono::Days;
use domain::calendar::Date;
use domain::id::AccountId;
use domain::party::{Holder, PartyError};
use domain::subscription::CONSULTATION_DAYS;
use platform::Tx;

use crate::store::subscriptions;
use crate::{Context, Result};

/// A service that ended before this day is over, whether somebody has closed it or not.
pub(crate) fn oldest_expiry(today: Date) -> Date {
    today.checked_sub_days(Days::new(CONSULTATION_DAYS.into())).unwrap_or(today)
}

/// Ends what is over, so that it blocks nobody.
pub(crate) async fn close_over(ctx: &Context, tx: &mut Tx) -> Result<()> {
    let today = ctx.today();
    Ok(subscriptions::close_over(tx, oldest_expiry(today), today).await.map(drop)?)
}

/// «Fatturazione elettronica è già attivo su questo codice fiscale o partita IVA»
pub(crate) async fn refuse_second_service(
    ctx: &Context,
    tx: &mut Tx,
    account: AccountId,
    holder: &Holder,
) -> Result<()> {
    close_over(ctx, tx).await?;
    let since = oldest_expiry(ctx.today());
    if subscriptions::is_live_for(tx, account, holder, since).await? {
        return Err(PartyError::AlreadyActive.into());
    }
    Ok(())
}
