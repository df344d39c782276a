//! Set-ups of stored methods, begun at the provider.

use crate::store::accounts::HeldAccount;
use chrono::{DateTime, Utc};
use domain::id::{AccountId, OrderId, StoredMethodId};
use domain::method_setup::{MethodSetup, SetupFacts, SetupState};
use domain::order::PaymentMethod;
use domain::payment::Refusal;
use platform::{Error, Result, Tx};
use uuid::Uuid;

/// A state as its columns have it.
fn columns(state: SetupState) -> (&'static str, Option<Refusal>) {
    match state {
        SetupState::Open => ("open", None),
        SetupState::GivenUp => ("given_up", None),
        SetupState::Refused(refusal) => ("refused", Some(refusal)),
        SetupState::Stored => ("kept", None),
    }
}

fn state(text: &str, refusal: Option<Refusal>) -> Option<SetupState> {
    Some(match text {
        "open" => SetupState::Open,
        "given_up" => SetupState::GivenUp,
        "refused" => SetupState::Refused(refusal?),
        "kept" => SetupState::Stored,
        _ => return None,
    })
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    account_id: AccountId,
    provider: String,
    customer: String,
    kind: PaymentMethod,
    order_id: Option<OrderId>,
    replaces_id: Option<StoredMethodId>,
    reference: Option<String>,
    page: Option<String>,
    state: String,
    refusal: Option<Refusal>,
    begun_at: DateTime<Utc>,
    asked: i64,
    next_question_at: Option<DateTime<Utc>>,
}

/// Stores a new one; false when it is known.
pub async fn insert(tx: &mut Tx, setup: &MethodSetup) -> Result<bool> {
    let (state, refusal) = columns(setup.state);
    let inserted = tx
        .sql(
            "INSERT INTO method_setup (id, account_id, provider, customer, kind, order_id, \
             replaces_id, reference, page, state, refusal, begun_at, asked, next_question_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) \
             ON CONFLICT DO NOTHING",
        )
        .bind(setup.id)
        .bind(setup.account)
        .bind(setup.provider.as_str())
        .bind(setup.customer.as_str())
        .bind(setup.kind)
        .bind(setup.order)
        .bind(setup.replaces)
        .bind(setup.reference.as_deref())
        .bind(setup.page.as_deref())
        .bind(state)
        .bind(refusal)
        .bind(setup.begun_at)
        .bind(i64::from(setup.asked))
        .bind(setup.next_question_at)
        .run()
        .await?;
    Ok(inserted == 1)
}

/// Writes what was learned about it.
pub async fn save(tx: &mut Tx, _: &HeldAccount, setup: &MethodSetup) -> Result<()> {
    let (state, refusal) = columns(setup.state);
    tx.sql(
        "UPDATE method_setup SET reference = $2, page = $3, state = $4, refusal = $5, asked = $6, \
         next_question_at = $7 WHERE id = $1",
    )
    .bind(setup.id)
    .bind(setup.reference.as_deref())
    .bind(setup.page.as_deref())
    .bind(state)
    .bind(refusal)
    .bind(i64::from(setup.asked))
    .bind(setup.next_question_at)
    .run()
    .await?;
    Ok(())
}

/// True while the provider has not said whether it keeps this one.
pub async fn is_open(tx: &mut Tx, id: Uuid) -> Result<bool> {
    let (open,): (i64,) = tx
        .sql("SELECT COUNT(*) FROM method_setup WHERE id = $1 AND state = 'open'")
        .bind(id)
        .one()
        .await?;
    Ok(open > 0)
}

pub async fn by_id(tx: &mut Tx, id: Uuid) -> Result<Option<MethodSetup>> {
    let row: Option<Row> = tx
        .sql(
            "SELECT id, account_id, provider, customer, kind, order_id, replaces_id, reference, \
             page, state, refusal, begun_at, asked, next_question_at FROM method_setup \
             WHERE id = $1",
        )
        .bind(id)
        .found("method_setup", "id")
        .await?;
    let Some(row) = row else { return Ok(None) };
    let corrupt = |column| Error::corrupt("method_setup", column, row.id);
    Ok(Some(MethodSetup::restore(SetupFacts {
        state: state(&row.state, row.refusal).ok_or_else(|| corrupt("state"))?,
        asked: u32::try_from(row.asked).map_err(|_| corrupt("asked"))?,
        id: row.id,
        account: row.account_id,
        provider: row.provider,
        customer: row.customer,
        kind: row.kind,
        order: row.order_id,
        replaces: row.replaces_id,
        reference: row.reference,
        page: row.page,
        begun_at: row.begun_at,
        next_question_at: row.next_question_at,
    })))
}

/// Those that somebody should ask about now, the most overdue first.
pub async fn due(tx: &mut Tx, now: DateTime<Utc>, limit: i64) -> Result<Vec<Uuid>> {
    let rows: Vec<(Uuid,)> = tx
        .sql(
            "SELECT id FROM method_setup WHERE next_question_at <= $1 \
             ORDER BY next_question_at, id LIMIT $2",
        )
        .bind(now)
        .bind(limit)
        .all()
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Has one asked about later, whatever else it says.
pub async fn postpone(tx: &mut Tx, id: Uuid, next_question_at: DateTime<Utc>) -> Result<()> {
    tx.sql("UPDATE method_setup SET next_question_at = $2 WHERE id = $1")
        .bind(id)
        .bind(next_question_at)
        .run()
        .await?;
    Ok(())
}
