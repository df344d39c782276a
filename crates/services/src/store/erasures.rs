//! Customers who want to be forgotten, and what is forgotten of them.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{AccountId, ErasureId};
use domain::party::Party;
use platform::{Error, Result, Tx, outbox};

use crate::store::accounts::HeldAccount;
use crate::store::json;

/// How many things about the money of `account` are held, refunded or tried.
macro_rules! open_money {
    () => {
        "(SELECT COUNT(*) FROM payment_case WHERE closed_at IS NULL AND order_id IN \
          (SELECT purchase_order.id FROM purchase_order \
           WHERE purchase_order.account_id = account.id)) \
         + (SELECT COUNT(*) FROM refund WHERE refund.state IN ('awaits_approval', 'started') \
          AND order_id IN (SELECT purchase_order.id FROM purchase_order \
           WHERE purchase_order.account_id = account.id)) \
         + (SELECT COUNT(*) FROM payment_attempt WHERE payment_attempt.state IN \
          ('started', 'unknown', 'pending', 'needs_authentication') \
          AND order_id IN (SELECT purchase_order.id FROM purchase_order \
           WHERE purchase_order.account_id = account.id))"
    };
}

/// A wish that nobody has decided about.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Open {
    pub id: ErasureId,
    pub account_id: AccountId,
    pub asked_at: DateTime<Utc>,
}

/// Somebody who was forgotten.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Forgotten {
    /// The number of the account, all that is left of whose it was.
    pub number: i64,
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
    /// When it was done.
    pub done_at: DateTime<Utc>,
    /// The member of staff.
    pub done_by: String,
}

/// The open wish of an account.
pub async fn open_of(tx: &mut Tx, account: AccountId) -> Result<Option<Open>> {
    tx.sql("SELECT id, account_id, asked_at FROM erasure WHERE account_id = $1 AND state = 'asked'")
        .bind(account)
        .optional()
        .await
}

/// The wish with an id, while nobody has decided about it.
pub async fn open_with(tx: &mut Tx, id: ErasureId) -> Result<Option<Open>> {
    tx.sql("SELECT id, account_id, asked_at FROM erasure WHERE id = $1 AND state = 'asked'")
        .bind(id)
        .optional()
        .await
}

/// An open wish with what the office sees of its account.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Waiting {
    pub id: ErasureId,
    account_id: AccountId,
    pub asked_at: DateTime<Utc>,
    pub number: i64,
    party: String,
    /// The last day of a service that can be used, read or renewed.
    pub service_until: Option<NaiveDate>,
    /// An order that is neither settled nor called off.
    pub open_order: Option<i64>,
    /// How many things about its money are held, refunded or tried.
    pub open_money: i64,
}

impl Waiting {
    /// Who asks.
    pub fn party(&self) -> Result<Party> {
        json::read(&self.party, || Error::corrupt("account", "party", self.account_id))
    }
}

/// The open wishes, those first that have waited longest. A service counts that expired on `since` or
/// later. One statement, whatever their number.
pub async fn open(tx: &mut Tx, since: NaiveDate, limit: i64) -> Result<Vec<Waiting>> {
    tx.sql(concat!(
        "SELECT erasure.id AS id, erasure.account_id AS account_id, asked_at, \
         account.number AS number, party, \
         (SELECT MAX(expires_on) FROM subscription WHERE subscription.account_id = account.id \
          AND closed_on IS NULL AND expires_on >= $1) AS service_until, \
         (SELECT MIN(purchase_order.number) FROM purchase_order \
          WHERE purchase_order.account_id = account.id \
          AND purchase_order.state NOT IN ('fulfilled', 'cancelled')) AS open_order, ",
        open_money!(),
        " AS open_money FROM erasure JOIN account ON account.id = erasure.account_id \
         WHERE erasure.state = 'asked' ORDER BY asked_at, erasure.id LIMIT $2"
    ))
    .bind(since)
    .bind(limit)
    .all()
    .await
}

/// Those who were forgotten last, the newest first.
pub async fn done(tx: &mut Tx, limit: i64) -> Result<Vec<Forgotten>> {
    tx.sql(
        "SELECT number, asked_at, decided_at AS done_at, done_by FROM erasure \
         JOIN account ON account.id = account_id WHERE state = 'done' \
         ORDER BY decided_at DESC, erasure.id DESC LIMIT $1",
    )
    .bind(limit)
    .all()
    .await
}

/// Writes a wish; false when there is an open one already.
pub async fn insert(
    tx: &mut Tx,
    account: &HeldAccount,
    id: ErasureId,
    now: DateTime<Utc>,
) -> Result<bool> {
    let inserted = tx
        .sql(
            "INSERT INTO erasure (id, account_id, asked_at, state) \
             VALUES ($1, $2, $3, 'asked') ON CONFLICT DO NOTHING",
        )
        .bind(id)
        .bind(account.id())
        .bind(now)
        .run()
        .await?;
    Ok(inserted == 1)
}

/// Ends an open wish: done by a member of staff, or taken back.
pub async fn decide(
    tx: &mut Tx,
    _: &HeldAccount,
    id: ErasureId,
    done_by: Option<&str>,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.sql(
        "UPDATE erasure SET state = CASE WHEN CAST($2 AS TEXT) IS NULL THEN 'taken_back' \
         ELSE 'done' END, done_by = $2, decided_at = $3 WHERE id = $1 AND state = 'asked'",
    )
    .bind(id)
    .bind(done_by)
    .bind(now)
    .run()
    .await?;
    Ok(())
}

/// The first order of an account that is neither settled nor called off.
pub async fn open_order(tx: &mut Tx, account: AccountId) -> Result<Option<i64>> {
    let row: Option<(i64,)> = tx
        .sql(
            "SELECT number FROM purchase_order WHERE account_id = $1 \
             AND state NOT IN ('fulfilled', 'cancelled') ORDER BY number LIMIT 1",
        )
        .bind(account)
        .optional()
        .await?;
    Ok(row.map(|(number,)| number))
}

/// Whether money of an account is held, refunded or tried.
pub async fn has_open_money(tx: &mut Tx, account: AccountId) -> Result<bool> {
    let (open,): (i64,) = tx
        .sql(concat!("SELECT ", open_money!(), " FROM account WHERE account.id = $1"))
        .bind(account)
        .one()
        .await?;
    Ok(open > 0)
}

/// What takes the place of somebody who is forgotten.
#[derive(Clone, Copy, Debug)]
pub struct Nobody<'a> {
    /// A party and a holder that name nobody, as JSON.
    pub party: &'a str,
    pub holder: &'a str,
    pub tax_code: &'a str,
    pub email: &'a str,
    /// What the office finds the orders by.
    pub search: &'a str,
}

/// Forgets somebody: what the law keeps is put aside first, then every other word about them goes.
pub async fn forget(
    tx: &mut Tx,
    account: &HeldAccount,
    nobody: Nobody<'_>,
    now: DateTime<Utc>,
) -> Result<()> {
    let id = account.id();
    tx.sql(
        "INSERT INTO holder_kept (order_id, holder, kept_at) \
         SELECT id, holder, $2 FROM purchase_order WHERE account_id = $1",
    )
    .bind(id)
    .bind(now)
    .run()
    .await?;
    tx.sql("UPDATE purchase_order SET holder = $2, search = $3 WHERE account_id = $1")
        .bind(id)
        .bind(nobody.holder)
        .bind(nobody.search)
        .run()
        .await?;
    tx.sql(
        "UPDATE account SET password_hash = '', email = $2, party = $3, vat_number = NULL, \
         tax_code = $4, marketing = FALSE, announced = TRUE, intent_id = NULL, erased_at = $5 \
         WHERE id = $1",
    )
    .bind(id)
    .bind(nobody.email)
    .bind(nobody.party)
    .bind(nobody.tax_code)
    .bind(now)
    .run()
    .await?;
    tx.sql(
        "UPDATE subscription SET holder = $2, vat_number = NULL, tax_code = $3 \
         WHERE account_id = $1",
    )
    .bind(id)
    .bind(nobody.holder)
    .bind(nobody.tax_code)
    .run()
    .await?;
    // Additional users were written to about the service, or to set their password.
    tx.sql(
        "UPDATE outbox SET recipient = $2 WHERE delivered_at IS NOT NULL AND \
         (about IN (SELECT id FROM subscription WHERE account_id = $1) OR recipient IN \
          (SELECT panel_user.email FROM panel_user JOIN subscription \
           ON subscription.id = subscription_id WHERE account_id = $1 \
           AND panel_user.email IS NOT NULL))",
    )
    .bind(id)
    .bind(nobody.email)
    .run()
    .await?;
    forget_factors(tx, account).await?;
    forget_access(tx, account).await?;
    forget_the_rest(tx, account, now).await
}

/// No mail bears an address any longer once it has left, unless somebody else has it too.
pub async fn forget_address(
    tx: &mut Tx,
    account: &HeldAccount,
    address: &str,
    nobody: &str,
) -> Result<()> {
    let others: Option<(AccountId,)> = tx
        .sql("SELECT id FROM account WHERE email = $1 AND id <> $2 LIMIT 1")
        .bind(address)
        .bind(account.id())
        .optional()
        .await?;
    match others {
        Some(_) => Ok(()),
        None => outbox::forget_recipient(tx, address, nobody).await,
    }
}

/// Names the owners of second factors that belong to an account: itself, and the users of its panels.
macro_rules! its_owners {
    () => {
        "(SELECT id FROM account WHERE id = $1 UNION ALL SELECT panel_user.id FROM panel_user \
         JOIN subscription ON subscription.id = subscription_id WHERE account_id = $1)"
    };
}

/// Second factors go whole; that there was one, and what happened to it, stays without a name.
async fn forget_factors(tx: &mut Tx, account: &HeldAccount) -> Result<()> {
    let id = account.id();
    let codes = concat!(
        "DELETE FROM recovery_code WHERE factor_id IN \
         (SELECT id FROM second_factor WHERE owner IN ",
        its_owners!(),
        ")"
    );
    tx.sql(codes).bind(id).run().await?;
    let factors = concat!("DELETE FROM second_factor WHERE owner IN ", its_owners!());
    tx.sql(factors).bind(id).run().await?;
    let events = concat!(
        "UPDATE second_factor_event SET username = '', \
         reason = CASE WHEN reason IS NULL THEN NULL ELSE '' END WHERE owner IN ",
        its_owners!()
    );
    tx.sql(events).bind(id).run().await?;
    Ok(())
}

/// Everything that lets somebody in.
async fn forget_access(tx: &mut Tx, account: &HeldAccount) -> Result<()> {
    let id = account.id();
    tx.sql(
        "DELETE FROM secret_link WHERE about = $1 OR about IN (SELECT panel_user.id FROM panel_user \
         JOIN subscription ON subscription.id = subscription_id WHERE account_id = $1)",
    )
    .bind(id)
    .run()
    .await?;
    tx.sql(
        "DELETE FROM panel_sign_in WHERE panel_user_id IN (SELECT panel_user.id FROM panel_user \
         JOIN subscription ON subscription.id = subscription_id WHERE account_id = $1)",
    )
    .bind(id)
    .run()
    .await?;
    tx.sql(
        "UPDATE panel_user SET username = 'erased ' || CAST(number AS TEXT) || ' ' || place, \
         former_username = '', password_hash = '', temporary_until = NULL, email = NULL, \
         last_sign_in_at = NULL FROM \
         (SELECT panel_user.id AS user_id, number, CAST(ROW_NUMBER() OVER \
          (ORDER BY panel_user.id) AS TEXT) AS place FROM panel_user \
          JOIN subscription ON subscription.id = subscription_id \
          JOIN account ON account.id = subscription.account_id WHERE account.id = $1) AS of_account \
         WHERE panel_user.id = user_id",
    )
    .bind(id)
    .run()
    .await?;
    Ok(())
}

/// A change of all rows about the services of an account.
macro_rules! of_services {
    ($change:literal) => {
        concat!(
            $change,
            " WHERE subscription_id IN (SELECT id FROM subscription WHERE account_id = $1)"
        )
    };
}

/// What nobody needs any more.
async fn forget_the_rest(tx: &mut Tx, account: &HeldAccount, now: DateTime<Utc>) -> Result<()> {
    let id = account.id();
    tx.sql("DELETE FROM holder WHERE account_id = $1").bind(id).run().await?;
    tx.sql("DELETE FROM cart WHERE account_id = $1").bind(id).run().await?;
    for forgets in [
        of_services!("UPDATE automatic_renewal SET method_id = NULL"),
        of_services!("DELETE FROM renewal_plan"),
        of_services!("DELETE FROM configuration_step"),
        of_services!("DELETE FROM configuration"),
        of_services!("DELETE FROM delegation"),
    ] {
        tx.sql(forgets).bind(id).run().await?;
    }
    // The provider lets go of it as of one that its owner has removed.
    tx.sql(
        "UPDATE stored_method SET label = '', void_after_year = NULL, void_after_month = NULL, \
         removed_at = COALESCE(removed_at, $2) WHERE account_id = $1",
    )
    .bind(id)
    .bind(now)
    .run()
    .await?;
    // The username of an owner in the panel is the partita IVA, and others may be names.
    tx.sql(
        "UPDATE service_change SET \
         by_whom = CASE WHEN by_whom IS NULL THEN NULL ELSE '' END, \
         about_username = CASE WHEN about_username IS NULL THEN NULL ELSE '' END, \
         by_user = NULL, notice = CASE WHEN notice IS NULL THEN NULL ELSE 'told' END \
         WHERE subscription_id IN (SELECT id FROM subscription WHERE account_id = $1)",
    )
    .bind(id)
    .run()
    .await?;
    tx.sql(
        "UPDATE termination SET reason = '' WHERE subscription_id IN \
         (SELECT id FROM subscription WHERE account_id = $1)",
    )
    .bind(id)
    .run()
    .await?;
    Ok(())
}
