//! Several statements in one ZIP: all of them or none, and nothing that the ZIP says is believed.

use std::io::{Cursor, Write};

use domain::statement::{ArchiveFault, Unreadable};
use rstest::rstest;
use services::statement::{Refused, import};
use services::testing::Engine;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::import::{imported, seen, table};
use super::read::GERMAN;

/// An archive of these files, deflated.
fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in files {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[rstest]
#[tokio::test]
async fn each_statement_in_it_is_imported_once_under_its_own_name(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = engine.fresh_context().await;
    let october = table(&["20/10/2026;10,00;uno;Anna", "21/10/2026;-1,00;spese;"]);
    let november = table(&["20/11/2026;12,00;due;Berta"]);
    let both =
        zipped(&[("anno/../../ottobre.csv", &october), ("C:\\banca\\novembre.csv", &november)]);

    let first = imported(&ctx, &both).await;
    let again = imported(&ctx, &both).await;
    let alone = imported(&ctx, &october).await;

    assert_eq!((first.again, first.added, first.left_out.debits), (false, 2, 1));
    assert!(again.again && again.added == 0 && alone.again);
    let seen = seen(&ctx).await;
    let mut names: Vec<_> = seen.statements.iter().map(|file| file.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["novembre.csv", "ottobre.csv"]);
    assert_eq!(seen.credits.len(), 2);
}

#[rstest]
#[tokio::test]
async fn one_bad_file_in_it_leaves_nothing_of_the_others(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = engine.fresh_context().await;
    let bad = table(&["20/11/2026;dieci;uno;Anna"]);
    let both = zipped(&[("bene.xml", GERMAN), ("male.csv", &bad)]);

    let refused = import(&ctx, &both, "anno.zip", "rosa").await.unwrap_err().refusal().unwrap();

    let Refused { within, why } = refused;
    assert_eq!(within.as_deref(), Some("male.csv"));
    assert!(matches!(why, Unreadable::Wrong { line: 2, .. }), "{why:?}");
    let seen = seen(&ctx).await;
    assert!(seen.credits.is_empty() && seen.statements.is_empty());
}

#[tokio::test]
async fn what_is_made_to_fill_or_fool_a_server_is_refused() {
    let ctx = Engine::Sqlite.fresh_context().await;
    let inner = zipped(&[("a.csv", &table(&[]))]);
    let zeros = vec![b' '; 1024 * 1024];
    let row = |at: i32| format!("20/11/2026;10,00;{at};{}\n", "x".repeat(150));
    let half: String = (0..11_000).map(row).collect();
    let many: Vec<(String, Vec<u8>)> =
        (0..51).map(|at| (format!("{at}.csv"), table(&[]))).collect();
    let many: Vec<(&str, &[u8])> =
        many.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let names: Vec<String> = (0..10).map(|at| format!("{at}.csv")).collect();
    let ten: Vec<_> = names.iter().map(|name| (name.as_str(), half.as_bytes())).collect();
    let whole = zipped(&[("a.csv", GERMAN)]);
    let cut = whole[..whole.len() - 30].to_vec();
    for (what, bytes, expected) in [
        ("nested", zipped(&[("b.zip", &inner)]), Unreadable::Archive(ArchiveFault::Nested)),
        ("a bomb", zipped(&[("a.csv", &zeros)]), Unreadable::Archive(ArchiveFault::TooLarge)),
        ("large together", zipped(&ten), Unreadable::Archive(ArchiveFault::TooLarge)),
        ("too many", zipped(&many), Unreadable::Archive(ArchiveFault::TooManyFiles)),
        (
            "a spreadsheet",
            zipped(&[("[Content_Types].xml", b"<x/>"), ("xl/a.xml", b"<x/>")]),
            Unreadable::Archive(ArchiveFault::Spreadsheet),
        ),
        ("broken off", cut, Unreadable::Archive(ArchiveFault::Broken)),
        ("nothing", zipped(&[]), Unreadable::Empty),
    ] {
        let refused = import(&ctx, &bytes, "a.zip", "rosa").await.unwrap_err().refusal().unwrap();
        assert_eq!(refused, Refused { within: None, why: expected }, "{what}");
    }
}
