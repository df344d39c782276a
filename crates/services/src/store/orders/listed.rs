//! The orders that the office looks through, a page at a time.

use domain::Money;
use domain::order::{Order, OrderKind, PaymentMethod, Pile, Search};
use platform::db::Statement;
use platform::{Result, Tx};

use super::row::{OrderRow, order, order_columns, select_orders};

/// Which orders; what is left out does not matter.
#[derive(Clone, Debug, Default)]
pub struct OrderQuery {
    pub search: Option<Search>,
    pub method: Option<PaymentMethod>,
    pub kind: Option<OrderKind>,
}

/// What lies on one pile of the orders that are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Height {
    pub pile: Pile,
    pub orders: i64,
    /// How many of them are newer than a page.
    pub newer: i64,
    /// Cents that are still to come for them.
    pub missing: i64,
}

/// The pile of an order, as [`Pile::of`] says it. With what is left of a
/// statement, it reads nothing but the columns of one index.
macro_rules! pile {
    () => {
        "CASE WHEN state = 'activation_failed' THEN 'to_mend' \
         WHEN state = 'awaiting_payment' AND commitment_failure IS NOT NULL THEN 'to_mend' \
         WHEN state = 'awaiting_payment' THEN 'to_collect' ELSE state END"
    };
}

pub(super) use pile;

/// Cents that are still to come for an order that waits for its payment: `held` is negative.
macro_rules! missing {
    () => {
        "(due + (SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM ledger_entry \
         WHERE ledger_entry.order_id = purchase_order.id AND account = 'held'))"
    };
}

/// Selects from the orders that are wanted; takes the parameters that [`OrderQuery::bind`] gives.
macro_rules! filtered {
    ($select:expr, $rest:expr) => {
        concat!(
            $select,
            " FROM purchase_order WHERE (CAST($1 AS TEXT) IS NULL OR method = $1) \
             AND (CAST($2 AS TEXT) IS NULL OR kind = $2) \
             AND ((search LIKE $3 ESCAPE '\\' AND search LIKE $4 ESCAPE '\\' \
             AND search LIKE $5 ESCAPE '\\' AND search LIKE $6 ESCAPE '\\') \
             OR number = $7 OR due = $8 OR total = $8 \
             OR (CAST($8 AS BIGINT) IS NOT NULL AND state = 'awaiting_payment' AND ",
            missing!(),
            " = $8)) ",
            $rest
        )
    };
}

/// The newest orders of a pile, or of all, from this number down.
pub async fn page(
    tx: &mut Tx,
    query: &OrderQuery,
    pile: Option<Pile>,
    from: i64,
    limit: i64,
) -> Result<Vec<Result<Order>>> {
    let statement = tx.sql(select_orders!(filtered!(
        "WHERE number IN (SELECT number",
        concat!(
            "AND (CAST($9 AS TEXT) IS NULL OR $9 = ",
            pile!(),
            ") AND number <= $10 ORDER BY number DESC LIMIT $11) ORDER BY number DESC"
        )
    )));
    let rows: Vec<Result<OrderRow>> = query
        .bind(statement)
        .bind(pile)
        .bind(from)
        .bind(limit)
        .each("purchase_order", "id")
        .await?;
    // A list shows no lines.
    Ok(rows.into_iter().map(|row| order(&row?, Vec::new())).collect())
}

/// The numbers that come before a page, the nearest first: those of the page that is newer.
pub async fn newer(
    tx: &mut Tx,
    query: &OrderQuery,
    pile: Option<Pile>,
    than: i64,
    limit: i64,
) -> Result<Vec<i64>> {
    let statement = tx.sql(filtered!(
        "SELECT number",
        concat!(
            "AND (CAST($9 AS TEXT) IS NULL OR $9 = ",
            pile!(),
            ") AND number > $10 ORDER BY number LIMIT $11"
        )
    ));
    let rows: Vec<(i64,)> = query.bind(statement).bind(pile).bind(than).bind(limit).all().await?;
    Ok(rows.into_iter().map(|(number,)| number).collect())
}

/// What stands above the list.
#[derive(Clone, Debug)]
pub struct Counted {
    /// Of each pile with any order that is wanted on it.
    pub heights: Vec<Height>,
    /// The numbers of the orders whose commitment document nobody has decided about.
    pub documents: Vec<i64>,
    /// How much else waits for a decision: money that was put aside, and refunds that a colleague may
    /// approve.
    pub waiting: i64,
}

/// Counts, in one statement: the orders that are wanted on each pile, with how many of them are newer
/// than a number, and what waits for a decision.
pub async fn counted(tx: &mut Tx, query: &OrderQuery, than: i64) -> Result<Counted> {
    let statement = tx.sql(filtered!(
        concat!(
            "SELECT ",
            pile!(),
            " AS pile, COUNT(*) AS orders, \
             CAST(SUM(CASE WHEN number > $9 THEN 1 ELSE 0 END) AS BIGINT) AS newer, \
             CAST(SUM(CASE WHEN state = 'awaiting_payment' THEN ",
            missing!(),
            " ELSE 0 END) AS BIGINT) AS missing"
        ),
        "GROUP BY pile \
         UNION ALL SELECT 'document', number, 0, 0 FROM commitment \
         JOIN purchase_order ON purchase_order.id = order_id \
         WHERE decision IS NULL AND state = 'awaiting_payment' AND committed_on IS NULL \
         UNION ALL SELECT 'waiting', COUNT(*), 0, 0 FROM payment_case \
         WHERE closed_at IS NULL AND NOT EXISTS (SELECT 1 FROM refund \
         WHERE refund.case_id = payment_case.id AND refund.state = 'awaits_approval') \
         UNION ALL SELECT 'waiting', COUNT(*), 0, 0 FROM refund \
         WHERE refund.state = 'awaits_approval'"
    ));
    let rows: Vec<(String, i64, i64, i64)> = query.bind(statement).bind(than).all().await?;
    let mut counted = Counted { heights: Vec::new(), documents: Vec::new(), waiting: 0 };
    for (what, orders, newer, missing) in rows {
        let pile = match what.as_str() {
            "document" => {
                counted.documents.push(orders);
                continue;
            }
            "waiting" => {
                counted.waiting += orders;
                continue;
            }
            "to_collect" => Pile::ToCollect,
            "to_mend" => Pile::ToMend,
            "fulfilled" => Pile::Fulfilled,
            "cancelled" => Pile::Cancelled,
            // A state that cannot be read lies on no pile; its order is set aside where it is listed.
            _ => continue,
        };
        counted.heights.push(Height { pile, orders, newer, missing });
    }
    Ok(counted)
}

impl OrderQuery {
    /// Gives the parameters `$1` to `$8` of a [`filtered!`] statement.
    fn bind<'q>(&self, statement: Statement<'q>) -> Statement<'q> {
        let search = self.search.as_ref();
        let words = search.map(|search| search.words().clone()).unwrap_or_default();
        let patterns = words.map(|word| containing(&word));
        let statement = statement.bind(self.method).bind(self.kind);
        patterns
            .into_iter()
            .fold(statement, Statement::bind)
            .bind(search.and_then(|search| search.number))
            .bind(search.and_then(|search| search.amount).map(Money::cents))
    }
}

/// The pattern of a text with these letters somewhere: its own signs stand for themselves.
fn containing(letters: &str) -> String {
    let escaped = letters.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_patterns_stand_for_themselves() {
        assert_eq!(containing("100%_\\a"), "%100\\%\\_\\\\a%");
        assert_eq!(containing(""), "%%");
    }
}
