//! Members of staff and their sign-in.

use domain::id::StaffId;
use domain::party::{Field, PartyError};
use domain::second_factor::Next;
use domain::text;

use crate::account::first_password_error;
use crate::guessing::{self, Browser, Devices};
use crate::password::{Password, mark, mark_with};
use crate::store::staff;
use crate::{Context, Error, Result};

/// Adds a member of staff, or gives one a new password.
///
/// # Errors
/// The fields that are wrong.
pub async fn save_staff(ctx: &Context, username: &str, password: &str) -> Result<()> {
    let username = text::line(username).to_lowercase();
    let password = Password::typed(password);
    if let Some(error) = first_password_error(&password.weaknesses(&[&username]), |_| true) {
        return Err(PartyError::Fields(vec![(Field::Password, error)]).into());
    }
    let hash = password.hash().await?;
    let mut tx = ctx.db.write().await?;
    staff::save(&mut tx, StaffId(ctx.new_id()), &username, &hash, ctx.now()).await?;
    Ok(tx.commit().await?)
}

/// Somebody whose password was right.
#[derive(Clone, Debug)]
pub struct Signed {
    /// Who works in the office now.
    pub staff: StaffId,
    /// Tells the password of this sign-in from any other, and nothing else about it. The session
    /// keeps it for [`username`], and it opens nothing while more is asked for.
    pub mark: String,
    /// What is asked for before they are in.
    pub next: Next,
    /// What their browser remembers from now on.
    pub devices: Devices,
}

/// The member of staff behind a username and its password.
///
/// # Errors
/// `WrongCredentials`, or that whoever guesses has to wait.
pub async fn sign_in(
    ctx: &Context,
    browser: &Browser,
    username: &str,
    password: &str,
) -> Result<Signed> {
    let username = text::line(username).to_lowercase();
    let mut tx = ctx.db.read().await?;
    let known = staff::credentials(&mut tx, &username).await?;
    drop(tx);

    let known = known.map(|known| (known.clone(), known.password_hash));
    let (known, devices) =
        guessing::sign_in(ctx, ("staff", &username), known, browser, password).await?;
    let next = Next::after_password(known.factor.is_some(), ctx.settings.staff_needs_factor);
    Ok(Signed { staff: known.id, mark: mark(&known.password_hash), next, devices })
}

/// The name under which a member of staff registers payments. A sign-in ends with the password
/// and the second factor that it was made with; then there is nobody. Neither is there while the
/// office asks for a factor and they have none.
///
/// # Errors
/// `NotFound` for somebody who is not on the staff any more, or has another password by now.
pub async fn username(ctx: &Context, id: StaffId, with: &str) -> Result<String> {
    let mut tx = ctx.db.read_one().await?;
    match staff::by_id(&mut tx, id).await? {
        Some(known)
            if mark_with(&known.password_hash, known.factor) == with
                && (known.factor.is_some() || !ctx.settings.staff_needs_factor) =>
        {
            Ok(known.username)
        }
        _ => Err(Error::NotFound("member of staff")),
    }
}
