//! `Metodi di pagamento`: ways to pay that the provider keeps, left on a page of its own or by
//! paying an order.

use domain::id::{AccountId, StoredMethodId};
use domain::order::{Order, PaymentMethod};
use domain::payment::{PaymentError, pause_before_question};
use domain::renewal::{MethodName, MethodReference};
use platform::Tx;
use uuid::Uuid;

use super::{heard, known_customer};
use crate::ports::keeper::{KeepState, KeepWish, Keeper, Keeping as Told, KeptMethod};
use crate::ports::no_answer::NoAnswer;
use crate::store::accounts;
use crate::store::attempts::{Attempt, Source};
use crate::store::keepings::{self, Keeping, KeepingState};
use crate::store::methods::{self, StoredMethod};
use crate::unreadable::{PAUSE, readable, set_aside, unless_unreadable};
use crate::{Context, Error, Result, notices, renewal};

/// Ways to pay asked about in one go.
const PAGE: i64 = 50;

/// What an account can pay with, the newest first, and how many more there are that cannot be read.
///
/// # Errors
/// Only what the database says.
pub async fn methods_of(ctx: &Context, account: AccountId) -> Result<(Vec<StoredMethod>, usize)> {
    let mut aside = Vec::new();
    let stored = methods::of_account(&mut ctx.db.read().await?, account).await?;
    let known = readable(stored, &mut aside)?;
    let hidden = aside.len();
    set_aside(ctx, aside).await;
    Ok((known, hidden))
}

/// A way to pay that a customer is about to leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToLeave {
    /// The name under which its customer comes back.
    pub id: Uuid,
    /// Where it is left, at the provider.
    pub page: String,
}

/// `Aggiungi nuovo metodo`, or `Sostituisci`: begins at the provider, where the customer goes
/// next. Nothing is collected.
///
/// # Errors
/// `MethodNotOffered`, `ProviderUnreachable`, `NotFound` for the method that it would replace.
pub async fn add_method(
    ctx: &Context,
    account: AccountId,
    kind: PaymentMethod,
    replaces: Option<StoredMethodId>,
) -> Result<ToLeave> {
    let offered = ctx.settings.payment_methods.contains(&kind);
    let keeper = ctx.provider.keeper().filter(|_| offered && kind.is_immediate());
    let keeper = keeper.ok_or(PaymentError::MethodNotOffered)?;
    let customer = known_customer(ctx, account).await?.ok_or(PaymentError::ProviderUnreachable)?;
    let keeping = Keeping {
        id: ctx.new_id(),
        account,
        provider: ctx.provider.name().to_owned(),
        customer,
        kind,
        order: None,
        replaces,
        reference: None,
        page: None,
        state: KeepingState::Open,
        begun_at: ctx.now(),
        asked: 0,
        next_question_at: pause_before_question(0).map(|pause| ctx.now() + pause),
    };
    ctx.db
        .retrying(|| async {
            let mut tx = ctx.db.write().await?;
            if let Some(replaced) = replaces {
                own(&mut tx, account, replaced).await?;
            }
            keepings::insert(&mut tx, &keeping).await?;
            Ok::<_, Error>(tx.commit().await?)
        })
        .await?;
    match heard(keeper.begin_keeping(&request_for(ctx, &keeping))).await {
        Ok(told) => {
            let Keeping { id, page, .. } = learn(ctx, keeping.id, told).await?;
            let page = page.ok_or(PaymentError::ProviderUnreachable)?;
            Ok(ToLeave { id, page })
        }
        Err(NoAnswer(why)) => {
            tracing::warn!(keeping = %keeping.id, why, "a way to pay cannot be left now");
            Err(PaymentError::ProviderUnreachable.into())
        }
    }
}

/// What has become of a way to pay that somebody went to leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeepingShown {
    /// How far it has come.
    pub state: KeepingState,
    /// Where the customer can go on, while that is possible.
    pub page: Option<String>,
}

/// The customer comes back from the provider's page.
///
/// # Errors
/// `NotFound` for one that is somebody else's.
pub async fn come_back_from_keeping(
    ctx: &Context,
    account: AccountId,
    id: Uuid,
) -> Result<KeepingShown> {
    let keeping = of(ctx, account, id).await?;
    if keeping.state == KeepingState::Open {
        ask_now(ctx, id).await;
    }
    let Keeping { state, page, .. } = of(ctx, account, id).await?;
    Ok(KeepingShown { state, page: page.filter(|_| state == KeepingState::Open) })
}

async fn of(ctx: &Context, account: AccountId, id: Uuid) -> Result<Keeping> {
    let mut tx = ctx.db.read().await?;
    let keeping = keepings::by_id(&mut tx, id).await?;
    keeping.filter(|keeping| keeping.account == account).ok_or(Error::NotFound("stored method"))
}

/// `Rimuovi`: services that renew with it stop doing so by themselves.
///
/// # Errors
/// `NotFound` for one that is somebody else's.
pub async fn remove_method(ctx: &Context, account: AccountId, id: StoredMethodId) -> Result<()> {
    ctx.db
        .retrying(|| async {
            let mut tx = ctx.db.write().await?;
            accounts::hold(&mut tx, account).await?;
            own(&mut tx, account, id).await?;
            methods::remove(&mut tx, id, ctx.now()).await?;
            renewal::method_removed(ctx, &mut tx, id).await?;
            Ok(tx.commit().await?)
        })
        .await
}

async fn own(tx: &mut Tx, account: AccountId, id: StoredMethodId) -> Result<StoredMethod> {
    let method = methods::by_id(tx, id).await?;
    if method.account == account { Ok(method) } else { Err(Error::NotFound("stored method")) }
}

/// Has the provider let go of what was removed, and tells how many there were.
///
/// # Errors
/// Only what the database says; a provider that does not answer is asked again.
pub async fn let_go(ctx: &Context) -> Result<usize> {
    let Some(keeper) = ctx.provider.keeper() else { return Ok(0) };
    let mut tx = ctx.db.read().await?;
    let removed = methods::to_forget(&mut tx, ctx.provider.name()).await?;
    drop(tx);
    let mut gone = 0;
    for (id, reference) in removed {
        match heard(keeper.forget(&reference)).await {
            Ok(()) => {
                let mut tx = ctx.db.write().await?;
                methods::forgotten(&mut tx, id, ctx.now()).await?;
                tx.commit().await?;
                gone += 1;
            }
            Err(NoAnswer(why)) => tracing::warn!(%id, why, "a removed way to pay is still kept"),
        }
    }
    Ok(gone)
}

/// An order was paid on a page that was to keep the way to pay: it is asked for afterwards, since
/// the payment must not wait for it.
pub(super) async fn expect_from(
    ctx: &Context,
    tx: &mut Tx,
    attempt: &Attempt,
    order: &Order,
) -> Result<()> {
    let Source::Page { keeps_for: Some(customer) } = &attempt.source else { return Ok(()) };
    let keeping = Keeping {
        id: attempt.id.0,
        account: order.account,
        provider: attempt.provider.clone(),
        customer: customer.clone(),
        kind: attempt.method,
        order: Some(order.id),
        replaces: None,
        reference: attempt.reference.clone(),
        page: None,
        state: KeepingState::Open,
        begun_at: ctx.now(),
        asked: 0,
        next_question_at: Some(ctx.now()),
    };
    Ok(keepings::insert(tx, &keeping).await.map(drop)?)
}

/// Asks about every way to pay that nobody came back to tell about, and tells how many there were.
///
/// # Errors
/// Only what the database says; a provider that does not answer is asked again.
pub async fn look_after_keepings(ctx: &Context) -> Result<usize> {
    let mut tx = ctx.db.read().await?;
    let due = keepings::due(&mut tx, ctx.now(), PAGE).await?;
    drop(tx);
    for id in &due {
        if unless_unreadable(ctx, ask(ctx, *id).await).await?.is_none() {
            ctx.db.retrying(|| postpone(ctx, *id)).await?;
        }
    }
    Ok(due.len())
}

/// One that cannot be read is asked about later, so that the others are asked about now.
async fn postpone(ctx: &Context, id: Uuid) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    keepings::postpone(&mut tx, id, ctx.now() + PAUSE).await?;
    Ok(tx.commit().await?)
}

/// Asks about one at once; if that does not work, it is asked about later.
pub(super) async fn ask_now(ctx: &Context, id: Uuid) {
    if let Err(error) = ask(ctx, id).await {
        tracing::warn!(keeping = %id, %error, "a way to pay has to wait");
    }
}

async fn ask(ctx: &Context, id: Uuid) -> Result<()> {
    let mut tx = ctx.db.read().await?;
    let keeping = keepings::by_id(&mut tx, id).await?;
    drop(tx);
    let Some(keeping) = keeping.filter(|keeping| keeping.state == KeepingState::Open) else {
        return Ok(());
    };
    let told = match ctx.provider.keeper() {
        Some(keeper) if keeping.provider == ctx.provider.name() => {
            heard(asked(ctx, keeper, &keeping)).await
        }
        Some(_) | None => {
            Err(NoAnswer(format!("the shop no longer works with {}", keeping.provider)))
        }
    };
    match told {
        Ok(told) => learn(ctx, id, told).await?,
        Err(NoAnswer(why)) => {
            tracing::warn!(keeping = %id, why, "nobody knows whether a way to pay is kept");
            keeping
        }
    };
    ctx.db.retrying(|| note(ctx, id)).await
}

/// Without a name to ask by, the request is made again: it is the same page.
async fn asked(ctx: &Context, keeper: &dyn Keeper, keeping: &Keeping) -> Result<Told, NoAnswer> {
    match &keeping.reference {
        Some(reference) => keeper.ask_kept(reference).await,
        None if keeping.order.is_none() => keeper.begin_keeping(&request_for(ctx, keeping)).await,
        None => Err(NoAnswer::from("the provider never told its name for the payment")),
    }
}

/// When to ask again. After the last question it is given up.
async fn note(ctx: &Context, id: Uuid) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    let Some(mut keeping) = held(&mut tx, id).await? else { return Ok(()) };
    keeping.asked += 1;
    keeping.next_question_at = pause_before_question(keeping.asked).map(|pause| ctx.now() + pause);
    if keeping.next_question_at.is_none() {
        keeping.state = KeepingState::GivenUp;
    }
    keepings::save(&mut tx, &keeping).await?;
    Ok(tx.commit().await?)
}

/// An open one, read once nobody else can change it.
async fn held(tx: &mut Tx, id: Uuid) -> Result<Option<Keeping>> {
    let Some(keeping) = keepings::by_id(tx, id).await? else { return Ok(None) };
    accounts::hold(tx, keeping.account).await?;
    let keeping = keepings::by_id(tx, id).await?;
    Ok(keeping.filter(|keeping| keeping.state == KeepingState::Open))
}

/// Learns what the provider says. Hearing it again changes nothing.
async fn learn(ctx: &Context, id: Uuid, told: Told) -> Result<Keeping> {
    ctx.db.retrying(|| save_answer(ctx, id, told.clone())).await
}

async fn save_answer(ctx: &Context, id: Uuid, told: Told) -> Result<Keeping> {
    let mut tx = ctx.db.write().await?;
    let Some(mut keeping) = held(&mut tx, id).await? else {
        let known = keepings::by_id(&mut tx, id).await?;
        return known.ok_or(Error::NotFound("stored method"));
    };
    keeping.reference = Some(told.reference);
    match told.state {
        KeepState::Open { page } => keeping.page = page.or(keeping.page),
        KeepState::GivenUp => keeping.state = KeepingState::GivenUp,
        KeepState::Refused(refusal) => keeping.state = KeepingState::Refused(refusal),
        KeepState::Kept(method) => {
            keeping.state = KeepingState::Kept;
            keep(ctx, &mut tx, &keeping, method).await?;
        }
    }
    if keeping.state != KeepingState::Open {
        keeping.next_question_at = None;
    }
    keepings::save(&mut tx, &keeping).await?;
    tx.commit().await?;
    Ok(keeping)
}

/// Stores what is kept. It takes the place of what it replaces, and an order that was paid with it
/// lets its service renew by itself.
async fn keep(ctx: &Context, tx: &mut Tx, keeping: &Keeping, told: KeptMethod) -> Result<()> {
    let Keeping { account, provider, customer, .. } = keeping.clone();
    let KeptMethod { method, kind, label, expires } = told;
    let new = StoredMethod {
        id: StoredMethodId(ctx.new_id()),
        account,
        provider,
        kept: MethodReference { customer, method },
        name: MethodName { kind, label, expires },
    };
    let (method, is_new) = methods::keep(tx, new, ctx.now()).await?;
    if let Some(replaced) = keeping.replaces.filter(|replaced| *replaced != method.id) {
        renewal::method_replaced(ctx, tx, replaced, &method).await?;
        methods::remove(tx, replaced, ctx.now()).await?;
    }
    if let Some(order) = keeping.order {
        renewal::turn_on_after_payment(ctx, tx, order, &method).await?;
    }
    if is_new {
        notices::renewal::method_stored(ctx, tx, &method).await?;
    }
    Ok(())
}

fn request_for(ctx: &Context, keeping: &Keeping) -> KeepWish {
    KeepWish {
        id: keeping.id,
        customer: keeping.customer.clone(),
        kind: keeping.kind,
        back: format!("{}/metodi-di-pagamento/{}", ctx.settings.brand.home_url, keeping.id),
        begun_at: keeping.begun_at,
    }
}
