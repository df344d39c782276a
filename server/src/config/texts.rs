//! The legal texts of a real shop, each in a file of one folder: the first line names the version,
//! `version: 2027-01`, and the text follows.

use std::path::Path;

use services::texts::{Kind, Text, Texts};

/// How the first line begins.
const VERSION: &str = "version: ";

/// Reads them all, and notes a sentence for each thing that is wrong.
pub fn read(folder: &Path, wrong: &mut Vec<String>) -> Option<Texts> {
    let before = wrong.len();
    let mut each = |kind: Kind| {
        let path = folder.join(kind.file_name());
        let text = text(&path, kind);
        text.map_err(|what| wrong.push(format!("the text {}: {what}.", path.display()))).ok()
    };
    let [conditions, onerous_clauses, supply_sheets, privacy] = Kind::ALL.map(&mut each);
    let texts = Texts {
        conditions: conditions?,
        onerous_clauses: onerous_clauses?,
        supply_sheets: supply_sheets?,
        privacy: privacy?,
    };
    match texts.unknown_clauses() {
        None => wrong.push(format!(
            "the text {}: it lists no clause; each stands in a line `- Art. 8. Title: sense`.",
            folder.join(Kind::OnerousClauses.file_name()).display()
        )),
        Some(unknown) => wrong.extend(unknown.into_iter().map(|clause| {
            format!(
                "the text {}: {clause} is no heading `## 8. Title` of the conditions.",
                folder.join(Kind::OnerousClauses.file_name()).display()
            )
        })),
    }
    (wrong.len() == before).then_some(texts)
}

fn text(path: &Path, kind: Kind) -> Result<Text, String> {
    let text =
        std::fs::read_to_string(path).map_err(|error| format!("it cannot be read: {error}"))?;
    let (first, body) = text.split_once('\n').unwrap_or((&text, ""));
    let version = first.trim_end().strip_prefix(VERSION).map(str::trim);
    let version = version.filter(|version| !version.is_empty() && version.len() <= 20);
    let version = version.ok_or("its first line must be like `version: 2027-01`")?;
    if body.trim().is_empty() {
        return Err("there is nothing after its first line".into());
    }
    Ok(Text { kind, version: version.to_owned(), body: body.trim_start().to_owned() })
}
