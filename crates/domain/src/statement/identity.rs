//! What makes a credit this one and no other (`docs/rules.md` P4).
//!
//! Two files that overlap tell of the same credit, which may be kept once only. Two payments that
//! look alike are two all the same: money may be doubtful, never invisible. So an identity has in it
//! whatever the bank tells that could set two payments apart, and nothing of how we understood it:
//! a column that is understood better tomorrow does not make another credit of the same row.

use super::{Credit, reference};
use std::collections::HashMap;

/// Everything that tells a credit from others. Alike ones are told apart by [`numbered`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Identity(String);

impl Identity {
    /// Of a row of a table: all its cells, as they stand there, and our account.
    pub fn of_row<'a>(account: Option<&str>, cells: impl IntoIterator<Item = &'a str>) -> Self {
        let mut cells: Vec<String> = cells.into_iter().map(single_blanks).collect();
        // Some programs write as many separators as the longest line has.
        while cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        Self(format!("row\n{}\n{}", account.unwrap_or_default(), cells.join("\n")))
    }

    /// Of an entry that is no row. The bank's reference names it only together with account, day,
    /// amount and payer, since banks use one reference again; without a reference, or where the
    /// payer is not named, the text stands in for it.
    #[must_use]
    pub fn of_entry(credit: &Credit) -> Self {
        let Credit { booked_on, payer, text, .. } = credit;
        let account = credit.account.as_deref().unwrap_or_default();
        let (cents, iban) = (credit.amount.cents(), credit.iban.as_deref().unwrap_or_default());
        let named = credit.reference.as_deref().and_then(reference);
        let text = if named.is_some() && !payer.is_empty() { "" } else { text.as_str() };
        let named = named.unwrap_or_default();
        Self(format!("entry\n{account}\n{booked_on}\n{cents}\n{named}\n{payer}\n{iban}\n{text}"))
    }

    /// As text, of any length.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Each with its place among those of the same file that are alike: whoever pays twice on one day,
/// with the same words, has paid twice.
#[must_use]
pub fn numbered(identities: Vec<Identity>) -> Vec<(Identity, usize)> {
    let mut alike: HashMap<Identity, usize> = HashMap::new();
    identities
        .into_iter()
        .map(|identity| {
            let place = alike.entry(identity.clone()).or_default();
            *place += 1;
            (identity, *place)
        })
        .collect()
}

/// Which of the credits of a file were kept by the version that made identities of less: as many
/// as it kept of those that are alike, the first in the file. `kept` are its credits of these days.
#[must_use]
pub fn kept_before(credits: &[&Credit], kept: &[Credit]) -> Vec<bool> {
    let mut free: Vec<&Credit> = kept.iter().collect();
    credits
        .iter()
        .map(|credit| {
            let place = free.iter().position(|kept| is_same(kept, credit));
            place.map(|place| free.swap_remove(place)).is_some()
        })
        .collect()
}

/// True when a credit that was kept with little of its row is most likely this one. Where only a
/// part of the text was kept, the payer has to say that it is.
fn is_same(kept: &Credit, credit: &Credit) -> bool {
    let facts = |credit: &'_ Credit| (credit.booked_on, credit.amount);
    let named = |credit: &Credit| credit.reference.as_deref().and_then(reference);
    facts(kept) == facts(credit)
        && (&kept.account, &kept.payer, &kept.iban)
            == (&credit.account, &credit.payer, &credit.iban)
        && named(kept) == named(credit)
        && match (credit.payer.is_empty(), named(credit)) {
            (true, _) => kept.text == credit.text,
            (false, None) => credit.text.contains(&kept.text),
            (false, Some(_)) => true,
        }
}

fn single_blanks(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
#[path = "identity_tests.rs"]
mod tests;
