//! Who asks: the four sign-ins that a session can hold, one for each zone.

mod accountant;
mod cart;
mod half;
mod panel;
mod purchase;
mod staff;

use std::sync::{Arc, OnceLock};

use domain::device::Device;
use domain::id::AccountId;
use domain::second_factor::Door;
use services::account::{OWNER, PASS, Pass, Visitor};
use services::cart::TwoCarts;
use services::panel::Access;
use services::{Buyer, Context, Purchase};
use tower_sessions::Session;

pub use self::accountant::{accountant, let_accountant_in, let_accountant_out};
use self::accountant::{delegated, end_listed_accountant, has_accountant, keep_accountant_in};
use self::cart::CART;
pub use self::cart::{
    asked_within_purchase, cart_owner, keep_brought, let_brought_go, remember_cart, two_carts,
    was_asked,
};
use self::half::no_longer_half;
pub use self::half::{half, half_was_going, wait_for_code};
pub use self::panel::{
    accountant_at, is_in_panel, leave_panel, let_into_panel, panel_user, panel_user_at,
    panel_visitor, panel_visitor_at,
};
use self::panel::{end_listed, stay_in_panel};
pub use self::purchase::{begin_purchase, note_order};
use self::purchase::{end_purchase, purchase};
use self::staff::stay_in_office_with;
pub use self::staff::{
    leave_office, let_into_office, office_page_before, remember_office_page, staff, staff_id,
    stay_in_office, why_office_ended,
};
use crate::Result;
use crate::session::enter;

/// Who a request was found to come from: the header of a page and what stands in it ask one after the
/// other, and the database is asked once.
#[derive(Clone, Debug, Default)]
pub struct Found(Arc<FoundOnce>);

#[derive(Debug, Default)]
struct FoundOnce {
    account: OnceLock<Option<AccountId>>,
    buyer: OnceLock<Option<Buyer>>,
}

/// The customer who has signed in, if anybody has. Nobody once their password is another one.
///
/// # Errors
/// [`crate::Error::Session`], and what looking them up may fail on.
pub async fn account(
    ctx: &Context,
    session: &Session,
    Found(found): &Found,
) -> Result<Option<AccountId>> {
    let found = &found.account;
    if let Some(found) = found.get() {
        return Ok(*found);
    }
    let pass = pass(session).await?;
    let account = match &pass {
        Some(pass) if services::account::is_signed_in(ctx, pass).await? => Some(pass.account),
        Some(_) | None => None,
    };
    Ok(*found.get_or_init(|| account))
}

/// The sign-in of the customer in this browser, whatever it still opens.
///
/// # Errors
/// [`crate::Error::Session`].
pub async fn pass(session: &Session) -> Result<Option<Pass>> {
    let pass = session.get::<serde_json::Value>(PASS).await?;
    Ok(pass.and_then(|pass| serde_json::from_value(pass).ok()))
}

/// Who may buy: the customer who has signed in, or else somebody who came for a purchase, from the panel
/// of a service as its owner or by the link of a mail. This is the one place where that purchase
/// becomes somebody: whatever does not ask for a [`Buyer`] does not know them.
///
/// # Errors
/// [`crate::Error::Session`], and what looking them up may fail on.
pub async fn buyer(ctx: &Context, session: &Session, found: &Found) -> Result<Option<Buyer>> {
    if let Some(account) = account(ctx, session, found).await? {
        return Ok(Some(account.into()));
    }
    if let Some(found) = found.0.buyer.get() {
        return Ok(found.clone());
    }
    let buyer = match purchase(session).await? {
        Some(purchase) => still_buys(ctx, &purchase).await?,
        None => None,
    };
    Ok(found.0.buyer.get_or_init(|| buyer).clone())
}

/// Who buys with a purchase, while what it was begun with is good.
async fn still_buys(ctx: &Context, purchase: &Purchase) -> Result<Option<Buyer>> {
    let Some((user, mark, sign_in)) = purchase.panel_pass() else {
        return Ok(services::renewal::buyer_by_link(ctx, purchase).await?);
    };
    Ok(match services::panel::open_in(ctx, user, mark, sign_in).await? {
        Access::Open(access) => access.buyer(ctx, purchase),
        Access::ToConfigure(_)
        | Access::OnlyChange
        | Access::ServiceOver
        | Access::Elsewhere
        | Access::Ended => None,
    })
}

/// Who looks at a page of the shop, and how much is in their cart. Notes that they were here.
///
/// # Errors
/// [`crate::Error::Session`], and what looking them up may fail on.
pub async fn visitor(ctx: &Context, session: &Session, found: &Found) -> Result<Visitor> {
    let customer = match pass(session).await? {
        Some(pass) => services::account::customer(ctx, &pass).await?.map(|it| (pass, it)),
        None => None,
    };
    let Some((pass, visitor)) = customer else {
        found.0.account.get_or_init(|| None);
        return match buyer(ctx, session, found).await? {
            Some(buyer) if buyer.reach().includes_cart() => {
                Ok(services::account::purchaser(ctx, &buyer).await?)
            }
            Some(_) | None => Ok(services::account::visitor(ctx, session.get(CART).await?).await?),
        };
    };
    found.0.account.get_or_init(|| Some(pass.account));
    if let Some(used) = pass.used(ctx.now()) {
        session.insert(PASS, used).await?;
    }
    Ok(visitor)
}

/// Lets a customer in, with the cart that they had as a visitor, or with the question that
/// [`two_carts`] asks about it. The mark is of all that they have given.
///
/// # Errors
/// [`crate::Error::Session`], and what taking the cart over may fail on.
pub async fn let_in(
    ctx: &Context,
    session: &Session,
    account: AccountId,
    mark: String,
    device: Device,
) -> Result<Option<TwoCarts>> {
    let two = two_carts(ctx, session, account).await?;
    let pass = Pass::new(ctx, account, mark, device);
    session.insert(OWNER, pass.owner()).await?;
    enter(session, PASS, &pass).await?;
    end_purchase(session).await?;
    no_longer_half(session, Door::Account).await?;
    Ok(two)
}

/// Keeps a customer in who has just changed the password, under a new session id.
///
/// # Errors
/// [`crate::Error::Session`].
pub async fn stay_in(session: &Session, mark: String) -> Result<()> {
    if let Some(pass) = pass(session).await? {
        enter(session, PASS, &Pass { mark, ..pass }).await?;
    }
    Ok(())
}

/// Keeps somebody in whose second factor has just changed, under a new session id and with the mark
/// of the new one.
///
/// # Errors
/// [`crate::Error::Session`], and what noting it may fail on.
pub async fn stay_in_with(
    ctx: &Context,
    session: &Session,
    door: Door,
    mark: String,
) -> Result<()> {
    match door {
        Door::Account => stay_in(session, mark).await,
        Door::Panel => stay_in_panel(ctx, session, mark).await,
        Door::Accountant => keep_accountant_in(ctx, session, mark).await,
        Door::Staff => stay_in_office_with(session, mark).await,
    }
}

/// Ends the session: every sign-in of this browser.
///
/// # Errors
/// [`crate::Error::Session`], and what ending those that are listed may fail on.
pub async fn sign_out(ctx: &Context, session: &Session) -> Result<()> {
    end_listed(ctx, session).await?;
    end_listed_accountant(ctx, session).await?;
    Ok(session.flush().await?)
}
