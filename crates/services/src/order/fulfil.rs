//! A paid order is fulfilled: everything ordered becomes active, or the office has to decide. Before
//! anybody is asked for its money, it is asked here whether that could be done today.

use chrono::{Days, TimeDelta};
use domain::calendar::Date;
use domain::id::{AccountId, PanelUserId, SubscriptionId};
use domain::order::{FailureReason, Ground, Order, Outcome};
use domain::quote::Owned;
use domain::subscription::{CONSULTATION_DAYS, Subscription};

use super::letters::{self, Credentials};
use super::show;
use crate::account::close_over;
use crate::store::subscriptions::{self, PanelUser};
use crate::{Context, Error, Result, Tx};

/// Hours in which a temporary password can be used.
pub const TEMPORARY_PASSWORD_HOURS: u32 = 72;

/// Why an order of this account could not be fulfilled today, if it waits for its payment.
pub async fn why_impossible(
    ctx: &Context,
    account: AccountId,
    number: i64,
) -> Result<Option<FailureReason>> {
    let order = show(ctx, account, number).await?;
    obstacle(ctx, &mut ctx.db.read().await?, &order).await
}

/// Why an order that waits could not be fulfilled today; none when it could, and when nobody is
/// asked for its money any more.
pub(crate) async fn obstacle(
    ctx: &Context,
    tx: &mut Tx,
    order: &Order,
) -> Result<Option<FailureReason>> {
    if !order.state.is_awaiting_payment() {
        return Ok(None);
    }
    let found = Found::by(ctx, tx, order).await?;
    Ok(order.fulfilled_on(found.ground(), ctx.today()).err())
}

/// What an order builds on, as it is stored.
enum Found {
    Free,
    Taken,
    Service(Option<Box<Subscription>>),
}

impl Found {
    async fn by(ctx: &Context, tx: &mut Tx, order: &Order) -> Result<Self> {
        let Some(id) = order.subscription else {
            let since = oldest_expiry(ctx.today());
            let holder = &order.holder;
            let taken = subscriptions::is_live_for(tx, order.account, holder, since).await?;
            return Ok(if taken { Self::Taken } else { Self::Free });
        };
        let service = subscriptions::by_id(tx, id).await?;
        Ok(Self::Service(service.map(Box::new)))
    }

    fn ground(&self) -> Ground<'_> {
        match self {
            Self::Free => Ground::Free,
            Self::Taken => Ground::Taken,
            Self::Service(service) => Ground::Service(service.as_deref()),
        }
    }
}

/// A service that ended before this day is over, whether somebody has closed it or not.
pub(crate) fn oldest_expiry(today: Date) -> Date {
    today.checked_sub_days(Days::new(CONSULTATION_DAYS.into())).unwrap_or(today)
}

/// Activates what was ordered, within the unit of work that books the payment.
pub(crate) async fn fulfil(
    ctx: &Context,
    tx: &mut Tx,
    order: &mut Order,
    credentials: Option<&Credentials>,
) -> Result<Outcome> {
    let found = Found::by(ctx, tx, order).await?;
    let owned = match order.fulfilled_on(found.ground(), ctx.today()) {
        Ok(owned) => owned,
        Err(reason) => return Ok(Outcome::Failed(reason)),
    };
    match found {
        Found::Service(Some(service)) => {
            let service = Subscription { owned, ..*service };
            subscriptions::save(tx, &service).await?;
            letters::add_ons_active(ctx, tx, order, &service).await?;
            Ok(Outcome::Active)
        }
        Found::Free | Found::Taken | Found::Service(None) => {
            first_service(ctx, tx, order, owned, credentials).await
        }
    }
}

/// The term of a first service begins today. Only one of all orders for a partita IVA or codice
/// fiscale gets it: the first whose payment is registered.
async fn first_service(
    ctx: &Context,
    tx: &mut Tx,
    order: &mut Order,
    owned: Vec<Owned>,
    credentials: Option<&Credentials>,
) -> Result<Outcome> {
    let credentials =
        credentials.ok_or_else(|| Error::broken("a first service needs new credentials"))?;
    close_over(ctx, tx).await?;
    let subscription = Subscription {
        id: SubscriptionId(ctx.new_id()),
        account: order.account,
        service: order.service,
        holder: order.holder.clone(),
        activated_on: ctx.today(),
        owned,
    };
    // Somebody else may have been paid for at this very moment: the unique indexes decide.
    if !subscriptions::insert(tx, &subscription).await? {
        return Ok(Outcome::Failed(FailureReason::AlreadyActive));
    }
    order.subscription = Some(subscription.id);
    let party = &subscription.holder.party;
    let identifier = match &party.vat_number {
        Some(vat_number) => vat_number.as_str(),
        None => party.tax_code.as_str(),
    };
    let user = PanelUser {
        id: PanelUserId(ctx.new_id()),
        subscription_id: subscription.id,
        username: format!("{}{identifier}", ctx.settings.panel_prefix),
        password_hash: credentials.hash.clone(),
        temporary_until: Some(ctx.now() + TimeDelta::hours(i64::from(TEMPORARY_PASSWORD_HOURS))),
    };
    subscriptions::insert_panel_user(tx, &user).await?;
    letters::service_activated(ctx, tx, &subscription, &user.username, credentials).await?;
    Ok(Outcome::Active)
}
