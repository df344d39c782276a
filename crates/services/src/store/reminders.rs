//! On which day somebody has to look whether the customer of a service is to be reminded of its
//! expiry.

use chrono::NaiveDate;
use domain::id::{AccountId, SubscriptionId};
use platform::{Error, Result, Tx};

use crate::store::accounts::HeldAccount;

/// The day of a service whose expiry has moved, and which nobody has looked at since.
pub const AT_ONCE: NaiveDate = NaiveDate::from_ymd_opt(1970, 1, 1).expect("a date");

/// A service that somebody has to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Due {
    #[sqlx(rename = "id")]
    pub subscription: SubscriptionId,
    #[sqlx(rename = "account_id")]
    pub account: AccountId,
    pub remind_on: NaiveDate,
}

/// Reads the index of those days, and no service that has time until a later one.
pub const DUE: &str = "SELECT id, account_id, remind_on FROM subscription \
    WHERE closed_on IS NULL AND remind_on <= $1 AND (remind_on, id) > ($2, $3) \
    ORDER BY remind_on, id LIMIT $4";

/// The services to be looked at on `today`, longest due first, beginning after one of them.
pub async fn due(
    tx: &mut Tx,
    today: NaiveDate,
    after: Option<Due>,
    limit: i64,
) -> Result<Vec<Result<Due>>> {
    let (day, id) = after.map_or_else(Default::default, |due| (due.remind_on, due.subscription.0));
    tx.sql(DUE).bind(today).bind(day).bind(id).bind(limit).each("subscription", "id").await
}

/// Whether the day of a service can be read; `Corrupt` when it cannot.
pub async fn check(tx: &mut Tx, id: SubscriptionId) -> Result<()> {
    let row: Option<(Option<NaiveDate>,)> = tx
        .sql("SELECT remind_on, id FROM subscription WHERE id = $1")
        .bind(id)
        .found("subscription", "id")
        .await?;
    row.map(drop).ok_or(Error::NotFound("service"))
}

/// The day on which a service was to be looked at, if it has come and nobody has done it yet. To be
/// asked while its account is held.
pub async fn still_due(
    tx: &mut Tx,
    _: &HeldAccount,
    id: SubscriptionId,
    today: NaiveDate,
) -> Result<Option<NaiveDate>> {
    let row: Option<(NaiveDate,)> = tx
        .sql(
            "SELECT remind_on, id FROM subscription \
             WHERE id = $1 AND closed_on IS NULL AND remind_on <= $2",
        )
        .bind(id)
        .bind(today)
        .found("subscription", "id")
        .await?;
    Ok(row.map(|(day,)| day))
}

/// Notes that somebody has looked, and when the next one has to.
pub async fn look_again(
    tx: &mut Tx,
    _: &HeldAccount,
    id: SubscriptionId,
    on: Option<NaiveDate>,
) -> Result<()> {
    tx.sql("UPDATE subscription SET remind_on = $2 WHERE id = $1").bind(id).bind(on).run().await?;
    Ok(())
}
