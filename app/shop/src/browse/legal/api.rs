//! The texts come from the server, so that they are no part of the bundle.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::error::AppError;
use ui::json::Json;

/// The texts of the operator that the shop shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LegalText {
    Conditions,
    OnerousClauses,
    SupplySheets,
    Privacy,
}

/// A text in parts, with what names it in the evidence of an acceptance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegalPage {
    pub title: String,
    pub version: String,
    pub sha256: String,
    pub parts: Vec<Part>,
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    Heading(String),
    Paragraph(String),
    List(Vec<String>),
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
    };
    Ok(LegalPage {
        title: text.kind.title().to_owned(),
        version: text.version.clone(),
        sha256: text.sha256(),
        parts: parts_of(&text.body),
    })
}

/// Takes a plain text apart: `## ` begins a heading, `- ` an entry of a list, and an empty line
/// ends a paragraph.
#[cfg(feature = "ssr")]
fn parts_of(body: &str) -> Vec<Part> {
    body.split("\n\n").map(str::trim).filter(|block| !block.is_empty()).map(part_of).collect()
}

#[cfg(feature = "ssr")]
fn part_of(block: &str) -> Part {
    let unwrapped = |text: &str| text.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    if let Some(heading) = block.strip_prefix("## ") {
        Part::Heading(unwrapped(heading))
    } else if let Some(entries) = block.strip_prefix("- ") {
        Part::List(entries.split("\n- ").map(unwrapped).collect())
    } else {
        Part::Paragraph(unwrapped(block))
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_taken_apart_by_empty_lines() {
        let parts = parts_of("Uno\ndue.\n\n## Titolo\n\n- primo\n  punto\n- secondo\n");

        assert_eq!(
            parts,
            [
                Part::Paragraph("Uno due.".into()),
                Part::Heading("Titolo".into()),
                Part::List(vec!["primo punto".into(), "secondo".into()]),
            ]
        );
    }
}
