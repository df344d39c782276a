//! Who asks: the three sign-ins that a session can hold, one for each zone.

use std::sync::Arc;

use axum::http::StatusCode;
use domain::id::{AccountId, CartId, PanelUserId, StaffId};
use domain::staff_session::{Ended, StaffSession};
use futures::lock::Mutex;
use leptos::prelude::use_context;
use serde::{Deserialize, Serialize};
use services::cart::CartOwner;
use services::office;
use services::panel::{Access, ServiceAccess, Signed};
use tower_sessions::Session;

use super::failure::of_session;
use super::notes::{leave_note, note};
use super::{accepts_html, answer_with, context, page_asked_from, parts, read, session, write};
use crate::error::AppError;
use crate::paths;

/// What a session knows, by name. Shop, panel and office are three different sign-ins.
const ACCOUNT: &str = "account";
const CART: &str = "cart";
const PANEL_USER: &str = "panel_user";
const STAFF: &str = "staff";
const STAFF_ENDED: &str = "staff_ended";
const STAFF_PAGE: &str = "staff_page";

/// The customer who has signed in, if anybody has.
pub async fn account() -> Result<Option<AccountId>, AppError> {
    account_in(&session()?).await
}

/// The same, for whoever holds the session.
pub async fn account_in(session: &Session) -> Result<Option<AccountId>, AppError> {
    session.get(ACCOUNT).await.map_err(|error| of_session(&error))
}

/// The customer who has signed in. Anybody else is sent to the sign-in and comes back to `page`.
pub async fn signed_in(page: &str) -> Result<AccountId, AppError> {
    match account().await? {
        Some(account) => Ok(account),
        None => Err(sign_in_first(&paths::sign_in(page))),
    }
}

/// Whose cart is meant.
pub async fn cart_owner() -> Result<CartOwner, AppError> {
    match account().await? {
        Some(account) => Ok(CartOwner::Account(account)),
        None => Ok(CartOwner::Visitor(read(CART).await?)),
    }
}

/// Remembers the cart of a visitor.
pub async fn remember_cart(cart: CartId) -> Result<(), AppError> {
    write(CART, &cart).await
}

/// A sign-in to the panel, and the mark of the password that it was made with.
#[derive(Serialize, Deserialize)]
struct PanelPass {
    user: PanelUserId,
    mark: String,
}

/// Who has signed in to the panel, and what that still opens.
async fn panel_visitor() -> Result<Option<(PanelUserId, Access)>, AppError> {
    let Some(PanelPass { user, mark }) = read(PANEL_USER).await? else { return Ok(None) };
    Ok(Some((user, services::panel::open(&context(), user, &mark).await?)))
}

/// True for somebody who need not sign in to the panel again.
pub async fn is_in_panel() -> Result<bool, AppError> {
    let Some(PanelPass { user, mark }) = read(PANEL_USER).await? else { return Ok(false) };
    Ok(services::panel::is_signed_in(&context(), user, &mark).await?)
}

/// The panel of whoever has signed in with a password of their own; none when its service is over.
/// Anybody else is sent to the panel's sign-in, or to the change of a temporary password.
pub async fn service_access() -> Result<Option<ServiceAccess>, AppError> {
    match panel_visitor().await? {
        Some((_, Access::Open(access))) => Ok(Some(*access)),
        Some((_, Access::ServiceOver)) => Ok(None),
        Some((_, Access::OnlyChange)) => Err(sign_in_first(paths::PANEL_PASSWORD)),
        Some((_, Access::Ended)) | None => Err(sign_in_first(paths::PANEL_SIGN_IN)),
    }
}

/// The user of the panel who has signed in with a temporary password.
pub async fn panel_newcomer() -> Result<PanelUserId, AppError> {
    match panel_visitor().await? {
        Some((user, Access::OnlyChange)) => Ok(user),
        Some((_, Access::Open(_) | Access::ServiceOver)) => Err(sign_in_first(paths::PANEL)),
        Some((_, Access::Ended)) | None => Err(sign_in_first(paths::PANEL_SIGN_IN)),
    }
}

/// The name of the member of staff who has signed in. Anybody else, and whoever is no longer on
/// the staff or has another password by now, is sent to the office's sign-in.
pub async fn staff() -> Result<String, AppError> {
    match staff_visitor().await? {
        Some(username) => Ok(username),
        None => {
            remember_office_page().await?;
            Err(sign_in_first(paths::OFFICE_SIGN_IN))
        }
    }
}

/// Notes where somebody was whose sign-in to the office has ended just now: the next one leads
/// back there. Whoever was never inside leaves nothing.
async fn remember_office_page() -> Result<(), AppError> {
    let has_ended = read::<serde_json::Value>(STAFF_ENDED).await?.is_some();
    match parts().and_then(|parts| page_asked_from(&parts)) {
        Some(page) if has_ended && page.starts_with(paths::OFFICE) => {
            write(STAFF_PAGE, &page).await
        }
        _ => Ok(()),
    }
}

/// Where somebody was in the office when the last sign-in ended, once.
pub async fn office_page_before() -> Result<Option<String>, AppError> {
    note(STAFF_PAGE).await
}

/// True for somebody who need not sign in to the office again.
pub async fn is_in_office() -> Result<bool, AppError> {
    Ok(staff_visitor().await?.is_some())
}

/// A sign-in to the office, and the mark of the password that it was made with.
#[derive(Serialize, Deserialize)]
struct StaffPass {
    staff: StaffId,
    mark: String,
    /// A sign-in that was made before this was noted is over.
    #[serde(default)]
    session: StaffSession,
}

/// Who was found to be on the staff. The frame of an office page and what it holds ask at the same
/// time, and the database is asked once.
#[derive(Clone, Default)]
pub struct StaffFound(Arc<Mutex<Option<Option<String>>>>);

async fn staff_visitor() -> Result<Option<String>, AppError> {
    let (ctx, session) = (context(), session()?);
    let Some(StaffFound(found)) = use_context() else { return staff_in(&ctx, &session).await };
    let mut found = found.lock().await;
    if found.is_none() {
        *found = Some(staff_in(&ctx, &session).await?);
    }
    Ok(found.clone().flatten())
}

/// The name of the member of staff who holds a session.
pub async fn staff_in(
    ctx: &services::Context,
    session: &Session,
) -> Result<Option<String>, AppError> {
    let pass = session.get(STAFF).await.map_err(|error| of_session(&error))?;
    let Some(pass) = pass else { return Ok(None) };
    let StaffPass { staff, mark, session: used } = pass;
    let now = ctx.now();
    if let Some(why) = used.ended(now) {
        session.remove_value(STAFF).await.map_err(|error| of_session(&error))?;
        leave_note(session, STAFF_ENDED, &why).await?;
        return Ok(None);
    }
    match services::office::username(ctx, staff, &mark).await {
        Ok(username) => {
            if let Some(used) = used.used(now) {
                let pass = StaffPass { staff, mark, session: used };
                session.insert(STAFF, pass).await.map_err(|error| of_session(&error))?;
            }
            Ok(Some(username))
        }
        Err(services::Error::NotFound(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Why the last sign-in to the office is over, once.
pub async fn why_office_ended() -> Result<Option<Ended>, AppError> {
    note(STAFF_ENDED).await
}

/// Lets a customer in, with the cart that they had as a visitor.
pub async fn let_in(account: AccountId) -> Result<(), AppError> {
    let visitor = read::<CartId>(CART).await?;
    services::cart::adopt(&context(), visitor, account).await?;
    enter(ACCOUNT, &account).await?;
    session()?.remove::<CartId>(CART).await.map(drop).map_err(|error| of_session(&error))
}

/// Lets a user into the panel.
pub async fn let_into_panel(signed: &Signed) -> Result<(), AppError> {
    enter(PANEL_USER, &PanelPass { user: signed.user, mark: signed.mark.clone() }).await
}

/// Lets a user out of the panel; the other sign-ins of this browser stay.
pub async fn leave_panel() -> Result<(), AppError> {
    leave(PANEL_USER).await
}

/// Lets a member of staff into the office.
pub async fn let_into_office(signed: &office::Signed) -> Result<(), AppError> {
    let session = StaffSession::begin(context().now());
    enter(STAFF, &StaffPass { staff: signed.staff, mark: signed.mark.clone(), session }).await
}

/// Lets a member of staff out of the office; the other sign-ins of this browser stay.
pub async fn leave_office() -> Result<(), AppError> {
    leave(STAFF).await
}

/// A new session id at each sign-in, so that an id planted before is worth nothing after.
async fn enter<T: Serialize>(key: &str, who: &T) -> Result<(), AppError> {
    let session = session()?;
    session.cycle_id().await.map_err(|error| of_session(&error))?;
    write(key, who).await
}

/// A new session id also when somebody leaves, so that a copy of the old one opens nothing.
async fn leave(key: &str) -> Result<(), AppError> {
    let session = session()?;
    session.cycle_id().await.map_err(|error| of_session(&error))?;
    session.remove_value(key).await.map(drop).map_err(|error| of_session(&error))
}

/// Ends the session: every sign-in of this browser.
pub async fn sign_out() -> Result<(), AppError> {
    session()?.flush().await.map_err(|error| of_session(&error))
}

fn sign_in_first(page: &str) -> AppError {
    leptos_axum::redirect(page);
    // A browser that asks for a page follows the redirect; a script reads the status.
    if parts().is_some_and(|parts| !accepts_html(&parts.headers)) {
        answer_with(StatusCode::UNAUTHORIZED);
    }
    AppError::SignInFirst
}
