//! Who asks: the three sign-ins that a session can hold, one for each zone.

use std::sync::{Arc, OnceLock};

use domain::device::Device;
use domain::id::{AccountId, CartId, PanelUserId, StaffId};
use domain::second_factor::Door;
use domain::staff_session::{Ended, StaffSession};
use serde::{Deserialize, Serialize};
use services::account::{OWNER, PASS, Pass, Visitor};
use services::cart::{Adopted, CartOwner, TwoCarts};
use services::panel::Access;
use services::second_factor::Half;
use services::{Buyer, Context, Purchase, office, panel};
use tower_sessions::Session;

use crate::session::{enter, leave};
use crate::{Result, notes};

/// What a session knows, by name. Shop, panel and office are three different sign-ins.
const CART: &str = "cart";
const WAS_ASKED: &str = "was_asked";
const PANEL_USER: &str = "panel_user";
const PURCHASE: &str = "purchase";
const STAFF: &str = "staff";
const STAFF_ENDED: &str = "staff_ended";
const STAFF_PAGE: &str = "staff_page";

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

/// Who may buy: the customer who has signed in, or else the owner of a service who came from its
/// panel for a purchase. This is the one place where that purchase becomes somebody: whatever does
/// not ask for a [`Buyer`] does not know them.
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
        Some(purchase) => {
            let (user, mark) = purchase.panel_pass();
            match panel::open(ctx, user, mark).await? {
                Access::Open(access) => access.buyer(ctx, &purchase),
                Access::OnlyChange | Access::ServiceOver | Access::Ended => None,
            }
        }
        None => None,
    };
    Ok(found.0.buyer.get_or_init(|| buyer).clone())
}

/// The purchase of somebody who came from a panel, whatever it still opens.
async fn purchase(session: &Session) -> Result<Option<Purchase>> {
    let purchase = session.get::<serde_json::Value>(PURCHASE).await?;
    Ok(purchase.and_then(|purchase| serde_json::from_value(purchase).ok()))
}

/// Lets somebody buy who came from a panel, under a new session id. Whoever has signed in to that
/// account goes on with all that they may do; a sign-in to another account ends, since a browser has
/// one cart.
///
/// # Errors
/// [`crate::Error::Session`], and what looking them up may fail on.
pub async fn begin_purchase(
    ctx: &Context,
    session: &Session,
    found: &Found,
    begun: Purchase,
) -> Result<()> {
    if account(ctx, session, found).await? == Some(begun.account()) {
        return Ok(());
    }
    let begun = begun.after(purchase(session).await?);
    enter(session, PURCHASE, &begun).await?;
    session.remove_value(PASS).await?;
    session.remove_value(OWNER).await?;
    Ok(())
}

/// Notes an order that was just made on this way, so that its page can be seen.
///
/// # Errors
/// [`crate::Error::Session`].
pub async fn note_order(session: &Session, number: i64) -> Result<()> {
    match purchase(session).await? {
        Some(purchase) => Ok(session.insert(PURCHASE, purchase.with_order(number)).await?),
        None => Ok(()),
    }
}

/// A purchase ends with the sign-in that it came from, and with a whole one.
async fn end_purchase(session: &Session) -> Result<()> {
    if session.get::<serde_json::Value>(PURCHASE).await?.is_some() {
        session.remove_value(PURCHASE).await?;
    }
    Ok(())
}

/// Whose cart is meant.
///
/// # Errors
/// [`crate::Error::Session`], and what looking them up may fail on.
pub async fn cart_owner(ctx: &Context, session: &Session, found: &Found) -> Result<CartOwner> {
    match buyer(ctx, session, found).await? {
        Some(buyer) => Ok(CartOwner::Account(buyer.account())),
        None => Ok(CartOwner::Visitor(session.get(CART).await?)),
    }
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
            Some(buyer) => Ok(services::account::purchaser(ctx, &buyer).await?),
            None => Ok(services::account::visitor(ctx, session.get(CART).await?).await?),
        };
    };
    found.0.account.get_or_init(|| Some(pass.account));
    if let Some(used) = pass.used(ctx.now()) {
        session.insert(PASS, used).await?;
    }
    Ok(visitor)
}

/// Notes whether somebody has said within a purchase who they are. A purchase that begins with
/// somebody who is known does not ask.
///
/// # Errors
/// [`crate::Error::Session`].
pub async fn asked_within_purchase(session: &Session, was_asked: bool) -> Result<()> {
    // Looking first keeps a page from writing the session anew.
    if self::was_asked(session).await? != was_asked {
        session.insert(WAS_ASKED, was_asked).await?;
    }
    Ok(())
}

/// True for somebody who has said within this purchase who they are.
///
/// # Errors
/// [`crate::Error::Session`].
pub async fn was_asked(session: &Session) -> Result<bool> {
    Ok(session.get::<bool>(WAS_ASKED).await?.unwrap_or_default())
}

/// Remembers the cart of a visitor.
///
/// # Errors
/// [`crate::Error::Session`].
pub async fn remember_cart(session: &Session, cart: CartId) -> Result<()> {
    Ok(session.insert(CART, cart).await?)
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

/// The cart that somebody brought as a visitor and the one of their account, while they have not said
/// which of them goes. Without a question the account has what they brought.
///
/// # Errors
/// [`crate::Error::Session`], and what taking the cart over may fail on.
pub async fn two_carts(
    ctx: &Context,
    session: &Session,
    account: AccountId,
) -> Result<Option<TwoCarts>> {
    let Some(visitor) = session.get::<CartId>(CART).await? else { return Ok(None) };
    let adopted = services::cart::adopt(ctx, Some(visitor), account).await?;
    settle(session, adopted).await
}

/// The cart that somebody brought takes the place of the one that they saw in `version`; asked again
/// when that one has moved on.
///
/// # Errors
/// [`crate::Error::Session`], and what taking the cart over may fail on.
pub async fn keep_brought(
    ctx: &Context,
    session: &Session,
    account: AccountId,
    version: i64,
) -> Result<Option<TwoCarts>> {
    let visitor = session.get::<CartId>(CART).await?;
    let adopted = services::cart::adopt_replacing(ctx, visitor, account, version).await?;
    settle(session, adopted).await
}

/// The cart that somebody brought goes; that of the account stays as it is.
///
/// # Errors
/// [`crate::Error::Session`], and what removing the cart may fail on.
pub async fn let_brought_go(ctx: &Context, session: &Session) -> Result<()> {
    services::cart::let_go(ctx, session.get(CART).await?).await?;
    session.remove_value(CART).await?;
    Ok(())
}

/// A password that was right, and where its owner was going.
#[derive(Serialize, Deserialize)]
struct Waiting {
    half: Half,
    next: String,
}

/// Under which name a sign-in of a door waits for its code.
fn half_of(door: Door) -> &'static str {
    match door {
        Door::Account => "half_customer",
        Door::Panel => "half_panel_user",
        Door::Staff => "half_staff",
    }
}

/// Notes that a password was right whose owner gives a code as well. It opens nothing else.
///
/// # Errors
/// [`crate::Error::Session`].
pub async fn wait_for_code(session: &Session, half: Half, next: &str) -> Result<()> {
    let key = half_of(half.owner().door());
    enter(session, key, &Waiting { half, next: next.to_owned() }).await
}

/// Whoever has given the password at a door and not yet the code, and where they were going. Nobody
/// after ten minutes.
///
/// # Errors
/// [`crate::Error::Session`].
pub async fn half(ctx: &Context, session: &Session, door: Door) -> Result<Option<(Half, String)>> {
    let waiting = session.get::<serde_json::Value>(half_of(door)).await?;
    let waiting = waiting.and_then(|waiting| serde_json::from_value::<Waiting>(waiting).ok());
    let waiting = waiting.filter(|waiting| waiting.half.is_fresh(ctx));
    Ok(waiting.map(|Waiting { half, next }| (half, next)))
}

/// Whoever is in has given the code, or was asked for none.
async fn no_longer_half(session: &Session, door: Door) -> Result<()> {
    // Looking first keeps a sign-in without a code from writing more than it has to.
    if session.get::<serde_json::Value>(half_of(door)).await?.is_some() {
        session.remove_value(half_of(door)).await?;
    }
    Ok(())
}

async fn settle(session: &Session, adopted: Adopted) -> Result<Option<TwoCarts>> {
    match adopted {
        Adopted::Settled => {
            session.remove_value(CART).await?;
            Ok(None)
        }
        Adopted::Asks(two) => Ok(Some(two)),
    }
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

/// A sign-in to the panel, and the mark of the password that it was made with.
#[derive(Serialize, Deserialize)]
struct PanelPass {
    user: PanelUserId,
    mark: String,
}

/// Who has signed in to the panel, and what that still opens.
///
/// # Errors
/// [`crate::Error::Session`], and what opening a panel may fail on.
pub async fn panel_visitor(
    ctx: &Context,
    session: &Session,
) -> Result<Option<(PanelUserId, Access)>> {
    let Some(PanelPass { user, mark }) = session.get(PANEL_USER).await? else { return Ok(None) };
    Ok(Some((user, panel::open(ctx, user, &mark).await?)))
}

/// Whose name the pages of the panel show. What the sign-in still opens is [`panel_visitor`]'s to
/// say.
///
/// # Errors
/// [`crate::Error::Session`], and what reading the user may fail on.
pub async fn panel_user(ctx: &Context, session: &Session) -> Result<Option<panel::Visitor>> {
    let Some(PanelPass { user, .. }) = session.get(PANEL_USER).await? else { return Ok(None) };
    Ok(panel::visitor(ctx, user).await?)
}

/// True for somebody who need not sign in to the panel again.
///
/// # Errors
/// [`crate::Error::Session`], and what reading the user may fail on.
pub async fn is_in_panel(ctx: &Context, session: &Session) -> Result<bool> {
    let Some(PanelPass { user, mark }) = session.get(PANEL_USER).await? else { return Ok(false) };
    Ok(panel::is_signed_in(ctx, user, &mark).await?)
}

/// Lets a user into the panel.
///
/// # Errors
/// [`crate::Error::Session`].
pub async fn let_into_panel(session: &Session, user: PanelUserId, mark: String) -> Result<()> {
    enter(session, PANEL_USER, &PanelPass { user, mark }).await?;
    no_longer_half(session, Door::Panel).await
}

/// Lets a user out of the panel; the other sign-ins of this browser stay.
///
/// # Errors
/// [`crate::Error::Session`].
pub async fn leave_panel(session: &Session) -> Result<()> {
    end_purchase(session).await?;
    leave(session, PANEL_USER).await
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

/// Keeps somebody in whose second factor has just changed, under a new session id and with the mark
/// of the new one.
///
/// # Errors
/// [`crate::Error::Session`].
pub async fn stay_in_with(session: &Session, door: Door, mark: String) -> Result<()> {
    match door {
        Door::Account => stay_in(session, mark).await,
        Door::Panel => match session.get::<PanelPass>(PANEL_USER).await? {
            Some(pass) => enter(session, PANEL_USER, &PanelPass { mark, ..pass }).await,
            None => Ok(()),
        },
        Door::Staff => match session.get::<StaffPass>(STAFF).await? {
            Some(pass) => enter(session, STAFF, &StaffPass { mark, ..pass }).await,
            None => Ok(()),
        },
    }
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

/// Ends the session: every sign-in of this browser.
///
/// # Errors
/// [`crate::Error::Session`].
pub async fn sign_out(session: &Session) -> Result<()> {
    Ok(session.flush().await?)
}
