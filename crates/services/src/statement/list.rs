//! What lies on the office's desk of bank statements.

use std::collections::HashMap;

use domain::id::{AccountId, CreditId};
use domain::statement::{Credit, Match, Statement, propose};

use crate::store::orders::{self, Candidates};
use crate::store::{credits, statements};
use crate::unreadable::{readable, set_aside};
use crate::{Context, Result};

/// The most open credits that one page shows; the others follow when these are decided.
const PAGE: usize = 100;

/// The most files that the history shows.
const NEWEST: i64 = 20;

/// A credit that nobody has decided about, and the order that it was probably meant for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Of the credit.
    pub id: CreditId,
    /// What the bank said.
    pub credit: Credit,
    /// The order that it was probably meant for.
    pub found: Match,
}

/// Credits to decide about, and the files that were imported last.
#[derive(Clone, Debug)]
pub struct Overview {
    /// What can be trusted most comes first, and among equals the oldest.
    pub credits: Vec<Found>,
    /// True when there are more credits than the page shows.
    pub has_more: bool,
    /// The files, the newest first.
    pub statements: Vec<Statement>,
}

/// Looks at the open credits. Proposals are worked out now: an order that was paid a moment ago is
/// no longer proposed.
///
/// # Errors
/// Only what the database says.
pub async fn overview(ctx: &Context) -> Result<Overview> {
    let mut tx = ctx.db.read().await?;
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut aside = Vec::new();
    let open = credits::open(&mut tx, limit).await?;
    let has_more = open.len() > PAGE;
    let mut open = readable(open, &mut aside)?;
    let Candidates { orders, payers: known } =
        if open.is_empty() { Candidates::default() } else { orders::candidates(&mut tx).await? };
    let orders = readable(orders, &mut aside)?;
    let mut payers: HashMap<String, Vec<AccountId>> = HashMap::new();
    for (iban, account) in known {
        payers.entry(iban).or_default().push(account);
    }
    let statements = readable(statements::newest(&mut tx, NEWEST).await?, &mut aside)?;
    drop(tx);
    set_aside(ctx, aside).await;

    open.truncate(PAGE);
    let mut found: Vec<Found> = open
        .into_iter()
        .map(|(id, credit)| {
            let before = credit.iban.as_ref().and_then(|iban| payers.get(iban));
            let found = propose(&credit, &orders, before.map_or(&[], Vec::as_slice));
            Found { id, credit, found }
        })
        .collect();
    found.sort_by_key(|found| std::cmp::Reverse(found.found.confidence()));
    Ok(Overview { credits: found, has_more, statements })
}
