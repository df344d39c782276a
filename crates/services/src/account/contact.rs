//! Address and telephone number of the account, or of the holder of its service.

use domain::id::AccountId;
use domain::party::{Contact, ContactForm, Party};
use domain::recovery::Whose;
use domain::timeline::{By, Change};
use platform::Tx;

use crate::store::accounts::{self, HeldAccount};
use crate::store::subscriptions;
use crate::timeline::note;
use crate::{Context, Error, Result};

/// Keeps where somebody is found. Account and holder are often the same subject: then both move.
///
/// # Errors
/// The fields that are wrong; `NotFound` when there is no service whose holder could move.
pub async fn save_contact(
    ctx: &Context,
    account: AccountId,
    whose: Whose,
    form: &ContactForm,
) -> Result<()> {
    let contact = Contact::check(form)?;
    ctx.db.retrying(|| store(ctx, account, whose, &contact)).await
}

async fn store(ctx: &Context, account: AccountId, whose: Whose, contact: &Contact) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    let held = accounts::hold(&mut tx, account).await?;
    let owner = accounts::by_id(&mut tx, account).await?.party;
    let service = subscriptions::of_account(&mut tx, account).await?;
    let moves = match (whose, &service) {
        (Whose::Account, _) => owner.clone(),
        (Whose::Holder, Some(service)) => service.holder.party.clone(),
        (Whose::Holder, None) => return Err(Error::NotFound("service")),
    };

    if owner.is_same_subject(&moves) {
        accounts::save_party(&mut tx, &held, &owner.found_at(contact.clone())).await?;
    }
    if let Some(mut service) = service
        && service.holder.party.is_same_subject(&moves)
    {
        service.holder.party = service.holder.party.found_at(contact.clone());
        subscriptions::save_holder(&mut tx, &held, service.id, &service.holder).await?;
        note(ctx, &mut tx, service.id, Change::ContactMoved, By::Customer).await?;
    }
    move_next_holder(ctx, &mut tx, &held, &moves, contact).await?;
    Ok(tx.commit().await?)
}

/// The form for the next service is filled in with it.
async fn move_next_holder(
    ctx: &Context,
    tx: &mut Tx,
    held: &HeldAccount,
    moves: &Party,
    contact: &Contact,
) -> Result<()> {
    if let Some(mut holder) = accounts::holder(tx, held.id()).await?
        && holder.party.is_same_subject(moves)
    {
        holder.party = holder.party.found_at(contact.clone());
        accounts::save_holder(tx, held, &holder, ctx.now()).await?;
    }
    Ok(())
}
