//! `Crea utente`: somebody gets a free seat.

use domain::grant::{GrantError, Permissions, UserForm, username};
use domain::id::PanelUserId;
use domain::party::{Email, Field, FieldError, PartyError};
use domain::timeline::UserChange;

use super::super::ServiceAccess;
use super::{hold, note};
use crate::activation::{Credentials, TEMPORARY_PASSWORD_HOURS, temporary_until};
use crate::guessing::braked_inside;
use crate::store::panel_users;
use crate::{Context, Result, mail_domain, notices};

/// A form in which nothing is wrong.
struct NewUser {
    username: String,
    email: Email,
    permissions: Permissions,
}

/// Makes an additional user and sends them a temporary password. That a username is taken tells of
/// other services, so whoever asks often has to wait.
///
/// # Errors
/// The fields that are wrong, `NoSeat` when none is free, `OnlyRead`, `NotAllowed` for whoever is
/// not the owner, `TooManyAttempts` for whoever has asked too often for names that are taken.
pub async fn create(ctx: &Context, access: &ServiceAccess, form: &UserForm) -> Result<()> {
    access.is_the_owner()?;
    access.is_to_write()?;
    let wanted = checked(ctx, access, form)?;
    let mut tx = ctx.db.read().await?;
    is_free(&mut tx, access).await?;
    drop(tx);
    let counter = format!("panel-username:{}", access.subscription().id.0.simple());
    let make = || async {
        // Hashing takes long, so it comes before the unit of work.
        let credentials = Credentials::new().await?;
        ctx.db.retrying(|| store(ctx, access, &wanted, &credentials)).await
    };
    braked_inside(ctx, &counter, make).await
}

async fn store(
    ctx: &Context,
    access: &ServiceAccess,
    wanted: &NewUser,
    credentials: &Credentials,
) -> Result<()> {
    let NewUser { username, email, permissions } = wanted;
    let mut tx = ctx.db.write().await?;
    let (held, access) = hold(ctx, &mut tx, access).await?;
    is_free(&mut tx, &access).await?;

    let id = PanelUserId(ctx.new_id());
    let service = access.subscription().id;
    let email = email.as_str();
    let new = panel_users::New { id, service, username, email, permissions };
    let password = (credentials.hash.as_str(), temporary_until(ctx.now()));
    // The username of a service that is over stays with it until its successor takes it.
    if !panel_users::insert(&mut tx, &held, new, password, ctx.now()).await? {
        return Err(taken().into());
    }
    note(ctx, &mut tx, &access, UserChange::UserCreated, username).await?;
    let to = (username.as_str(), email);
    let password = (&credentials.password, TEMPORARY_PASSWORD_HOURS);
    notices::users::invited(ctx, &mut tx, access.subscription(), to, password, false).await?;
    Ok(tx.commit().await?)
}

/// Every additional user takes up a seat, also while it rests.
async fn is_free(tx: &mut platform::Tx, access: &ServiceAccess) -> Result<()> {
    let used = panel_users::additional_users(tx, access.subscription().id).await?;
    if access.entitlements().seats(used).free() == 0 {
        Err(GrantError::NoSeat.into())
    } else {
        Ok(())
    }
}

fn checked(ctx: &Context, access: &ServiceAccess, form: &UserForm) -> Result<NewUser, PartyError> {
    let mut errors = Vec::new();
    let username = username(&form.username, &ctx.settings.panel_prefix);
    errors.extend(username.as_ref().err().map(|error| (Field::Username, *error)));
    let email = address(&form.email);
    errors.extend(email.as_ref().err().map(|error| (Field::Email, *error)));
    let permissions = Permissions::ticked(&form.permissions, access.entitlements());
    errors.extend(permissions.as_ref().err().map(|error| (Field::Permissions, *error)));
    match (username, email, permissions) {
        (Ok(username), Ok(email), Ok(permissions)) => Ok(NewUser { username, email, permissions }),
        (_, _, _) => Err(PartyError::Fields(errors)),
    }
}

/// An address that was typed, if mail can reach it.
pub(super) fn address(typed: &str) -> Result<Email, FieldError> {
    if domain::text::is_blank(typed) {
        return Err(FieldError::Missing);
    }
    let email = Email::parse(typed).and_then(|email| mail_domain::reachable(&email));
    email.map_err(FieldError::Email)
}

fn taken() -> PartyError {
    PartyError::Fields(vec![(Field::Username, FieldError::UsernameTaken)])
}
