//! How the renewals of services stand, for whoever shows them.

use chrono::NaiveDate;
use domain::id::{OrderId, StoredMethodId, SubscriptionId};
use domain::order::PaymentMethod;
use domain::payment::AttemptState;
use domain::renewal::{MethodName, Plan};
use domain::termination::When;
use platform::{Error, Result, Tx};

use crate::store::attempts::read_state;
use crate::store::methods::name;
use crate::store::orders::{Pending, PendingRow, pending_columns};

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
    /// None while nobody gives the service up.
    given_up_at_expiry: Option<bool>,
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
    /// For when the disdetta was asked, while nobody has decided about it.
    pub given_up: Option<When>,
}

/// Reads a [`StandRow`] for each try to collect the renewal of services from their expiry, the newest
/// first where that is said, and what is asked besides, of what is joined for it.
macro_rules! select_stands {
    ($besides:expr, $joined:literal, $which:literal) => {
        concat!(
            "SELECT (SELECT string_agg(product || '-' || CAST(quantity AS TEXT), '_') \
              FROM renewal_plan WHERE renewal_plan.subscription_id = subscription.id) AS plan, \
             (SELECT COUNT(*) - 1 FROM panel_user \
              WHERE panel_user.subscription_id = subscription.id \
              AND former_username IS NULL AND NOT leaves) AS used, \
             years, method_id, stored_method.kind AS kind, label, void_after_year, \
             void_after_month, \
             (automatic_charge.subscription_id IS NOT NULL) AS has_charge, \
             (SELECT at_expiry FROM termination \
              WHERE termination.subscription_id = subscription.id \
              AND termination.state = 'asked') AS given_up_at_expiry, \
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
             AND stored_method_id IS NOT NULL AND NOT attended",
            $joined,
            " WHERE ",
            $which
        )
    };
}

/// How the renewal of a service from its expiry stands, in one statement.
pub async fn stand(tx: &mut Tx, subscription: SubscriptionId) -> Result<Stand> {
    let row: Option<StandRow> = tx
        .sql(select_stands!(
            "",
            "",
            "subscription.id = $1 ORDER BY begun_at DESC, payment_attempt.id DESC LIMIT 1"
        ))
        .bind(subscription)
        .optional()
        .await?;
    row.ok_or(Error::NotFound("subscription"))?.read(subscription)
}

#[derive(sqlx::FromRow)]
struct WithOrderRow {
    #[sqlx(flatten)]
    stand: StandRow,
    #[sqlx(flatten)]
    order: PendingRow,
}

/// The same, and the order of its account that waits for its payment, in one statement.
pub async fn stand_with_order(
    tx: &mut Tx,
    subscription: SubscriptionId,
) -> Result<(Stand, Option<Pending>)> {
    let row: Option<WithOrderRow> = tx
        .sql(select_stands!(
            concat!(", ", pending_columns!()),
            " LEFT JOIN purchase_order AS waiting ON waiting.account_id = subscription.account_id \
             AND waiting.state = 'awaiting_payment' AND waiting.committed_on IS NULL",
            "subscription.id = $1 ORDER BY begun_at DESC, payment_attempt.id DESC LIMIT 1"
        ))
        .bind(subscription)
        .optional()
        .await?;
    let row = row.ok_or(Error::NotFound("subscription"))?;
    Ok((row.stand.read(subscription)?, row.order.read()?))
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
        let when = |at_expiry| if at_expiry { When::AtExpiry } else { When::Now };
        let Ok(plan) = self.plan.unwrap_or_default().parse::<Plan>();
        Ok(Stand {
            years,
            plan,
            users,
            method,
            charge: self.has_charge.then_some((self.order_id, self.next_try_on)),
            tried,
            given_up: self.given_up_at_expiry.map(when),
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
    is_under_way: bool,
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
    /// A try to pay the order of the renewal, by whomever, has an outcome that is open.
    pub is_under_way: bool,
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
              ORDER BY latest.begun_at DESC, latest.id DESC LIMIT 1) AS asked, \
             EXISTS (SELECT 1 FROM payment_attempt AS live \
              WHERE live.order_id = automatic_charge.order_id AND live.state IN \
               ('started', 'unknown', 'pending', 'needs_authentication')) AS is_under_way",
            "",
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
                is_under_way: row.is_under_way,
            })
        }));
    }
    Ok(found)
}
