//! `Dati intestatario`: whom the service is for.

use chrono::TimeDelta;
use domain::cart::CartOwner;
use domain::id::AccountId;
use domain::party::{Holder, HolderForm, PartyError, TaxCode, VatNumber, may_buy};
use platform::throttle;

use crate::activation::{oldest_expiry, refuse_second_service};
use crate::store::accounts::{self, Account};
use crate::store::{carts, subscriptions};
use crate::{Context, Result, mail_domain};

/// Different numbers that one account may ask about in [`NUMBERS_WINDOW`]. Whoever fills in this form
/// learns whether somebody has a service for a partita IVA or codice fiscale; nowhere else is it
/// told.
const NUMBERS_MAX: i64 = 10;
const NUMBERS_WINDOW: TimeDelta = TimeDelta::hours(1);

/// The form as it was saved; at first it is filled from the registration.
///
/// # Errors
/// Only what the database says.
pub async fn holder_form(ctx: &Context, account: AccountId) -> Result<HolderForm> {
    let mut tx = ctx.db.read().await?;
    let (holder, marketing) = accounts::holder_and_offers(&mut tx, account).await?;
    if let Some(holder) = holder {
        return Ok(HolderForm { marketing, ..holder.to_form() });
    }
    let Account { party, email, .. } = accounts::by_id(&mut tx, account).await?;
    Ok(HolderForm { party: party.to_form(), email, marketing, ..HolderForm::default() })
}

/// Checks and keeps whom the service is for.
///
/// Refused when somebody has a service for this partita IVA or codice fiscale already. The unique
/// indexes say it again when the service begins; here it is said before anybody pays, and to nobody
/// who tries one number after another.
///
/// # Errors
/// `AlreadyActive` when the partita IVA or codice fiscale has a service, `TooManyNumbers` when
/// one account tries number after number, the fields that are wrong.
pub async fn save_holder(ctx: &Context, account: AccountId, form: &HolderForm) -> Result<Holder> {
    let holder = mail_domain::checked_of(Holder::check(form)?)?;
    let party = &holder.party;
    let vat_number = party.vat_number.as_ref().map(VatNumber::as_str);
    count(ctx, account, vat_number, party.tax_code.as_str()).await?;
    ctx.db.retrying(|| store_holder(ctx, account, &holder, form.marketing)).await?;
    Ok(holder)
}

/// Tells whether somebody has a service for these numbers, as soon as they are typed and long before
/// the form is sent; it counts like the form. A partita IVA that is none has no service. Whose it is,
/// nobody is told.
///
/// # Errors
/// `TooManyNumbers` when one account tries number after number.
pub async fn is_active_for(
    ctx: &Context,
    account: AccountId,
    vat_number: &str,
    tax_code: &str,
) -> Result<bool> {
    let Ok(vat_number) = VatNumber::parse(vat_number) else { return Ok(false) };
    let tax_code = TaxCode::parse(tax_code).ok();
    let tax_code = tax_code.as_ref().map_or(vat_number.as_str(), TaxCode::as_str);
    count(ctx, account, Some(vat_number.as_str()), tax_code).await?;
    let since = oldest_expiry(ctx.today());
    let mut tx = ctx.db.read().await?;
    Ok(subscriptions::is_live_for_numbers(&mut tx, vat_number.as_str(), tax_code, since).await?)
}

/// Counts the numbers that this account asks about.
async fn count(
    ctx: &Context,
    account: AccountId,
    vat_number: Option<&str>,
    tax_code: &str,
) -> Result<()> {
    if ctx.db.retrying(|| count_numbers(ctx, account, vat_number, tax_code)).await? {
        return Ok(());
    }
    Err(PartyError::TooManyNumbers { max: NUMBERS_MAX }.into())
}

/// Counts the numbers that this account has not asked about lately; false when they are too many.
/// Then nothing is counted, so the ones that were asked about can still be sent again.
async fn count_numbers(
    ctx: &Context,
    account: AccountId,
    vat_number: Option<&str>,
    tax_code: &str,
) -> Result<bool> {
    let mut tx = ctx.db.write().await?;
    for number in vat_number.into_iter().chain((vat_number != Some(tax_code)).then_some(tax_code)) {
        let key = format!("holder_number:{account}:{number}");
        if !throttle::attempt(&mut tx, &key, ctx.now(), 1, NUMBERS_WINDOW).await? {
            continue;
        }
        let key = format!("holder_numbers:{account}");
        if !throttle::attempt(&mut tx, &key, ctx.now(), NUMBERS_MAX, NUMBERS_WINDOW).await? {
            return Ok(false);
        }
    }
    tx.commit().await?;
    Ok(true)
}

async fn store_holder(
    ctx: &Context,
    account: AccountId,
    holder: &Holder,
    wants_offers: bool,
) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    let held = accounts::hold(&mut tx, account).await?;

    if let Some(open) = carts::of_owner(&mut tx, CartOwner::Account(account)).await? {
        may_buy(&holder.party, open.cart.service)?;
    }
    refuse_second_service(ctx, &mut tx, account, holder).await?;

    accounts::save_holder(&mut tx, &held, holder, ctx.now()).await?;
    accounts::save_wants_offers(&mut tx, &held, wants_offers).await?;
    Ok(tx.commit().await?)
}
