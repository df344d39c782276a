//! Money that the office has to decide about.

use chrono::{DateTime, Utc};
use domain::Money;
use domain::case::{Case, CaseFacts};
use domain::id::{AttemptId, CaseId, OrderId};
use domain::payment::CaseKind;
use platform::{Error, Result, Tx};

#[derive(sqlx::FromRow)]
struct Row {
    id: CaseId,
    kind: CaseKind,
    order_id: Option<OrderId>,
    number: Option<i64>,
    attempt_id: Option<AttemptId>,
    amount: i64,
    note: String,
    opened_at: DateTime<Utc>,
    resolution: Option<String>,
}

impl From<Row> for Case {
    fn from(row: Row) -> Self {
        Self::restore(CaseFacts {
            id: row.id,
            kind: row.kind,
            order: row.order_id,
            order_number: row.number,
            attempt: row.attempt_id,
            amount: Money::from_cents(row.amount),
            note: row.note,
            opened_at: row.opened_at,
            resolution: row.resolution,
        })
    }
}

/// What a new case tells.
#[derive(Clone, Debug)]
pub struct NewCase<'a> {
    pub id: CaseId,
    pub kind: CaseKind,
    pub order: Option<OrderId>,
    pub attempt: Option<AttemptId>,
    pub amount: Money,
    pub note: &'a str,
}

pub async fn open(tx: &mut Tx, case: &NewCase<'_>, now: DateTime<Utc>) -> Result<()> {
    tx.sql(
        "INSERT INTO payment_case (id, kind, order_id, attempt_id, amount, note, opened_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(case.id)
    .bind(case.kind)
    .bind(case.order)
    .bind(case.attempt)
    .bind(case.amount.cents())
    .bind(case.note)
    .bind(now)
    .run()
    .await?;
    Ok(())
}

/// The most cases that one page shows.
const PAGE: i64 = 200;

/// What nobody has decided yet, the oldest first, each as far as it can be read.
pub async fn all_open(tx: &mut Tx) -> Result<Vec<Result<Case>>> {
    let rows: Vec<Result<Row>> = tx
        .sql(
            "SELECT payment_case.id, payment_case.kind, order_id, number, attempt_id, amount, \
             note, opened_at, resolution FROM payment_case \
             LEFT JOIN purchase_order ON purchase_order.id = order_id \
             WHERE closed_at IS NULL ORDER BY opened_at, payment_case.id LIMIT $1",
        )
        .bind(PAGE)
        .each("payment_case", "id")
        .await?;
    Ok(rows.into_iter().map(|row| row.map(Case::from)).collect())
}

pub async fn by_id(tx: &mut Tx, id: CaseId) -> Result<Case> {
    let row: Option<Row> = tx
        .sql(
            "SELECT payment_case.id, payment_case.kind, order_id, number, attempt_id, amount, \
             note, opened_at, resolution FROM payment_case \
             LEFT JOIN purchase_order ON purchase_order.id = order_id WHERE payment_case.id = $1",
        )
        .bind(id)
        .found("payment_case", "id")
        .await?;
    row.map(Case::from).ok_or(Error::NotFound("case"))
}

/// Notes what was done; false when somebody else has decided before.
pub async fn close(
    tx: &mut Tx,
    id: CaseId,
    by: &str,
    resolution: &str,
    now: DateTime<Utc>,
) -> Result<bool> {
    let closed = tx
        .sql(
            "UPDATE payment_case SET closed_at = $2, closed_by = $3, resolution = $4 \
             WHERE id = $1 AND closed_at IS NULL",
        )
        .bind(id)
        .bind(now)
        .bind(by)
        .bind(resolution)
        .run()
        .await?;
    Ok(closed == 1)
}

/// Closes the open cases of one kind of an order, for example once the rest has arrived.
pub async fn close_of_order(
    tx: &mut Tx,
    order: OrderId,
    kind: CaseKind,
    resolution: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.sql(
        "UPDATE payment_case SET closed_at = $3, closed_by = 'bottega', resolution = $4 \
         WHERE order_id = $1 AND kind = $2 AND closed_at IS NULL",
    )
    .bind(order)
    .bind(kind)
    .bind(now)
    .bind(resolution)
    .run()
    .await?;
    Ok(())
}
