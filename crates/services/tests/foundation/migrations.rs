//! Each migration follows the rules of the house, and both engines end up with the same tables.

use std::path::{Path, PathBuf};

use rstest::rstest;
use services::testing::{Engine, TestDb};

mod rules;

use rules::{File, faults, faults_of_the_set};

/// Every migration, in the order of the paths.
fn all() -> Vec<File> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = here.ancestors().map(|folder| folder.join("migrations"));
    let folder = folders.into_iter().find(|folder| folder.is_dir()).expect("the tree has them");
    let mut paths: Vec<PathBuf> = [folder.clone(), folder.join("sqlite"), folder.join("postgres")]
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "sql"))
        .collect();
    paths.sort();
    let file = |path: PathBuf| File {
        name: path.strip_prefix(&folder).unwrap().display().to_string(),
        sql: std::fs::read_to_string(path).unwrap(),
    };
    paths.into_iter().map(file).collect()
}

#[test]
fn each_migration_follows_the_rules_of_the_house() {
    let files = all();
    let mut found: Vec<String> = files.iter().flat_map(faults).collect();
    found.extend(faults_of_the_set(&files));

    assert!(files.len() > 20, "they were looked for in the wrong folder");
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

/// A column: table, name, type in the words of the migrations, and whether it may be null.
type Column = (String, String, String, i64);

/// An index that has a name of ours.
type Index = (String, String);

async fn columns(db: &TestDb) -> Vec<Column> {
    let mut tx = db.read().await.unwrap();
    let statement = if db.url().starts_with("sqlite:") {
        tx.sql(
            "SELECT made.name, found.name, CAST(found.type AS TEXT), CAST(found.\"notnull\" AS BIGINT) \
             FROM sqlite_master made JOIN pragma_table_info(made.name) found \
             WHERE made.type = 'table' AND made.name NOT LIKE '\\_%' ESCAPE '\\' \
             AND made.name NOT LIKE 'sqlite%' ORDER BY made.name, found.name",
        )
    } else {
        tx.sql(
            "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT), \
             CASE CAST(data_type AS TEXT) WHEN 'timestamp with time zone' THEN 'TIMESTAMPTZ' \
             ELSE UPPER(CAST(data_type AS TEXT)) END, \
             CAST(CASE WHEN CAST(is_nullable AS TEXT) = 'NO' THEN 1 ELSE 0 END AS BIGINT) \
             FROM information_schema.columns WHERE table_schema = 'public' \
             AND table_name NOT LIKE '\\_%' ORDER BY 1, 2",
        )
    };
    statement.all().await.unwrap()
}

async fn indexes(db: &TestDb) -> Vec<Index> {
    let mut tx = db.read().await.unwrap();
    let statement = if db.url().starts_with("sqlite:") {
        tx.sql(
            "SELECT tbl_name, name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL \
             ORDER BY tbl_name, name",
        )
    } else {
        tx.sql(
            "SELECT CAST(tablename AS TEXT), CAST(indexname AS TEXT) FROM pg_indexes \
             WHERE schemaname = 'public' AND NOT EXISTS \
             (SELECT 1 FROM pg_constraint WHERE conname = indexname) ORDER BY 1, 2",
        )
    };
    statement.all().await.unwrap()
}

#[rstest]
#[tokio::test]
async fn both_engines_have_the_same_tables(#[values(Engine::Postgres)] other: Engine) {
    let (one, other) = (Engine::Sqlite.fresh_db().await, other.fresh_db().await);

    let (mut ours, mut theirs) = (columns(&one).await, columns(&other).await);
    // Each engine sorts in its own way.
    ours.sort();
    theirs.sort();
    assert!(ours.iter().any(|(table, name, ..)| table == "account" && name == "intent_id"));
    assert_eq!(ours, theirs);

    let (mut ours, mut theirs) = (indexes(&one).await, indexes(&other).await);
    ours.sort();
    theirs.sort();
    assert!(!ours.is_empty());
    assert_eq!(ours, theirs);
}
