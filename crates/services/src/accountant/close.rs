//! `Chiudi l’utenza`: an accountant goes away, with everything that is known of them.

use std::collections::BTreeSet;

use platform::outbox;

use super::Pass;
use super::answer::end_in;
use super::password::{is_own_password, wrong};
use crate::password::Password;
use crate::store::{accountants, delegations};
use crate::unreadable::readable;
use crate::{Context, Error, Result};

/// Ends every delegation, of which the owners are told, and forgets the accountant: nobody signs in, the
/// username is free for somebody else, and no list names them. The row stays without a word, so that
/// nothing that was theirs can become another's.
///
/// # Errors
/// The field of a wrong password, `NotFound` when the account is closed, `NotAllowed` for whoever
/// is out by now, or that whoever guesses has to wait.
pub async fn close(ctx: &Context, pass: &Pass, password: &str) -> Result<()> {
    let known = accountants::by_id(&mut ctx.db.read().await?, pass.accountant).await?;
    let known = known.ok_or(Error::NotFound("accountant"))?;
    if !is_own_password(ctx, &known, &Password::typed(password)).await? {
        return Err(wrong().into());
    }
    ctx.db.retrying(|| forget(ctx, pass)).await
}

async fn forget(ctx: &Context, pass: &Pass) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    let known = pass.hold(&mut tx).await?;
    let id = known.id;
    let rows = readable(delegations::of_accountant(&mut tx, id).await?, &mut Vec::new())?;
    // Two who go away at once hold the accounts of their customers in the same order.
    let in_order: BTreeSet<_> = rows.iter().map(|row| (row.account, row.id)).collect();
    for (_, delegation) in in_order {
        match end_in(ctx, &mut tx, id, delegation).await {
            // Ended meanwhile, lapsed, or its service is over: nobody has to be told.
            Ok(()) | Err(Error::Rule(_) | Error::NotFound(_)) => {}
            Err(error) => return Err(error),
        }
    }

    // Usernames are typed in capitals, so nobody types this one.
    let nobodys = format!("chiusa/{}", id.0.simple());
    accountants::close(&mut tx, id, &nobodys, ctx.now()).await?;
    delegations::forget(&mut tx, id, &known.username, ctx.now()).await?;
    if !accountants::is_written_to(&mut tx, &known.email).await? {
        let nobody = format!("commercialista-{}@cancellato.invalid", id.0.simple());
        outbox::forget_recipient(&mut tx, &known.email, &nobody).await?;
    }
    Ok(tx.commit().await?)
}
