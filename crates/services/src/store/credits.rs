//! Money on bank statements: what the bank said, and what was decided about it.

use chrono::{DateTime, NaiveDate, Utc};
use domain::Money;
use domain::id::{CaseId, CreditId, OrderId, StatementId};
use domain::statement::Credit;
use platform::{Error, Result, Tx};

/// A credit about to be kept.
#[derive(Clone, Debug)]
pub struct NewCredit<'a> {
    pub id: CreditId,
    pub statement: StatementId,
    /// Its place in the file.
    pub position: i64,
    /// What makes it this credit and no other.
    pub identity: &'a str,
    pub credit: &'a Credit,
    /// The numbers in its text that could be those of orders.
    pub numbers: &'a [i64],
}

/// Keeps a credit; false when it was in a file before.
pub async fn insert(tx: &mut Tx, new: &NewCredit<'_>) -> Result<bool> {
    let credit = new.credit;
    let inserted = tx
        .sql(
            "INSERT INTO bank_credit (id, statement_id, position, identity, scheme, account, \
             booked_on, amount, payer, payer_iban, text, reference, state) \
             VALUES ($1, $2, $3, $4, 2, $5, $6, $7, $8, $9, $10, $11, 'open') \
             ON CONFLICT DO NOTHING",
        )
        .bind(new.id)
        .bind(new.statement)
        .bind(new.position)
        .bind(new.identity)
        .bind(credit.account.as_deref())
        .bind(credit.booked_on)
        .bind(credit.amount.cents())
        .bind(credit.payer.as_str())
        .bind(credit.iban.as_deref())
        .bind(credit.text.as_str())
        .bind(credit.reference.as_deref())
        .run()
        .await?;
    if inserted == 1 {
        insert_numbers(tx, new.id, new.numbers).await?;
    }
    Ok(inserted == 1)
}

async fn insert_numbers(tx: &mut Tx, credit: CreditId, numbers: &[i64]) -> Result<()> {
    for number in numbers {
        tx.sql("INSERT INTO bank_credit_number (credit_id, number) VALUES ($1, $2)")
            .bind(credit)
            .bind(*number)
            .run()
            .await?;
    }
    Ok(())
}

/// Lets a credit that nobody has decided about say what its row is understood to say now; false
/// when that is what it said.
pub async fn read_anew(
    tx: &mut Tx,
    identity: &str,
    credit: &Credit,
    numbers: &[i64],
) -> Result<bool> {
    let changed: Option<(CreditId,)> = tx
        .sql(
            "UPDATE bank_credit SET booked_on = $2, amount = $3, payer = $4, text = $5, \
             reference = $6 WHERE identity = $1 AND state = 'open' AND (booked_on <> $2 \
             OR amount <> $3 OR payer <> $4 OR text <> $5 \
             OR COALESCE(reference, '') <> COALESCE($6, '')) RETURNING id",
        )
        .bind(identity)
        .bind(credit.booked_on)
        .bind(credit.amount.cents())
        .bind(credit.payer.as_str())
        .bind(credit.text.as_str())
        .bind(credit.reference.as_deref())
        .optional()
        .await?;
    let Some((id,)) = changed else { return Ok(false) };
    tx.sql("DELETE FROM bank_credit_number WHERE credit_id = $1").bind(id).run().await?;
    insert_numbers(tx, id, numbers).await?;
    Ok(true)
}

#[derive(sqlx::FromRow)]
struct Row {
    id: CreditId,
    account: Option<String>,
    booked_on: NaiveDate,
    amount: i64,
    payer: String,
    payer_iban: Option<String>,
    text: String,
    reference: Option<String>,
}

impl From<Row> for (CreditId, Credit) {
    fn from(row: Row) -> Self {
        let credit = Credit {
            account: row.account,
            booked_on: row.booked_on,
            amount: Money::from_cents(row.amount),
            payer: row.payer,
            iban: row.payer_iban,
            text: row.text,
            reference: row.reference,
        };
        (row.id, credit)
    }
}

/// The credits of these days that the first version kept, whose identities say too little.
pub async fn of_first_scheme(
    tx: &mut Tx,
    from: NaiveDate,
    until: NaiveDate,
) -> Result<Vec<Credit>> {
    let rows: Vec<Row> = tx
        .sql(
            "SELECT id, account, booked_on, amount, payer, payer_iban, text, reference \
             FROM bank_credit WHERE scheme = 1 AND booked_on BETWEEN $1 AND $2 ORDER BY id",
        )
        .bind(from)
        .bind(until)
        .all()
        .await?;
    Ok(rows.into_iter().map(|row| <(CreditId, Credit)>::from(row).1).collect())
}

/// Credits that nobody has decided about, the oldest first, each as far as it can be read.
pub async fn open(tx: &mut Tx, limit: i64) -> Result<Vec<Result<(CreditId, Credit)>>> {
    let rows: Vec<Result<Row>> = tx
        .sql(
            "SELECT id, account, booked_on, amount, payer, payer_iban, text, reference \
             FROM bank_credit WHERE state = 'open' ORDER BY booked_on, id LIMIT $1",
        )
        .bind(limit)
        .each("bank_credit", "id")
        .await?;
    Ok(rows.into_iter().map(|row| row.map(Row::into)).collect())
}

/// One credit, decided or not.
pub async fn by_id(tx: &mut Tx, id: CreditId) -> Result<Credit> {
    let row: Option<Row> = tx
        .sql(
            "SELECT id, account, booked_on, amount, payer, payer_iban, text, reference \
             FROM bank_credit WHERE id = $1",
        )
        .bind(id)
        .found("bank_credit", "id")
        .await?;
    let (_, credit) = row.ok_or(Error::NotFound("credit"))?.into();
    Ok(credit)
}

/// What was decided about a credit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    Accepted(OrderId),
    SetAside(CaseId),
}

/// Writes a decision; false when somebody has decided before. Of two at once only one succeeds.
pub async fn decide(
    tx: &mut Tx,
    id: CreditId,
    decision: Decision,
    by: &str,
    now: DateTime<Utc>,
) -> Result<bool> {
    let (state, order, case) = match decision {
        Decision::Accepted(order) => ("accepted", Some(order), None),
        Decision::SetAside(case) => ("set_aside", None, Some(case)),
    };
    let decided = tx
        .sql(
            "UPDATE bank_credit SET state = $2, order_id = $3, case_id = $4, decided_by = $5, \
             decided_at = $6 WHERE id = $1 AND state = 'open'",
        )
        .bind(id)
        .bind(state)
        .bind(order)
        .bind(case)
        .bind(by)
        .bind(now)
        .run()
        .await?;
    Ok(decided == 1)
}

/// The credit that a case was opened for, and who set it aside.
pub async fn of_case(tx: &mut Tx, case: CaseId) -> Result<Option<(Credit, String)>> {
    let row: Option<(CreditId, String)> = tx
        .sql("SELECT id, decided_by FROM bank_credit WHERE case_id = $1")
        .bind(case)
        .optional()
        .await?;
    match row {
        Some((id, by)) => Ok(Some((by_id(tx, id).await?, by))),
        None => Ok(None),
    }
}
