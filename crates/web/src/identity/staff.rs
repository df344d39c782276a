//! Who of the staff has signed in to the office.

use domain::id::StaffId;
use domain::second_factor::Door;
use domain::staff_session::{Ended, StaffSession};
use serde::{Deserialize, Serialize};
use services::{Context, office};
use tower_sessions::Session;

use super::half::no_longer_half;
use crate::session::{enter, leave};
use crate::{Result, notes};

const STAFF: &str = "staff";

const STAFF_ENDED: &str = "staff_ended";

const STAFF_PAGE: &str = "staff_page";

/// A sign-in to the office, and the mark of the password that it was made with.
#[derive(Serialize, Deserialize)]
struct StaffPass {
    staff: StaffId,
    mark: String,
    /// A sign-in that was made before this was noted is over.
    #[serde(default)]
    session: StaffSession,
}

/// The name of the member of staff who holds a session. Nobody once the sign-in has gone on too
/// long, or when whoever made it has left or has another password by now.
///
/// # Errors
/// [`crate::Error::Session`], and what reading the member of staff may fail on.
pub async fn staff(ctx: &Context, session: &Session) -> Result<Option<String>> {
    let Some(pass) = session.get(STAFF).await? else { return Ok(None) };
    let StaffPass { staff, mark, session: used } = pass;
    let now = ctx.now();
    if let Some(why) = used.ended(now) {
        session.remove_value(STAFF).await?;
        notes::leave(session, STAFF_ENDED, &why).await?;
        return Ok(None);
    }
    match office::username(ctx, staff, &mark).await {
        Ok(username) => {
            if let Some(used) = used.used(now) {
                session.insert(STAFF, StaffPass { staff, mark, session: used }).await?;
            }
            Ok(Some(username))
        }
        Err(services::Error::NotFound(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Lets a member of staff into the office.
///
/// # Errors
/// [`crate::Error::Session`].
pub async fn let_into_office(
    ctx: &Context,
    session: &Session,
    staff: StaffId,
    mark: String,
) -> Result<()> {
    let used = StaffSession::begin(ctx.now());
    enter(session, STAFF, &StaffPass { staff, mark, session: used }).await?;
    no_longer_half(session, Door::Staff).await
}

/// The member of staff of this session, whatever the sign-in still opens.
///
/// # Errors
/// [`crate::Error::Session`].
pub async fn staff_id(session: &Session) -> Result<Option<StaffId>> {
    Ok(session.get::<StaffPass>(STAFF).await?.map(|pass| pass.staff))
}

/// The clock of a demonstration has moved under the hands of a member of staff, whose sign-in begins
/// anew.
///
/// # Errors
/// [`crate::Error::Session`].
pub async fn stay_in_office(ctx: &Context, session: &Session) -> Result<()> {
    let Some(pass) = session.get::<StaffPass>(STAFF).await? else { return Ok(()) };
    let used = StaffSession::begin(ctx.now());
    Ok(session.insert(STAFF, StaffPass { session: used, ..pass }).await?)
}

/// Lets a member of staff out of the office; the other sign-ins of this browser stay.
///
/// # Errors
/// [`crate::Error::Session`].
pub async fn leave_office(session: &Session) -> Result<()> {
    leave(session, STAFF).await
}

/// Why the last sign-in to the office is over, once.
///
/// # Errors
/// [`crate::Error::Session`].
pub async fn why_office_ended(session: &Session) -> Result<Option<Ended>> {
    notes::take(session, STAFF_ENDED).await
}

/// Notes where somebody was whose sign-in to the office has ended just now: the next one leads
/// back there. Whoever was never inside leaves nothing.
///
/// # Errors
/// [`crate::Error::Session`].
pub async fn remember_office_page(session: &Session, page: &str) -> Result<()> {
    if session.get::<serde_json::Value>(STAFF_ENDED).await?.is_some() {
        notes::leave(session, STAFF_PAGE, &page).await?;
    }
    Ok(())
}

/// Where somebody was in the office when the last sign-in ended, once.
///
/// # Errors
/// [`crate::Error::Session`].
pub async fn office_page_before(session: &Session) -> Result<Option<String>> {
    notes::take(session, STAFF_PAGE).await
}

/// Keeps a member of staff in with another mark, under a new session id.
pub(super) async fn stay_in_office_with(session: &Session, mark: String) -> Result<()> {
    match session.get::<StaffPass>(STAFF).await? {
        Some(pass) => enter(session, STAFF, &StaffPass { mark, ..pass }).await,
        None => Ok(()),
    }
}
