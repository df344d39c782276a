//! How services renew by themselves.

use chrono::NaiveDate;
use domain::id::{AccountId, OrderId, StoredMethodId, SubscriptionId};
use domain::order::PaymentMethod;
use domain::payment::AttemptState;
use domain::renewal::{MethodName, Plan};
use platform::{Error, Result, Tx};
use uuid::Uuid;

use super::attempts::read_state;
use super::methods::name;
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

#[derive(sqlx::FromRow)]
struct StandRow {
    plan: Option<String>,
    used: i64,
    years: Option<i64>,
    method_id: Option<StoredMethodId>,
    kind: Option<PaymentMethod>,
    label: Option<String>,
    void_after_year: Option<i64>,
    void_after_month: Option<i64>,
    has_charge: bool,
    is_given_up: bool,
    order_id: Option<OrderId>,
    next_try_on: Option<NaiveDate>,
    state: Option<String>,
    refusal: Option<domain::payment::Refusal>,
}

/// How the renewal of a service stands, for whoever shows it.
#[derive(Clone, Debug)]
pub struct Stand {
    /// For how many years; none while nobody has decided about it.
    pub years: Option<u32>,
    /// What its owner said of the next renewal, whoever has got a place since.
    pub plan: Plan,
    /// The places on the panel that somebody keeps beside the holder.
    pub users: u32,
    /// With what; none while it is off.
    pub method: Option<(StoredMethodId, MethodName)>,
    /// The renewal from today's expiry, once it has begun.
    pub charge: Option<(Option<OrderId>, Option<NaiveDate>)>,
    /// The newest try to collect it.
    pub tried: Option<AttemptState>,
    /// The disdetta was asked for, and nobody has decided about it.
    pub is_given_up: bool,
}

/// Reads a [`StandRow`] for each try to collect the renewal of services from their expiry, the newest
/// first where that is said, and what is asked besides.
macro_rules! select_stands {
    ($besides:literal, $which:literal) => {
        concat!(
            "SELECT (SELECT string_agg(product || '-' || CAST(quantity AS TEXT), '_') \
              FROM renewal_plan WHERE renewal_plan.subscription_id = subscription.id) AS plan, \
             (SELECT COUNT(*) - 1 FROM panel_user \
              WHERE panel_user.subscription_id = subscription.id \
              AND former_username IS NULL AND NOT leaves) AS used, \
             years, method_id, kind, label, void_after_year, void_after_month, \
             (automatic_charge.subscription_id IS NOT NULL) AS has_charge, \
             EXISTS (SELECT 1 FROM termination \
              WHERE termination.subscription_id = subscription.id \
              AND termination.state = 'asked') AS is_given_up, \
             automatic_charge.order_id AS order_id, next_try_on, \
             payment_attempt.state AS state, refusal",
            $besides,
            " FROM subscription \
             LEFT JOIN automatic_renewal ON automatic_renewal.subscription_id = subscription.id \
             LEFT JOIN stored_method ON stored_method.id = method_id \
             LEFT JOIN automatic_charge \
             ON automatic_charge.subscription_id = automatic_renewal.subscription_id \
             AND automatic_charge.expires_on = subscription.expires_on \
             LEFT JOIN payment_attempt ON payment_attempt.order_id = automatic_charge.order_id \
             AND stored_method_id IS NOT NULL AND NOT attended \
             WHERE ",
            $which
        )
    };
}

/// How the renewal of a service from its expiry stands, in one statement.
pub async fn stand(tx: &mut Tx, subscription: SubscriptionId) -> Result<Stand> {
    let row: Option<StandRow> = tx
        .sql(select_stands!(
            "",
            "subscription.id = $1 ORDER BY begun_at DESC, payment_attempt.id DESC LIMIT 1"
        ))
        .bind(subscription)
        .optional()
        .await?;
    row.ok_or(Error::NotFound("subscription"))?.read(subscription)
}

impl StandRow {
    fn read(self, subscription: SubscriptionId) -> Result<Stand> {
        let corrupt = |column| Error::corrupt("automatic_renewal", column, subscription);
        let method = match (self.method_id, self.kind, self.label) {
            (Some(id), Some(kind), Some(label)) => {
                let void_after = self.void_after_year.zip(self.void_after_month);
                Some((id, name(kind, label, void_after).ok_or_else(|| corrupt("method_id"))?))
            }
            _ => None,
        };
        let tried = match self.state {
            Some(state) => Some(read_state(&state, self.refusal).ok_or_else(|| corrupt("state"))?),
            None => None,
        };
        let years = self.years.map(u32::try_from).transpose().map_err(|_| corrupt("years"))?;
        let users = u32::try_from(self.used).unwrap_or_default();
        let Ok(plan) = self.plan.unwrap_or_default().parse::<Plan>();
        Ok(Stand {
            years,
            plan,
            users,
            method,
            charge: self.has_charge.then_some((self.order_id, self.next_try_on)),
            tried,
            is_given_up: self.is_given_up,
        })
    }
}

/// The place of a service among those that expire: its last day, and then its id.
pub type Place = (NaiveDate, SubscriptionId);

#[derive(sqlx::FromRow)]
struct ComingRow {
    id: SubscriptionId,
    expires_on: NaiveDate,
    pending: Option<i64>,
    asked: Option<i64>,
    #[sqlx(flatten)]
    stand: StandRow,
}

/// A service that renews by itself, and how that stands.
#[derive(Clone, Debug)]
pub struct Coming {
    pub place: Place,
    pub stand: Stand,
    /// The number of the order of its account that waits for its payment.
    pub pending: Option<i64>,
    /// The bank wanted the customer when this method was charged last: nobody but they ends a charge
    /// that was made behind their back and not refused.
    pub wanted_customer: bool,
}

/// The services that renew by themselves, are not being given up, and expire until a day, behind a
/// place; the first to expire first. One statement, whatever their number.
pub async fn coming(
    tx: &mut Tx,
    until: NaiveDate,
    after: Place,
    limit: i64,
) -> Result<Vec<Result<Coming>>> {
    let rows: Vec<Result<ComingRow>> = tx
        .sql(select_stands!(
            ", subscription.id AS id, subscription.expires_on AS expires_on, \
             (SELECT MAX(number) FROM purchase_order \
              WHERE purchase_order.account_id = subscription.account_id \
              AND purchase_order.state = 'awaiting_payment' \
              AND committed_on IS NULL) AS pending, \
             (SELECT CAST(CASE WHEN latest.state IN \
               ('needs_authentication', 'cancelled', 'abandoned') \
               OR latest.refusal = 'authentication_failed' THEN 1 ELSE 0 END AS BIGINT) \
              FROM automatic_charge AS earlier \
              JOIN payment_attempt AS latest ON latest.order_id = earlier.order_id \
              WHERE earlier.subscription_id = subscription.id \
              AND latest.stored_method_id = automatic_renewal.method_id \
              AND NOT latest.attended \
              ORDER BY latest.begun_at DESC, latest.id DESC LIMIT 1) AS asked",
            "subscription.id IN (SELECT service.id FROM subscription AS service \
              JOIN automatic_renewal AS decided ON decided.subscription_id = service.id \
              WHERE decided.method_id IS NOT NULL AND service.closed_on IS NULL \
              AND service.expires_on <= $1 AND (service.expires_on, service.id) > ($2, $3) \
              AND NOT EXISTS (SELECT 1 FROM termination \
               WHERE termination.subscription_id = service.id AND termination.state = 'asked') \
              ORDER BY service.expires_on, service.id LIMIT $4) \
             ORDER BY subscription.expires_on, subscription.id, begun_at DESC, \
             payment_attempt.id DESC"
        ))
        .bind(until)
        .bind(after.0)
        .bind(after.1)
        .bind(limit)
        .each("subscription", "id")
        .await?;
    let mut last = None;
    let mut found = Vec::new();
    for row in rows {
        // Of the tries of one service the first is the newest.
        if let Ok(row) = &row
            && last.replace(row.id) == Some(row.id)
        {
            continue;
        }
        found.push(row.and_then(|row| {
            Ok(Coming {
                place: (row.expires_on, row.id),
                stand: row.stand.read(row.id)?,
                pending: row.pending,
                wanted_customer: row.asked.is_some_and(|asked| asked > 0),
            })
        }));
    }
    Ok(found)
}
