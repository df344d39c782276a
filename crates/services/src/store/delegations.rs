//! The panels that owners have delegated to accountants.
//!
//! Whatever is written about a delegation is written while the account of its service is held, whichever
//! of both sides does it: of two who decide at once the second finds what the first has done.

use chrono::{DateTime, NaiveDate, Utc};
use domain::delegation::{Delegation, Ending};
use domain::grant::Permissions;
use domain::id::{AccountId, AccountantId, DelegationId, SubscriptionId};
use platform::{Error, Result, Tx};

use crate::store::accounts::HeldAccount;

/// A delegation with what goes with it.
#[derive(Clone, Debug)]
pub struct Delegated {
    pub id: DelegationId,
    pub service: SubscriptionId,
    /// Of the account that has to be held before anything is written about it.
    pub account: AccountId,
    /// To whom it was offered; empty once they have closed their account.
    pub username: String,
    /// None where nobody had this username.
    pub accountant: Option<AccountantId>,
    /// Of the accountant, while their account is open.
    pub name: Option<String>,
    pub permissions: Permissions,
    pub delegation: Delegation,
    pub accepted_at: Option<DateTime<Utc>>,
    /// True until the first configuration of the service is concluded.
    pub is_to_configure: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: DelegationId,
    subscription_id: SubscriptionId,
    account_id: AccountId,
    username: String,
    accountant_id: Option<AccountantId>,
    accountant_name: Option<String>,
    permissions: String,
    offered_on: NaiveDate,
    accepted_at: Option<DateTime<Utc>>,
    ending: Option<Ending>,
    to_configure: i64,
}

impl TryFrom<Row> for Delegated {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let corrupt = || Error::corrupt("delegation", "permissions", row.id);
        Ok(Self {
            permissions: Permissions::parse(&row.permissions).ok_or_else(corrupt)?,
            delegation: Delegation::restore(row.offered_on, row.accepted_at.is_some(), row.ending),
            id: row.id,
            service: row.subscription_id,
            account: row.account_id,
            username: row.username,
            accountant: row.accountant_id,
            name: row.accountant_name,
            accepted_at: row.accepted_at,
            is_to_configure: row.to_configure > 0,
        })
    }
}

/// Reads [`Row`]s.
macro_rules! select_delegations {
    ($which:literal) => {
        concat!(
            "SELECT delegation.id, subscription_id, account_id, username, accountant_id, permissions, \
             offered_on, accepted_at, ending, (SELECT accountant.name FROM accountant \
               WHERE accountant.id = accountant_id AND closed_at IS NULL) AS accountant_name, \
             (SELECT COUNT(*) FROM configuration \
               WHERE configuration.subscription_id = delegation.subscription_id \
               AND concluded_at IS NULL) AS to_configure FROM delegation \
             JOIN subscription ON subscription.id = subscription_id WHERE ",
            $which
        )
    };
}

fn read(rows: Vec<Result<Row>>) -> Vec<Result<Delegated>> {
    rows.into_iter().map(|row| Delegated::try_from(row?)).collect()
}

/// One of them, whatever became of it.
pub async fn by_id(tx: &mut Tx, id: DelegationId) -> Result<Option<Delegated>> {
    let row: Option<Row> = tx
        .sql(select_delegations!("delegation.id = $1"))
        .bind(id)
        .found("delegation", "id")
        .await?;
    row.map(Delegated::try_from).transpose()
}

/// Those of a service: the open ones, and the newest of those that have ended.
pub async fn of_service(
    tx: &mut Tx,
    service: SubscriptionId,
    ended_after: DateTime<Utc>,
) -> Result<Vec<Result<Delegated>>> {
    let rows = tx
        .sql(select_delegations!(
            "subscription_id = $1 AND (ended_at IS NULL OR ended_at > $2) ORDER BY delegation.id"
        ))
        .bind(service)
        .bind(ended_after)
        .each("delegation", "id")
        .await?;
    Ok(read(rows))
}

/// What an accountant has not ended, of services that are live.
pub async fn of_accountant(
    tx: &mut Tx,
    accountant: AccountantId,
) -> Result<Vec<Result<Delegated>>> {
    let rows = tx
        .sql(select_delegations!(
            "accountant_id = $1 AND ended_at IS NULL AND closed_on IS NULL ORDER BY delegation.id"
        ))
        .bind(accountant)
        .each("delegation", "id")
        .await?;
    Ok(read(rows))
}

/// What the panel of a service is to an accountant.
pub async fn of_both(
    tx: &mut Tx,
    accountant: AccountantId,
    service: SubscriptionId,
) -> Result<Option<Delegated>> {
    let row: Option<Row> = tx
        .sql(select_delegations!(
            "accountant_id = $1 AND subscription_id = $2 AND ended_at IS NULL \
             AND accepted_at IS NOT NULL"
        ))
        .bind(accountant)
        .bind(service)
        .found("delegation", "id")
        .await?;
    row.map(Delegated::try_from).transpose()
}

/// An offer.
#[derive(Clone, Copy, Debug)]
pub struct New<'a> {
    pub id: DelegationId,
    pub service: SubscriptionId,
    pub username: &'a str,
    pub permissions: &'a Permissions,
    pub offered_on: NaiveDate,
}

/// Writes an offer; false when there is an open one to this username. It is one statement whether
/// anybody has the username or not, so no time tells.
pub async fn insert(tx: &mut Tx, _: &HeldAccount, new: New<'_>) -> Result<bool> {
    let inserted = tx
        .sql(
            "INSERT INTO delegation (id, subscription_id, username, accountant_id, permissions, \
             offered_on) VALUES ($1, $2, $3, (SELECT accountant.id FROM accountant \
              WHERE accountant.username = $3 AND closed_at IS NULL), $4, $5) \
             ON CONFLICT DO NOTHING",
        )
        .bind(new.id)
        .bind(new.service)
        .bind(new.username)
        .bind(new.permissions.text())
        .bind(new.offered_on)
        .run()
        .await?;
    Ok(inserted == 1)
}

/// Ends the offers of a service that were made before a day and that nobody has answered.
pub async fn lapse(
    tx: &mut Tx,
    _: &HeldAccount,
    service: SubscriptionId,
    oldest: NaiveDate,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.sql(
        "UPDATE delegation SET ending = 'lapsed', ended_at = $3 WHERE subscription_id = $1 \
         AND offered_on < $2 AND accepted_at IS NULL AND ended_at IS NULL",
    )
    .bind(service)
    .bind(oldest)
    .bind(now)
    .run()
    .await?;
    Ok(())
}

pub async fn accept(
    tx: &mut Tx,
    _: &HeldAccount,
    id: DelegationId,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.sql("UPDATE delegation SET accepted_at = $2 WHERE id = $1 AND accepted_at IS NULL")
        .bind(id)
        .bind(now)
        .run()
        .await?;
    Ok(())
}

pub async fn end(
    tx: &mut Tx,
    _: &HeldAccount,
    id: DelegationId,
    ending: Ending,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.sql("UPDATE delegation SET ending = $2, ended_at = $3 WHERE id = $1 AND ended_at IS NULL")
        .bind(id)
        .bind(ending)
        .bind(now)
        .run()
        .await?;
    Ok(())
}

pub async fn set_permissions(
    tx: &mut Tx,
    _: &HeldAccount,
    id: DelegationId,
    permissions: &Permissions,
) -> Result<()> {
    tx.sql("UPDATE delegation SET permissions = $2 WHERE id = $1 AND ended_at IS NULL")
        .bind(id)
        .bind(permissions.text())
        .run()
        .await?;
    Ok(())
}

/// The oldest offer whose accountant was not written to.
pub async fn not_announced(tx: &mut Tx, oldest: NaiveDate) -> Result<Option<DelegationId>> {
    let row: Option<(DelegationId,)> = tx
        .sql(
            "SELECT id FROM delegation WHERE accountant_id IS NOT NULL AND ended_at IS NULL \
             AND NOT announced AND offered_on >= $1 ORDER BY offered_on, id LIMIT 1",
        )
        .bind(oldest)
        .optional()
        .await?;
    Ok(row.map(|(id,)| id))
}

/// Notes that the accountant is being written to; false when another server has.
pub async fn announce(tx: &mut Tx, id: DelegationId) -> Result<bool> {
    let noted = tx
        .sql("UPDATE delegation SET announced = TRUE WHERE id = $1 AND NOT announced")
        .bind(id)
        .run()
        .await?;
    Ok(noted == 1)
}

/// Takes the name of an accountant who goes away off everything that ever was delegated to them, and ends
/// what nobody had to be told of: of services that are over. What
/// happened to the services stays, without a name.
pub async fn forget(
    tx: &mut Tx,
    accountant: AccountantId,
    username: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.sql(
        "UPDATE service_change SET \
         about_username = CASE WHEN about_username = $2 THEN '' ELSE about_username END, \
         by_whom = CASE WHEN by_whom = $2 THEN '' ELSE by_whom END \
         WHERE what LIKE 'delegation%' AND (about_username = $2 OR by_whom = $2) AND \
         subscription_id IN (SELECT subscription_id FROM delegation WHERE accountant_id = $1)",
    )
    .bind(accountant)
    .bind(username)
    .run()
    .await?;
    tx.sql(
        "UPDATE delegation SET username = '', ended_at = COALESCE(ended_at, $2), \
         ending = COALESCE(ending, 'given_up') WHERE accountant_id = $1",
    )
    .bind(accountant)
    .bind(now)
    .run()
    .await?;
    Ok(())
}
