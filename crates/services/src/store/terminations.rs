//! Services that their customers give up.

use chrono::{DateTime, NaiveDate, Utc};
use domain::Product;
use domain::id::{AccountId, SubscriptionId, TerminationId};
use domain::party::Holder;
use domain::termination::When;
use platform::{Error, Result, Tx};

use crate::store::accounts::HeldAccount;
use crate::store::{json, read_product};

/// A wish that nobody has decided about.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Open {
    pub id: TerminationId,
    pub asked_at: DateTime<Utc>,
    at_expiry: bool,
}

impl Open {
    /// For when it was asked.
    pub fn when(&self) -> When {
        if self.at_expiry { When::AtExpiry } else { When::Now }
    }
}

/// The open wish about a service.
pub async fn open_of(tx: &mut Tx, service: SubscriptionId) -> Result<Option<Open>> {
    tx.sql(
        "SELECT id, asked_at, at_expiry FROM termination \
         WHERE subscription_id = $1 AND state = 'asked'",
    )
    .bind(service)
    .found("termination", "id")
    .await
}

/// True while a service is being given up: nobody asks for money for it any more.
pub async fn is_asked(tx: &mut Tx, service: SubscriptionId) -> Result<bool> {
    Ok(open_of(tx, service).await?.is_some())
}

/// True while an account is giving up its service.
pub async fn is_asked_by(tx: &mut Tx, account: AccountId) -> Result<bool> {
    let (asked,): (i64,) = tx
        .sql(
            "SELECT COUNT(*) FROM termination \
             JOIN subscription ON subscription.id = subscription_id \
             WHERE account_id = $1 AND closed_on IS NULL AND state = 'asked'",
        )
        .bind(account)
        .one()
        .await?;
    Ok(asked > 0)
}

/// Whether a wish can be read; `Corrupt` when it cannot.
pub async fn check(tx: &mut Tx, id: TerminationId) -> Result<()> {
    let wish: Option<Open> = tx
        .sql("SELECT id, asked_at, at_expiry FROM termination WHERE id = $1")
        .bind(id)
        .found("termination", "id")
        .await?;
    wish.map(drop).ok_or(Error::NotFound("termination"))
}

/// An open wish with what the office sees of its service.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Waiting {
    pub id: TerminationId,
    pub asked_at: DateTime<Utc>,
    pub reason: String,
    subscription_id: SubscriptionId,
    service: String,
    holder: String,
    pub expires_on: NaiveDate,
}

impl Waiting {
    /// What is given up, and for whom it was.
    pub fn read(&self) -> Result<(Product, Holder)> {
        let id = self.subscription_id;
        let corrupt = |column| move || Error::corrupt("subscription", column, id);
        let service = read_product(&self.service, corrupt("service"))?;
        Ok((service, json::read(&self.holder, corrupt("holder"))?))
    }
}

/// The open wishes about live services whose day has come, those first that have waited longest. One
/// statement, whatever their number.
pub async fn open(tx: &mut Tx, today: NaiveDate, limit: i64) -> Result<Vec<Result<Waiting>>> {
    tx.sql(
        "SELECT termination.id AS id, asked_at, reason, subscription_id, service, holder, \
         expires_on FROM termination JOIN subscription ON subscription.id = subscription_id \
         WHERE termination.state = 'asked' AND closed_on IS NULL \
         AND (NOT at_expiry OR expires_on < $1) \
         ORDER BY asked_at, termination.id LIMIT $2",
    )
    .bind(today)
    .bind(limit)
    .each("termination", "id")
    .await
}

/// Whose service a wish is about; none when there is no such wish.
pub async fn account_of(tx: &mut Tx, id: TerminationId) -> Result<Option<AccountId>> {
    let row: Option<(AccountId,)> = tx
        .sql(
            "SELECT account_id FROM termination \
             JOIN subscription ON subscription.id = subscription_id WHERE termination.id = $1",
        )
        .bind(id)
        .optional()
        .await?;
    Ok(row.map(|(account,)| account))
}

/// Writes a wish; false when there is an open one already.
pub async fn insert(
    tx: &mut Tx,
    _: &HeldAccount,
    id: TerminationId,
    service: SubscriptionId,
    when: When,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<bool> {
    let inserted = tx
        .sql(
            "INSERT INTO termination (id, subscription_id, asked_at, reason, state, at_expiry) \
             VALUES ($1, $2, $3, $4, 'asked', $5) ON CONFLICT DO NOTHING",
        )
        .bind(id)
        .bind(service)
        .bind(now)
        .bind(reason)
        .bind(when == When::AtExpiry)
        .run()
        .await?;
    Ok(inserted == 1)
}

/// Ends the open wish about a service: confirmed by a member of staff, or taken back.
pub async fn decide(
    tx: &mut Tx,
    _: &HeldAccount,
    id: TerminationId,
    confirmed_by: Option<&str>,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.sql(
        "UPDATE termination SET state = CASE WHEN CAST($2 AS TEXT) IS NULL THEN 'taken_back' \
         ELSE 'confirmed' END, confirmed_by = $2, decided_at = $3 WHERE id = $1",
    )
    .bind(id)
    .bind(confirmed_by)
    .bind(now)
    .run()
    .await?;
    Ok(())
}

/// Ends a service on a day.
pub async fn close(
    tx: &mut Tx,
    _: &HeldAccount,
    service: SubscriptionId,
    today: NaiveDate,
) -> Result<()> {
    tx.sql("UPDATE subscription SET closed_on = $2 WHERE id = $1 AND closed_on IS NULL")
        .bind(service)
        .bind(today)
        .run()
        .await?;
    Ok(())
}
