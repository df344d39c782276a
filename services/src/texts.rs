//! The legal texts of the shop: shown on a page each, and named with version and digest in the
//! evidence of every acceptance.

use domain::order::Acceptance;
use sha2::{Digest, Sha256};

/// A text that somebody accepts or takes note of. Whoever changes the body changes the version.
#[derive(Debug)]
pub struct Text {
    pub version: &'static str,
    pub title: &'static str,
    /// The address of the page that shows it.
    pub path: &'static str,
    /// Paragraphs; a line that begins with `## ` is a heading, one with `- ` an entry of a list.
    pub body: &'static str,
}

pub static CONDITIONS: Text = Text {
    version: "2026-11",
    title: "Condizioni generali di contratto",
    path: "/condizioni",
    body: include_str!("../texts/conditions.txt"),
};

pub static ONEROUS_CLAUSES: Text = Text {
    version: "2026-11",
    title: "Clausole da approvare specificamente",
    path: "/clausole",
    body: include_str!("../texts/onerous_clauses.txt"),
};

pub static SUPPLY_SHEETS: Text = Text {
    version: "2026-11",
    title: "Condizioni di fornitura e schede dei servizi",
    path: "/schede",
    body: include_str!("../texts/supply_sheets.txt"),
};

pub static PRIVACY: Text = Text {
    version: "2026-11",
    title: "Informativa sulla privacy",
    path: "/privacy",
    body: include_str!("../texts/privacy.txt"),
};

impl Text {
    /// SHA-256 of the body, in hexadecimal.
    pub fn sha256(&self) -> String {
        Sha256::digest(self.body).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The text behind a box of the order form.
pub fn accepted(what: Acceptance) -> &'static Text {
    match what {
        Acceptance::Conditions => &CONDITIONS,
        Acceptance::OnerousClauses => &ONEROUS_CLAUSES,
        Acceptance::SupplySheets => &SUPPLY_SHEETS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_clause_to_approve_is_an_article_of_the_conditions() {
        let clauses: Vec<&str> =
            ONEROUS_CLAUSES.body.lines().filter_map(|line| line.strip_prefix("- Art. ")).collect();
        assert!(!clauses.is_empty());

        for clause in clauses {
            let (article, _what_it_says) = clause.split_once(':').expect("number, title: sense");
            let heading = format!("## {article}\n");
            assert!(CONDITIONS.body.contains(&heading), "no article «{article}»");
        }
    }

    #[test]
    fn texts_differ_in_their_digest() {
        let texts = [&CONDITIONS, &ONEROUS_CLAUSES, &SUPPLY_SHEETS, &PRIVACY];
        let mut digests = texts.map(Text::sha256).to_vec();
        digests.sort_unstable();
        digests.dedup();
        assert_eq!(digests.len(), texts.len());
    }
}
