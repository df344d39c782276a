//! Tries to collect an order's money through a provider.

use chrono::{DateTime, Utc};
use domain::Money;
use domain::id::{AttemptId, OrderId, StoredMethodId};
use domain::order::PaymentMethod;
use domain::payment::{Attempt, AttemptFacts, AttemptState, Refusal, Source};
use platform::{Error, Result, Tx};

use crate::store::accounts::HeldAccount;
use crate::store::orders::HeldOrder;
use domain::renewal::MethodReference;

#[derive(sqlx::FromRow)]
struct Row {
    id: AttemptId,
    order_id: OrderId,
    number: i64,
    provider: String,
    method: PaymentMethod,
    amount: i64,
    state: String,
    refusal: Option<Refusal>,
    reference: Option<String>,
    page: Option<String>,
    unanswered: bool,
    begun_at: DateTime<Utc>,
    asked: i64,
    next_question_at: Option<DateTime<Utc>>,
    stored_method_id: Option<StoredMethodId>,
    customer: Option<String>,
    stored_reference: Option<String>,
    attended: bool,
}

impl TryFrom<Row> for Attempt {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let corrupt = |column| Error::corrupt("payment_attempt", column, row.id);
        let source = match (row.stored_method_id, row.customer, row.stored_reference) {
            (Some(id), Some(customer), Some(method)) => {
                let stored = MethodReference { customer, method };
                Source::Stored { id, stored, attended: row.attended }
            }
            (None, saves_for, _) => Source::Page { saves_for },
            (Some(_), ..) => return Err(corrupt("stored_method_id")),
        };
        Ok(Self::restore(AttemptFacts {
            source,
            id: row.id,
            order: row.order_id,
            order_number: row.number,
            state: read_state(&row.state, row.refusal).ok_or_else(|| corrupt("state"))?,
            asked: u32::try_from(row.asked).map_err(|_| corrupt("asked"))?,
            provider: row.provider,
            method: row.method,
            amount: Money::from_cents(row.amount),
            reference: row.reference,
            page: row.page,
            unanswered: row.unanswered,
            begun_at: row.begun_at,
            next_question_at: row.next_question_at,
        }))
    }
}

pub fn read_state(text: &str, refusal: Option<Refusal>) -> Option<AttemptState> {
    Some(match text {
        "started" => AttemptState::Started,
        "unknown" => AttemptState::Unknown,
        "pending" => AttemptState::Pending,
        "needs_authentication" => AttemptState::NeedsAuthentication,
        "abandoned" => AttemptState::Abandoned,
        "cancelled" => AttemptState::Cancelled,
        "refused" => AttemptState::Refused(refusal?),
        "succeeded" => AttemptState::Succeeded,
        _ => return None,
    })
}

fn write_state(state: AttemptState) -> (&'static str, Option<Refusal>) {
    match state {
        AttemptState::Started => ("started", None),
        AttemptState::Unknown => ("unknown", None),
        AttemptState::Pending => ("pending", None),
        AttemptState::NeedsAuthentication => ("needs_authentication", None),
        AttemptState::Abandoned => ("abandoned", None),
        AttemptState::Cancelled => ("cancelled", None),
        AttemptState::Refused(refusal) => ("refused", Some(refusal)),
        AttemptState::Succeeded => ("succeeded", None),
    }
}

/// Stores a new try. An order that has a live one is a violation: look at [`live`] first, while
/// its account is held.
pub async fn insert(tx: &mut Tx, _: &HeldAccount, attempt: &Attempt) -> Result<()> {
    let (state, refusal) = write_state(attempt.state);
    let (stored, customer, method, attended) = match &attempt.source {
        Source::Page { saves_for } => (None, saves_for.as_deref(), None, false),
        Source::Stored { id, stored, attended } => {
            let MethodReference { customer, method } = stored;
            (Some(*id), Some(customer.as_str()), Some(method.as_str()), *attended)
        }
    };
    tx.sql(
        "INSERT INTO payment_attempt (id, order_id, provider, method, amount, state, refusal, \
         reference, page, begun_at, asked, next_question_at, stored_method_id, customer, \
         stored_reference, attended) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
    )
    .bind(attempt.id)
    .bind(attempt.order)
    .bind(attempt.provider.as_str())
    .bind(attempt.method)
    .bind(attempt.amount.cents())
    .bind(state)
    .bind(refusal)
    .bind(attempt.reference.as_deref())
    .bind(attempt.page.as_deref())
    .bind(attempt.begun_at)
    .bind(i64::from(attempt.asked))
    .bind(attempt.next_question_at)
    .bind(stored)
    .bind(customer)
    .bind(method)
    .bind(attended)
    .run()
    .await?;
    Ok(())
}

/// Writes what was learned about a try.
pub async fn save(tx: &mut Tx, _: &HeldOrder, attempt: &Attempt) -> Result<()> {
    let (state, refusal) = write_state(attempt.state);
    tx.sql(
        "UPDATE payment_attempt SET state = $2, refusal = $3, reference = $4, page = $5, \
         asked = $6, next_question_at = $7, amount = $8, unanswered = $9 WHERE id = $1",
    )
    .bind(attempt.id)
    .bind(state)
    .bind(refusal)
    .bind(attempt.reference.as_deref())
    .bind(attempt.page.as_deref())
    .bind(i64::from(attempt.asked))
    .bind(attempt.next_question_at)
    .bind(attempt.amount.cents())
    .bind(attempt.unanswered)
    .run()
    .await?;
    Ok(())
}

/// Notes that the customer was at the provider, which does not answer.
pub async fn leave_unanswered(tx: &mut Tx, id: AttemptId) -> Result<()> {
    tx.sql("UPDATE payment_attempt SET unanswered = TRUE WHERE id = $1").bind(id).run().await?;
    Ok(())
}

pub async fn by_id(tx: &mut Tx, id: AttemptId) -> Result<Attempt> {
    let rows: Vec<Result<Row>> = tx
        .sql(
            "SELECT payment_attempt.id, order_id, number, payment_attempt.provider, \
             payment_attempt.method, amount, payment_attempt.state, refusal, \
             payment_attempt.reference, page, unanswered, begun_at, asked, \
             next_question_at, stored_method_id, customer, stored_reference, attended \
             FROM payment_attempt \
             JOIN purchase_order ON purchase_order.id = order_id \
             WHERE payment_attempt.id = $1",
        )
        .bind(id)
        .each("payment_attempt", "id")
        .await?;
    rows.into_iter().next().ok_or(Error::NotFound("payment attempt"))??.try_into()
}

/// The tries for one order, the newest first.
pub async fn of_order(tx: &mut Tx, order: OrderId) -> Result<Vec<Attempt>> {
    let rows: Vec<Result<Row>> = tx
        .sql(
            "SELECT payment_attempt.id, order_id, number, payment_attempt.provider, \
             payment_attempt.method, amount, payment_attempt.state, refusal, \
             payment_attempt.reference, page, unanswered, begun_at, asked, \
             next_question_at, stored_method_id, customer, stored_reference, attended \
             FROM payment_attempt \
             JOIN purchase_order ON purchase_order.id = order_id \
             WHERE order_id = $1 ORDER BY begun_at DESC, payment_attempt.id DESC",
        )
        .bind(order)
        .each("payment_attempt", "id")
        .await?;
    rows.into_iter().map(|row| row.and_then(Attempt::try_from)).collect()
}

/// The try whose outcome is open.
pub async fn live(tx: &mut Tx, order: OrderId) -> Result<Option<Attempt>> {
    Ok(of_order(tx, order).await?.into_iter().find(|attempt| attempt.state.is_live()))
}

/// Tries that the janitor should ask about now, the most overdue first.
pub async fn due(tx: &mut Tx, now: DateTime<Utc>, limit: i64) -> Result<Vec<AttemptId>> {
    let rows: Vec<(AttemptId,)> = tx
        .sql(
            "SELECT id FROM payment_attempt WHERE next_question_at <= $1 \
             ORDER BY next_question_at, id LIMIT $2",
        )
        .bind(now)
        .bind(limit)
        .all()
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Takes the next question, so that no other janitor asks it at the same time; false when somebody
/// else has. The question comes again at `again_at` if nobody notes an answer.
pub async fn take_question(
    tx: &mut Tx,
    id: AttemptId,
    now: DateTime<Utc>,
    again_at: DateTime<Utc>,
) -> Result<bool> {
    let taken = tx
        .sql(
            "UPDATE payment_attempt SET next_question_at = $3 \
             WHERE id = $1 AND next_question_at <= $2",
        )
        .bind(id)
        .bind(now)
        .bind(again_at)
        .run()
        .await?;
    Ok(taken == 1)
}
