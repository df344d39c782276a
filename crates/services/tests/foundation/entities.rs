//! Rows become entities in one place, and what a table looks like is nobody else's business.

use std::fs;
use std::path::{Path, PathBuf};

use crate::circles::{rust_files, without_comments_and_tests};

/// What is about rows as rows, and goes to the operator and to the office.
const OF_ROWS: [&str; 3] = ["backup.rs", "figures.rs", "unreadable.rs"];

/// The sources of every crate but `domain`, without tests and without what only tests see.
fn sources() -> Vec<(PathBuf, String)> {
    let top = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let folders = ["app", "crates/services", "crates/web", "server"];
    let files = folders.iter().flat_map(|folder| rust_files(&top.join(folder)));
    files
        .filter(|file| {
            let path = file.strip_prefix(top).expect("it was found below it").to_string_lossy();
            path.contains("/src/") && !path.contains("test") && !path.contains("/benches/")
        })
        .map(|file| {
            let text = fs::read_to_string(&file).expect("a file of the source can be read");
            (file, without_comments_and_tests(&text))
        })
        .collect()
}

fn is_of_the_store(file: &Path) -> bool {
    file.to_string_lossy().contains("services/src/store")
}

#[test]
fn nobody_but_the_store_makes_an_entity_of_its_facts() {
    let sources = sources();
    assert!(sources.len() > 200, "the sources are at hand");
    for (file, code) in sources.iter().filter(|(file, _)| !is_of_the_store(file)) {
        assert!(!code.contains("::restore("), "{}", file.display());
        for (at, _) in code.match_indices("Facts {") {
            let line = code[..at].rsplit('\n').next().unwrap_or_default().trim_start();
            // Taking it apart changes nothing.
            assert!(line.starts_with("let "), "{}: {line}", file.display());
        }
    }
}

#[test]
fn no_type_of_a_table_is_handed_on() {
    for (file, code) in sources() {
        let is_of_rows = OF_ROWS.iter().any(|name| file.ends_with(Path::new("src").join(name)));
        if !is_of_rows {
            assert!(!code.contains("pub use crate::store"), "{}", file.display());
        }
        if file.to_string_lossy().contains("/app/") {
            for of_the_operator in ["services::backup", "services::figures", "services::store"] {
                assert!(!code.contains(of_the_operator), "{}", file.display());
            }
        }
    }
}

/// How SQL begins, and how it is run.
const SQL: [&str; 6] = ["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM ", ".sql(", "sqlx"];

#[test]
fn the_server_and_the_app_have_no_sql_in_their_tests_and_benchmarks_either() {
    let top = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    for folder in ["app", "server"] {
        let files = rust_files(&top.join(folder));
        assert!(files.len() > 100, "the sources of {folder} are at hand");
        for file in files {
            let text = fs::read_to_string(&file).expect("a file of the source can be read");
            let found = SQL.iter().find(|sql| text.contains(**sql));
            assert_eq!(found, None, "{}", file.display());
        }
    }
}
