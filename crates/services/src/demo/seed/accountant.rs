//! The accountant of the demo shop, to whom its customers have delegated their panels.

use domain::accountant::{Accountant, AccountantForm};
use domain::entitlements::Entitlements;
use domain::grant::{Permission, Permissions};
use domain::id::{AccountId, AccountantId, DelegationId, IntentId};
use domain::party::{Field, PartyError};
use domain::subscription::Subscription;
use platform::Tx;

use crate::store::accounts;
use crate::store::{accountants, delegations, orders, subscriptions};
use crate::{Context, Error, Result};

/// With what they sign in.
pub(super) const USERNAME: &str = "STUDIOVERDI1";

/// Makes the accountant of these customers, unless they are there.
pub(super) async fn of(ctx: &Context, hash: &str, customers: [AccountId; 2]) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    let known = accountants::named(&mut tx, USERNAME).await?;
    let id = match known {
        Some(known) => known.id,
        None => make(ctx, &mut tx, hash).await?,
    };
    for account in customers {
        if let Some(service) = subscriptions::of_account(&mut tx, account).await?
            && delegations::of_both(&mut tx, id, service.id).await?.is_none()
        {
            delegate(ctx, &mut tx, &service).await?;
        }
    }
    Ok(tx.commit().await?)
}

async fn make(ctx: &Context, tx: &mut Tx, hash: &str) -> Result<AccountantId> {
    let form = AccountantForm {
        username: USERNAME.into(),
        email: "carla@studio-verdi.example".into(),
        name: "Studio Verdi".into(),
        tax_number: "04987650480".into(),
        conditions: true,
        ..AccountantForm::default()
    };
    let checked = Accountant::check(&form, &ctx.settings.panel_prefix, None)?;
    let texts = &ctx.settings.texts;
    let (conditions, privacy) = (texts.conditions.sha256(), texts.privacy.sha256());
    let (id, intent) = (AccountantId(ctx.new_id()), IntentId(ctx.new_id()));
    let accepted = (conditions.as_str(), privacy.as_str());
    let new = accountants::New { id, intent, checked: &checked, password_hash: hash, accepted };
    if !accountants::insert(tx, new, ctx.now()).await? {
        return Err(Error::broken("somebody has the username of the demo accountant"));
    }
    orders::keep_text(tx, &conditions, &texts.conditions.body).await?;
    orders::keep_text(tx, &privacy, &texts.privacy.body).await?;
    Ok(id)
}

/// Everything that the service offers, accepted at once.
async fn delegate(ctx: &Context, tx: &mut Tx, service: &Subscription) -> Result<()> {
    let held = accounts::hold(tx, service.account).await?;
    let entitlements = Entitlements::of(service, ctx.today());
    let all: Vec<String> = Permission::all().map(Permission::code).collect();
    let permissions = Permissions::ticked(&all, &entitlements)
        .map_err(|error| PartyError::Fields(vec![(Field::Permissions, error)]))?;
    let id = DelegationId(ctx.new_id());
    let new = delegations::New {
        id,
        service: service.id,
        username: USERNAME,
        permissions: &permissions,
        offered_on: ctx.today(),
    };
    // An offer of an earlier start may wait still, and then it stays one.
    if delegations::insert(tx, &held, new).await? {
        delegations::announce(tx, id).await?;
        delegations::accept(tx, &held, id, ctx.now()).await?;
    }
    Ok(())
}
