//! `Disdetta`: the owner of a service asks to give it up, may take that back until the office confirms
//! it, and then the service is `Cancellato` (`docs/rules.md` E3).

use chrono::{DateTime, Utc};
use domain::Product;
use domain::calendar::Date;
use domain::id::{AccountId, TerminationId};
use domain::subscription::Subscription;
use domain::termination::{self, TerminationError, When};
use platform::Tx;

use crate::renewal::status_now;
use crate::store::terminations::{self, Waiting};
use crate::store::{accounts, orders, subscriptions};
use crate::unreadable::{if_readable, readable, set_aside};
use crate::{Context, Result, notices};

/// The most wishes that the office sees at once.
const PAGE: i64 = 100;

/// What the page of a customer shows.
#[derive(Clone, Debug)]
pub struct Termination {
    /// The service that can be given up.
    pub service: Product,
    /// Its last day.
    pub expires: Date,
    /// It has not expired, so it can still be given up for its expiry.
    pub is_active: bool,
    /// When it was asked for, and for when, if it was.
    pub asked: Option<(DateTime<Utc>, When)>,
}

/// Looks at it for the owner of a service; none when there is nothing to give up.
///
/// # Errors
/// Only what the database says.
pub async fn of_account(ctx: &Context, account: AccountId) -> Result<Option<Termination>> {
    let mut tx = ctx.db.read().await?;
    let Some(service) = living(ctx, &mut tx, account).await? else { return Ok(None) };
    let open = terminations::open_of(&mut tx, service.id).await?;
    Ok(Some(Termination {
        service: service.service,
        expires: service.expires(),
        is_active: service.standing(ctx.today()).is_active(),
        asked: open.map(|open| (open.asked_at, open.when())),
    }))
}

async fn living(ctx: &Context, tx: &mut Tx, account: AccountId) -> Result<Option<Subscription>> {
    let service = subscriptions::of_account(tx, account).await?;
    Ok(service.filter(|service| service.standing(ctx.today()).can_be_renewed()))
}

/// The owner asks, for now or for the natural expiry. Asking again changes nothing.
///
/// # Errors
/// What [`TerminationError`] says.
pub async fn ask(
    ctx: &Context,
    account: AccountId,
    when: When,
    has_downloaded: bool,
    reason: &str,
) -> Result<()> {
    ctx.db
        .retrying(|| async {
            let mut tx = ctx.db.write().await?;
            let held = accounts::hold(&mut tx, account).await?;
            let service = living(ctx, &mut tx, account).await?;
            let waiting = orders::pending(&mut tx, account).await?.map(|order| order.number);
            let standing = service.as_ref().map(|service| service.standing(ctx.today()));
            let reason = termination::ask(standing, waiting, has_downloaded, reason)?;
            let service = service.ok_or(TerminationError::NothingToGiveUp)?;

            let id = TerminationId(ctx.new_id());
            let now = ctx.now();
            if terminations::insert(&mut tx, &held, id, service.id, when, &reason, now).await? {
                notices::termination::asked(ctx, &mut tx, &service, when).await?;
            }
            Ok(tx.commit().await?)
        })
        .await
}

/// The owner takes it back.
///
/// # Errors
/// `Gone` when there is nothing to take back any more.
pub async fn take_back(ctx: &Context, account: AccountId) -> Result<()> {
    ctx.db
        .retrying(|| async {
            let mut tx = ctx.db.write().await?;
            let held = accounts::hold(&mut tx, account).await?;
            let service = living(ctx, &mut tx, account).await?.ok_or(TerminationError::Gone)?;
            let open = terminations::open_of(&mut tx, service.id).await?;
            let open = open.ok_or(TerminationError::Gone)?;

            terminations::decide(&mut tx, &held, open.id, None, ctx.now()).await?;
            let known = status_now(ctx, &mut tx, &service).await?;
            notices::termination::taken_back(ctx, &mut tx, &service, open.when(), &known).await?;
            Ok(tx.commit().await?)
        })
        .await
}

/// The office confirms it: the service is over from this moment on, and its partita IVA and codice
/// fiscale are free for another one.
///
/// # Errors
/// `Gone` when it was taken back or confirmed meanwhile; `BeforeExpiry` when it was asked for the
/// natural expiry, which has not passed.
pub async fn confirm(ctx: &Context, id: TerminationId, by: &str) -> Result<()> {
    ctx.db
        .retrying(|| async {
            let mut tx = ctx.db.write().await?;
            let account = terminations::account_of(&mut tx, id).await?;
            let held = accounts::hold(&mut tx, account.ok_or(TerminationError::Gone)?).await?;
            let service = subscriptions::of_account(&mut tx, held.id()).await?;
            let service = service.ok_or(TerminationError::Gone)?;
            let open = terminations::open_of(&mut tx, service.id).await?;
            let open = open.filter(|open| open.id == id).ok_or(TerminationError::Gone)?;
            let expires = service.expires();
            if !open.when().has_come(expires, ctx.today()) {
                return Err(TerminationError::BeforeExpiry { expires }.into());
            }

            terminations::decide(&mut tx, &held, id, Some(by), ctx.now()).await?;
            terminations::close(&mut tx, &held, service.id, ctx.today()).await?;
            notices::termination::confirmed(ctx, &mut tx, &service, open.when()).await?;
            Ok(tx.commit().await?)
        })
        .await
}

/// A wish that the office has to confirm.
#[derive(Clone, Debug)]
pub struct ToConfirm {
    /// Names it when the office confirms it.
    pub id: TerminationId,
    /// The business for which the service was bought.
    pub holder: String,
    /// What is given up.
    pub service: Product,
    /// Its last day.
    pub expires: Date,
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
    /// Why, in the words of the customer; may be empty.
    pub reason: String,
}

/// The wishes that wait for the office and whose day has come, those first that have waited longest.
///
/// # Errors
/// Only what the database says.
pub async fn to_confirm(ctx: &Context) -> Result<Vec<ToConfirm>> {
    let mut tx = ctx.db.read().await?;
    let mut aside = Vec::new();
    let mut found = Vec::new();
    let open = terminations::open(&mut tx, ctx.today(), PAGE).await?;
    drop(tx);
    for waiting in readable(open, &mut aside)? {
        found.extend(if_readable(ToConfirm::of(waiting), &mut aside)?);
    }
    set_aside(ctx, aside).await;
    Ok(found)
}

impl ToConfirm {
    fn of(waiting: Waiting) -> Result<Self> {
        let (service, holder) = waiting.read()?;
        Ok(Self {
            id: waiting.id,
            holder: holder.party.name.to_string(),
            service,
            expires: waiting.expires_on,
            asked_at: waiting.asked_at,
            reason: waiting.reason,
        })
    }
}
