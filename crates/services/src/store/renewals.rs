//! How services renew by themselves.

mod stands;

use chrono::NaiveDate;
use domain::id::{AccountId, OrderId, StoredMethodId, SubscriptionId};
use platform::{Error, Result, Tx};
use uuid::Uuid;

pub use stands::{Coming, Place, Stand, coming, stand, stand_with_order};

use crate::store::accounts::HeldAccount;

/// What was decided about one service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Automatic {
    /// With what; none while it is off.
    pub method: Option<StoredMethodId>,
    /// For how many years.
    pub years: u32,
    /// True when the customer turned it off.
    pub off_by_choice: bool,
}

/// The decision about a service; none while nobody has decided.
pub async fn automatic(tx: &mut Tx, id: SubscriptionId) -> Result<Option<Automatic>> {
    let row: Option<(Option<StoredMethodId>, i64, bool)> = tx
        .sql(
            "SELECT method_id, years, off_by_choice FROM automatic_renewal \
             WHERE subscription_id = $1",
        )
        .bind(id)
        .optional()
        .await?;
    row.map(|(method, years, off_by_choice)| {
        let years =
            u32::try_from(years).map_err(|_| Error::corrupt("automatic_renewal", "years", id))?;
        Ok(Automatic { method, years, off_by_choice })
    })
    .transpose()
}

/// For how many years a service is renewed unless somebody says otherwise: one while nobody has decided.
pub async fn years(tx: &mut Tx, id: SubscriptionId) -> Result<u32> {
    Ok(automatic(tx, id).await?.map_or(1, |decided| decided.years))
}

/// Writes the decision.
pub async fn save_automatic(
    tx: &mut Tx,
    _: &HeldAccount,
    id: SubscriptionId,
    decided: Automatic,
) -> Result<()> {
    tx.sql(
        "INSERT INTO automatic_renewal (subscription_id, method_id, years, off_by_choice) \
         VALUES ($1, $2, $3, $4) ON CONFLICT (subscription_id) DO UPDATE SET \
         method_id = excluded.method_id, years = excluded.years, \
         off_by_choice = excluded.off_by_choice",
    )
    .bind(id)
    .bind(decided.method)
    .bind(i64::from(decided.years))
    .bind(decided.off_by_choice)
    .run()
    .await?;
    Ok(())
}

/// The services that renew by themselves with a method.
pub async fn with_method(tx: &mut Tx, method: StoredMethodId) -> Result<Vec<SubscriptionId>> {
    let rows: Vec<(SubscriptionId,)> = tx
        .sql("SELECT subscription_id FROM automatic_renewal WHERE method_id = $1")
        .bind(method)
        .all()
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The renewal of a service from a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charge {
    pub subscription: SubscriptionId,
    /// The expiry from which it is renewed.
    pub expires_on: NaiveDate,
    /// None while another order is in the way.
    pub order: Option<OrderId>,
    /// None when it is not tried again by itself.
    pub next_try_on: Option<NaiveDate>,
}

type ChargeRow = (SubscriptionId, NaiveDate, Option<OrderId>, Option<NaiveDate>);

impl From<ChargeRow> for Charge {
    fn from((subscription, expires_on, order, next_try_on): ChargeRow) -> Self {
        Self { subscription, expires_on, order, next_try_on }
    }
}

/// The renewal from a day, if it has begun.
pub async fn charge(
    tx: &mut Tx,
    subscription: SubscriptionId,
    expires_on: NaiveDate,
) -> Result<Option<Charge>> {
    let row: Option<ChargeRow> = tx
        .sql(
            "SELECT subscription_id, expires_on, order_id, next_try_on FROM automatic_charge \
             WHERE subscription_id = $1 AND expires_on = $2",
        )
        .bind(subscription)
        .bind(expires_on)
        .optional()
        .await?;
    Ok(row.map(Charge::from))
}

/// The renewal that an order is for, if it was made by itself.
pub async fn charge_of_order(tx: &mut Tx, order: OrderId) -> Result<Option<Charge>> {
    let row: Option<ChargeRow> = tx
        .sql(
            "SELECT subscription_id, expires_on, order_id, next_try_on FROM automatic_charge \
             WHERE order_id = $1",
        )
        .bind(order)
        .optional()
        .await?;
    Ok(row.map(Charge::from))
}

/// Writes how far a renewal has come.
pub async fn save_charge(tx: &mut Tx, _: &HeldAccount, charge: &Charge) -> Result<()> {
    tx.sql(
        "INSERT INTO automatic_charge (subscription_id, expires_on, order_id, next_try_on) \
         VALUES ($1, $2, $3, $4) ON CONFLICT (subscription_id, expires_on) DO UPDATE SET \
         order_id = excluded.order_id, next_try_on = excluded.next_try_on",
    )
    .bind(charge.subscription)
    .bind(charge.expires_on)
    .bind(charge.order)
    .bind(charge.next_try_on)
    .run()
    .await?;
    Ok(())
}

/// A service that renews by itself and expires soon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Due {
    #[sqlx(rename = "id")]
    pub subscription: SubscriptionId,
    #[sqlx(rename = "account_id")]
    pub account: AccountId,
    pub expires_on: NaiveDate,
}

/// Reads the index of expiries from where the page before ended, so that a page costs the same
/// however many come before it.
pub const DUE: &str = "SELECT subscription.id AS id, account_id, \
    subscription.expires_on AS expires_on FROM subscription \
    JOIN automatic_renewal ON automatic_renewal.subscription_id = subscription.id \
    LEFT JOIN automatic_charge ON automatic_charge.subscription_id = subscription.id \
    AND automatic_charge.expires_on = subscription.expires_on \
    WHERE method_id IS NOT NULL AND closed_on IS NULL AND subscription.expires_on <= $2 \
    AND (subscription.expires_on, subscription.id) > ($3, $4) \
    AND (automatic_charge.subscription_id IS NULL OR next_try_on <= $1) \
    ORDER BY subscription.expires_on, subscription.id LIMIT $5";

/// Services that renew by themselves, expire from `today` to `until`, and have not been tried yet
/// or are to be tried again today; the first to expire first, beginning after one of them.
pub async fn due(
    tx: &mut Tx,
    today: NaiveDate,
    until: NaiveDate,
    after: Option<Due>,
    limit: i64,
) -> Result<Vec<Result<Due>>> {
    let (day, id) = after.map_or((today, Uuid::nil()), |due| (due.expires_on, due.subscription.0));
    let due = tx.sql(DUE).bind(today).bind(until).bind(day).bind(id).bind(limit);
    due.each("subscription", "id").await
}
