//! Money given back.

use crate::store::orders::HeldOrder;
use chrono::{DateTime, Utc};
use domain::Money;
use domain::id::{AttemptId, CaseId, OrderId, RefundId};
use domain::refund::{Collected, Refund, RefundFacts, RefundState};
use platform::{Error, Result, Tx};

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
        Self::restore(RefundFacts {
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
        })
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

/// Writes what has become of a refund; with it the provider's name for it and the moment, once it
/// is done.
pub async fn save(
    tx: &mut Tx,
    _: &HeldOrder,
    refund: &Refund,
    done: Option<(&str, DateTime<Utc>)>,
) -> Result<()> {
    let (reference, at) = done.unzip();
    tx.sql(
        "UPDATE refund SET state = $2, case_id = $3, approved_by = $4, withdrawn_by = $5, \
         reference = COALESCE($6, reference), done_at = COALESCE($7, done_at) WHERE id = $1",
    )
    .bind(refund.id)
    .bind(refund.state)
    .bind(refund.case)
    .bind(refund.approved_by.as_deref())
    .bind(refund.withdrawn_by.as_deref())
    .bind(reference)
    .bind(at)
    .run()
    .await?;
    Ok(())
}
