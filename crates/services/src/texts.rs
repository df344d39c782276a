//! The legal texts of the shop: shown on a page each, and named with version and digest in the
//! evidence of every acceptance. They are the operator's; the demo has invented ones.

use domain::order::Acceptance;
use sha2::{Digest, Sha256};

use crate::hex::hex;

/// Which text it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The contract.
    Conditions,
    /// What is approved a second time (artt. 1341 and 1342 c.c.).
    OnerousClauses,
    /// What each service does.
    SupplySheets,
    /// What is done with data of persons.
    Privacy,
}

/// A text that somebody accepts or takes note of. Whoever changes the body changes the version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The purpose of the text.
    pub kind: Kind,
    /// As its first line says.
    pub version: String,
    /// Paragraphs; a line that begins with `## ` is a heading, one with `- ` an entry of a list.
    pub body: String,
}

/// Every text of a shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Texts {
    /// The contract.
    pub conditions: Text,
    /// What is approved a second time.
    pub onerous_clauses: Text,
    /// What each service does.
    pub supply_sheets: Text,
    /// What is done with data of persons.
    pub privacy: Text,
}

impl Kind {
    /// In the order in which an order form shows them.
    pub const ALL: [Self; 4] =
        [Self::Conditions, Self::OnerousClauses, Self::SupplySheets, Self::Privacy];

    /// Its heading.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Conditions => "Condizioni generali di contratto",
            Self::OnerousClauses => "Clausole da approvare specificamente",
            Self::SupplySheets => "Condizioni di fornitura e schede dei servizi",
            Self::Privacy => "Informativa sulla privacy",
        }
    }

    /// The address of the page that shows it.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Self::Conditions => "/condizioni",
            Self::OnerousClauses => "/clausole",
            Self::SupplySheets => "/schede",
            Self::Privacy => "/privacy",
        }
    }

    /// The file in which an operator keeps it.
    #[must_use]
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Conditions => "conditions.txt",
            Self::OnerousClauses => "onerous_clauses.txt",
            Self::SupplySheets => "supply_sheets.txt",
            Self::Privacy => "privacy.txt",
        }
    }
}

impl Text {
    /// SHA-256 of the body, in hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> String {
        hex(&Sha256::digest(&self.body))
    }
}

impl Texts {
    /// The text behind a box of the order form.
    #[must_use]
    pub fn accepted(&self, what: Acceptance) -> &Text {
        match what {
            Acceptance::Conditions => &self.conditions,
            Acceptance::OnerousClauses => &self.onerous_clauses,
            Acceptance::SupplySheets => &self.supply_sheets,
        }
    }

    /// The text of this kind.
    #[must_use]
    pub fn get(&self, kind: Kind) -> &Text {
        match kind {
            Kind::Conditions => &self.conditions,
            Kind::OnerousClauses => &self.onerous_clauses,
            Kind::SupplySheets => &self.supply_sheets,
            Kind::Privacy => &self.privacy,
        }
    }

    /// The clauses to approve that are no article of the conditions, as `Art. 8. Sospensione`;
    /// nothing when all are. None when there are no clauses at all, which art. 1341 c.c. asks for.
    #[must_use]
    pub fn unknown_clauses(&self) -> Option<Vec<&str>> {
        let entries = self.onerous_clauses.body.lines().filter_map(|line| line.strip_prefix("- "));
        let clauses: Vec<&str> =
            entries.map(|entry| entry.split(": ").next().unwrap_or(entry)).collect();
        let is_heading = |clause: &&str| {
            let heading = format!("## {}", clause.trim_start_matches("Art. "));
            self.conditions.body.lines().any(|line| line.trim_end() == heading)
        };
        let is_empty = clauses.is_empty();
        let unknown = clauses.into_iter().filter(|clause| !is_heading(clause)).collect();
        (!is_empty).then_some(unknown)
    }

    /// Where the texts seem to say something else about the renewal than the shop does, which
    /// `renews_by_itself` when it takes a card or `PayPal`. Words are not law: the operator looks.
    #[must_use]
    pub fn doubt_about_renewal(&self, renews_by_itself: bool) -> Option<&'static str> {
        let says = |text: &Text, words: &[&str]| {
            let text = text.body.to_lowercase();
            words.iter().any(|word| text.contains(word))
        };
        let tacit = ["rinnovo tacito", "rinnovi taciti", "rinnova tacitamente"];
        let (told, approved) =
            (says(&self.conditions, &tacit), says(&self.onerous_clauses, &tacit));
        match (renews_by_itself, told, approved) {
            (true, true, true) | (false, _, false) => None,
            (true, false, _) => Some(
                "whoever pays by card or PayPal has the service renewed by itself, and the \
                 conditions do not say so (\"si rinnova tacitamente\")",
            ),
            (true, true, false) => Some(
                "whoever pays by card or PayPal has the service renewed by itself, and among the \
                 clauses to approve there is no tacit renewal, which art. 1341 c.c. wants approved \
                 by name (\"rinnovo tacito\")",
            ),
            (false, _, true) => Some(
                "a tacit renewal is among the clauses to approve, and nothing renews by itself \
                 without payments by card or PayPal",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo;

    #[test]
    fn every_clause_to_approve_is_an_article_of_the_conditions() {
        let mut texts = demo::settings().texts;
        assert_eq!(texts.unknown_clauses(), Some(vec![]));

        texts.onerous_clauses.body += "\n- Art. 99. Nulla: non c'è.\n";
        assert_eq!(texts.unknown_clauses(), Some(vec!["Art. 99. Nulla"]));
        texts.onerous_clauses.body = "Nessuna clausola.".into();
        assert_eq!(texts.unknown_clauses(), None);
    }

    #[test]
    fn what_the_texts_say_about_the_renewal_is_compared_with_what_the_shop_does() {
        let texts = demo::settings().texts;
        assert_eq!(texts.doubt_about_renewal(true), None);
        assert!(texts.doubt_about_renewal(false).is_some());

        let mut silent = texts.clone();
        silent.onerous_clauses.body = "- Art. 8. Sospensione del servizio: casi.".into();
        assert!(silent.doubt_about_renewal(true).unwrap().contains("art. 1341"));
        assert_eq!(silent.doubt_about_renewal(false), None);
        silent.conditions.body = "Alla scadenza non si rinnova da sé.".into();
        assert!(silent.doubt_about_renewal(true).unwrap().contains("conditions do not say so"));
    }

    #[test]
    fn texts_differ_in_their_digest() {
        let texts = demo::settings().texts;
        let mut digests = Kind::ALL.map(|kind| texts.get(kind).sha256()).to_vec();
        digests.sort_unstable();
        digests.dedup();
        assert_eq!(digests.len(), Kind::ALL.len());
    }
}
