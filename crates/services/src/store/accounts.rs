//! Accounts; what belongs to them has files of its own.

mod credentials;
mod holders;
mod newcomers;

use chrono::{DateTime, Utc};
use domain::id::{AccountId, IntentId, PanelUserId};
use domain::party::{Email, Party, Registration, TaxCode};
use platform::{Error, Result, Tx};

pub use self::credentials::{
    Credentials, credentials, credentials_of, password_hash, set_password,
};
pub use self::holders::{holder, holder_and_offers, save_holder};
pub use self::newcomers::{Earlier, Newcomer, announce, earlier_than, not_announced};
use crate::store::json;

/// Somebody who can sign in to the shop, without their password.
#[derive(Clone, Debug)]
pub struct Account {
    pub id: AccountId,
    pub number: i64,
    pub email: String,
    pub party: Party,
    /// True once `Conferma iscrizione` is on its way.
    pub welcomed: bool,
}

#[derive(sqlx::FromRow)]
struct AccountRow {
    id: AccountId,
    number: i64,
    email: String,
    party: String,
    welcomed: bool,
}

impl TryFrom<AccountRow> for Account {
    type Error = Error;
    fn try_from(row: AccountRow) -> Result<Self> {
        let party = json::read(&row.party, || Error::corrupt("account", "party", row.id))?;
        let AccountRow { id, number, email, welcomed, .. } = row;
        Ok(Self { id, number, email, party, welcomed })
    }
}

/// An account that no other unit of work can hold until this one has ended. What belongs to an
/// account is written by whoever has one of these, and read after it was made: on PostgreSQL two
/// units of work that read first and write afterwards would each undo the other.
#[derive(Debug)]
pub struct HeldAccount(AccountId);

impl HeldAccount {
    /// The account that is held.
    pub fn id(&self) -> AccountId {
        self.0
    }
}

/// Makes every other unit of work that holds this account wait until this one has ended. What
/// is held before what stands in `store/orders/hold.rs`.
pub async fn hold(tx: &mut Tx, account: AccountId) -> Result<HeldAccount> {
    let held =
        tx.sql("UPDATE account SET held = held + 1 WHERE id = $1").bind(account).run().await?;
    if held == 1 { Ok(HeldAccount(account)) } else { Err(Error::NotFound("account")) }
}

/// Holds the account of the service whose panel somebody uses; false when they are gone. What its owner
/// decides about them waits meanwhile, and has been done before otherwise.
pub async fn hold_of_panel_user(tx: &mut Tx, user: PanelUserId) -> Result<bool> {
    let held = tx
        .sql(
            "UPDATE account SET held = held + 1 WHERE id = (SELECT subscription.account_id \
             FROM subscription JOIN panel_user ON panel_user.subscription_id = subscription.id \
             WHERE panel_user.id = $1)",
        )
        .bind(user)
        .run()
        .await?;
    Ok(held == 1)
}

/// What a registration says beside who somebody is.
#[derive(Clone, Copy, Debug)]
pub struct Form<'a> {
    /// The form that was sent; none for accounts that no form has made.
    pub intent: Option<IntentId>,
    pub password_hash: &'a str,
}

/// Stores a new account, which nobody else can know before this unit of work has ended; none when
/// its form has made one already.
pub async fn insert(
    tx: &mut Tx,
    account: &Account,
    form: Form<'_>,
    now: DateTime<Utc>,
) -> Result<Option<HeldAccount>> {
    let vat_number = account.party.vat_number.as_ref().map(ToString::to_string);
    let inserted = tx
        .sql(
            "INSERT INTO account (id, number, password_hash, email, party, vat_number, tax_code, \
             marketing, registered_at, welcomed, intent_id, announced) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, FALSE, $8, $9, $10, FALSE) \
             ON CONFLICT (intent_id) DO NOTHING",
        )
        .bind(account.id)
        .bind(account.number)
        .bind(form.password_hash)
        .bind(account.email.as_str())
        .bind(json::write(&account.party)?)
        .bind(vat_number)
        .bind(account.party.tax_code.as_str())
        .bind(now)
        .bind(account.welcomed)
        .bind(form.intent)
        .run()
        .await?;
    Ok((inserted == 1).then_some(HeldAccount(account.id)))
}

/// Writes what a newer form of the same registration says. Other numbers have to be announced to
/// other accounts.
pub async fn correct(tx: &mut Tx, account: &HeldAccount, newer: &Registration) -> Result<()> {
    let vat_number = newer.party.vat_number.as_ref().map(ToString::to_string);
    tx.sql(
        "UPDATE account SET email = $2, party = $3, \
         announced = announced AND tax_code = $4 \
         AND COALESCE(vat_number, '') = COALESCE(CAST($5 AS TEXT), ''), \
         tax_code = $4, vat_number = CAST($5 AS TEXT) WHERE id = $1",
    )
    .bind(account.id())
    .bind(newer.email.as_str())
    .bind(json::write(&newer.party)?)
    .bind(newer.party.tax_code.as_str())
    .bind(vat_number)
    .run()
    .await?;
    Ok(())
}

/// Writes what its owner says about offers.
pub async fn save_wants_offers(tx: &mut Tx, account: &HeldAccount, wants: bool) -> Result<()> {
    tx.sql("UPDATE account SET marketing = $2 WHERE id = $1")
        .bind(account.id())
        .bind(wants)
        .run()
        .await?;
    Ok(())
}

pub async fn by_id(tx: &mut Tx, id: AccountId) -> Result<Account> {
    let row: Option<AccountRow> = tx
        .sql("SELECT id, number, email, party, welcomed FROM account WHERE id = $1")
        .bind(id)
        .optional()
        .await?;
    row.ok_or(Error::NotFound("account"))?.try_into()
}

/// The first account of a subject, if it has any.
pub async fn first_with_tax_code(tx: &mut Tx, tax_code: &TaxCode) -> Result<Option<Account>> {
    let row: Option<AccountRow> = tx
        .sql(
            "SELECT id, number, email, party, welcomed FROM account WHERE tax_code = $1 \
             ORDER BY number LIMIT 1",
        )
        .bind(tax_code.as_str())
        .optional()
        .await?;
    row.map(Account::try_from).transpose()
}

/// The account that a form has made, with the hash of its password.
pub async fn of_intent(tx: &mut Tx, intent: IntentId) -> Result<Option<(AccountId, i64, String)>> {
    tx.sql("SELECT id, number, password_hash FROM account WHERE intent_id = $1")
        .bind(intent)
        .optional()
        .await
}

/// Where the owner is written to.
pub async fn email(tx: &mut Tx, id: AccountId) -> Result<String> {
    let row: Option<(String,)> =
        tx.sql("SELECT email FROM account WHERE id = $1").bind(id).optional().await?;
    row.map(|(email,)| email).ok_or(Error::NotFound("account"))
}

/// Writes where the owner is written to from now on.
pub async fn set_email(tx: &mut Tx, account: &HeldAccount, email: &Email) -> Result<()> {
    tx.sql("UPDATE account SET email = $2 WHERE id = $1")
        .bind(account.id())
        .bind(email.as_str())
        .run()
        .await?;
    Ok(())
}

/// Writes what has changed about the owner; the numbers have not.
pub async fn save_party(tx: &mut Tx, account: &HeldAccount, party: &Party) -> Result<()> {
    tx.sql("UPDATE account SET party = $2 WHERE id = $1")
        .bind(account.id())
        .bind(json::write(party)?)
        .run()
        .await?;
    Ok(())
}

/// Somebody who is written to about their own account.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Reachable {
    pub id: AccountId,
    pub number: i64,
    pub email: String,
}

/// The accounts with this address in small letters, the oldest first.
pub async fn with_email(tx: &mut Tx, email: &str, most: i64) -> Result<Vec<Reachable>> {
    tx.sql("SELECT id, number, email FROM account WHERE LOWER(email) = $1 ORDER BY number LIMIT $2")
        .bind(email)
        .bind(most)
        .all()
        .await
}

/// The accounts with this partita IVA or codice fiscale, or with a service for it, the oldest first.
pub async fn with_number_of_party(tx: &mut Tx, number: &str, most: i64) -> Result<Vec<Reachable>> {
    tx.sql(
        "SELECT id, number, email FROM account WHERE vat_number = $1 OR tax_code = $1 \
         OR id IN (SELECT account_id FROM subscription WHERE closed_on IS NULL \
         AND (vat_number = $1 OR tax_code = $1)) ORDER BY number LIMIT $2",
    )
    .bind(number)
    .bind(most)
    .all()
    .await
}

/// Notes that `Conferma iscrizione` is on its way; false when it was noted before.
pub async fn welcome(tx: &mut Tx, id: AccountId) -> Result<bool> {
    let noted = tx
        .sql("UPDATE account SET welcomed = TRUE WHERE id = $1 AND NOT welcomed")
        .bind(id)
        .run()
        .await?;
    Ok(noted == 1)
}
