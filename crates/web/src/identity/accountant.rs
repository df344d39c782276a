//! Who has signed in as an accountant, and the panels that are open to them.

use domain::device::Device;
use domain::id::{AccountantId, SubscriptionId};
use domain::second_factor::Door;
use serde::{Deserialize, Serialize};
use services::accountant::Pass;
use services::panel::Access;
use services::sign_ins::Listed;
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
    /// The sign-in as it is listed.
    listed: Listed,
}

impl AccountantPass {
    fn pass(&self) -> Pass {
        Pass { accountant: self.accountant, mark: self.mark.clone(), id: self.listed.id }
    }

    /// Notes that it is used now.
    async fn note_use(self, ctx: &Context, session: &Session) -> Result<()> {
        if let Some(listed) = accountant::use_sign_in(ctx, self.listed).await? {
            session.insert(ACCOUNTANT, Self { listed, ..self }).await?;
        }
        Ok(())
    }
}

/// The sign-in of this browser, whatever it still opens. One from before sign-ins were listed is over,
/// since nobody could end it from elsewhere.
async fn pass(session: &Session) -> Result<Option<AccountantPass>> {
    let pass = session.get::<serde_json::Value>(ACCOUNTANT).await?;
    Ok(pass.and_then(|pass| serde_json::from_value(pass).ok()))
}

/// The accountant who has signed in, if anybody has, and by which sign-in. Nobody once their
/// password or second factor is another one, the sign-in has ended, or their account is closed.
///
/// # Errors
/// [`crate::Error::Session`], and what looking them up may fail on.
pub async fn accountant(
    ctx: &Context,
    session: &Session,
) -> Result<Option<(Pass, accountant::Visitor)>> {
    let Some(kept) = pass(session).await? else { return Ok(None) };
    let pass = kept.pass();
    let Some(known) = accountant::visitor(ctx, &pass).await? else { return Ok(None) };
    kept.note_use(ctx, session).await?;
    Ok(Some((pass, known)))
}

/// What the panel of a service is to the accountant who has signed in: `Elsewhere` where it is not
/// delegated to them, or where what was named is no service. Nothing where no accountant has signed in.
pub(super) async fn delegated(
    ctx: &Context,
    session: &Session,
    service: Option<SubscriptionId>,
) -> Result<Option<Access>> {
    let Some(kept) = pass(session).await? else { return Ok(None) };
    let pass = kept.pass();
    let access = match service {
        Some(service) => panel::open_delegated(ctx, &pass, service).await?,
        None => Access::Ended,
    };
    let access = match access {
        Access::Ended => {
            let known = accountant::visitor(ctx, &pass).await?;
            known.map(|_| Access::Elsewhere)
        }
        access @ (Access::Open(_)
        | Access::ToConfigure(_)
        | Access::OnlyChange
        | Access::ServiceOver
        | Access::Elsewhere) => Some(access),
    };
    if access.is_some() {
        kept.note_use(ctx, session).await?;
    }
    Ok(access)
}

/// True for a browser in which an accountant has signed in, whatever that still opens.
pub(super) async fn has_accountant(session: &Session) -> Result<bool> {
    Ok(session.get::<serde_json::Value>(ACCOUNTANT).await?.is_some())
}

/// Lets an accountant in who has given everything that the mark stands for, with this device. The
/// sign-in before it in this browser has ended.
///
/// # Errors
/// [`crate::Error::Session`], and what listing the sign-in may fail on.
pub async fn let_accountant_in(
    ctx: &Context,
    session: &Session,
    (accountant, mark): (AccountantId, String),
    device: Device,
) -> Result<()> {
    end_listed_accountant(ctx, session).await?;
    let listed = accountant::begin_sign_in(ctx, accountant, &mark, device).await?;
    enter(session, ACCOUNTANT, &AccountantPass { accountant, mark, listed }).await?;
    no_longer_half(session, Door::Accountant).await
}

/// The sign-in of this browser as an accountant is listed no more.
pub(super) async fn end_listed_accountant(ctx: &Context, session: &Session) -> Result<()> {
    match pass(session).await? {
        Some(pass) => Ok(accountant::leave_sign_in(ctx, pass.listed.id).await?),
        None => Ok(()),
    }
}

/// Keeps an accountant in with another mark, under a new session id.
pub(super) async fn keep_accountant_in(
    ctx: &Context,
    session: &Session,
    mark: String,
) -> Result<()> {
    match pass(session).await? {
        Some(pass) => {
            accountant::keep_sign_in(ctx, pass.listed.id, &mark).await?;
            enter(session, ACCOUNTANT, &AccountantPass { mark, ..pass }).await
        }
        None => Ok(()),
    }
}

/// Lets an accountant out; the other sign-ins of this browser stay.
///
/// # Errors
/// [`crate::Error::Session`], and what ending the sign-in may fail on.
pub async fn let_accountant_out(ctx: &Context, session: &Session) -> Result<()> {
    end_listed_accountant(ctx, session).await?;
    leave(session, ACCOUNTANT).await
}
