//! The texts come from the server, so that they are no part of the bundle.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::error::AppError;
use ui::json::Json;

/// The texts that the shop shows: the operator's, and two about the shop itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LegalText {
    Conditions,
    OnerousClauses,
    SupplySheets,
    Privacy,
    Notes,
    Accessibility,
}

/// A text in parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegalPage {
    pub title: String,
    pub parts: Vec<Part>,
    /// What names it in the evidence of an acceptance, if it can be accepted.
    pub evidence: Option<Evidence>,
}

/// Which text somebody has accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    pub version: String,
    pub sha256: String,
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    Heading(String),
    Paragraph(String),
    List(Vec<String>),
    Link { text: String, href: String },
}

/// One of the texts, as it stands today.
#[server(output = Json)]
pub async fn load_legal_text(which: LegalText) -> Result<LegalPage, AppError> {
    let ctx = ui::request::context();
    let texts = &ctx.settings.texts;
    let text = match which {
        LegalText::Conditions => &texts.conditions,
        LegalText::OnerousClauses => &texts.onerous_clauses,
        LegalText::SupplySheets => &texts.supply_sheets,
        LegalText::Privacy => &texts.privacy,
        LegalText::Notes => return Ok(about_the_shop("Note legali", &super::about::notes(&ctx))),
        LegalText::Accessibility => {
            let statement = super::about::accessibility(&ctx);
            return Ok(about_the_shop("Dichiarazione di accessibilità", &statement));
        }
    };
    Ok(LegalPage {
        title: text.kind.title().to_owned(),
        parts: parts_of(&text.body),
        evidence: Some(Evidence { version: text.version.clone(), sha256: text.sha256() }),
    })
}

#[cfg(feature = "ssr")]
fn about_the_shop(title: &str, body: &str) -> LegalPage {
    LegalPage { title: title.to_owned(), parts: parts_of(body), evidence: None }
}

/// Takes a plain text apart: `## ` begins a heading, `- ` an entry of a list, `@ ` a link with its
/// address after ` | `, and an empty line ends a paragraph.
#[cfg(feature = "ssr")]
pub(crate) fn parts_of(body: &str) -> Vec<Part> {
    body.split("\n\n").map(str::trim).filter(|block| !block.is_empty()).map(part_of).collect()
}

#[cfg(feature = "ssr")]
fn part_of(block: &str) -> Part {
    let unwrapped = |text: &str| text.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    if let Some(heading) = block.strip_prefix("## ") {
        Part::Heading(unwrapped(heading))
    } else if let Some(entries) = block.strip_prefix("- ") {
        Part::List(entries.split("\n- ").map(unwrapped).collect())
    } else if let Some((text, href)) = block.strip_prefix("@ ").and_then(|it| it.split_once(" | "))
    {
        Part::Link { text: unwrapped(text), href: href.trim().to_owned() }
    } else {
        Part::Paragraph(unwrapped(block))
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_taken_apart_by_empty_lines() {
        let parts = parts_of(
            "Uno\ndue.\n\n## Titolo\n\n- primo\n  punto\n- secondo\n\n@ Privacy | /privacy\n",
        );

        assert_eq!(
            parts,
            [
                Part::Paragraph("Uno due.".into()),
                Part::Heading("Titolo".into()),
                Part::List(vec!["primo punto".into(), "secondo".into()]),
                Part::Link { text: "Privacy".into(), href: "/privacy".into() },
            ]
        );
    }
}
