//! Who has signed in as an accountant, and the panels that are open to them.

use domain::id::{AccountantId, SubscriptionId};
use domain::second_factor::Door;
use serde::{Deserialize, Serialize};
use services::panel::Access;
use services::{Context, accountant, panel};
use tower_sessions::Session;

use super::half::no_longer_half;
use crate::Result;
use crate::session::{enter, leave};

const ACCOUNTANT: &str = "accountant";

/// A sign-in of an accountant, and the mark of all that was given for it.
#[derive(Serialize, Deserialize)]
struct AccountantPass {
    accountant: AccountantId,
    mark: String,
}

/// The accountant who has signed in, if anybody has. Nobody once their password or second factor is
/// another one, or their account is closed.
///
/// # Errors
/// [`crate::Error::Session`], and what looking them up may fail on.
pub async fn accountant(
    ctx: &Context,
    session: &Session,
) -> Result<Option<(AccountantId, accountant::Visitor)>> {
    let Some(pass) = session.get::<AccountantPass>(ACCOUNTANT).await? else { return Ok(None) };
    let known = accountant::visitor(ctx, pass.accountant, &pass.mark).await?;
    Ok(known.map(|known| (pass.accountant, known)))
}

/// What the panel of a service is to the accountant who has signed in: `Elsewhere` where it is not
/// delegated to them, or where what was named is no service. Nothing where no accountant has signed in.
pub(super) async fn delegated(
    ctx: &Context,
    session: &Session,
    service: Option<SubscriptionId>,
) -> Result<Option<Access>> {
    let Some(pass) = session.get::<AccountantPass>(ACCOUNTANT).await? else { return Ok(None) };
    let AccountantPass { accountant, mark } = pass;
    let access = match service {
        Some(service) => panel::open_delegated(ctx, accountant, &mark, service).await?,
        None => Access::Ended,
    };
    match access {
        Access::Ended => {
            let known = accountant::visitor(ctx, accountant, &mark).await?;
            Ok(known.map(|_| Access::Elsewhere))
        }
        access @ (Access::Open(_)
        | Access::ToConfigure(_)
        | Access::OnlyChange
        | Access::ServiceOver
        | Access::Elsewhere) => Ok(Some(access)),
    }
}

/// True for a browser in which an accountant has signed in, whatever that still opens.
pub(super) async fn has_accountant(session: &Session) -> Result<bool> {
    Ok(session.get::<serde_json::Value>(ACCOUNTANT).await?.is_some())
}

/// Lets an accountant in who has given everything that the mark stands for.
///
/// # Errors
/// [`crate::Error::Session`].
pub async fn let_accountant_in(
    session: &Session,
    accountant: AccountantId,
    mark: String,
) -> Result<()> {
    enter(session, ACCOUNTANT, &AccountantPass { accountant, mark }).await?;
    no_longer_half(session, Door::Accountant).await
}

/// Keeps an accountant in with another mark, under a new session id.
pub(super) async fn keep_accountant_in(session: &Session, mark: String) -> Result<()> {
    match session.get::<AccountantPass>(ACCOUNTANT).await? {
        Some(pass) => enter(session, ACCOUNTANT, &AccountantPass { mark, ..pass }).await,
        None => Ok(()),
    }
}

/// Lets an accountant out; the other sign-ins of this browser stay.
///
/// # Errors
/// [`crate::Error::Session`].
pub async fn let_accountant_out(session: &Session) -> Result<()> {
    leave(session, ACCOUNTANT).await
}
