//! Who did what in a panel, and what of it the owner of the service is still to be told.

use chrono::{DateTime, Utc};
use domain::id::{AccountId, DoerId, SubscriptionId};
use domain::timeline::{By, Deed, Event, Place, Role};
use platform::{Error, Result, Tx};
use uuid::Uuid;

use crate::store::accounts::HeldAccount;
use crate::store::timeline::{by, noted};

/// Something that was done.
#[derive(Clone, Debug)]
pub struct Entry {
    pub id: Uuid,
    pub event: Event,
    /// Who they were in the panel; none for others, and where it was not noted.
    pub role: Option<Role>,
}

impl Entry {
    /// Where a page ends that ends with this.
    pub fn place(&self) -> Place {
        Place { at: self.event.at, rank: 0, tie: self.id.simple().to_string() }
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    changed_at: DateTime<Utc>,
    what: String,
    about_username: Option<String>,
    detail: Option<String>,
    by_kind: String,
    by_whom: Option<String>,
    by_role: Option<String>,
}

impl Row {
    fn entry(self) -> Result<Entry> {
        let corrupt = |column| Error::corrupt("service_change", column, self.id);
        let deed: Option<Deed> = noted(&self.what, self.about_username, self.detail.as_deref());
        let by: By = by(&self.by_kind, self.by_whom.as_deref());
        let event = Event { at: self.changed_at, deed: deed.ok_or_else(|| corrupt("what"))?, by };
        let role = self.by_role.map(|text| Role::parse(&text).ok_or_else(|| corrupt("by_role")));
        Ok(Entry { id: self.id, event, role: role.transpose()? })
    }
}

/// Reads what was done about a service, the newest first, beginning after a place.
macro_rules! select_entries {
    ($which:literal) => {
        concat!(
            "SELECT id, changed_at, what, about_username, detail, by_kind, by_whom, by_role \
             FROM service_change WHERE subscription_id = $1 AND (changed_at, id) < ($2, $3) ",
            $which,
            " ORDER BY changed_at DESC, id DESC LIMIT $4"
        )
    };
}

/// What was done about a service, by everybody or by one user of its panel.
pub async fn page(
    tx: &mut Tx,
    service: SubscriptionId,
    of: Option<DoerId>,
    before: &Place,
    limit: i64,
) -> Result<Vec<Entry>> {
    let id = Uuid::parse_str(&before.tie).unwrap_or(Uuid::max());
    let rows: Vec<Row> = match of {
        None => tx.sql(select_entries!("")).bind(service).bind(before.at).bind(id).bind(limit),
        Some(user) => tx
            .sql(select_entries!("AND by_user = $5"))
            .bind(service)
            .bind(before.at)
            .bind(id)
            .bind(limit)
            .bind(user),
    }
    .all()
    .await?;
    rows.into_iter().map(Row::entry).collect()
}

/// Everybody of a panel who has done something, with the username of then.
pub async fn doers(tx: &mut Tx, service: SubscriptionId) -> Result<Vec<(DoerId, String)>> {
    tx.sql(
        "SELECT DISTINCT by_user, by_whom FROM service_change WHERE subscription_id = $1 \
         AND by_user IS NOT NULL AND by_whom <> '' ORDER BY by_whom, by_user",
    )
    .bind(service)
    .all()
    .await
}

/// A service whose owner is to be told of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Waiting {
    #[sqlx(rename = "subscription_id")]
    pub service: SubscriptionId,
    #[sqlx(rename = "account_id")]
    pub account: AccountId,
    /// When the first of it happened.
    pub oldest: DateTime<Utc>,
    /// How much there is.
    pub count: i64,
}

/// Services with something to tell, in the order of their ids, beginning after one of them.
pub async fn waiting(
    tx: &mut Tx,
    after: Option<SubscriptionId>,
    limit: i64,
) -> Result<Vec<Waiting>> {
    let after = after.map_or_else(Uuid::nil, |service| service.0);
    tx.sql(
        "SELECT subscription_id, account_id, MIN(changed_at) AS oldest, COUNT(*) AS count \
         FROM service_change JOIN subscription ON subscription.id = subscription_id \
         WHERE notice = 'waiting' AND subscription_id > $1 \
         GROUP BY subscription_id, account_id ORDER BY subscription_id LIMIT $2",
    )
    .bind(after)
    .bind(limit)
    .all()
    .await
}

/// What the owner of a service is to be told, the oldest first.
pub async fn waiting_of(
    tx: &mut Tx,
    _: &HeldAccount,
    service: SubscriptionId,
) -> Result<Vec<Entry>> {
    let rows: Vec<Row> = tx
        .sql(
            "SELECT id, changed_at, what, about_username, detail, by_kind, by_whom, by_role \
             FROM service_change WHERE subscription_id = $1 AND notice = 'waiting' \
             ORDER BY changed_at, id",
        )
        .bind(service)
        .all()
        .await?;
    rows.into_iter().map(Row::entry).collect()
}

/// Notes that it has been told; false when somebody else has done so.
pub async fn told(tx: &mut Tx, _: &HeldAccount, entry: Uuid) -> Result<bool> {
    let told = tx
        .sql("UPDATE service_change SET notice = 'told' WHERE id = $1 AND notice = 'waiting'")
        .bind(entry)
        .run()
        .await?;
    Ok(told == 1)
}
