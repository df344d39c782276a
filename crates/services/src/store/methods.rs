//! Ways to pay that a provider keeps for us.

use crate::store::accounts::HeldAccount;
use chrono::{DateTime, Utc};
use domain::id::{AccountId, StoredMethodId, SubscriptionId};
use domain::order::PaymentMethod;
use domain::renewal::{Decided, MethodFacts, MethodName, MethodReference, StoredMethod};
use platform::{Error, Result, Tx};

#[derive(sqlx::FromRow)]
struct Row {
    id: StoredMethodId,
    account_id: AccountId,
    provider: String,
    customer: String,
    reference: String,
    kind: PaymentMethod,
    label: String,
    void_after_year: Option<i64>,
    void_after_month: Option<i64>,
}

impl TryFrom<Row> for StoredMethod {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let void_after = row.void_after_year.zip(row.void_after_month);
        let name = name(row.kind, row.label, void_after)
            .ok_or_else(|| Error::corrupt("stored_method", "void_after", row.id))?;
        let stored = MethodReference { customer: row.customer, method: row.reference };
        Ok(Self::restore(MethodFacts {
            id: row.id,
            account: row.account_id,
            provider: row.provider,
            stored,
            name,
        }))
    }
}

/// A name out of its columns; none when there is no such month.
pub(super) fn name(
    kind: PaymentMethod,
    label: String,
    void_after: Option<(i64, i64)>,
) -> Option<MethodName> {
    let expires = match void_after {
        Some((year, month)) => Some((u16::try_from(year).ok()?, u8::try_from(month).ok()?)),
        None => None,
    };
    Some(MethodName { kind, label, expires })
}

/// What an account can pay with, the newest first, each as far as it can be read.
pub async fn of_account(tx: &mut Tx, account: AccountId) -> Result<Vec<Result<StoredMethod>>> {
    let rows: Vec<Result<Row>> = tx
        .sql(
            "SELECT id, account_id, provider, customer, reference, kind, label, void_after_year, \
             void_after_month FROM stored_method \
             WHERE account_id = $1 AND removed_at IS NULL ORDER BY added_at DESC, id DESC",
        )
        .bind(account)
        .each("stored_method", "id")
        .await?;
    Ok(rows.into_iter().map(|row| row.and_then(StoredMethod::try_from)).collect())
}

/// A way to pay, or none, and what was decided about a renewal.
#[derive(sqlx::FromRow)]
struct WithDecisionRow {
    id: Option<StoredMethodId>,
    provider: Option<String>,
    customer: Option<String>,
    reference: Option<String>,
    kind: Option<PaymentMethod>,
    label: Option<String>,
    void_after_year: Option<i64>,
    void_after_month: Option<i64>,
    chosen: Option<StoredMethodId>,
    off_by_choice: Option<bool>,
}

impl WithDecisionRow {
    fn method(self, account: AccountId) -> Option<StoredMethod> {
        let void_after = self.void_after_year.zip(self.void_after_month);
        Some(StoredMethod::restore(MethodFacts {
            id: self.id?,
            account,
            provider: self.provider?,
            stored: MethodReference { customer: self.customer?, method: self.reference? },
            name: name(self.kind?, self.label?, void_after)?,
        }))
    }
}

/// What an account can pay with, the newest first, as far as it can be read, and what its owner has
/// decided about the renewal of a service, in one statement.
pub async fn with_decision(
    tx: &mut Tx,
    account: AccountId,
    service: Option<SubscriptionId>,
) -> Result<(Vec<StoredMethod>, Decided)> {
    let rows: Vec<Result<WithDecisionRow>> = tx
        .sql(
            "SELECT stored_method.id, stored_method.provider, stored_method.customer, \
             stored_method.reference, stored_method.kind, stored_method.label, \
             stored_method.void_after_year, stored_method.void_after_month, \
             automatic_renewal.method_id AS chosen, automatic_renewal.off_by_choice \
             FROM account LEFT JOIN stored_method ON stored_method.account_id = account.id \
             AND stored_method.removed_at IS NULL \
             LEFT JOIN automatic_renewal ON automatic_renewal.subscription_id = $2 \
             WHERE account.id = $1 ORDER BY stored_method.added_at DESC, stored_method.id DESC",
        )
        .bind(account)
        .bind(service)
        .each("stored_method", "id")
        .await?;
    let rows: Vec<WithDecisionRow> = rows.into_iter().flatten().collect();
    let off_by_choice = rows.iter().any(|row| row.off_by_choice == Some(true));
    let chosen = rows.iter().find_map(|row| row.chosen);
    let known: Vec<_> = rows.into_iter().filter_map(|row| row.method(account)).collect();
    let with = known.iter().find(|method| Some(method.id) == chosen);
    let decided = match with {
        _ if off_by_choice => Decided::Off,
        Some(method) => Decided::With(method.name.clone()),
        None => Decided::Nothing,
    };
    Ok((known, decided))
}

/// A way to pay that has not been removed.
pub async fn by_id(tx: &mut Tx, id: StoredMethodId) -> Result<StoredMethod> {
    let row: Option<Row> = tx
        .sql(
            "SELECT id, account_id, provider, customer, reference, kind, label, void_after_year, \
             void_after_month FROM stored_method WHERE id = $1 AND removed_at IS NULL",
        )
        .bind(id)
        .found("stored_method", "id")
        .await?;
    row.ok_or(Error::NotFound("stored method"))?.try_into()
}

/// Stores a way to pay, and tells under which id. The same card left once more is the one that
/// was there, now under the provider's newer name for it.
pub async fn store(
    tx: &mut Tx,
    _: &HeldAccount,
    new: StoredMethod,
    now: DateTime<Utc>,
) -> Result<(StoredMethod, bool)> {
    let known = of_account(tx, new.account).await?;
    // One that cannot be read is no known one.
    if let Some(old) = known.into_iter().flatten().find(|old| new.is_again(old)) {
        tx.sql("UPDATE stored_method SET customer = $2, reference = $3 WHERE id = $1")
            .bind(old.id)
            .bind(new.stored.customer.as_str())
            .bind(new.stored.method.as_str())
            .run()
            .await?;
        return Ok((new.in_place_of(&old), false));
    }
    tx.sql(
        "INSERT INTO stored_method (id, account_id, provider, customer, reference, kind, label, \
         void_after_year, void_after_month, added_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(new.id)
    .bind(new.account)
    .bind(new.provider.as_str())
    .bind(new.stored.customer.as_str())
    .bind(new.stored.method.as_str())
    .bind(new.name.kind)
    .bind(new.name.label.as_str())
    .bind(new.name.expires.map(|(year, _)| i64::from(year)))
    .bind(new.name.expires.map(|(_, month)| i64::from(month)))
    .bind(now)
    .run()
    .await?;
    Ok((new, true))
}

/// Takes a way to pay away from its owner; false when it was gone. The provider still has to let
/// go of it: see [`to_detach`].
pub async fn remove(
    tx: &mut Tx,
    _: &HeldAccount,
    id: StoredMethodId,
    now: DateTime<Utc>,
) -> Result<bool> {
    let removed = tx
        .sql("UPDATE stored_method SET removed_at = $2 WHERE id = $1 AND removed_at IS NULL")
        .bind(id)
        .bind(now)
        .run()
        .await?;
    Ok(removed == 1)
}

/// Removed ways to pay that this provider still keeps: our id and its name.
pub async fn to_detach(tx: &mut Tx, provider: &str) -> Result<Vec<(StoredMethodId, String)>> {
    tx.sql(
        "SELECT id, reference FROM stored_method WHERE provider = $1 \
         AND removed_at IS NOT NULL AND forgotten_at IS NULL ORDER BY removed_at, id",
    )
    .bind(provider)
    .all()
    .await
}

/// Notes that the provider has let go of it.
pub async fn detached(tx: &mut Tx, id: StoredMethodId, now: DateTime<Utc>) -> Result<()> {
    tx.sql("UPDATE stored_method SET forgotten_at = $2 WHERE id = $1 AND removed_at IS NOT NULL")
        .bind(id)
        .bind(now)
        .run()
        .await?;
    Ok(())
}

/// Under which name a provider knows somebody.
pub async fn customer(tx: &mut Tx, account: AccountId, provider: &str) -> Result<Option<String>> {
    let row: Option<(String,)> = tx
        .sql("SELECT reference FROM provider_customer WHERE account_id = $1 AND provider = $2")
        .bind(account)
        .bind(provider)
        .optional()
        .await?;
    Ok(row.map(|(reference,)| reference))
}

/// Notes that name. The first one stays.
pub async fn save_customer(
    tx: &mut Tx,
    account: AccountId,
    provider: &str,
    reference: &str,
) -> Result<()> {
    tx.sql(
        "INSERT INTO provider_customer (account_id, provider, reference) VALUES ($1, $2, $3) \
         ON CONFLICT DO NOTHING",
    )
    .bind(account)
    .bind(provider)
    .bind(reference)
    .run()
    .await?;
    Ok(())
}
