//! Commitment documents, and the codes that public bodies give with their orders.

use chrono::{DateTime, NaiveDate, Utc};
use domain::Money;
use domain::commitment::{
    Cig, Commitment, Cup, Decision, Deposited, DocumentType, File, Tender, TenderCodes, Undecided,
};
use domain::id::{CommitmentDocumentId, OrderId};
use platform::{Error, Result, Tx};

use crate::store::{Joined, Keyed, json};

/// A document that is in order.
#[derive(Clone, Debug)]
pub struct NewDocument<'a> {
    pub id: CommitmentDocumentId,
    pub commitment: &'a Commitment,
    pub file_name: &'a str,
    pub kind: DocumentType,
    pub bytes: &'a [u8],
    pub sha256: &'a str,
}

/// Stores a document in place of the one before.
pub async fn save(
    tx: &mut Tx,
    order: OrderId,
    document: &NewDocument<'_>,
    now: DateTime<Utc>,
) -> Result<()> {
    let Commitment { tender, cup, office_code, protocol, dated } = document.commitment;
    let (cig, reason) = match tender {
        Tender::Cig(cig) => (Some(cig.as_str()), None),
        Tender::Without(reason) => (None, Some(reason.as_str())),
    };
    let length = i64::try_from(document.bytes.len()).map_err(Error::broken)?;
    tx.sql("DELETE FROM commitment WHERE order_id = $1").bind(order).run().await?;
    tx.sql(
        "INSERT INTO commitment (order_id, document_id, cig, no_cig_reason, cup, office_code, \
         protocol, dated, file_name, document_type, document, document_bytes, document_sha256, sent_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
    )
    .bind(order)
    .bind(document.id)
    .bind(cig)
    .bind(reason)
    .bind(cup.as_ref().map(Cup::as_str))
    .bind(office_code.as_str())
    .bind(protocol.as_str())
    .bind(*dated)
    .bind(document.file_name)
    .bind(document.kind)
    .bind(document.bytes)
    .bind(length)
    .bind(document.sha256)
    .bind(now)
    .run()
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    order_id: OrderId,
    document_id: CommitmentDocumentId,
    cig: Option<String>,
    no_cig_reason: Option<String>,
    cup: Option<String>,
    office_code: String,
    protocol: String,
    dated: NaiveDate,
    file_name: String,
    document_type: DocumentType,
    document_bytes: i64,
    sent_at: DateTime<Utc>,
    decision: Option<String>,
    decided_on: Option<NaiveDate>,
    refusal_reason: Option<String>,
}

impl TryFrom<Row> for Deposited {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let corrupt = |column| move || Error::corrupt("commitment", column, row.document_id);
        let tender = match (row.cig, row.no_cig_reason) {
            (Some(cig), None) => Tender::Cig(cig.parse().map_err(|_| corrupt("cig")())?),
            (None, Some(reason)) => Tender::Without(reason),
            _ => return Err(corrupt("no_cig_reason")()),
        };
        let decision = match (row.decision.as_deref(), row.decided_on, row.refusal_reason) {
            (None, None, None) => None,
            (Some("registered"), Some(on), None) => Some((Decision::Registered, on)),
            (Some("refused"), Some(on), Some(reason)) => Some((Decision::Refused(reason), on)),
            _ => return Err(corrupt("decision")()),
        };
        Ok(Self {
            id: row.document_id,
            commitment: Commitment {
                tender,
                cup: read(row.cup, corrupt("cup"))?,
                office_code: row.office_code.try_into().map_err(|_| corrupt("office_code")())?,
                protocol: row.protocol,
                dated: row.dated,
            },
            file_name: row.file_name,
            kind: row.document_type,
            bytes: row.document_bytes,
            sent_at: row.sent_at,
            decision,
        })
    }
}

fn read<T: std::str::FromStr>(
    text: Option<String>,
    corrupt: impl FnOnce() -> Error,
) -> Result<Option<T>> {
    text.map(|text| text.parse()).transpose().map_err(|_| corrupt())
}

/// The document of an order.
pub async fn of_order(tx: &mut Tx, order: OrderId) -> Result<Option<Deposited>> {
    let row: Option<Row> = tx
        .sql(
            "SELECT order_id, document_id, cig, no_cig_reason, cup, office_code, protocol, dated, \
             file_name, document_type, document_bytes, sent_at, decision, decided_on, refusal_reason \
             FROM commitment WHERE order_id = $1",
        )
        .bind(order)
        .found("commitment", "document_id")
        .await?;
    row.map(Deposited::try_from).transpose()
}

#[derive(sqlx::FromRow)]
struct WithCodesRow {
    #[sqlx(flatten)]
    document: Joined<Row>,
    tender_cig: Option<String>,
    tender_cup: Option<String>,
}

impl Keyed for Row {
    const KEY: &'static str = "document_id";
}

/// The document of an order, and the codes that came with the order itself, in one statement.
pub async fn with_codes(tx: &mut Tx, order: OrderId) -> Result<(Option<Deposited>, TenderCodes)> {
    let row: Option<WithCodesRow> = tx
        .sql(
            "SELECT commitment.order_id AS order_id, document_id, commitment.cig AS cig, \
             no_cig_reason, commitment.cup AS cup, office_code, protocol, dated, file_name, \
             document_type, document_bytes, sent_at, decision, decided_on, refusal_reason, \
             order_tender.cig AS tender_cig, order_tender.cup AS tender_cup FROM purchase_order \
             LEFT JOIN commitment ON commitment.order_id = purchase_order.id \
             LEFT JOIN order_tender ON order_tender.order_id = purchase_order.id \
             WHERE purchase_order.id = $1",
        )
        .bind(order)
        .found("commitment", "document_id")
        .await?;
    let row = row.ok_or(Error::NotFound("order"))?;
    let corrupt = |column| move || Error::corrupt("order_tender", column, order);
    let codes = TenderCodes {
        cig: read(row.tender_cig, corrupt("cig"))?,
        cup: read(row.tender_cup, corrupt("cup"))?,
    };
    Ok((row.document.0.map(Deposited::try_from).transpose()?, codes))
}

/// One document.
pub async fn by_id(tx: &mut Tx, document: CommitmentDocumentId) -> Result<Deposited> {
    let row: Option<(OrderId,)> = tx
        .sql("SELECT order_id FROM commitment WHERE document_id = $1")
        .bind(document)
        .optional()
        .await?;
    let (order,) = row.ok_or(Error::NotFound("commitment document"))?;
    of_order(tx, order).await?.ok_or(Error::NotFound("commitment document"))
}

/// True while the office has a document of this order that it has not decided about.
pub async fn awaits_decision(tx: &mut Tx, order: OrderId) -> Result<bool> {
    let (count,): (i64,) = tx
        .sql("SELECT COUNT(*) FROM commitment WHERE order_id = $1 AND decision IS NULL")
        .bind(order)
        .one()
        .await?;
    Ok(count > 0)
}

#[derive(sqlx::FromRow)]
struct UndecidedRow {
    #[sqlx(flatten)]
    document: Row,
    number: i64,
    holder: String,
    due: i64,
    total: i64,
}

/// The most documents that one page shows.
const PAGE: i64 = 200;

/// The documents of orders that wait for their payment and that nobody has decided about, the
/// oldest first.
pub async fn undecided(tx: &mut Tx) -> Result<Vec<Result<Undecided>>> {
    let rows: Vec<Result<UndecidedRow>> = tx
        .sql(
            "SELECT order_id, document_id, cig, no_cig_reason, cup, office_code, protocol, dated, \
             file_name, document_type, document_bytes, sent_at, decision, decided_on, \
             refusal_reason, number, holder, due, total \
             FROM commitment JOIN purchase_order ON purchase_order.id = order_id \
             WHERE decision IS NULL AND state = 'awaiting_payment' AND committed_on IS NULL \
             ORDER BY sent_at, document_id LIMIT $1",
        )
        .bind(PAGE)
        .each("commitment", "document_id")
        .await?;
    let read = rows
        .into_iter()
        .map(|row| {
            let row = row?;
            let order = row.document.order_id;
            Ok(Undecided {
                document: row.document.try_into()?,
                order_number: row.number,
                holder: json::read(&row.holder, || {
                    Error::corrupt("purchase_order", "holder", order)
                })?,
                due: Money::from_cents(row.due),
                is_split: row.due != row.total,
            })
        })
        .collect();
    Ok(read)
}

/// The file of an order's document.
pub async fn file(tx: &mut Tx, order_number: i64) -> Result<File> {
    let row: Option<(DocumentType, Vec<u8>)> = tx
        .sql(
            "SELECT document_type, document FROM commitment \
             JOIN purchase_order ON purchase_order.id = order_id WHERE number = $1",
        )
        .bind(order_number)
        .optional()
        .await?;
    row.map(|(kind, bytes)| File { kind, bytes }).ok_or(Error::NotFound("commitment document"))
}

/// Notes what the office decided about the document of an order.
pub async fn decide(
    tx: &mut Tx,
    order: OrderId,
    decision: &Decision,
    (on, at): (NaiveDate, DateTime<Utc>),
    by: &str,
) -> Result<()> {
    let (word, reason) = match decision {
        Decision::Registered => ("registered", None),
        Decision::Refused(reason) => ("refused", Some(reason.as_str())),
    };
    tx.sql(
        "UPDATE commitment SET decision = $2, decided_on = $3, decided_by = $4, \
         refusal_reason = $5, decided_at = $6 WHERE order_id = $1 AND decision IS NULL",
    )
    .bind(order)
    .bind(word)
    .bind(on)
    .bind(by)
    .bind(reason)
    .bind(at)
    .run()
    .await?;
    Ok(())
}

/// Stores the codes that came with an order, if any did.
pub async fn save_tender_codes(tx: &mut Tx, order: OrderId, codes: &TenderCodes) -> Result<()> {
    if codes.is_empty() {
        return Ok(());
    }
    tx.sql("INSERT INTO order_tender (order_id, cig, cup) VALUES ($1, $2, $3)")
        .bind(order)
        .bind(codes.cig.as_ref().map(Cig::as_str))
        .bind(codes.cup.as_ref().map(Cup::as_str))
        .run()
        .await?;
    Ok(())
}
