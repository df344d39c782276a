//! `Cancella i tuoi dati`: the customer asks with the password, the office confirms, and then nothing is
//! known of them but what the law keeps.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use domain::erasure::{ERASED, ErasureError, Open};
use domain::id::{AccountId, ErasureId};
use domain::party::{Field, FieldError, Holder, Party, PartyError};
use domain::password::PasswordError;
use platform::Tx;
use serde_json::{Value, json};

use crate::account::{end_sessions, is_right_password};
use crate::activation::oldest_expiry;
use crate::password::Password;
use crate::store::erasures::{self, Forgotten, Nobody, Waiting};
use crate::store::{accounts, orders, subscriptions, terminations};
use crate::{Context, Error, Result, notices};

/// The most wishes that the office sees at once.
const PAGE: i64 = 100;

/// Those who were forgotten, as many as the office sees.
const SHOWN: i64 = 20;

/// A codice fiscale that nobody can have, and no form accepts.
const NO_TAX_CODE: &str = "00000000000";

/// What the page of a customer shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// When it was asked for, if it was.
    pub asked_at: Option<DateTime<Utc>>,
    /// What is in the way.
    pub hindrance: Option<ErasureError>,
}

/// Looks at it for a customer.
///
/// # Errors
/// Only what the database says.
pub async fn erasure(ctx: &Context, account: AccountId) -> Result<Erasure> {
    let mut tx = ctx.db.read().await?;
    let asked_at = erasures::open_of(&mut tx, account).await?.map(|open| open.asked_at);
    let hindrance = what_is_open(ctx, &mut tx, account).await?.check().err();
    Ok(Erasure { asked_at, hindrance })
}

async fn what_is_open(ctx: &Context, tx: &mut Tx, account: AccountId) -> Result<Open> {
    let service = subscriptions::of_account(tx, account).await?;
    let service = service.filter(|service| service.standing(ctx.today()).can_be_renewed());
    Ok(Open {
        service_until: service.map(|service| service.expires()),
        order: erasures::open_order(tx, account).await?,
        money: erasures::has_open_money(tx, account).await?,
    })
}

/// The customer asks, with the password once more. Asking again changes nothing.
///
/// # Errors
/// The field of the password; what [`ErasureError`] says; that whoever guesses has to wait.
pub async fn ask_erasure(ctx: &Context, account: AccountId, password: &str) -> Result<()> {
    if !is_right_password(ctx, account, &Password::typed(password)).await? {
        let wrong = vec![(Field::CurrentPassword, FieldError::Password(PasswordError::WrongOwn))];
        return Err(PartyError::Fields(wrong).into());
    }
    ctx.db
        .retrying(|| async {
            let mut tx = ctx.db.write().await?;
            let held = accounts::hold(&mut tx, account).await?;
            what_is_open(ctx, &mut tx, account).await?.check()?;
            erasures::insert(&mut tx, &held, ErasureId(ctx.new_id()), ctx.now()).await?;
            Ok(tx.commit().await?)
        })
        .await
}

/// The customer takes it back.
///
/// # Errors
/// `Gone` when there is nothing to take back any more.
pub async fn take_back_erasure(ctx: &Context, account: AccountId) -> Result<()> {
    ctx.db
        .retrying(|| async {
            let mut tx = ctx.db.write().await?;
            let held = accounts::hold(&mut tx, account).await?;
            let open = erasures::open_of(&mut tx, account).await?.ok_or(ErasureError::Gone)?;
            erasures::decide(&mut tx, &held, open.id, None, ctx.now()).await?;
            Ok(tx.commit().await?)
        })
        .await
}

/// Somebody who was forgotten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erased {
    /// The number of the account, all that is left of whose it was.
    pub number: i64,
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
    /// When it was done.
    pub done_at: DateTime<Utc>,
    /// The member of staff.
    pub done_by: String,
}

/// A wish that the office has to confirm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToErase {
    /// Names it when the office confirms it.
    pub id: ErasureId,
    /// The number of the account.
    pub number: i64,
    /// Of the account that asks.
    pub name: String,
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
    /// What is in the way by now.
    pub hindrance: Option<ErasureError>,
}

impl ToErase {
    fn of(waiting: &Waiting) -> Result<Self> {
        let open = Open {
            service_until: waiting.service_until,
            order: waiting.open_order,
            money: waiting.open_money > 0,
        };
        Ok(Self {
            id: waiting.id,
            number: waiting.number,
            name: waiting.party()?.name.to_string(),
            asked_at: waiting.asked_at,
            hindrance: open.check().err(),
        })
    }
}

/// The wishes that wait for the office, those first that have waited longest.
///
/// # Errors
/// Only what the database says.
pub async fn to_erase(ctx: &Context) -> Result<Vec<ToErase>> {
    let since = oldest_expiry(ctx.today());
    let waiting = erasures::open(&mut ctx.db.read().await?, since, PAGE).await?;
    waiting.iter().map(ToErase::of).collect()
}

/// Those who were forgotten last, the newest first.
///
/// # Errors
/// Only what the database says.
pub async fn erased(ctx: &Context) -> Result<Vec<Erased>> {
    let done = erasures::done(&mut ctx.db.read().await?, SHOWN).await?;
    let told = |Forgotten { number, asked_at, done_at, done_by }| Erased {
        number,
        asked_at,
        done_at,
        done_by,
    };
    Ok(done.into_iter().map(told).collect())
}

/// The office confirms it. What was true when it was asked has to be true still.
///
/// # Errors
/// `Gone` when it was taken back or done meanwhile; what [`ErasureError`] says.
pub async fn erase(ctx: &Context, id: ErasureId, by: &str) -> Result<()> {
    ctx.db
        .retrying(|| async {
            let mut tx = ctx.db.write().await?;
            let asked = erasures::open_with(&mut tx, id).await?.ok_or(ErasureError::Gone)?;
            let held = accounts::hold(&mut tx, asked.account_id).await?;
            let open = erasures::open_with(&mut tx, id).await?.ok_or(ErasureError::Gone)?;
            what_is_open(ctx, &mut tx, held.id()).await?.check()?;
            let account = accounts::by_id(&mut tx, held.id()).await?;

            let service = subscriptions::of_account(&mut tx, held.id()).await?;
            if let Some(over) = &service {
                terminations::close(&mut tx, &held, over.id, ctx.today()).await?;
            }
            end_sessions(&mut tx, held.id(), None).await?;
            let party = nobody(&account.party);
            let email = format!("cancellato-{}@cancellato.invalid", account.number);
            let holder = json!({ "party": party, "email": email, "recipient": "None" });
            let (party, holder) = (party.to_string(), read_again::<Holder>(&holder)?);
            let search = format!(" {}", ERASED.to_lowercase());
            let nobody = Nobody {
                party: &party,
                holder: &holder,
                tax_code: NO_TAX_CODE,
                email: &email,
                search: &search,
            };
            let orders = orders::of_account(&mut tx, held.id()).await?;
            notices::erasure::done(ctx, &mut tx, &account, !orders.is_empty()).await?;
            let ordered = orders.into_iter().flatten().map(|order| order.holder.email.to_string());
            let next = accounts::holder(&mut tx, held.id()).await?;
            let holders = next.into_iter().chain(service.map(|service| service.holder));
            let addresses = ordered.chain(holders.map(|holder| holder.email.to_string()));
            let addresses: BTreeSet<String> = addresses.chain([account.email]).collect();
            for address in addresses {
                erasures::forget_address(&mut tx, &held, &address, &email).await?;
            }
            erasures::forget(&mut tx, &held, nobody, ctx.now()).await?;
            erasures::decide(&mut tx, &held, open.id, Some(by), ctx.now()).await?;
            Ok(tx.commit().await?)
        })
        .await
}

/// A party of the same kind that names nobody.
fn nobody(party: &Party) -> Value {
    json!({
        "kind": party.kind,
        "name": { "Business": { "name": ERASED, "legal_representative": "" } },
        "vat_number": null,
        "tax_code": NO_TAX_CODE,
        "address": { "street": "", "postal_code": "00000", "city": "", "province": "RM" },
        "phone": "",
    })
}

/// The JSON of something that can be read again.
fn read_again<T>(value: &Value) -> Result<String>
where
    T: serde::de::DeserializeOwned,
{
    let text = value.to_string();
    serde_json::from_str::<T>(&text)
        .map_err(|error| Error::broken(format!("nobody cannot be read: {error}")))?;
    Ok(text)
}
