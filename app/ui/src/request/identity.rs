//! Who asks for a page, and where those are sent who may not see it.

use std::sync::Arc;

use axum::http::StatusCode;
use axum::http::header::USER_AGENT;
use domain::device::Device;
use domain::id::{AccountId, AccountantId, CartId, PanelUserId, SignInId, StaffId, SubscriptionId};
use domain::second_factor::Door;
use domain::staff_session::Ended;
use leptos::prelude::use_context;
use services::cart::{CartOwner, TwoCarts};
use services::panel::{Access, ServiceAccess, ServiceToConfigure};
use services::second_factor::{Half, Owner};
use services::{Buyer, Purchase, accountant};
use tokio::sync::OnceCell;
use web::identity::Found;
use web::{accepts_html, identity};

use super::{answer_with, context, is_plain_form, page_asked_from, parts, session};
use crate::error::AppError;
use crate::{NamedService, paths};

/// The customer who has signed in, if anybody has.
pub async fn account() -> Result<Option<AccountId>, AppError> {
    Ok(identity::account(&context(), &session()?, &found()).await?)
}

/// What the layer around the pages has found out already.
fn found() -> Found {
    parts().and_then(|parts| parts.extensions.get().cloned()).unwrap_or_default()
}

/// The customer who has signed in. Anybody else is sent to the sign-in and comes back to `page`.
/// Whoever came from a panel or by a link for a purchase is told that this takes a sign-in.
pub async fn signed_in(page: &str) -> Result<AccountId, AppError> {
    match account().await? {
        Some(account) => Ok(account),
        None => match find_buyer().await? {
            Some(_) => Err(sign_in_for_more(page)),
            None => Err(sign_in_first(&paths::sign_in(page))),
        },
    }
}

async fn find_buyer() -> Result<Option<Buyer>, AppError> {
    Ok(identity::buyer(&context(), &session()?, &found()).await?)
}

/// Whoever may buy: a customer who has signed in, the owner of a service who came from its panel, or
/// somebody who came by the link of a mail.
/// Anybody else is sent to the sign-in and comes back to `page`.
pub async fn buyer(page: &str) -> Result<Buyer, AppError> {
    match find_buyer().await? {
        Some(buyer) => Ok(buyer),
        None => Err(sign_in_first(&paths::sign_in(page))),
    }
}

/// What a use case answered to a buyer; whoever may not do it is told that it takes a sign-in, which
/// leads back to `page`.
pub fn for_buyer<T>(answer: services::Result<T>, page: &str) -> Result<T, AppError> {
    match answer {
        Err(services::Error::NotAllowed) => Err(sign_in_for_more(page)),
        answer => Ok(answer?),
    }
}

/// Whoever is in, but not far enough. A plain form goes to its page, which says so.
fn sign_in_for_more(page: &str) -> AppError {
    if is_plain_form() {
        leptos_axum::redirect(page);
    } else {
        answer_with(StatusCode::FORBIDDEN);
    }
    AppError::SignInForMore { page: page.to_owned() }
}

/// Lets somebody buy who came from a panel or by a link.
pub async fn begin_purchase(purchase: Purchase) -> Result<(), AppError> {
    Ok(identity::begin_purchase(&context(), &session()?, &found(), purchase).await?)
}

/// Notes an order that was just made, for whoever came for this purchase only.
pub async fn note_order(number: i64) -> Result<(), AppError> {
    Ok(identity::note_order(&session()?, number).await?)
}

/// The sign-in of the customer in this browser. Anybody else is sent to the sign-in and comes back to
/// `page`.
pub async fn own_sign_in(page: &str) -> Result<(AccountId, SignInId), AppError> {
    let account = signed_in(page).await?;
    match identity::pass(&session()?).await? {
        Some(pass) => Ok((account, pass.id)),
        None => Err(sign_in_first(&paths::sign_in(page))),
    }
}

/// Keeps a customer in who has just changed the password to one of this mark.
pub async fn stay_in(mark: String) -> Result<(), AppError> {
    Ok(identity::stay_in(&session()?, mark).await?)
}

/// Whose cart is meant.
pub async fn cart_owner() -> Result<CartOwner, AppError> {
    Ok(identity::cart_owner(&context(), &session()?, &found()).await?)
}

/// Two carts of whoever has signed in, while they have not said which of them goes.
pub async fn two_carts(account: AccountId) -> Result<Option<TwoCarts>, AppError> {
    Ok(identity::two_carts(&context(), &session()?, account).await?)
}

/// What somebody chose as a visitor takes the place of the cart that they saw in `version`. The
/// question, when that one has moved on.
pub async fn keep_brought(account: AccountId, version: i64) -> Result<Option<TwoCarts>, AppError> {
    Ok(identity::keep_brought(&context(), &session()?, account, version).await?)
}

/// What somebody chose as a visitor goes.
pub async fn let_brought_go() -> Result<(), AppError> {
    Ok(identity::let_brought_go(&context(), &session()?).await?)
}

/// Notes whether somebody has said within a purchase who they are: then it is one of its stations.
pub async fn asked_within_purchase(was_asked: bool) -> Result<(), AppError> {
    Ok(identity::asked_within_purchase(&session()?, was_asked).await?)
}

/// True for somebody who has said within this purchase who they are.
pub async fn was_asked() -> Result<bool, AppError> {
    Ok(identity::was_asked(&session()?).await?)
}

/// Remembers the cart of a visitor.
pub async fn remember_cart(cart: CartId) -> Result<(), AppError> {
    Ok(identity::remember_cart(&session()?, cart).await?)
}

/// Who has signed in to the panel, and what that still opens.
async fn panel_visitor() -> Result<Option<(PanelUserId, Access)>, AppError> {
    Ok(identity::panel_visitor(&context(), &session()?).await?)
}

/// True for somebody who need not sign in to the panel again.
pub async fn is_in_panel() -> Result<bool, AppError> {
    Ok(identity::is_in_panel(&context(), &session()?).await?)
}

/// What whoever has signed in to a panel may do with the service that a page or a form names.
async fn panel_visitor_at(service: &NamedService) -> Result<Option<Access>, AppError> {
    let (ctx, session) = (context(), session()?);
    match service.is_named() {
        true => Ok(identity::panel_visitor_at(&ctx, &session, service.id()).await?),
        // On a telephone the address names none: it is that of the user who has signed in.
        false => Ok(identity::panel_user_at(&ctx, &session, None).await?),
    }
}

/// The service of whoever has signed in to a panel, whatever is open of it. Anybody else is sent to the
/// sign-in.
pub async fn own_service() -> Result<SubscriptionId, AppError> {
    let (ctx, session) = (context(), session()?);
    let user = match identity::is_in_panel(&ctx, &session).await? {
        true => identity::panel_user(&ctx, &session).await?,
        false => None,
    };
    user.map(|user| user.service).ok_or_else(|| sign_in_first(paths::PANEL_SIGN_IN))
}

/// The panel of a service to whoever has signed in to it with a password of their own; none when the
/// service is over. Anybody else is sent to the panel's sign-in, to the change of a temporary password, or
/// to the first configuration; to the user of another service it is not there.
pub async fn service_access(service: &NamedService) -> Result<Option<ServiceAccess>, AppError> {
    opened(panel_visitor_at(service).await?)
}

/// The panel of whoever has signed in, for what is theirs and not of a service.
pub async fn own_panel() -> Result<Option<ServiceAccess>, AppError> {
    opened(panel_visitor().await?.map(|(_, access)| access))
}

fn opened(access: Option<Access>) -> Result<Option<ServiceAccess>, AppError> {
    match access {
        Some(Access::Open(access)) => Ok(Some(*access)),
        Some(Access::ServiceOver) => Ok(None),
        Some(Access::ToConfigure(access)) => {
            Err(sign_in_first(&paths::configuration(access.subscription().id)))
        }
        Some(Access::OnlyChange) => Err(sign_in_first(paths::PANEL_PASSWORD)),
        Some(Access::Elsewhere) => Err(not_found()),
        Some(Access::Ended) | None => {
            let asked = parts().and_then(|parts| page_asked_from(&parts)).unwrap_or_default();
            Err(sign_in_first(&paths::panel_sign_in(&asked)))
        }
    }
}

/// What is asked for is not there, or not for whoever asks.
pub fn not_found() -> AppError {
    answer_with(StatusCode::NOT_FOUND);
    AppError::NotFound
}

/// The same as [`service_access`] for what is the owner's alone: to an additional user it is not there.
pub async fn owner_access(service: &NamedService) -> Result<Option<ServiceAccess>, AppError> {
    match service_access(service).await? {
        Some(access) if !access.is_owner() => Err(not_found()),
        access => Ok(access),
    }
}

/// The user of the panel who has signed in with a temporary password.
pub async fn panel_newcomer() -> Result<PanelUserId, AppError> {
    match panel_visitor().await? {
        Some((user, Access::OnlyChange)) => Ok(user),
        Some((_, Access::Open(_) | Access::ToConfigure(_) | Access::ServiceOver)) => {
            Err(sign_in_first(paths::PANEL))
        }
        Some((_, Access::Elsewhere | Access::Ended)) | None => {
            Err(sign_in_first(paths::PANEL_SIGN_IN))
        }
    }
}

/// Whoever has signed in to the panel of a service that is still to be configured. Anybody else is sent
/// to where they belong; to the user of another service it is not there.
pub async fn service_to_configure(service: &NamedService) -> Result<ServiceToConfigure, AppError> {
    match panel_visitor_at(service).await? {
        Some(Access::ToConfigure(access)) => Ok(*access),
        Some(Access::Open(access)) => {
            Err(sign_in_first(&paths::panel_home(access.subscription().id)))
        }
        Some(Access::ServiceOver) => Err(sign_in_first(paths::PANEL)),
        Some(Access::OnlyChange) => Err(sign_in_first(paths::PANEL_PASSWORD)),
        Some(Access::Elsewhere) => Err(not_found()),
        Some(Access::Ended) | None => Err(sign_in_first(paths::PANEL_SIGN_IN)),
    }
}

/// The accountant who has signed in. Anybody else is sent to the accountants' sign-in.
pub async fn accountant() -> Result<(AccountantId, accountant::Visitor), AppError> {
    let known = identity::accountant(&context(), &session()?).await?;
    known.ok_or_else(|| sign_in_first(paths::ACCOUNTANT_SIGN_IN))
}

/// True for an accountant who need not sign in again.
pub async fn is_accountant_in() -> Result<bool, AppError> {
    Ok(identity::accountant(&context(), &session()?).await?.is_some())
}

/// The accountant who has signed in, with the mark and the name of their sign-in in this browser.
pub async fn own_accountant_sign_in()
-> Result<(AccountantId, accountant::Visitor, (String, SignInId)), AppError> {
    let (id, visitor) = accountant().await?;
    let sign_in = identity::accountant_sign_in(&session()?).await?;
    Ok((id, visitor, sign_in.ok_or_else(|| sign_in_first(paths::ACCOUNTANT_SIGN_IN))?))
}

/// Lets an accountant in who has given everything that this mark stands for.
pub async fn let_accountant_in(accountant: AccountantId, mark: String) -> Result<(), AppError> {
    let who = (accountant, mark);
    Ok(identity::let_accountant_in(&context(), &session()?, who, device()).await?)
}

/// Lets an accountant out; the other sign-ins of this browser stay.
pub async fn let_accountant_out() -> Result<(), AppError> {
    Ok(identity::let_accountant_out(&context(), &session()?).await?)
}

/// The name of the member of staff who has signed in. Anybody else, and whoever is no longer on
/// the staff or has another password by now, is sent to the office's sign-in.
pub async fn staff() -> Result<String, AppError> {
    match staff_visitor().await? {
        Some(username) => Ok(username),
        None => {
            let asked = parts().and_then(|parts| page_asked_from(&parts));
            if let Some(page) = asked.filter(|page| page.starts_with(paths::OFFICE)) {
                identity::remember_office_page(&session()?, &page).await?;
            }
            Err(sign_in_first(paths::OFFICE_SIGN_IN))
        }
    }
}

/// Where somebody was in the office when the last sign-in ended, once.
pub async fn office_page_before() -> Result<Option<String>, AppError> {
    Ok(identity::office_page_before(&session()?).await?)
}

/// True for somebody who need not sign in to the office again.
pub async fn is_in_office() -> Result<bool, AppError> {
    Ok(staff_visitor().await?.is_some())
}

/// Who was found to be on the staff. The frame of an office page and what it holds ask at the same
/// time, and the database is asked once.
#[derive(Clone, Default)]
pub struct StaffFound(Arc<OnceCell<Option<String>>>);

async fn staff_visitor() -> Result<Option<String>, AppError> {
    let (ctx, session) = (context(), session()?);
    let Some(StaffFound(found)) = use_context() else {
        return Ok(identity::staff(&ctx, &session).await?);
    };
    Ok(found.get_or_try_init(|| identity::staff(&ctx, &session)).await?.clone())
}

/// Why the last sign-in to the office is over, once.
pub async fn why_office_ended() -> Result<Option<Ended>, AppError> {
    Ok(identity::why_office_ended(&session()?).await?)
}

/// Lets a customer in who has given the password of this mark, with the cart that they had as a
/// visitor; two of them when they have to say which of them goes.
pub async fn let_in(account: AccountId, mark: String) -> Result<Option<TwoCarts>, AppError> {
    Ok(identity::let_in(&context(), &session()?, account, mark, device()).await?)
}

/// With what this request was made.
fn device() -> Device {
    let parts = parts();
    let text = parts.as_ref().and_then(|parts| parts.headers.get(USER_AGENT)?.to_str().ok());
    Device::of(text.unwrap_or_default())
}

/// Lets a user into the panel who has given everything that this mark stands for. A browser that has
/// not signed in before is told to them.
pub async fn let_into_panel(
    user: PanelUserId,
    mark: String,
    is_known: bool,
) -> Result<(), AppError> {
    let with = (device(), is_known);
    Ok(identity::let_into_panel(&context(), &session()?, (user, mark), with).await?)
}

/// Lets a user out of the panel; the other sign-ins of this browser stay.
pub async fn leave_panel() -> Result<(), AppError> {
    Ok(identity::leave_panel(&context(), &session()?).await?)
}

/// Lets a member of staff into the office who has given everything that this mark stands for.
pub async fn let_into_office(staff: StaffId, mark: String) -> Result<(), AppError> {
    Ok(identity::let_into_office(&context(), &session()?, staff, mark).await?)
}

/// The member of staff who has signed in, for what is theirs alone.
pub async fn staff_owner() -> Result<Owner, AppError> {
    staff().await?;
    let id = identity::staff_id(&session()?).await?;
    Ok(Owner::staff(id.ok_or(AppError::NotFound)?))
}

/// Notes that a password was right whose owner gives a code as well.
pub async fn wait_for_code(half: Half, next: &str) -> Result<(), AppError> {
    Ok(identity::wait_for_code(&session()?, half, next).await?)
}

/// Whoever has given the password at a door and not yet the code, and where they were going.
pub async fn half(door: Door) -> Result<Option<(Half, String)>, AppError> {
    Ok(identity::half(&context(), &session()?, door).await?)
}

/// The same for a page; anybody else is sent to the sign-in.
pub async fn half_or_sign_in(door: Door, page: &str) -> Result<Half, AppError> {
    match half(door).await? {
        Some((half, _)) => Ok(half),
        None => Err(sign_in_first(page)),
    }
}

/// Keeps somebody in whose second factor has just changed.
pub async fn stay_in_with(door: Door, mark: String) -> Result<(), AppError> {
    Ok(identity::stay_in_with(&context(), &session()?, door, mark).await?)
}

/// Lets a member of staff out of the office; the other sign-ins of this browser stay.
pub async fn leave_office() -> Result<(), AppError> {
    Ok(identity::leave_office(&session()?).await?)
}

/// Ends the session: every sign-in of this browser.
pub async fn sign_out() -> Result<(), AppError> {
    Ok(identity::sign_out(&context(), &session()?).await?)
}

fn sign_in_first(page: &str) -> AppError {
    leptos_axum::redirect(page);
    // A browser that asks for a page follows the redirect; a script reads the status.
    if parts().is_some_and(|parts| !accepts_html(&parts.headers)) {
        answer_with(StatusCode::UNAUTHORIZED);
    }
    AppError::SignInFirst
}
