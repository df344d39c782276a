//! What a page or a server function may ask about the request it answers. Server only.

use std::net::IpAddr;

use axum::http::header::{ACCEPT, REFERER, RETRY_AFTER};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode};
use domain::RuleError;
use domain::id::{AccountId, CartId, PanelUserId, StaffId};
use domain::party::PartyError;
use domain::staff_session::{Ended, StaffSession};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use services::office;
use services::panel::{Access, Signed};
use services::store::carts::CartOwner;
use tower_sessions::Session;

use crate::error::AppError;
use crate::form::Kept;
use crate::paths;

/// Names one request in the log, in the answer's `x-request-id` and, after a failure, on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId(pub String);

/// Where a request came from, as far as the server can tell; the server notes it on each request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

/// What a session knows, by name. Shop, panel and office are three different sign-ins.
const ACCOUNT: &str = "account";
const CART: &str = "cart";
const PANEL_USER: &str = "panel_user";
const STAFF: &str = "staff";
const STAFF_ENDED: &str = "staff_ended";

/// What every use case needs; the server provides it for each request.
pub fn context() -> services::Context {
    expect_context()
}

/// Sets the status of the page that is being rendered.
///
/// Does nothing while the routes are only being listed, when there is no answer yet.
pub fn answer_with(status: StatusCode) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(status);
    }
}

fn parts() -> Option<Parts> {
    use_context::<Parts>()
}

fn session() -> Result<Session, AppError> {
    parts()
        .and_then(|parts| parts.extensions.get::<Session>().cloned())
        .ok_or_else(|| internal(&std::io::Error::other("the session layer is missing")))
}

async fn read<T: DeserializeOwned>(key: &str) -> Result<Option<T>, AppError> {
    session()?.get(key).await.map_err(|error| of_session(&error))
}

async fn write<T: Serialize>(key: &str, value: &T) -> Result<(), AppError> {
    session()?.insert(key, value).await.map_err(|error| of_session(&error))
}

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
    let access = services::panel::access(&context(), user, &mark).await?;
    Ok((access != Access::Ended).then_some((user, access)))
}

/// True for somebody who need not sign in to the panel again.
pub async fn is_in_panel() -> Result<bool, AppError> {
    Ok(panel_visitor().await?.is_some())
}

/// The user of the panel who has signed in with a password of their own. Anybody else is sent to
/// the panel's sign-in, or to the change of a temporary password.
pub async fn panel_user() -> Result<PanelUserId, AppError> {
    match panel_visitor().await? {
        Some((user, Access::Open)) => Ok(user),
        Some(_) => Err(sign_in_first(paths::PANEL_PASSWORD)),
        None => Err(sign_in_first(paths::PANEL_SIGN_IN)),
    }
}

/// The user of the panel who has signed in with a temporary password.
pub async fn panel_newcomer() -> Result<PanelUserId, AppError> {
    match panel_visitor().await? {
        Some((user, Access::OnlyChange)) => Ok(user),
        Some(_) => Err(sign_in_first(paths::PANEL)),
        None => Err(sign_in_first(paths::PANEL_SIGN_IN)),
    }
}

/// The name of the member of staff who has signed in. Anybody else, and whoever is no longer on
/// the staff or has another password by now, is sent to the office's sign-in.
pub async fn staff() -> Result<String, AppError> {
    match staff_visitor().await? {
        Some(username) => Ok(username),
        None => Err(sign_in_first(paths::OFFICE_SIGN_IN)),
    }
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

async fn staff_visitor() -> Result<Option<String>, AppError> {
    staff_in(&context(), &session()?).await
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

/// The network address of the other side, as evidence.
pub fn address() -> String {
    let address =
        parts().and_then(|parts| parts.extensions.get::<ClientAddress>().map(|client| client.0));
    address.map(|address| address.to_string()).unwrap_or_default()
}

/// True for a form that the browser sent by itself, without WASM: it follows a redirect and shows
/// a page, where a server function called by WASM reads the answer.
pub fn is_plain_form() -> bool {
    parts().is_some_and(|parts| parts.method == Method::POST && accepts_html(&parts.headers))
}

/// True for a browser that shows what it gets; a script reads it.
#[must_use]
pub fn accepts_html(headers: &HeaderMap) -> bool {
    let accept = headers.get(ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html"))
}

/// Ends a form that changes something: on to `next`, or back to `page` with what was typed.
///
/// With WASM the error is the answer and the page still holds what was typed. Without it, error
/// and typed values wait in the session for the page to be shown again. They wait in both modes
/// for somebody whose sign-in has expired meanwhile: the sign-in takes the place of the page.
pub async fn finish<T: Serialize>(
    form: &'static str,
    typed: &T,
    page: &str,
    outcome: Result<String, AppError>,
) -> Result<(), AppError> {
    match outcome {
        Ok(next) => {
            leptos_axum::redirect(&next);
            Ok(())
        }
        Err(AppError::SignInFirst) => {
            keep(form, typed, AppError::SignInFirst).await?;
            Err(AppError::SignInFirst)
        }
        // The page that it would go back to is away as well; what was typed is in this request.
        Err(AppError::Unavailable) => Err(AppError::Unavailable),
        Err(error) if is_plain_form() => {
            keep(form, typed, error).await?;
            leptos_axum::redirect(page);
            Ok(())
        }
        Err(error) => Err(error),
    }
}

async fn keep<T: Serialize>(
    form: &'static str,
    typed: &T,
    error: AppError,
) -> Result<(), AppError> {
    let typed = serde_json::to_value(typed).map_err(|error| internal(&error))?;
    write(form, &Kept { typed, error }).await
}

/// What a form left when it came back, once.
pub async fn kept<T: DeserializeOwned>(form: &'static str) -> Result<Option<Kept<T>>, AppError> {
    // Looking first keeps a page that came back from nowhere from writing the session anew.
    let Some(Kept { typed, error }) = read::<Kept<serde_json::Value>>(form).await? else {
        return Ok(None);
    };
    session()?.remove_value(form).await.map_err(|error| of_session(&error))?;
    Ok(serde_json::from_value(typed).ok().map(|typed| Kept { typed, error }))
}

/// Leaves something in this visitor's session for the page that comes next.
pub async fn leave_for_page<T: Serialize>(name: &'static str, note: &T) -> Result<(), AppError> {
    write(name, note).await
}

/// Leaves something in a session for the page that comes next.
pub async fn leave_note<T: Serialize>(
    session: &Session,
    name: &'static str,
    note: &T,
) -> Result<(), AppError> {
    session.insert(name, note).await.map_err(|error| of_session(&error))
}

/// What was left for this page, once.
pub async fn note<T: DeserializeOwned>(name: &'static str) -> Result<Option<T>, AppError> {
    let Some(note) = read::<serde_json::Value>(name).await? else { return Ok(None) };
    session()?.remove_value(name).await.map_err(|error| of_session(&error))?;
    Ok(serde_json::from_value(note).ok())
}

/// The page that a plain form came from, if it is one of ours; otherwise `fallback`.
pub fn page_before(fallback: &str) -> String {
    let page = parts().and_then(|parts| page_that_sent(&parts.headers));
    page.unwrap_or_else(|| fallback.to_owned())
}

/// The page that a request came from, if it is one of ours.
#[must_use]
pub fn page_that_sent(headers: &HeaderMap) -> Option<String> {
    let referer = headers.get(REFERER)?.to_str().ok()?;
    let path = referer.split_once("://")?.1.split_once('/')?.1;
    let path = format!("/{}", path.split('?').next().unwrap_or_default());
    paths::is_local(&path).then_some(path)
}

fn sign_in_first(page: &str) -> AppError {
    leptos_axum::redirect(page);
    // A browser that asks for a page follows the redirect; a script reads the status.
    if parts().is_some_and(|parts| !accepts_html(&parts.headers)) {
        answer_with(StatusCode::UNAUTHORIZED);
    }
    AppError::SignInFirst
}

impl From<services::Error> for AppError {
    fn from(error: services::Error) -> Self {
        let answer = match error {
            services::Error::Rule(rule) => {
                tell_to_wait(&rule);
                Self::Rule(rule)
            }
            services::Error::NotFound(_) => Self::NotFound,
            services::Error::NotAllowed => Self::NotAllowed,
            services::Error::Unavailable(_) => return unavailable(&error),
            services::Error::Corrupt { .. } => return set_aside(error),
            services::Error::Broken(_) => return internal(&error),
        };
        // A plain form needs its redirect, and a status here would take the place of it.
        if !is_plain_form() {
            answer_with(answer.status());
        }
        answer
    }
}

/// Tells a program how long whoever is refused has to wait; a person reads it on the page.
fn tell_to_wait(refusal: &RuleError) {
    let seconds = match refusal {
        RuleError::Party(
            PartyError::TooManyAttempts { seconds } | PartyError::Crowded { seconds },
        ) => *seconds,
        _ => return,
    };
    if let Some(response) = use_context::<ResponseOptions>() {
        response.insert_header(RETRY_AFTER, seconds.into());
    }
}

/// A session that cannot be had: because its store is away, or because of a mistake of ours.
fn of_session(error: &tower_sessions::session::Error) -> AppError {
    use tower_sessions::session::Error;
    use tower_sessions::session_store;
    match error {
        Error::Store(session_store::Error::Backend(_)) => unavailable(error),
        Error::Store(_) | Error::SerdeJson(_) => internal(error),
    }
}

/// Logs that nobody can be served just now. A plain form gets the status as well: the page that it
/// would be sent back to could not be shown either.
fn unavailable(error: &dyn std::error::Error) -> AppError {
    log(error, &reference());
    answer_with(StatusCode::SERVICE_UNAVAILABLE);
    AppError::Unavailable
}

/// Somebody came by a row that cannot be read: it is set aside for the office. The page is shown all
/// the same and says so; only a script reads a status.
fn set_aside(error: services::Error) -> AppError {
    log(&error, &reference());
    if let Some(ctx) = use_context::<services::Context>() {
        services::unreadable::come_by(&ctx, error);
    }
    if parts().is_some_and(|parts| !accepts_html(&parts.headers)) {
        answer_with(AppError::SetAside.status());
    }
    AppError::SetAside
}

/// Logs a failure of ours and gives it the name that the customer sees.
fn internal(error: &dyn std::error::Error) -> AppError {
    let reference = reference();
    log(error, &reference);
    if !is_plain_form() {
        answer_with(StatusCode::INTERNAL_SERVER_ERROR);
    }
    AppError::Internal { reference }
}

fn reference() -> String {
    parts()
        .and_then(|parts| parts.extensions.get::<RequestId>().map(|id| id.0.clone()))
        .unwrap_or_default()
}

/// Once and whole.
fn log(error: &dyn std::error::Error, reference: &str) {
    let mut chain = error.to_string();
    let mut cause = error.source();
    while let Some(behind) = cause {
        chain += &format!(": {behind}");
        cause = behind.source();
    }
    tracing::error!(%reference, error = %chain, "a request failed");
}
