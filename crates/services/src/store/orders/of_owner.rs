//! The orders of an account as their owner looks through them, a page at a time.

use chrono::NaiveDate;
use domain::id::{AccountId, SubscriptionId};
use domain::order::{Order, Pile};
use platform::db::Statement;
use platform::{Error, Result, Tx};

use super::listed::pile;
use super::row::{order_columns, select_orders_with_lines, with_lines};
use crate::store::read_product;

/// Which orders of an account; what is left out does not matter.
#[derive(Clone, Copy, Debug)]
pub struct Own {
    pub account: AccountId,
    pub pile: Option<Pile>,
    /// The first and the last day on which they were concluded.
    pub days: Option<(NaiveDate, NaiveDate)>,
    pub service: Option<SubscriptionId>,
}

/// Selects from the orders that are wanted; takes the parameters that [`Own::bind`] gives. The account
/// comes first: with the number it is an index.
macro_rules! own {
    ($select:expr, $rest:expr) => {
        concat!(
            $select,
            " WHERE account_id = $1 AND (CAST($2 AS TEXT) IS NULL OR $2 = ",
            pile!(),
            ") AND (CAST($3 AS DATE) IS NULL OR concluded_on >= $3) \
             AND (CAST($4 AS DATE) IS NULL OR concluded_on <= $4) \
             AND (CAST($5 AS UUID) IS NULL OR subscription_id = $5) ",
            $rest
        )
    };
}

/// The newest of them from this number down, with their lines.
pub async fn own_page(
    tx: &mut Tx,
    wanted: &Own,
    from: i64,
    limit: i64,
) -> Result<Vec<Result<Order>>> {
    let statement = tx
        .sql(select_orders_with_lines!(own!("", "AND number <= $6 ORDER BY number DESC LIMIT $7")));
    let rows = wanted.bind(statement).bind(from).bind(limit).each("purchase_order", "id").await?;
    Ok(with_lines(rows))
}

/// The numbers that come before a page, the nearest first.
pub async fn own_newer(tx: &mut Tx, wanted: &Own, than: i64, limit: i64) -> Result<Vec<i64>> {
    let statement = tx
        .sql(own!("SELECT number FROM purchase_order", "AND number > $6 ORDER BY number LIMIT $7"));
    let rows: Vec<(i64,)> = wanted.bind(statement).bind(than).bind(limit).all().await?;
    Ok(rows.into_iter().map(|(number,)| number).collect())
}

impl Own {
    /// Gives the parameters `$1` to `$5` of an [`own!`] statement.
    fn bind<'q>(&self, statement: Statement<'q>) -> Statement<'q> {
        let (from, until) = self.days.unzip();
        statement.bind(self.account).bind(self.pile).bind(from).bind(until).bind(self.service)
    }
}

/// A service whose orders can be looked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    pub id: SubscriptionId,
    pub service: domain::Product,
    pub activated_on: NaiveDate,
}

/// The day of the first order of an account, and its services, the newest first.
pub async fn choices(tx: &mut Tx, account: AccountId) -> Result<(Option<NaiveDate>, Vec<Choice>)> {
    type Row = (Option<NaiveDate>, Option<SubscriptionId>, Option<String>, Option<NaiveDate>);
    let rows: Vec<Row> = tx
        .sql(
            "SELECT (SELECT MIN(concluded_on) FROM purchase_order WHERE account_id = account.id), \
             subscription.id, service, activated_on FROM account \
             LEFT JOIN subscription ON subscription.account_id = account.id \
             WHERE account.id = $1 ORDER BY activated_on DESC, subscription.id",
        )
        .bind(account)
        .all()
        .await?;
    let first = rows.first().and_then(|(first, ..)| *first);
    let services = rows.into_iter().filter_map(|(_, id, service, activated_on)| {
        let (id, service, activated_on) = (id?, service?, activated_on?);
        let corrupt = || Error::corrupt("subscription", "service", id);
        let service = read_product(&service, corrupt);
        Some(service.map(|service| Choice { id, service, activated_on }))
    });
    Ok((first, services.collect::<Result<_>>()?))
}
