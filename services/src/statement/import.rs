//! A member of staff hands in a file of the bank.

use std::collections::HashMap;

use domain::id::{CreditId, StatementId};
use domain::statement::{Credit, LeftOut, Unreadable, numbers};
use sha2::{Digest, Sha256};

use super::read;
use crate::store::credits::{self, NewCredit};
use crate::store::statements::{self, NewStatement};
use crate::{Context, Result};

/// The most letters that are kept of a file's name.
const NAME_MAX: usize = 120;

/// What came of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Imported {
    /// True when the very same file was imported before; nothing was done again.
    pub again: bool,
    /// Credits that nobody had told of before.
    pub added: usize,
    /// Credits that another file had told of.
    pub known: usize,
    /// Entries that are nobody's payment.
    pub left_out: LeftOut,
}

/// Reads a file and keeps its credits, each once, however many files tell of it. A file that
/// cannot be read is a normal answer, and nothing of it is kept.
pub async fn import(
    ctx: &Context,
    bytes: &[u8],
    name: &str,
    by: &str,
) -> Result<Result<Imported, Unreadable>> {
    let (format, read) = match read(bytes) {
        Ok(read) => read,
        Err(unreadable) => return Ok(Err(unreadable)),
    };
    let sha256 = hex(&Sha256::digest(bytes));
    let name: String = name.chars().filter(|c| !c.is_control()).take(NAME_MAX).collect();
    let identities = identities(&read.credits);

    ctx.db
        .retrying(|| async {
            let mut tx = ctx.db.write().await?;
            let statement = NewStatement {
                id: StatementId(ctx.new_id()),
                sha256: &sha256,
                name: &name,
                format,
                account: read.account.as_deref(),
                period: read.period(),
                by,
            };
            let again = !statements::insert(&mut tx, &statement, ctx.now()).await?;
            let mut added = 0;
            if !again {
                for (position, (credit, identity)) in
                    (0_i64..).zip(read.credits.iter().zip(&identities))
                {
                    let new = NewCredit {
                        id: CreditId(ctx.new_id()),
                        statement: statement.id,
                        position,
                        identity,
                        credit,
                        numbers: &numbers(&credit.text),
                    };
                    added += usize::from(credits::insert(&mut tx, &new).await?);
                }
            }
            tx.commit().await?;
            let known = read.credits.len() - added;
            Ok(Ok(Imported { again, added, known, left_out: read.left_out }))
        })
        .await
}

/// What makes each credit this one and no other, so that two files that overlap tell of it once.
///
/// The bank's own reference does, with account and amount, since some banks give one reference to
/// all parts of an entry. Without a reference it is everything that the bank says. Credits that
/// are alike in all of it, as when somebody pays twice on one day, are told apart by their order.
fn identities(credits: &[Credit]) -> Vec<String> {
    let mut alike: HashMap<String, usize> = HashMap::new();
    credits
        .iter()
        .map(|credit| {
            let said = said(credit);
            let place = alike.entry(said.clone()).or_default();
            *place += 1;
            hex(&Sha256::digest(format!("{said}\n{place}")))
        })
        .collect()
}

fn said(credit: &Credit) -> String {
    let account = credit.account.as_deref().unwrap_or_default();
    let cents = credit.amount.cents();
    match &credit.reference {
        Some(reference) => format!("reference\n{account}\n{cents}\n{reference}"),
        None => {
            let Credit { booked_on, payer, text, .. } = credit;
            let iban = credit.iban.as_deref().unwrap_or_default();
            format!("text\n{account}\n{cents}\n{booked_on}\n{payer}\n{iban}\n{text}")
        }
    }
}

fn hex(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
