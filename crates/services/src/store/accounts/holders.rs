//! For whom the owner of an account buys.

use chrono::{DateTime, Utc};
use domain::id::AccountId;
use domain::party::Holder;
use platform::{Error, Result, Tx};

use super::HeldAccount;
use crate::store::json;

/// For whom its owner buys, if that was said, and whether they want to hear of offers.
pub async fn holder_and_offers(tx: &mut Tx, account: AccountId) -> Result<(Option<Holder>, bool)> {
    let row: Option<(Option<String>, bool)> = tx
        .sql(
            "SELECT holder.data, marketing FROM account \
             LEFT JOIN holder ON holder.account_id = account.id WHERE account.id = $1",
        )
        .bind(account)
        .optional()
        .await?;
    let (data, wants_offers) = row.ok_or(Error::NotFound("account"))?;
    Ok((data.map(|data| read_holder(&data, account)).transpose()?, wants_offers))
}

pub async fn holder(tx: &mut Tx, account: AccountId) -> Result<Option<Holder>> {
    let row: Option<(String,)> =
        tx.sql("SELECT data FROM holder WHERE account_id = $1").bind(account).optional().await?;
    row.map(|(data,)| read_holder(&data, account)).transpose()
}

fn read_holder(data: &str, account: AccountId) -> Result<Holder> {
    json::read(data, || Error::corrupt("holder", "data", account))
}

pub async fn save_holder(
    tx: &mut Tx,
    account: &HeldAccount,
    holder: &Holder,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.sql(
        "INSERT INTO holder (account_id, data, saved_at) VALUES ($1, $2, $3) \
         ON CONFLICT (account_id) DO UPDATE SET data = excluded.data, saved_at = excluded.saved_at",
    )
    .bind(account.id())
    .bind(json::write(holder)?)
    .bind(now)
    .run()
    .await?;
    Ok(())
}
