//! Files handed in: each credit is kept once, whatever files tell of it.

use domain::statement::{Confidence, Match, Reason, Unreadable};
use rstest::rstest;
use services::Context;
use services::statement::{Imported, Overview, import, overview};
use services::testing::Engine;

use super::read::{ABN_AMRO, BANCO_BPM, BNL, GERMAN, ING, SPARKASSE, SWISS};
use crate::payment::pay::an_order;
use crate::query_counts;

/// A file that can be read.
pub async fn imported(ctx: &Context, bytes: &[u8]) -> Imported {
    import(ctx, bytes, "estratto", "rosa").await.unwrap()
}

/// What the office sees.
pub async fn seen(ctx: &Context) -> Overview {
    overview(ctx).await.unwrap()
}

/// A table with these lines.
pub fn table(lines: &[&str]) -> Vec<u8> {
    format!("Data;Importo;Descrizione;Ordinante\n{}\n", lines.join("\n")).into_bytes()
}

#[rstest]
#[tokio::test]
async fn the_same_file_twice_changes_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values(GERMAN, SWISS, ABN_AMRO, BNL, SPARKASSE, BANCO_BPM, ING)] file: &[u8],
) {
    let ctx = engine.fresh_context().await;

    let first = imported(&ctx, file).await;
    let before = seen(&ctx).await;
    let again = imported(&ctx, file).await;
    let after = seen(&ctx).await;

    assert!(!first.again && first.added > 0 && first.imported_before == 0);
    assert!(again.again && again.added == 0);
    assert_eq!(before.credits, after.credits);
    assert_eq!(before.statements, after.statements);
    assert_eq!(after.statements.len(), 1);
    assert_eq!(after.statements[0].credits, i64::try_from(first.added).unwrap());
    assert_eq!(after.statements[0].open, after.statements[0].credits);
}

#[rstest]
#[tokio::test]
async fn files_that_overlap_add_only_what_is_new(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = engine.fresh_context().await;
    let monday = ["20/11/2026;10,00;uno;Anna", "20/11/2026;10,00;uno;Anna"];
    let both = [monday[0], monday[1], "21/11/2026;10,00;uno;Anna"];

    assert_eq!(imported(&ctx, &table(&monday)).await.added, 2, "somebody paid twice");
    let second = imported(&ctx, &table(&both)).await;

    assert_eq!((second.added, second.imported_before), (1, 2));
    assert_eq!(seen(&ctx).await.credits.len(), 3);

    // The bank's reference names a credit whatever else a later file says of it.
    assert_eq!(imported(&ctx, GERMAN).await.added, 3);
    let later = String::from_utf8(GERMAN.to_vec()).unwrap();
    let later = later.replace("grazie mille", "con altre parole").replace("228", "229");
    let later = imported(&ctx, later.as_bytes()).await;
    assert_eq!((later.again, later.added, later.imported_before), (false, 0, 3));
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_file_from_many_hands_at_once_is_one(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let ctx = (*shop).clone();

    let running: Vec<_> = (0..6)
        .map(|_| {
            let ctx = ctx.clone();
            tokio::spawn(async move { imported(&ctx, GERMAN).await })
        })
        .collect();
    let mut added = 0;
    for import in running {
        added += import.await.unwrap().added;
    }

    assert_eq!(added, 3);
    assert_eq!(seen(&ctx).await.credits.len(), 3);
}

#[rstest]
#[tokio::test]
async fn a_file_with_one_bad_line_leaves_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = engine.fresh_context().await;
    let bad = table(&["20/11/2026;10,00;uno;Anna", "20/11/2026;dieci;due;Anna"]);

    let refused = import(&ctx, &bad, "estratto.csv", "rosa").await.unwrap_err().refusal().unwrap();

    assert!(matches!(refused.why, Unreadable::Wrong { line: 3, .. }));
    let seen = seen(&ctx).await;
    assert!(seen.credits.is_empty() && seen.statements.is_empty());
}

#[rstest]
#[tokio::test]
async fn each_credit_comes_with_its_order_and_the_reasons(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = engine.fresh_context().await;
    let (_, order) = an_order(&ctx).await;
    assert_eq!(order.number, 26_000_001);
    imported(&ctx, ING).await;
    imported(&ctx, GERMAN).await;

    let seen = query_counts::few(&ctx, seen(&ctx)).await;

    let Match::One { best, .. } = &seen.credits[0].found else { panic!("{seen:?}") };
    assert_eq!((best.number, best.confidence), (order.number, Confidence::Sure));
    assert_eq!(best.reasons, [Reason::OrderNumber, Reason::Amount, Reason::Name]);
    assert_eq!(best.holder, "Bianchi Ceramiche S.r.l.");
    let swapped = seen.credits.iter().find(|credit| credit.credit.text.contains("26000010"));
    let Match::One { best, .. } = &swapped.unwrap().found else { panic!("{seen:?}") };
    let reason = Reason::SwappedDigits { written: 26_000_010 };
    assert_eq!((best.number, best.reasons[0]), (order.number, reason));
    assert_eq!(best.confidence, Confidence::Likely);
}

#[rstest]
#[tokio::test]
async fn the_order_is_found_in_the_xml_of_each_bank(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values(GERMAN, SWISS, ABN_AMRO, BNL, SPARKASSE)] file: &[u8],
) {
    let ctx = engine.fresh_context().await;
    let (_, order) = an_order(&ctx).await;
    imported(&ctx, file).await;

    let seen = seen(&ctx).await;

    let found = seen.credits.iter().filter_map(|credit| match &credit.found {
        Match::One { best, .. } if best.confidence == Confidence::Sure => Some(best),
        _ => None,
    });
    let found: Vec<_> = found.map(|best| (best.number, best.reasons.as_slice())).collect();
    let reasons = [Reason::OrderNumber, Reason::Amount, Reason::Name];
    assert_eq!(found, [(order.number, reasons.as_slice())], "{seen:?}");
}
