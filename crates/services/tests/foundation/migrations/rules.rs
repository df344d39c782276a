//! What a migration must be like, read from its text.
//!
//! Servers of two releases work on one database while an operator upgrades, so a migration adds; what
//! takes something away comes a release later and says so in a comment that begins with `Contract:`.

use std::collections::BTreeMap;

use rstest::rstest;

/// A migration: its path below `migrations/`, and what is in it.
pub struct File {
    pub name: String,
    pub sql: String,
}

/// The types that both engines read and write alike (docs/decisions/0001-one-sql-text-two-engines.md).
const TYPES: [&str; 7] = ["UUID", "TEXT", "BIGINT", "BOOLEAN", "DATE", "TIMESTAMPTZ", "BYTEA"];

/// What one engine alone understands, or both in different ways.
const ONE_ENGINE: [&str; 12] = [
    "PRAGMA ",
    "AUTOINCREMENT",
    "WITHOUT ROWID",
    "INSERT OR ",
    "CURRENT_TIMESTAMP",
    "NOW()",
    "STRFTIME(",
    "GEN_RANDOM_UUID",
    "ILIKE",
    "ALTER COLUMN",
    "DROP CONSTRAINT",
    "::",
];

/// What takes something away that the release before may still use.
const CONTRACTS: [&str; 4] = ["DROP ", "RENAME ", "TRUNCATE ", "DELETE FROM "];

/// What was written before there was a release and before these rules. A migration is never changed.
const BEFORE_THE_RULES: [(&str, &str); 6] = [
    ("0007_payment.sql", "takes something away"),
    ("0007_payment.sql", "`CREATE TABLE payment (` has no comment"),
    ("0008_discount.sql", "`CREATE TABLE discount_use (` has no comment"),
    ("0010_public_body.sql", "takes something away"),
    ("postgres/0015_registration.sql", "takes something away"),
    ("sqlite/0015_registration.sql", "takes something away"),
];

/// A statement with the comment above it.
struct Statement {
    comment: String,
    text: String,
}

/// What is wrong with this one.
pub fn faults(file: &File) -> Vec<String> {
    let mut found = Vec::new();
    let mut wrong = |what: String| found.push(format!("{}: {what}", file.name));
    if !file.sql.starts_with("-- ") {
        wrong("it opens with no comment on what it is for".into());
    }
    if file.sql.contains('\t') || file.sql.lines().any(|line| line.chars().count() > 100) {
        wrong("it has a tabulator, or a line of more than 100 characters".into());
    }
    for Statement { comment, text } in statements(&file.sql) {
        let (capitals, first) = (text.to_uppercase(), text.lines().next().unwrap_or_default());
        let is_for_both = !file.name.contains('/');
        if let Some(word) = ONE_ENGINE.iter().find(|word| is_for_both && capitals.contains(**word))
        {
            wrong(format!("`{first}`: {} is not the same on both engines", word.trim()));
        }
        let takes_away = CONTRACTS.iter().any(|word| {
            capitals.starts_with(word)
                || capitals.starts_with("ALTER TABLE") && capitals.contains(&format!(" {word}"))
        });
        if takes_away && !comment.contains("Contract:") {
            wrong(format!("`{first}` takes something away, and no comment says `Contract: …`"));
        }
        let makes_a_copy = capitals.contains(" AS SELECT") || capitals.contains(" AS\n");
        if capitals.starts_with("CREATE TABLE") && !makes_a_copy && comment.is_empty() {
            wrong(format!("`{first}` has no comment on what a row is"));
        }
        for (column, kind) in columns(&text) {
            if !TYPES.contains(&kind) {
                wrong(format!("`{column}` has the type {kind}, which is not one of both engines"));
            }
        }
        if capitals.contains(" ADD COLUMN ")
            && capitals.replace("IS NOT NULL", "").contains(" NOT NULL")
            && !capitals.contains(" DEFAULT ")
        {
            wrong(format!("`{first}`: the release before writes rows that do not know the column"));
        }
    }
    found.retain(|fault| {
        let is_known = |(name, part): &(&str, &str)| *name == file.name && fault.contains(part);
        !BEFORE_THE_RULES.iter().any(is_known)
    });
    found
}

/// What is wrong with all of them together.
pub fn faults_of_the_set(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    let mut homes: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for File { name, .. } in files {
        let (folder, base) = name.rsplit_once('/').unwrap_or(("", name));
        let number = base.split('_').next().unwrap_or_default();
        if number.len() != 4 || !number.bytes().all(|digit| digit.is_ascii_digit()) {
            found.push(format!("{name}: it is not called NNNN_what.sql"));
        }
        homes.entry(number).or_default().push((folder, base));
    }
    for (number, files) in homes {
        let twins = matches!(&files[..], [("postgres", one), ("sqlite", other)] if one == other);
        if !twins && !matches!(&files[..], [("", _)]) {
            found.push(format!("{number}: one file for both engines, or one of each: {files:?}"));
        }
    }
    found
}

/// Comments belong to the statement below them.
fn statements(sql: &str) -> Vec<Statement> {
    let mut statements = Vec::new();
    let (mut comment, mut text) = (String::new(), String::new());
    for line in sql.lines() {
        match line.trim_start().strip_prefix("--") {
            Some(words) if text.is_empty() => comment += &format!("{words}\n"),
            Some(_) => {}
            None if line.trim().is_empty() && text.is_empty() => comment.clear(),
            None => text += &format!("{line}\n"),
        }
        if text.trim_end().ends_with(';') {
            let (comment, text) = (std::mem::take(&mut comment), std::mem::take(&mut text));
            statements.push(Statement { comment, text });
        }
    }
    statements
}

/// The columns that a statement makes, with their types.
fn columns(text: &str) -> Vec<(&str, &str)> {
    let added = text.split_once("ADD COLUMN ").map(|(_, column)| column);
    let made = text.starts_with("CREATE TABLE").then_some(text);
    let lines = added.into_iter().chain(made.into_iter().flat_map(|made| made.lines().skip(1)));
    lines
        .filter_map(|line| {
            let mut words = line.split_whitespace();
            Some((words.next()?, words.next()?.trim_end_matches([',', ';'])))
        })
        .filter(|(name, _)| {
            name.bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'_' || byte.is_ascii_digit())
        })
        .collect()
}

#[rstest]
#[case("CREATE TABLE t (\n    id UUID NOT NULL\n);\n", "opens with no comment")]
#[case("-- Why.\n\nCREATE TABLE t (\n    id UUID NOT NULL\n);\n", "no comment on what a row is")]
#[case("-- Row.\nCREATE TABLE t (\n    paid REAL\n);\n", "`paid` has the type REAL")]
#[case("-- Row.\nCREATE TABLE t (\n    at TIMESTAMP NOT NULL\n);\n", "`at` has the type TIMESTAMP")]
#[case("-- Why.\nALTER TABLE t DROP COLUMN a;\n", "no comment says `Contract: …`")]
#[case("-- Why.\nALTER TABLE t RENAME COLUMN a TO b;\n", "no comment says `Contract: …`")]
#[case("-- Contract: unused since 0.1.0.\nALTER TABLE t DROP COLUMN a;\n", "")]
#[case("-- Why.\nDROP INDEX i;\n", "no comment says `Contract: …`")]
#[case("-- Why.\nALTER TABLE t ADD COLUMN a BIGINT NOT NULL;\n", "the release before writes rows")]
#[case("-- Why.\nALTER TABLE t ADD COLUMN a JSONB;\n", "`a` has the type JSONB")]
#[case("-- Why.\nUPDATE t SET at = CURRENT_TIMESTAMP;\n", "not the same on both engines")]
#[case("-- Row.\nCREATE TABLE t (\n    id UUID NOT NULL PRIMARY KEY\n);\n", "")]
fn a_migration_that_breaks_a_rule_is_named(#[case] sql: &str, #[case] fault: &str) {
    let found = faults(&File { name: "0099_example.sql".into(), sql: sql.into() }).join("\n");

    assert_eq!(found.is_empty(), fault.is_empty(), "{found}");
    assert!(found.contains(fault), "{found}");
}

#[rstest]
#[case(&["0001_one.sql", "0001_other.sql"])]
#[case(&["0001_one.sql", "sqlite/0001_one.sql"])]
#[case(&["sqlite/0001_one.sql"])]
#[case(&["postgres/0001_one.sql", "sqlite/0001_other.sql"])]
#[case(&["1_one.sql"])]
fn a_number_is_one_file_or_one_of_each_engine(#[case] names: &[&str]) {
    let file = |name: &&str| File { name: (*name).into(), sql: String::new() };
    let files: Vec<File> = names.iter().map(file).collect();

    assert!(!faults_of_the_set(&files).is_empty());
}
