//! The first configurations of services, and what was sent of their steps.

use chrono::{DateTime, NaiveDate, Utc};
use domain::configuration::{Configuration, KeptStep, Step};
use domain::id::{AccountId, SubscriptionId};
use domain::subscription::Subscription;
use platform::{Error, Result, Tx};
use uuid::Uuid;

use crate::store::accounts::HeldAccount;
use crate::store::json;

#[derive(sqlx::FromRow)]
struct Row {
    step: String,
    answer: Option<String>,
    draft: Option<String>,
    version: i64,
}

#[derive(sqlx::FromRow)]
struct WithUsersRow {
    users: i64,
    /// None on the only row of a service that has answered nothing.
    step: Option<String>,
    answer: Option<String>,
}

/// Closes the panel of a new service until its configuration is concluded.
pub async fn begin(
    tx: &mut Tx,
    _: &HeldAccount,
    service: SubscriptionId,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.sql("INSERT INTO configuration (subscription_id, begun_at) VALUES ($1, $2)")
        .bind(service)
        .bind(now)
        .run()
        .await?;
    Ok(())
}

/// The same for a service whose panel is open without one: it stays open.
pub async fn begin_open(
    tx: &mut Tx,
    _: &HeldAccount,
    service: SubscriptionId,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.sql(
        "INSERT INTO configuration (subscription_id, begun_at, concluded_at) VALUES ($1, $2, $2) \
         ON CONFLICT (subscription_id) DO NOTHING",
    )
    .bind(service)
    .bind(now)
    .run()
    .await?;
    Ok(())
}

/// What was sent so far for a service.
pub async fn of(tx: &mut Tx, service: &Subscription) -> Result<Configuration> {
    let id = service.id;
    let rows: Vec<Row> = tx
        .sql(
            "SELECT step, answer, draft, version FROM configuration_step \
             WHERE subscription_id = $1",
        )
        .bind(id)
        .all()
        .await?;
    let corrupt = |column| move || Error::corrupt("configuration_step", column, id);
    let kept = rows.into_iter().map(|row| {
        let answer = row.answer.map(|text| json::read(&text, corrupt("answer"))).transpose()?;
        let draft = row.draft.map(|text| json::read(&text, corrupt("draft"))).transpose()?;
        let step = Step::parse(&row.step).ok_or_else(corrupt("step"))?;
        Ok(KeptStep { step, answer, draft, version: row.version })
    });
    Ok(Configuration::new(service.service, kept.collect::<Result<_>>()?))
}

/// What holds of the answers of a service, and how many can sign in to its panel beside its holder, in
/// one statement: the home asks for both. An answer that cannot be read counts as none there; the page
/// that shows it tells the office.
pub async fn with_users(tx: &mut Tx, service: &Subscription) -> Result<(Configuration, u32)> {
    let rows: Vec<WithUsersRow> = tx
        .sql(
            "SELECT (SELECT COUNT(*) FROM panel_user \
              WHERE panel_user.subscription_id = subscription.id \
              AND former_username IS NULL) AS users, step, answer FROM subscription \
             LEFT JOIN configuration_step \
             ON configuration_step.subscription_id = subscription.id WHERE subscription.id = $1",
        )
        .bind(service.id)
        .all()
        .await?;
    let users = rows.first().map_or(0, |row| row.users - 1);
    let kept = rows.into_iter().filter_map(|row| {
        let step = row.step.as_deref().and_then(Step::parse)?;
        let answer = row.answer.and_then(|text| serde_json::from_str(&text).ok());
        Some(KeptStep { step, answer, draft: None, version: 0 })
    });
    let configuration = Configuration::new(service.service, kept.collect());
    Ok((configuration, u32::try_from(users).unwrap_or_default()))
}

/// Writes what was sent of a step.
pub async fn save(
    tx: &mut Tx,
    _: &HeldAccount,
    service: SubscriptionId,
    kept: &KeptStep,
    now: DateTime<Utc>,
) -> Result<()> {
    let answer = kept.answer.as_ref().map(json::write).transpose()?;
    let draft = kept.draft.as_ref().map(json::write).transpose()?;
    tx.sql(
        "INSERT INTO configuration_step \
         (subscription_id, step, answer, draft, version, saved_at) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (subscription_id, step) DO UPDATE SET \
         answer = $3, draft = $4, version = $5, saved_at = $6",
    )
    .bind(service)
    .bind(kept.step.as_str())
    .bind(answer)
    .bind(draft)
    .bind(kept.version)
    .bind(now)
    .run()
    .await?;
    Ok(())
}

/// A service whose agenda may have to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct AgendaDue {
    #[sqlx(rename = "subscription_id")]
    pub service: SubscriptionId,
    #[sqlx(rename = "account_id")]
    pub account: AccountId,
}

/// Live services whose agenda was told up to this day or less, in the order of their ids, beginning
/// after one of them.
pub async fn agenda_due(
    tx: &mut Tx,
    day: NaiveDate,
    after: Option<SubscriptionId>,
    limit: i64,
) -> Result<Vec<AgendaDue>> {
    let after = after.map_or_else(Uuid::nil, |service| service.0);
    tx.sql(
        "SELECT subscription_id, account_id FROM configuration_step \
         JOIN subscription ON subscription.id = subscription_id \
         WHERE agenda_told <= $1 AND closed_on IS NULL AND subscription_id > $2 \
         ORDER BY subscription_id LIMIT $3",
    )
    .bind(day)
    .bind(after)
    .bind(limit)
    .all()
    .await
}

/// Up to which day the agenda of a service was told; none while nobody wants it.
pub async fn agenda_told(tx: &mut Tx, service: SubscriptionId) -> Result<Option<NaiveDate>> {
    let row: Option<(NaiveDate,)> = tx
        .sql(
            "SELECT agenda_told FROM configuration_step \
             WHERE subscription_id = $1 AND step = $2 AND agenda_told IS NOT NULL",
        )
        .bind(service)
        .bind(Step::Notices.as_str())
        .optional()
        .await?;
    Ok(row.map(|(told,)| told))
}

/// Notes up to which day it was told, or that nobody wants it.
pub async fn set_agenda_told(
    tx: &mut Tx,
    _: &HeldAccount,
    service: SubscriptionId,
    told: Option<NaiveDate>,
) -> Result<()> {
    tx.sql(
        "UPDATE configuration_step SET agenda_told = $3 WHERE subscription_id = $1 AND step = $2",
    )
    .bind(service)
    .bind(Step::Notices.as_str())
    .bind(told)
    .run()
    .await?;
    Ok(())
}

/// Opens the panel.
pub async fn conclude(
    tx: &mut Tx,
    _: &HeldAccount,
    service: SubscriptionId,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.sql(
        "UPDATE configuration SET concluded_at = $2 WHERE subscription_id = $1 \
         AND concluded_at IS NULL",
    )
    .bind(service)
    .bind(now)
    .run()
    .await?;
    Ok(())
}
