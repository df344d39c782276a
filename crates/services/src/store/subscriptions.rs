//! Running services and what belongs to them.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{AccountId, AccountantId, SubscriptionId};
use domain::party::Holder;
use domain::quote::Owned;
use domain::subscription::Subscription;
use domain::termination::When;
use platform::{Error, Result, Tx};

use crate::store::accounts::HeldAccount;
use crate::store::reminders::AT_ONCE;
use crate::store::renewals::Place;
use crate::store::{json, read_product};

#[derive(sqlx::FromRow)]
struct SubscriptionRow {
    id: SubscriptionId,
    account_id: AccountId,
    service: String,
    holder: String,
    activated_on: NaiveDate,
    expires_on: NaiveDate,
}

/// Reads a [`WithItemRow`] for each add-on of services, and what is asked besides.
macro_rules! select_services {
    ($besides:literal, $which:literal) => {
        concat!(
            "SELECT id, account_id, service, holder, activated_on, \
             subscription.expires_on AS expires_on, product, COALESCE(quantity, 0) AS quantity, \
             COALESCE(subscription_item.expires_on, subscription.expires_on) AS item_expires_on",
            $besides,
            " FROM subscription \
             LEFT JOIN subscription_item ON subscription_item.subscription_id = subscription.id \
             WHERE ",
            $which
        )
    };
}

#[derive(sqlx::FromRow)]
struct WithItemRow {
    #[sqlx(flatten)]
    subscription: SubscriptionRow,
    /// None on the only row of a service without add-ons.
    product: Option<String>,
    quantity: i64,
    item_expires_on: NaiveDate,
}

/// The live service of an account, in one statement: every page of the shop asks for it.
pub async fn of_account(tx: &mut Tx, account: AccountId) -> Result<Option<Subscription>> {
    let rows: Vec<Result<WithItemRow>> = tx
        .sql(select_services!("", "account_id = $1 AND closed_on IS NULL"))
        .bind(account)
        .each("subscription", "id")
        .await?;
    of_rows(rows)
}

/// One service, of which each row has an item.
fn of_rows(rows: Vec<Result<WithItemRow>>) -> Result<Option<Subscription>> {
    let mut items = Vec::new();
    let mut service = None;
    for row in rows {
        let row = row?;
        items.extend(row.product.map(|product| (product, row.quantity, row.item_expires_on)));
        service = Some(row.subscription);
    }
    service.map(|row| subscription(&row, items)).transpose()
}

#[derive(sqlx::FromRow)]
struct WithPanelRow {
    #[sqlx(flatten)]
    item: WithItemRow,
    panel_username: Option<String>,
    users: i64,
    asked_at: Option<DateTime<Utc>>,
    at_expiry: bool,
    closed_on: Option<NaiveDate>,
}

/// A service of an account, live or over, with what the customer area shows beside it.
#[derive(Clone, Debug)]
pub struct InArea {
    pub service: Subscription,
    /// Of its holder; none once a later service has it.
    pub panel_username: Option<String>,
    /// How many can sign in to its panel beside its holder.
    pub additional_users: u32,
    /// When its owner asked to give it up, and for when, while nobody has decided about that.
    pub termination: Option<(DateTime<Utc>, When)>,
    /// The day on which it was over.
    pub closed_on: Option<NaiveDate>,
}

/// The most services that one page shows; an account has one at a time.
const AREA_MAX: usize = 20;

/// The services of an account, the live one first, then the newest; or only this one. Each is there
/// whole or not at all.
pub async fn in_area(
    tx: &mut Tx,
    account: AccountId,
    id: Option<SubscriptionId>,
) -> Result<Vec<Result<InArea>>> {
    let rows: Vec<Result<WithPanelRow>> = tx
        .sql(select_services!(
            ", (SELECT MIN(username) FROM panel_user WHERE subscription_id = subscription.id \
               AND former_username IS NULL AND permissions IS NULL) AS panel_username, \
             (SELECT COUNT(*) FROM panel_user WHERE subscription_id = subscription.id \
               AND former_username IS NULL) AS users, \
             (SELECT MIN(asked_at) FROM termination WHERE subscription_id = subscription.id \
               AND state = 'asked') AS asked_at, \
             EXISTS (SELECT 1 FROM termination WHERE subscription_id = subscription.id \
               AND state = 'asked' AND at_expiry) AS at_expiry, closed_on",
            "account_id = $1 AND (CAST($2 AS UUID) IS NULL OR id = $2) \
             ORDER BY CASE WHEN closed_on IS NULL THEN 0 ELSE 1 END, activated_on DESC, id"
        ))
        .bind(account)
        .bind(id)
        .each("subscription", "id")
        .await?;
    let mut services: Vec<(SubscriptionId, Vec<WithPanelRow>)> = Vec::new();
    let mut unreadable = Vec::new();
    for row in rows {
        match row {
            Err(error) => unreadable.push(error),
            Ok(row) => {
                let id = row.item.subscription.id;
                match services.iter_mut().find(|(known, _)| *known == id) {
                    Some((_, rows)) => rows.push(row),
                    None => services.push((id, vec![row])),
                }
            }
        }
    }
    let is_whole = |id: &SubscriptionId| {
        let of_it =
            |error: &Error| matches!(error, Error::Corrupt { id: of, .. } if *of == id.to_string());
        !unreadable.iter().any(of_it)
    };
    services.retain(|(id, _)| is_whole(id));
    let read =
        services.into_iter().take(AREA_MAX).filter_map(|(_, rows)| in_area_of(rows).transpose());
    Ok(read.collect::<Vec<_>>().into_iter().chain(unreadable.into_iter().map(Err)).collect())
}

/// The service that these rows tell of.
fn in_area_of(rows: Vec<WithPanelRow>) -> Result<Option<InArea>> {
    let mut beside = None;
    let items = rows.into_iter().map(|row| {
        let when = if row.at_expiry { When::AtExpiry } else { When::Now };
        let asked = row.asked_at.map(|at| (at, when));
        beside = Some((row.panel_username, row.users, asked, row.closed_on));
        Ok(row.item)
    });
    let service = of_rows(items.collect())?;
    Ok(service.zip(beside).map(|(service, (panel_username, users, termination, closed_on))| {
        let additional_users = u32::try_from(users - 1).unwrap_or_default();
        InArea { service, panel_username, additional_users, termination, closed_on }
    }))
}

/// A service of whoever it is, live or over, and the day on which it was over.
pub async fn of_anybody(
    tx: &mut Tx,
    id: SubscriptionId,
) -> Result<Option<(Subscription, Option<NaiveDate>)>> {
    let account: Option<(AccountId,)> =
        tx.sql("SELECT account_id FROM subscription WHERE id = $1").bind(id).optional().await?;
    let Some((account,)) = account else { return Ok(None) };
    let found = in_area(tx, account, Some(id)).await?.into_iter().next().transpose()?;
    Ok(found.map(|it| (it.service, it.closed_on)))
}

/// A live service.
pub async fn by_id(tx: &mut Tx, id: SubscriptionId) -> Result<Option<Subscription>> {
    let rows: Vec<Result<WithItemRow>> = tx
        .sql(select_services!("", "id = $1 AND closed_on IS NULL"))
        .bind(id)
        .each("subscription", "id")
        .await?;
    of_rows(rows)
}

/// The live services that owners have offered to an accountant, or delegated.
pub async fn delegated_to(
    tx: &mut Tx,
    accountant: AccountantId,
) -> Result<Vec<Result<Subscription>>> {
    let rows: Vec<Result<WithItemRow>> = tx
        .sql(select_services!(
            "",
            "closed_on IS NULL AND id IN (SELECT delegation.subscription_id FROM delegation \
             WHERE accountant_id = $1 AND ended_at IS NULL) ORDER BY id"
        ))
        .bind(accountant)
        .each("subscription", "id")
        .await?;
    Ok(of_ordered(rows))
}

/// The live services that renew by themselves, behind one place and up to another, the first to
/// expire first.
pub async fn renewing(tx: &mut Tx, after: Place, last: Place) -> Result<Vec<Result<Subscription>>> {
    let rows: Vec<Result<WithItemRow>> = tx
        .sql(select_services!(
            "",
            "closed_on IS NULL AND (subscription.expires_on, id) > ($1, $2) \
             AND (subscription.expires_on, id) <= ($3, $4) AND id IN \
             (SELECT automatic_renewal.subscription_id FROM automatic_renewal \
              WHERE method_id IS NOT NULL) ORDER BY subscription.expires_on, id"
        ))
        .bind(after.0)
        .bind(after.1)
        .bind(last.0)
        .bind(last.1)
        .each("subscription", "id")
        .await?;
    Ok(of_ordered(rows))
}

/// Services whose rows come one service after the other, each as far as it can be read.
fn of_ordered(rows: Vec<Result<WithItemRow>>) -> Vec<Result<Subscription>> {
    let mut services = Vec::new();
    let mut rows = rows.into_iter().peekable();
    let id = |row: &Result<WithItemRow>| row.as_ref().ok().map(|row| row.subscription.id);
    while let Some(first) = rows.next() {
        let of = id(&first);
        let mut one = vec![first];
        while let Some(next) = rows.next_if(|next| of.is_some() && id(next) == of) {
            one.push(next);
        }
        services.extend(of_rows(one).transpose());
    }
    services
}

/// A service and its add-ons: product, quantity, expiry.
fn subscription(
    row: &SubscriptionRow,
    items: Vec<(String, i64, NaiveDate)>,
) -> Result<Subscription> {
    let id = row.id;
    let corrupt = |column| move || Error::corrupt("subscription", column, id);
    let service = read_product(&row.service, corrupt("service"))?;
    let mut owned = vec![Owned { product: service, quantity: 1, expires: row.expires_on }];
    for (product, quantity, expires) in items {
        let product = read_product(&product, corrupt("product"))?;
        let quantity = u32::try_from(quantity).map_err(|_| corrupt("quantity")())?;
        owned.push(Owned { product, quantity, expires });
    }
    // In the order in which people see products everywhere else.
    owned.sort_by_key(|item| (item.product, item.expires));
    Ok(Subscription {
        id,
        account: row.account_id,
        service,
        holder: json::read(&row.holder, corrupt("holder"))?,
        activated_on: row.activated_on,
        owned,
    })
}

/// Stores a new service; false when its account, partita IVA or codice fiscale has a live one.
///
/// The answer comes from the partial unique indexes, so it also holds between two servers that
/// ask at the same moment: the second waits until the first has ended.
pub async fn insert(tx: &mut Tx, _: &HeldAccount, subscription: &Subscription) -> Result<bool> {
    let party = &subscription.holder.party;
    let inserted = tx
        .sql(
            "INSERT INTO subscription (id, account_id, service, holder, vat_number, tax_code, \
             activated_on, expires_on) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
             ON CONFLICT DO NOTHING",
        )
        .bind(subscription.id)
        .bind(subscription.account)
        .bind(subscription.service.code())
        .bind(json::write(&subscription.holder)?)
        .bind(party.vat_number.as_ref().map(ToString::to_string))
        .bind(party.tax_code.as_str())
        .bind(subscription.activated_on)
        .bind(subscription.expires())
        .run()
        .await?;
    if inserted == 1 {
        write_items(tx, subscription).await?;
    }
    Ok(inserted == 1)
}

/// Writes what is owned after an order was fulfilled. An expiry that has moved has reminders of its
/// own. False when the service has been closed meanwhile: then nothing is written.
pub async fn save(tx: &mut Tx, _: &HeldAccount, subscription: &Subscription) -> Result<bool> {
    let is_live = tx
        .sql(
            "UPDATE subscription SET expires_on = $2, remind_on = CASE WHEN expires_on = $2 \
         THEN remind_on ELSE $3 END WHERE id = $1 AND closed_on IS NULL",
        )
        .bind(subscription.id)
        .bind(subscription.expires())
        .bind(AT_ONCE)
        .run()
        .await?
        == 1;
    if !is_live {
        return Ok(false);
    }
    tx.sql("DELETE FROM subscription_item WHERE subscription_id = $1")
        .bind(subscription.id)
        .run()
        .await?;
    write_items(tx, subscription).await?;
    Ok(true)
}

/// Writes what has changed about whom a service is for; the numbers have not.
pub async fn save_holder(
    tx: &mut Tx,
    _: &HeldAccount,
    id: SubscriptionId,
    holder: &Holder,
) -> Result<()> {
    tx.sql("UPDATE subscription SET holder = $2 WHERE id = $1")
        .bind(id)
        .bind(json::write(holder)?)
        .run()
        .await?;
    Ok(())
}

async fn write_items(tx: &mut Tx, subscription: &Subscription) -> Result<()> {
    let is_add_on = |item: &&Owned| item.product != subscription.service;
    for item in subscription.owned.iter().filter(is_add_on) {
        tx.sql(
            "INSERT INTO subscription_item (subscription_id, product, expires_on, quantity) \
             VALUES ($1, $2, $3, $4)",
        )
        .bind(subscription.id)
        .bind(item.product.code())
        .bind(item.expires)
        .bind(i64::from(item.quantity))
        .run()
        .await?;
    }
    Ok(())
}

/// True when this account, or anybody for this partita IVA or codice fiscale, has a live service.
/// What ended before `since` is over, also while nobody has closed it.
pub async fn is_live_for(
    tx: &mut Tx,
    account: AccountId,
    holder: &Holder,
    since: NaiveDate,
) -> Result<bool> {
    let (live,): (i64,) = tx
        .sql(
            "SELECT COUNT(*) FROM subscription WHERE closed_on IS NULL AND expires_on >= $4 \
             AND (tax_code = $1 OR vat_number = CAST($2 AS TEXT) OR account_id = $3)",
        )
        .bind(holder.party.tax_code.as_str())
        .bind(holder.party.vat_number.as_ref().map(ToString::to_string))
        .bind(account)
        .bind(since)
        .one()
        .await?;
    Ok(live > 0)
}

/// The same for anybody, and without an account of their own.
pub async fn is_live_for_numbers(
    tx: &mut Tx,
    vat_number: &str,
    tax_code: &str,
    since: NaiveDate,
) -> Result<bool> {
    let (live,): (i64,) = tx
        .sql(
            "SELECT COUNT(*) FROM subscription WHERE closed_on IS NULL AND expires_on >= $3 \
             AND (tax_code = $1 OR vat_number = $2)",
        )
        .bind(tax_code)
        .bind(vat_number)
        .bind(since)
        .one()
        .await?;
    Ok(live > 0)
}

/// Ends the services whose days of consultation are over, so that they no longer block anybody.
pub async fn close_over(tx: &mut Tx, last_expiry: NaiveDate, today: NaiveDate) -> Result<u64> {
    tx.sql("UPDATE subscription SET closed_on = $2 WHERE closed_on IS NULL AND expires_on < $1")
        .bind(last_expiry)
        .bind(today)
        .run()
        .await
}
