//! Files that other people's programs stumbled over, where they are at hand: a folder beside the
//! repository, or the one that `BOTTEGA_TEST_STATEMENTS` names. It is no part of the project, so its
//! absence fails nothing, and is said aloud.

use std::io::Write;
use std::path::{Path, PathBuf};

use domain::Product::Invoicing;
use domain::cart::Cart;
use domain::statement::{Confidence, LeftOut, Match, Unreadable};
use rstest::rstest;
use services::Context;
use services::statement::import;
use services::testing::{Engine, a_customer};

use super::import::seen;

#[expect(clippy::disallowed_methods, reason = "tests have no configuration file")]
fn folder() -> Option<PathBuf> {
    let named = std::env::var("BOTTEGA_TEST_STATEMENTS").map(PathBuf::from);
    let found = named.as_ref().ok().cloned().or_else(beside_the_repository);
    if let Some(folder) = found.filter(|folder| folder.is_dir()) {
        return Some(folder);
    }
    // What was asked for by name has to be there.
    assert!(named.is_err(), "BOTTEGA_TEST_STATEMENTS names no folder: {named:?}");
    // Written past the test runner, which shows what `eprintln!` says only of tests that fail.
    let said = "LEFT OUT: no shared/data/statements beside the repository; name the folder with \
                BOTTEGA_TEST_STATEMENTS\n";
    std::io::stderr().write_all(said.as_bytes()).unwrap();
    None
}

/// The nearest folder of that name beside this clone, or beside a folder that it is in.
fn beside_the_repository() -> Option<PathBuf> {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let mut folders = above.map(|folder| folder.join("shared/data/statements"));
    folders.find(|folder| folder.is_dir())
}

/// The numbers of two orders of 36,60 € that wait.
async fn two_orders(ctx: &Context) -> [i64; 2] {
    let mut numbers = [0; 2];
    for number in &mut numbers {
        let somebody = a_customer().with_holder().create(ctx).await;
        *number = somebody.orders(ctx, Cart::first_purchase(Invoicing, 1)).await.number;
    }
    numbers
}

/// Which of the two orders a case is about.
const A: usize = 0;
const B: usize = 1;

#[rstest]
#[case::references_of_nought(&["a2_ref0_day1.xml", "a2_ref0_day2.xml"], &[A, B], LeftOut::default())]
#[case::references_of_noughts(&["a13_ref_zeros_day1.xml", "a13_ref_zeros_day2.xml"], &[A, B], LeftOut::default())]
#[case::references_of_a_dash(&["v6_cro_dash_day1.csv", "v6_cro_dash_day2.csv"], &[A, B], LeftOut::default())]
#[case::two_payers_of_a_day(&["w1_mps_morning.csv", "w1_mps_evening.csv"], &[A, B], LeftOut::default())]
#[case::a_text_of_another_name(&["v10_mps_classic.csv"], &[A], LeftOut::default())]
#[case::not_booked(&["v2_intesa_pending.csv"], &[B], LeftOut { pending: 1, ..LeftOut::default() })]
#[case::a_reason_like_a_sum(&["v7_reason_totale.csv"], &[A, B], LeftOut::default())]
#[case::an_entry_of_nought(&["a1_zero_amount.xml"], &[A], LeftOut { zero: 1, ..LeftOut::default() })]
#[case::words_of_the_entry(&["a3_wise_e2e.xml"], &[A], LeftOut::default())]
#[case::two_documents(&["a8_two_documents.xml"], &[A], LeftOut::default())]
#[case::bancoposta(&["v1_bancoposta.csv"], &[A], LeftOut { debits: 1, ..LeftOut::default() })]
#[case::unicredit(&["v3_unicredit_old.csv"], &[A], LeftOut::default())]
#[case::n26(&["v4_n26.csv"], &[A], LeftOut::default())]
#[case::revolut(&["v5_revolut_it.csv"], &[A], LeftOut::default())]
#[case::mps(&["v11_mps_2026.csv"], &[A], LeftOut::default())]
#[tokio::test]
async fn each_credit_finds_its_order(
    #[case] files: &[&str],
    #[case] expected: &[usize],
    #[case] left_out: LeftOut,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(folder) = folder() else { return };
    let ctx = engine.fresh_context().await;
    let orders = two_orders(&ctx).await;

    let mut counted = LeftOut::default();
    for file in files {
        let text = std::fs::read_to_string(folder.join(file)).unwrap();
        let text = text.replace("@A@", &orders[A].to_string());
        let text = text.replace("@B@", &orders[B].to_string());
        let imported = import(&ctx, text.as_bytes(), file, "rosa").await.unwrap();
        assert_eq!(imported.imported_before, 0, "{file}");
        counted.add(imported.left_out);
    }

    let seen = seen(&ctx).await;
    let mut found: Vec<i64> = seen
        .credits
        .iter()
        .map(|credit| match &credit.found {
            Match::One { best, .. } if best.confidence == Confidence::Sure => best.number,
            other => panic!("{files:?}: {other:?}"),
        })
        .collect();
    found.sort_unstable();
    let expected: Vec<i64> = expected.iter().map(|order| orders[*order]).collect();
    assert_eq!((found, counted), (expected, left_out), "{files:?}");
}

#[test]
fn a_page_of_html_is_no_table() {
    let Some(folder) = folder() else { return };
    let page = std::fs::read(folder.join("w2_html_table.xls")).unwrap();
    assert_eq!(services::statement::read(&page).unwrap_err(), Unreadable::Html);
}
