//! Set-ups of stored methods: left on a page of the provider, or by paying an order there.

use domain::id::{AccountId, StoredMethodId};
use domain::method_setup::{MethodSetup, NewSetup, SetupNews, SetupState};
use domain::order::{Order, PaymentMethod};
use domain::payment::PaymentError;
use domain::renewal::MethodName;
use platform::Tx;
use uuid::Uuid;

use super::stored_methods::own;
use super::{answer_in_time, customer_at_provider};
use crate::ports::method_setup::{
    MethodDetails, MethodVault, SetupAnswer, SetupOutcome, SetupRequest,
};
use crate::ports::no_answer::NoAnswer;
use crate::store::accounts::{self, HeldAccount};
use crate::store::{method_setups, methods};
use crate::unreadable::{PAUSE, unless_skipped};
use crate::{Context, Error, Result, notices, renewal};
use domain::payment::Attempt;
use domain::payment::Source;

/// Ways to pay asked about in one go.
const PAGE: i64 = 50;

/// A way to pay that a customer is about to leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetupStarted {
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
) -> Result<SetupStarted> {
    let offered = ctx.settings.payment_methods.contains(&kind);
    let vault = ctx.provider.method_vault().filter(|_| offered && kind.is_immediate());
    let vault = vault.ok_or(PaymentError::MethodNotOffered)?;
    let customer =
        customer_at_provider(ctx, account).await?.ok_or(PaymentError::ProviderUnreachable)?;
    let (id, provider) = (ctx.new_id(), ctx.provider.name().to_owned());
    let new = NewSetup { id, account, provider, customer, kind };
    let setup = MethodSetup::begin(new, replaces, ctx.now());
    ctx.db
        .retrying(|| async {
            let mut tx = ctx.db.write().await?;
            if let Some(replaced) = replaces {
                own(&mut tx, account, replaced).await?;
            }
            method_setups::insert(&mut tx, &setup).await?;
            Ok::<_, Error>(tx.commit().await?)
        })
        .await?;
    match answer_in_time(vault.begin_setup(&setup_request(ctx, &setup))).await {
        Ok(told) => {
            let setup = learn(ctx, setup.id, told).await?;
            let page = setup.page.clone().ok_or(PaymentError::ProviderUnreachable)?;
            Ok(SetupStarted { id: setup.id, page })
        }
        Err(NoAnswer(why)) => {
            tracing::warn!(setup = %setup.id, why, "a way to pay cannot be left now");
            Err(PaymentError::ProviderUnreachable.into())
        }
    }
}

/// What has become of a way to pay that somebody went to leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetupShown {
    /// How far it has come.
    pub state: SetupState,
    /// Where the customer can go on, while that is possible.
    pub page: Option<String>,
}

/// The customer comes back from the provider's page.
///
/// # Errors
/// `NotFound` for one that is somebody else's.
pub async fn come_back_from_setup(
    ctx: &Context,
    account: AccountId,
    id: Uuid,
) -> Result<SetupShown> {
    let setup = of(ctx, account, id).await?;
    if setup.state == SetupState::Open {
        ask_now(ctx, id).await;
    }
    let setup = of(ctx, account, id).await?;
    let page = setup.page.clone().filter(|_| setup.state == SetupState::Open);
    Ok(SetupShown { state: setup.state, page })
}

async fn of(ctx: &Context, account: AccountId, id: Uuid) -> Result<MethodSetup> {
    let mut tx = ctx.db.read().await?;
    let setup = method_setups::by_id(&mut tx, id).await?;
    setup.filter(|setup| setup.account == account).ok_or(Error::NotFound("stored method"))
}

/// An order was paid on a page that was to keep the way to pay: it is asked for afterwards, since
/// the payment must not wait for it.
pub(super) async fn expect_from(
    ctx: &Context,
    tx: &mut Tx,
    attempt: &Attempt,
    order: &Order,
) -> Result<()> {
    let Source::Page { saves_for: Some(customer) } = &attempt.source else { return Ok(()) };
    let new = NewSetup {
        id: attempt.id.0,
        account: order.account,
        provider: attempt.provider.clone(),
        customer: customer.clone(),
        kind: attempt.method,
    };
    let reference = attempt.reference.clone();
    let setup = MethodSetup::after_payment(new, order.id, reference, ctx.now());
    Ok(method_setups::insert(tx, &setup).await.map(drop)?)
}

/// Asks about every way to pay that nobody came back to tell about, and tells how many there were.
///
/// # Errors
/// Only what the database says; a provider that does not answer is asked again.
pub async fn look_after_setups(ctx: &Context) -> Result<usize> {
    let mut tx = ctx.db.read().await?;
    let due = method_setups::due(&mut tx, ctx.now(), PAGE).await?;
    drop(tx);
    for id in &due {
        if unless_skipped(ctx, ask(ctx, *id).await).await?.is_none() {
            ctx.db.retrying(|| postpone(ctx, *id)).await?;
        }
    }
    Ok(due.len())
}

/// One that cannot be read is asked about later, so that the others are asked about now.
async fn postpone(ctx: &Context, id: Uuid) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    method_setups::postpone(&mut tx, id, ctx.now() + PAUSE).await?;
    Ok(tx.commit().await?)
}

/// Asks about one at once; if that does not work, it is asked about later.
pub(super) async fn ask_now(ctx: &Context, id: Uuid) {
    if let Err(error) = ask(ctx, id).await {
        tracing::warn!(setup = %id, %error, "a way to pay has to wait");
    }
}

async fn ask(ctx: &Context, id: Uuid) -> Result<()> {
    let mut tx = ctx.db.read().await?;
    let setup = method_setups::by_id(&mut tx, id).await?;
    drop(tx);
    let Some(setup) = setup.filter(|setup| setup.state == SetupState::Open) else {
        return Ok(());
    };
    let told = match ctx.provider.method_vault() {
        Some(vault) if setup.provider == ctx.provider.name() => {
            answer_in_time(asked(ctx, vault, &setup)).await
        }
        Some(_) | None => {
            Err(NoAnswer(format!("the shop no longer works with {}", setup.provider)))
        }
    };
    match told {
        Ok(told) => learn(ctx, id, told).await?,
        Err(NoAnswer(why)) => {
            tracing::warn!(setup = %id, why, "nobody knows whether a way to pay is kept");
            setup
        }
    };
    ctx.db.retrying(|| note(ctx, id)).await
}

/// Without a name to ask by, the request is made again: it is the same page.
async fn asked(
    ctx: &Context,
    vault: &dyn MethodVault,
    setup: &MethodSetup,
) -> Result<SetupAnswer, NoAnswer> {
    match &setup.reference {
        Some(reference) => vault.ask_setup(reference).await,
        None if setup.order.is_none() => vault.begin_setup(&setup_request(ctx, setup)).await,
        None => Err(NoAnswer::from("the provider never told its name for the payment")),
    }
}

/// When to ask again. After the last question it is given up.
async fn note(ctx: &Context, id: Uuid) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    let Some((account, mut setup)) = held(&mut tx, id).await? else { return Ok(()) };
    setup.stay_unknown(ctx.now());
    method_setups::save(&mut tx, &account, &setup).await?;
    Ok(tx.commit().await?)
}

/// An open one, read once nobody else can change it.
async fn held(tx: &mut Tx, id: Uuid) -> Result<Option<(HeldAccount, MethodSetup)>> {
    let Some(setup) = method_setups::by_id(tx, id).await? else { return Ok(None) };
    let account = accounts::hold(tx, setup.account).await?;
    let setup = method_setups::by_id(tx, id).await?;
    let open = setup.filter(|setup| setup.state == SetupState::Open);
    Ok(open.map(|setup| (account, setup)))
}

/// Learns what the provider says. Hearing it again changes nothing.
async fn learn(ctx: &Context, id: Uuid, told: SetupAnswer) -> Result<MethodSetup> {
    ctx.db.retrying(|| save_answer(ctx, id, told.clone())).await
}

async fn save_answer(ctx: &Context, id: Uuid, told: SetupAnswer) -> Result<MethodSetup> {
    let mut tx = ctx.db.write().await?;
    let Some((account, mut setup)) = held(&mut tx, id).await? else {
        let known = method_setups::by_id(&mut tx, id).await?;
        return known.ok_or(Error::NotFound("stored method"));
    };
    let (news, details) = match told.state {
        SetupOutcome::Open { page } => (SetupNews::Open { page }, None),
        SetupOutcome::GivenUp => (SetupNews::GivenUp, None),
        SetupOutcome::Refused(refusal) => (SetupNews::Refused(refusal), None),
        SetupOutcome::Stored(details) => (SetupNews::Stored, Some(details)),
    };
    setup.learn(told.reference, news);
    if let Some(details) = details {
        store_method(ctx, &mut tx, &account, &setup, details).await?;
    }
    method_setups::save(&mut tx, &account, &setup).await?;
    tx.commit().await?;
    Ok(setup)
}

/// Stores the method that was set up. It takes the place of what it replaces, and an order that was
/// paid with it lets its service renew by itself.
async fn store_method(
    ctx: &Context,
    tx: &mut Tx,
    held: &HeldAccount,
    setup: &MethodSetup,
    told: MethodDetails,
) -> Result<()> {
    let MethodDetails { method, kind, label, expires } = told;
    let name = MethodName { kind, label, expires };
    let new = setup.method(StoredMethodId(ctx.new_id()), method, name);
    let (method, is_new) = methods::store(tx, held, new, ctx.now()).await?;
    if let Some(replaced) = setup.replaces.filter(|replaced| *replaced != method.id) {
        renewal::method_replaced(ctx, tx, held, replaced, &method).await?;
        methods::remove(tx, held, replaced, ctx.now()).await?;
    }
    if let Some(order) = setup.order {
        renewal::turn_on_after_payment(ctx, tx, held, order, &method).await?;
    }
    if is_new {
        notices::renewal::method_stored(ctx, tx, &method).await?;
    }
    Ok(())
}

fn setup_request(ctx: &Context, setup: &MethodSetup) -> SetupRequest {
    SetupRequest {
        id: setup.id,
        customer: setup.customer.clone(),
        kind: setup.kind,
        back: format!("{}/metodi-di-pagamento/{}", ctx.settings.brand.home_url, setup.id),
        begun_at: setup.begun_at,
    }
}
