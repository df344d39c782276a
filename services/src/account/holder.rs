//! `Dati intestatario`: whom the service is for.

use chrono::Days;
use domain::id::AccountId;
use domain::party::{Holder, HolderForm, PartyError, may_buy};
use domain::subscription::CONSULTATION_DAYS;

use crate::store::carts::{self, CartOwner};
use crate::store::{accounts, subscriptions};
use crate::{Context, Result, Tx};

/// The form as it was saved; at first it is filled from the registration.
pub async fn holder_form(ctx: &Context, account: AccountId) -> Result<HolderForm> {
    let mut tx = ctx.db.read().await?;
    if let Some(holder) = accounts::holder(&mut tx, account).await? {
        return Ok(holder.to_form());
    }
    let account = accounts::by_id(&mut tx, account).await?;
    Ok(HolderForm { party: account.party.to_form(), email: account.email, ..HolderForm::default() })
}

/// Checks and keeps whom the service is for.
///
/// Refused when somebody has a service for this partita IVA or codice fiscale already. The unique
/// indexes say it again when the service begins; here it is said before anybody pays.
pub async fn save_holder(ctx: &Context, account: AccountId, form: &HolderForm) -> Result<Holder> {
    let holder = Holder::check(form)?;
    ctx.db.retrying(|| once(ctx, account, &holder)).await?;
    Ok(holder)
}

async fn once(ctx: &Context, account: AccountId, holder: &Holder) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    accounts::hold(&mut tx, account).await?;

    if let Some(open) = carts::of_owner(&mut tx, CartOwner::Account(account)).await? {
        may_buy(&holder.party, open.cart.service)?;
    }
    refuse_second_service(ctx, &mut tx, holder).await?;

    accounts::save_holder(&mut tx, account, holder, ctx.now()).await?;
    tx.commit().await
}

/// «Fatturazione elettronica è già attivo su questo codice fiscale o partita IVA»
pub(crate) async fn refuse_second_service(
    ctx: &Context,
    tx: &mut Tx,
    holder: &Holder,
) -> Result<()> {
    close_over(ctx, tx).await?;
    if subscriptions::is_live_for(tx, holder).await? {
        return Err(PartyError::AlreadyActive.into());
    }
    Ok(())
}

/// Ends what is over, so that it blocks nobody.
pub(crate) async fn close_over(ctx: &Context, tx: &mut Tx) -> Result<()> {
    let today = ctx.today();
    if let Some(oldest) = today.checked_sub_days(Days::new(CONSULTATION_DAYS.into())) {
        subscriptions::close_over(tx, oldest, today).await?;
    }
    Ok(())
}
