//! What has happened to a service, read together from wherever it is noted.

use chrono::{DateTime, NaiveDate, Utc};
use domain::Money;
use domain::id::{AccountId, DoerId, SubscriptionId};
use domain::order::{OrderKind, PaymentMethod};
use domain::timeline::{By, Change, Deed, Event, Noted, PanelDeed, Place, Role, UserChange};
use platform::{Error, Result, Tx};
use uuid::Uuid;

use crate::store::read_product;

/// Something that no other row remembers.
#[derive(Clone, Copy, Debug)]
pub struct Note<'a> {
    pub id: Uuid,
    pub service: SubscriptionId,
    /// A change, or something that was done in the panel.
    pub deed: &'a Deed,
    pub by: &'a By,
    /// Who in the panel it was.
    pub doer: Option<(DoerId, Role)>,
    /// The owner of the service is to be told of it.
    pub waits: bool,
}

/// Notes something.
pub async fn note(tx: &mut Tx, new: Note<'_>, now: DateTime<Utc>) -> Result<()> {
    let Note { id, service, deed, by, doer, waits } = new;
    let (what, about, detail) = written(deed)?;
    let (kind, whom) = hand(by);
    let (user, role) = doer.unzip();
    tx.sql(
        "INSERT INTO service_change (id, subscription_id, changed_at, what, about_username, detail, \
         by_kind, by_whom, by_user, by_role, notice) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(id)
    .bind(service)
    .bind(now)
    .bind(what)
    .bind(about)
    .bind(detail)
    .bind(kind)
    .bind(whom)
    .bind(user)
    .bind(role.map(Role::as_str))
    .bind(waits.then_some("waiting"))
    .run()
    .await?;
    Ok(())
}

/// What happened, about whom, and about what.
fn written(deed: &Deed) -> Result<(&'static str, Option<&str>, Option<String>)> {
    match deed.noted() {
        Some(Noted::Changed(change)) => Ok((change.as_str(), None, None)),
        Some(Noted::User(change, username)) => Ok((change.as_str(), Some(username), None)),
        Some(Noted::Panel(deed)) => {
            let (what, detail) = deed.written();
            Ok((what, None, detail))
        }
        None => Err(Error::broken("a row of its own tells this")),
    }
}

/// Reads what [`note`] has written; none for a word that nobody knows.
pub fn noted(what: &str, about: Option<String>, detail: Option<&str>) -> Option<Deed> {
    let change = Change::ALL.into_iter().find(|change| change.as_str() == what);
    let of_user = UserChange::ALL.into_iter().find(|change| change.as_str() == what);
    match (change, of_user) {
        (Some(change), _) => Some(Deed::Changed(change)),
        (None, Some(change)) => about.map(|username| Deed::User(change, username)),
        (None, None) => PanelDeed::read(what, detail).map(Deed::Panel),
    }
}

fn hand(by: &By) -> (&'static str, Option<&str>) {
    match by {
        By::Customer => ("customer", None),
        By::PanelUser(username) => ("panel_user", Some(username.as_str())),
        By::Shop | By::Office(_) => ("shop", None),
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    at: DateTime<Utc>,
    rank: i64,
    tie: String,
    what: String,
    number: Option<i64>,
    kind: Option<OrderKind>,
    method: Option<PaymentMethod>,
    amount: Option<i64>,
    product: Option<String>,
    quantity: Option<i64>,
    from_on: Option<NaiveDate>,
    until_on: Option<NaiveDate>,
    subject: Option<String>,
    recipient: Option<String>,
    by_kind: String,
    by_whom: Option<String>,
}

/// Every row of every table that tells something, each with the moment at which it happened: what an
/// order brought came with the registration of its commitment or else of its payment. Of older documents
/// only the day is known on which they were decided; they stand where they were sent. The expiry for
/// which a disdetta was asked is that of then: where the service moved on after it, from where it moved.
///
/// Begins at the newest, or after a place.
const EVENTS: &str = "WITH bought AS (SELECT purchase_order.id AS id, number, \
     purchase_order.kind AS kind, due, concluded_at, cancel_reason, \
     (state = 'fulfilled' OR (state = 'awaiting_payment' AND committed_on IS NOT NULL \
      AND commitment_failure IS NULL)) AS is_active, \
     COALESCE((SELECT MIN(COALESCE(decided_at, sent_at)) FROM commitment \
       WHERE commitment.order_id = purchase_order.id AND decision = 'registered'), \
      (SELECT MIN(registered_at) FROM payment WHERE payment.order_id = purchase_order.id), \
      concluded_at) AS active_at \
     FROM purchase_order WHERE subscription_id = $1 AND account_id = $2) \
     SELECT at, rank, tie, what, number, kind, method, amount, product, quantity, from_on, until_on, \
     subject, recipient, by_kind, by_whom FROM ( \
     SELECT concluded_at AS at, CAST(1 AS BIGINT) AS rank, CAST(number AS TEXT) AS tie, \
     'ordered' AS what, number, kind, CAST(NULL AS TEXT) AS method, due AS amount, \
     CAST(NULL AS TEXT) AS product, CAST(NULL AS BIGINT) AS quantity, \
     CAST(NULL AS DATE) AS from_on, CAST(NULL AS DATE) AS until_on, \
     CAST(NULL AS TEXT) AS subject, CAST(NULL AS TEXT) AS recipient, \
     CASE WHEN EXISTS (SELECT 1 FROM automatic_charge WHERE order_id = bought.id) \
     THEN 'shop' ELSE 'customer' END AS by_kind, CAST(NULL AS TEXT) AS by_whom FROM bought \
     UNION ALL SELECT begun_at, 2, CAST(number AS TEXT), 'payment_refused', number, NULL, NULL, \
     amount, NULL, NULL, NULL, NULL, NULL, NULL, 'shop', NULL \
     FROM payment_attempt JOIN bought ON bought.id = order_id WHERE state = 'refused' \
     UNION ALL SELECT sent_at, 2, CAST(number AS TEXT), 'commitment_sent', number, NULL, NULL, NULL, \
     NULL, NULL, NULL, NULL, NULL, NULL, 'customer', NULL \
     FROM commitment JOIN bought ON bought.id = order_id \
     UNION ALL SELECT COALESCE(decided_at, sent_at), 3, CAST(number AS TEXT), \
     CASE decision WHEN 'registered' THEN 'commitment_registered' ELSE 'commitment_refused' END, number, \
     NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'office', decided_by \
     FROM commitment JOIN bought ON bought.id = order_id WHERE decision IS NOT NULL \
     UNION ALL SELECT registered_at, 3, CAST(number AS TEXT), 'paid', number, NULL, payment.method, \
     amount, NULL, NULL, NULL, NULL, NULL, NULL, \
     CASE WHEN attempt_id IS NULL THEN 'office' ELSE 'shop' END, \
     CASE WHEN attempt_id IS NULL THEN registered_by END \
     FROM payment JOIN bought ON bought.id = order_id WHERE amount > 0 \
     UNION ALL SELECT active_at, 4, CAST(number AS TEXT) || '-' || product, 'activated', number, \
     NULL, NULL, NULL, product, quantity, NULL, \
     CASE bought.kind WHEN 'first_purchase' THEN NULL ELSE until_on END, NULL, NULL, 'shop', NULL \
     FROM order_line JOIN bought ON bought.id = order_id \
     WHERE is_active AND order_line.kind = 'purchase' \
     UNION ALL SELECT active_at, 5, CAST(number AS TEXT), \
     CASE order_line.kind WHEN 'extension' THEN 'extended' ELSE 'renewed' END, number, NULL, NULL, \
     NULL, NULL, COUNT(*), MIN(from_on), MAX(until_on), NULL, NULL, 'shop', NULL \
     FROM order_line JOIN bought ON bought.id = order_id \
     WHERE is_active AND order_line.kind <> 'purchase' \
     GROUP BY active_at, number, order_line.kind \
     UNION ALL SELECT COALESCE((SELECT MAX(booked_at) FROM ledger_entry \
      WHERE ledger_entry.order_id = bought.id AND reason = 'cancelled'), concluded_at), 6, \
     CAST(number AS TEXT), 'cancelled', number, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, \
     NULL, cancel_reason, NULL FROM bought WHERE cancel_reason IS NOT NULL \
     UNION ALL SELECT done_at, 6, CAST(number AS TEXT), 'refund_done', number, NULL, NULL, amount, \
     NULL, NULL, NULL, NULL, NULL, NULL, 'office', COALESCE(approved_by, asked_by) \
     FROM refund JOIN bought ON bought.id = order_id WHERE done_at IS NOT NULL \
     UNION ALL SELECT created_at, 8, message_id, 'mailed', NULL, NULL, NULL, NULL, NULL, NULL, NULL, \
     NULL, subject, recipient, 'shop', NULL FROM outbox WHERE about = $1 \
     UNION ALL SELECT created_at, 8, message_id, 'mailed', NULL, NULL, NULL, NULL, NULL, NULL, NULL, \
     NULL, subject, recipient, 'shop', NULL FROM outbox JOIN bought ON bought.id = about \
     UNION ALL SELECT asked_at, 1, 'disdetta', 'termination_asked', NULL, NULL, NULL, NULL, NULL, \
     NULL, NULL, CASE WHEN at_expiry THEN COALESCE((SELECT MIN(from_on) \
      FROM order_line JOIN bought ON bought.id = order_id WHERE is_active AND product = service \
      AND order_line.kind <> 'purchase' AND active_at > asked_at), expires_on) END, \
     NULL, NULL, 'customer', NULL FROM termination \
     JOIN subscription ON subscription.id = subscription_id WHERE subscription_id = $1 \
     UNION ALL SELECT decided_at, 7, 'disdetta', CASE state WHEN 'confirmed' \
     THEN 'termination_confirmed' ELSE 'termination_taken_back' END, NULL, NULL, NULL, NULL, NULL, \
     NULL, NULL, NULL, NULL, NULL, CASE state WHEN 'confirmed' THEN 'office' ELSE 'customer' END, \
     confirmed_by FROM termination WHERE subscription_id = $1 AND decided_at IS NOT NULL \
     UNION ALL SELECT changed_at, 7, \
     what || COALESCE('-' || about_username, '') || COALESCE('-' || detail, ''), what, NULL, NULL, \
     NULL, NULL, NULL, NULL, NULL, NULL, about_username, detail, by_kind, by_whom \
     FROM service_change WHERE subscription_id = $1 \
     ) AS happened WHERE (at, rank, tie) < ($3, $4, $5) ORDER BY at DESC, rank DESC, tie DESC LIMIT $6";

/// What has happened to a service of an account, the newest first, each with its place.
pub async fn page(
    tx: &mut Tx,
    service: SubscriptionId,
    account: AccountId,
    before: &Place,
    limit: i64,
) -> Result<Vec<(Place, Event)>> {
    let rows: Vec<Row> = tx
        .sql(EVENTS)
        .bind(service)
        .bind(account)
        .bind(before.at)
        .bind(before.rank)
        .bind(before.tie.as_str())
        .bind(limit)
        .all()
        .await?;
    rows.into_iter().map(|row| event(service, row)).collect()
}

fn event(service: SubscriptionId, row: Row) -> Result<(Place, Event)> {
    let at = row.at;
    let place = Place { at, rank: row.rank, tie: row.tie.clone() };
    let by = by(&row.by_kind, row.by_whom.as_deref());
    let deed = deed(row)?.ok_or_else(|| Error::corrupt("service_change", "what", service))?;
    Ok((place, Event { at, deed, by }))
}

/// None for a word that nobody knows.
fn deed(row: Row) -> Result<Option<Deed>> {
    let number = row.number.unwrap_or_default();
    let amount = Money::from_cents(row.amount.unwrap_or_default());
    let quantity = u32::try_from(row.quantity.unwrap_or_default()).unwrap_or(u32::MAX);
    let days = row.from_on.zip(row.until_on);
    Ok(match row.what.as_str() {
        "ordered" => row.kind.map(|kind| Deed::Ordered(number, kind, amount)),
        "payment_refused" => Some(Deed::PaymentRefused(number, amount)),
        "commitment_sent" => Some(Deed::CommitmentSent(number)),
        "commitment_registered" => Some(Deed::CommitmentRegistered(number)),
        "commitment_refused" => Some(Deed::CommitmentRefused(number)),
        "paid" => row.method.map(|method| Deed::Paid(number, method, amount)),
        "activated" => {
            let code = row.product.unwrap_or_default();
            let product = read_product(&code, || Error::corrupt("order_line", "product", number))?;
            Some(Deed::Activated(number, product, quantity, row.until_on))
        }
        "extended" => days.map(|(from, until)| Deed::Extended(number, quantity, from, until)),
        "renewed" => days.map(|(from, until)| Deed::Renewed(number, quantity, from, until)),
        "cancelled" => Some(Deed::Cancelled(number)),
        "refund_done" => Some(Deed::RefundDone(number, amount)),
        "mailed" => row.subject.zip(row.recipient).map(|(subject, to)| Deed::Mailed(subject, to)),
        "termination_asked" => Some(Deed::TerminationAsked(row.until_on)),
        "termination_taken_back" => Some(Deed::TerminationTakenBack),
        "termination_confirmed" => Some(Deed::TerminationConfirmed),
        what => noted(what, row.subject, row.recipient.as_deref()),
    })
}

/// Whose hand it was.
pub fn by(kind: &str, whom: Option<&str>) -> By {
    match (kind, whom) {
        ("customer", _) => By::Customer,
        ("panel_user", Some(username)) => By::PanelUser(username.into()),
        // What is free is registered by the shop, and not by somebody of this name.
        ("office", Some(name)) if name != "the shop" => By::Office(Some(name.into())),
        _ => By::Shop,
    }
}
