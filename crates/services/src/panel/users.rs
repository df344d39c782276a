//! The additional users of a panel, as its owner looks after them. Every function asks for the owner's
//! [`ServiceAccess`] and looks again, once it holds the account, whether it still is one.

mod change;
mod create;
mod email;
mod leave;
mod password;
mod remove;
mod show;
mod sign_out;

pub use change::change;
pub use create::create;
pub use email::change_email;
pub use leave::leave;
pub use password::reset;
pub use remove::remove;
pub use show::{User, Users, list, user};
pub use sign_out::sign_out;

use domain::id::PanelUserId;
use domain::timeline::{Deed, UserChange};
use platform::Tx;

use super::ServiceAccess;
use crate::store::accounts::{self, HeldAccount};
use crate::store::panel_users::{self, Additional};
use crate::{Context, Error, Result};

/// Holds the account, so that of many presses one comes after the other, and lets the owner in
/// again, who changes something.
pub(super) async fn hold(
    ctx: &Context,
    tx: &mut Tx,
    access: &ServiceAccess,
) -> Result<(HeldAccount, ServiceAccess)> {
    let (held, access) = hold_to_take_away(ctx, tx, access).await?;
    access.is_to_write()?;
    Ok((held, access))
}

/// The same for what a service that is `Scaduto` allows as well: what takes away, and who leaves at
/// a renewal with fewer users.
pub(super) async fn hold_to_take_away(
    ctx: &Context,
    tx: &mut Tx,
    access: &ServiceAccess,
) -> Result<(HeldAccount, ServiceAccess)> {
    let held = accounts::hold(tx, access.account()).await?;
    let access = access.check_again(ctx, tx).await?;
    access.is_the_owner()?;
    Ok((held, access))
}

/// An additional user of this service; somebody else's are not there.
async fn find(tx: &mut Tx, access: &ServiceAccess, id: PanelUserId) -> Result<Additional> {
    for user in panel_users::of_service(tx, access.subscription().id).await? {
        match user {
            Ok(user) if user.id == id => return Ok(user),
            Err(platform::Error::Corrupt { table, column, id: of }) if of == id.to_string() => {
                return Err(Error::corrupt(table, column, of));
            }
            Ok(_) | Err(_) => {}
        }
    }
    Err(Error::NotFound("panel user"))
}

/// Notes what the owner has done about somebody.
pub(super) async fn note(
    ctx: &Context,
    tx: &mut Tx,
    access: &ServiceAccess,
    change: UserChange,
    username: &str,
) -> Result<()> {
    access.note(ctx, tx, Deed::User(change, username.to_owned())).await
}
