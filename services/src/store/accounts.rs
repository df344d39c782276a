//! Accounts, their holders, and the numbers that people call things by.

use chrono::{DateTime, Utc};
use domain::id::AccountId;
use domain::party::{Email, Holder, Party, TaxCode, VatNumber};

use crate::store::json;
use crate::{Error, Result, Tx};

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

/// The next number of a kind, `account` or `order`. It is given out once, also to two servers.
pub async fn next_number(tx: &mut Tx, name: &'static str) -> Result<i64> {
    let (value,): (i64,) = tx
        .sql("UPDATE counter SET value = value + 1 WHERE name = $1 RETURNING value")
        .bind(name)
        .one()
        .await?;
    Ok(value)
}

/// Makes every other unit of work that holds this account wait until this one has ended.
///
/// Do it before reading what will be changed: on PostgreSQL two units of work that read first
/// and write afterwards would each undo the other.
pub async fn hold(tx: &mut Tx, account: AccountId) -> Result<()> {
    let held =
        tx.sql("UPDATE account SET held = held + 1 WHERE id = $1").bind(account).run().await?;
    if held == 1 { Ok(()) } else { Err(Error::NotFound("account")) }
}

/// Stores a new account; false when its partita IVA or codice fiscale has one already.
pub async fn insert(
    tx: &mut Tx,
    account: &Account,
    password_hash: &str,
    marketing: bool,
    now: DateTime<Utc>,
) -> Result<bool> {
    let vat_number = account.party.vat_number.as_ref().map(ToString::to_string);
    let inserted = tx
        .sql(
            "INSERT INTO account (id, number, password_hash, email, party, vat_number, tax_code, \
             marketing, registered_at, welcomed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
             ON CONFLICT DO NOTHING",
        )
        .bind(account.id)
        .bind(account.number)
        .bind(password_hash)
        .bind(account.email.as_str())
        .bind(json::write(&account.party)?)
        .bind(vat_number)
        .bind(account.party.tax_code.as_str())
        .bind(marketing)
        .bind(now)
        .bind(account.welcomed)
        .run()
        .await?;
    Ok(inserted == 1)
}

/// True when an account has this partita IVA.
pub async fn knows(tx: &mut Tx, vat_number: &VatNumber) -> Result<bool> {
    let (known,): (i64,) = tx
        .sql("SELECT COUNT(*) FROM account WHERE vat_number = $1")
        .bind(vat_number.as_str())
        .one()
        .await?;
    Ok(known > 0)
}

pub async fn by_id(tx: &mut Tx, id: AccountId) -> Result<Account> {
    let row: Option<AccountRow> = tx
        .sql("SELECT id, number, email, party, welcomed FROM account WHERE id = $1")
        .bind(id)
        .optional()
        .await?;
    row.ok_or(Error::NotFound("account"))?.try_into()
}

/// The account of a subject, if it has one.
pub async fn with_tax_code(tx: &mut Tx, tax_code: &TaxCode) -> Result<Option<Account>> {
    let row: Option<AccountRow> = tx
        .sql("SELECT id, number, email, party, welcomed FROM account WHERE tax_code = $1")
        .bind(tax_code.as_str())
        .optional()
        .await?;
    row.map(Account::try_from).transpose()
}

/// The id and the password hash behind a username.
pub async fn credentials(tx: &mut Tx, number: i64) -> Result<Option<(AccountId, String)>> {
    tx.sql("SELECT id, password_hash FROM account WHERE number = $1").bind(number).optional().await
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

pub async fn holder(tx: &mut Tx, account: AccountId) -> Result<Option<Holder>> {
    let row: Option<(String,)> =
        tx.sql("SELECT data FROM holder WHERE account_id = $1").bind(account).optional().await?;
    row.map(|(data,)| json::read(&data, || Error::corrupt("holder", "data", account))).transpose()
}

pub async fn save_holder(
    tx: &mut Tx,
    account: AccountId,
    holder: &Holder,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.sql(
        "INSERT INTO holder (account_id, data, saved_at) VALUES ($1, $2, $3) \
         ON CONFLICT (account_id) DO UPDATE SET data = excluded.data, saved_at = excluded.saved_at",
    )
    .bind(account)
    .bind(json::write(holder)?)
    .bind(now)
    .run()
    .await?;
    Ok(())
}

/// An account's address for order confirmations.
pub fn email_of(account: &Account) -> Result<Email> {
    account.email.parse().map_err(|_| Error::corrupt("account", "email", account.id))
}
