//! The price lists that were in force.

use chrono::{DateTime, Utc};
use domain::calendar::MonthPolicy;
use domain::coupon::DiscountCode;
use domain::price_list::PriceList;
use domain::terms::{PriceRow, Promotion, Terms};
use domain::vat;
use platform::{Error, Result, Tx};
use serde::{Deserialize, Serialize};

use super::json;

/// A list that is about to be stored.
#[derive(Clone, Copy, Debug)]
pub struct Edition<'a> {
    pub list: &'a PriceList,
    pub digest: &'a str,
    /// The number of the list before it; 0 when it is the first.
    pub follows: u32,
    /// The server that loaded it.
    pub server: &'a str,
}

/// What a list says, as it is kept. The rate of the VAT is the law's, so it is not part of it.
#[derive(Serialize, Deserialize)]
struct Stored {
    number: u32,
    months: MonthPolicy,
    prices: Vec<PriceRow>,
    promotions: Vec<Promotion>,
    discount_codes: Vec<DiscountCode>,
}

/// The newest list, if there ever was one.
pub async fn newest(tx: &mut Tx) -> Result<Option<PriceList>> {
    let newest = "SELECT number, list FROM price_list ORDER BY number DESC LIMIT 1";
    let row: Option<(i64, String)> = tx.sql(newest).optional().await?;
    row.map(|(number, text)| read(number, &text)).transpose()
}

/// Stores a list as the newest. False when another one follows the same list already.
pub async fn insert(tx: &mut Tx, edition: &Edition<'_>, now: DateTime<Utc>) -> Result<bool> {
    let inserted = tx
        .sql(
            "INSERT INTO price_list (number, follows, digest, list, in_force_since, loaded_by) \
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        )
        .bind(i64::from(edition.list.number))
        .bind(i64::from(edition.follows))
        .bind(edition.digest)
        .bind(text(edition.list)?)
        .bind(now)
        .bind(edition.server)
        .run()
        .await?;
    Ok(inserted == 1)
}

/// What a list says, in one line of JSON.
pub fn text(list: &PriceList) -> Result<String> {
    let PriceList { number, terms, discount_codes } = list.clone();
    let Terms { prices, promotions, months, vat_rate: _ } = terms;
    let stored = Stored { number, months, prices, promotions, discount_codes };
    json::write(&stored)
}

fn read(number: i64, text: &str) -> Result<PriceList> {
    let stored: Stored = json::read(text, || Error::corrupt("price_list", "list", number))?;
    let Stored { number, months, prices, promotions, discount_codes } = stored;
    let terms = Terms { prices, promotions, months, vat_rate: vat::ordinary_rate() };
    Ok(PriceList { number, terms, discount_codes })
}
