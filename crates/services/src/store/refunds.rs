//! Money given back.

use crate::store::orders::HeldOrder;
use chrono::{DateTime, Utc};
use domain::Money;
use domain::id::{AttemptId, CaseId, OrderId, RefundId};
use platform::{Error, Result, Tx};

/// Where a refund stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum RefundState {
    /// Somebody else on the staff has to agree.
    AwaitsApproval,
    /// Committed; the provider has not confirmed it yet.
    Started,
    Done,
    /// The provider said no, or the office after all.
    Refused,
}

impl RefundState {
    /// True while something is still to happen.
    #[must_use]
    pub fn is_open(self) -> bool {
        match self {
            Self::AwaitsApproval | Self::Started => true,
            Self::Done | Self::Refused => false,
        }
    }

    /// True once it is booked: the money is gone, or on its way.
    #[must_use]
    pub fn is_decided(self) -> bool {
        match self {
            Self::Started | Self::Done => true,
            Self::AwaitsApproval | Self::Refused => false,
        }
    }
}

/// One refund.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refund {
    pub id: RefundId,
    pub order: OrderId,
    pub order_number: i64,
    /// Through which try the money came; none for a transfer, which the office sends by itself.
    pub attempt: Option<AttemptId>,
    /// Set when the money was held and never paid the order.
    pub case: Option<CaseId>,
    pub amount: Money,
    pub reason: String,
    pub state: RefundState,
    pub asked_by: String,
    pub approved_by: Option<String>,
    /// Who took it back before anybody agreed.
    pub withdrawn_by: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: RefundId,
    order_id: OrderId,
    number: i64,
    attempt_id: Option<AttemptId>,
    case_id: Option<CaseId>,
    amount: i64,
    reason: String,
    state: RefundState,
    asked_by: String,
    approved_by: Option<String>,
    withdrawn_by: Option<String>,
}

impl From<Row> for Refund {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            order: row.order_id,
            order_number: row.number,
            attempt: row.attempt_id,
            case: row.case_id,
            amount: Money::from_cents(row.amount),
            reason: row.reason,
            state: row.state,
            asked_by: row.asked_by,
            approved_by: row.approved_by,
            withdrawn_by: row.withdrawn_by,
        }
    }
}

/// Stores a new refund; false when its case has one already.
pub async fn insert(
    tx: &mut Tx,
    _: &HeldOrder,
    refund: &Refund,
    now: DateTime<Utc>,
) -> Result<bool> {
    let inserted = tx
        .sql(
            "INSERT INTO refund (id, order_id, attempt_id, case_id, amount, reason, state, \
             asked_by, asked_at, approved_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
             ON CONFLICT DO NOTHING",
        )
        .bind(refund.id)
        .bind(refund.order)
        .bind(refund.attempt)
        .bind(refund.case)
        .bind(refund.amount.cents())
        .bind(refund.reason.as_str())
        .bind(refund.state)
        .bind(refund.asked_by.as_str())
        .bind(now)
        .bind(refund.approved_by.as_deref())
        .run()
        .await?;
    Ok(inserted == 1)
}

pub async fn by_id(tx: &mut Tx, id: RefundId) -> Result<Refund> {
    let row: Option<Row> = tx
        .sql(
            "SELECT refund.id, order_id, number, attempt_id, case_id, amount, reason, \
             refund.state, asked_by, approved_by, withdrawn_by FROM refund \
             JOIN purchase_order ON purchase_order.id = order_id WHERE refund.id = $1",
        )
        .bind(id)
        .found("refund", "id")
        .await?;
    row.map(Refund::from).ok_or(Error::NotFound("refund"))
}

/// Refunds that are not finished: to be approved, or to be confirmed by the provider. Each as far
/// as it can be read.
pub async fn open(tx: &mut Tx) -> Result<Vec<Result<Refund>>> {
    let rows: Vec<Result<Row>> = tx
        .sql(
            "SELECT refund.id, order_id, number, attempt_id, case_id, amount, reason, \
             refund.state, asked_by, approved_by, withdrawn_by FROM refund \
             JOIN purchase_order ON purchase_order.id = order_id \
             WHERE refund.state IN ('awaits_approval', 'started') ORDER BY asked_at, refund.id",
        )
        .each("refund", "id")
        .await?;
    Ok(rows.into_iter().map(|row| row.map(Refund::from)).collect())
}

/// Every refund of an order, whatever became of it.
pub async fn of_order(tx: &mut Tx, order: OrderId) -> Result<Vec<Refund>> {
    let rows: Vec<Result<Row>> = tx
        .sql(
            "SELECT refund.id, order_id, number, attempt_id, case_id, amount, reason, \
             refund.state, asked_by, approved_by, withdrawn_by FROM refund \
             JOIN purchase_order ON purchase_order.id = order_id \
             WHERE order_id = $1 ORDER BY asked_at, refund.id",
        )
        .bind(order)
        .each("refund", "id")
        .await?;
    rows.into_iter().map(|row| row.map(Refund::from)).collect()
}

/// True when the money of a case was given back, or will be.
pub async fn has_case(tx: &mut Tx, case: CaseId) -> Result<bool> {
    let row: Option<(RefundId,)> = tx
        .sql("SELECT id FROM refund WHERE case_id = $1 AND state <> 'refused'")
        .bind(case)
        .optional()
        .await?;
    Ok(row.is_some())
}

/// What one try collected of the money that paid an order.
#[derive(Clone, Copy, Debug)]
pub struct Collected {
    pub attempt: AttemptId,
    pub amount: Money,
    /// What of it was given back, or will be.
    pub given_back: Money,
}

/// What each try collected of the money that paid an order: not what is held, nor what was given
/// back without having paid it.
pub async fn collected(tx: &mut Tx, order: OrderId) -> Result<Vec<Collected>> {
    let rows: Vec<(AttemptId, i64, i64)> = tx
        .sql(
            "SELECT payment_attempt.id, CAST(amount \
             - (SELECT COALESCE(SUM(payment_case.amount), 0) FROM payment_case \
                WHERE payment_case.attempt_id = payment_attempt.id \
                AND closed_at IS NULL AND kind <> 'never_answered') \
             - (SELECT COALESCE(SUM(refund.amount), 0) FROM refund \
                WHERE refund.attempt_id = payment_attempt.id \
                AND case_id IS NOT NULL AND refund.state IN ('started', 'done')) AS BIGINT), \
             CAST((SELECT COALESCE(SUM(refund.amount), 0) FROM refund \
                WHERE refund.attempt_id = payment_attempt.id \
                AND case_id IS NULL AND refund.state <> 'refused') AS BIGINT) \
             FROM payment_attempt WHERE order_id = $1 AND state = 'succeeded' \
             ORDER BY begun_at, payment_attempt.id",
        )
        .bind(order)
        .all()
        .await?;
    let collected = rows.into_iter().map(|(attempt, amount, given_back)| Collected {
        attempt,
        amount: Money::from_cents(amount),
        given_back: Money::from_cents(given_back),
    });
    Ok(collected.collect())
}

/// What was given back by bank, or will be, of the money that paid an order.
pub async fn by_bank(tx: &mut Tx, order: OrderId) -> Result<Money> {
    let (cents,): (i64,) = tx
        .sql(
            "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM refund \
             WHERE order_id = $1 AND attempt_id IS NULL AND case_id IS NULL \
             AND state <> 'refused'",
        )
        .bind(order)
        .one()
        .await?;
    Ok(Money::from_cents(cents))
}

/// Agrees to a refund; false when somebody has before, or when it is one's own.
pub async fn approve(tx: &mut Tx, _: &HeldOrder, id: RefundId, by: &str) -> Result<bool> {
    let approved = tx
        .sql(
            "UPDATE refund SET state = 'started', approved_by = $2 \
             WHERE id = $1 AND state = 'awaits_approval' AND asked_by <> $2",
        )
        .bind(id)
        .bind(by)
        .run()
        .await?;
    Ok(approved == 1)
}

/// Takes a refund back that waits for somebody to agree, so that its case can have another; false
/// when it does not wait any more.
pub async fn withdraw(tx: &mut Tx, id: RefundId, by: &str) -> Result<bool> {
    let withdrawn = tx
        .sql(
            "UPDATE refund SET state = 'refused', case_id = NULL, withdrawn_by = $2 \
             WHERE id = $1 AND state = 'awaits_approval'",
        )
        .bind(id)
        .bind(by)
        .run()
        .await?;
    Ok(withdrawn == 1)
}

/// Notes the outcome; false when it was noted before.
pub async fn finish(
    tx: &mut Tx,
    _: &HeldOrder,
    id: RefundId,
    done: Option<(&str, DateTime<Utc>)>,
) -> Result<bool> {
    let (state, reference, at) = match done {
        Some((reference, at)) => (RefundState::Done, Some(reference), Some(at)),
        None => (RefundState::Refused, None, None),
    };
    let finished = tx
        .sql(
            "UPDATE refund SET state = $2, reference = $3, done_at = $4 \
             WHERE id = $1 AND state = 'started'",
        )
        .bind(id)
        .bind(state)
        .bind(reference)
        .bind(at)
        .run()
        .await?;
    Ok(finished == 1)
}
