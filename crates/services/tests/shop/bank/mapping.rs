//! A table that nobody knew: explained once, remembered for exactly these names.

use domain::id::DraftId;
use domain::statement::{
    DateOrder, DecimalSign, LeftOut, Mapping, MappingError, Part, Role, Unreadable,
};
use rstest::rstest;
use services::statement::{
    Imported, Refused, Unmapped, forget, hand_over, import, import_mapped, preview, remembered,
    set_aside, waiting,
};
use services::testing::{Engine, day};
use services::{Context, Error};

use super::import::{imported, seen};

const TABLE: &str = "Elenco,,,,\n\
    Quando,Cosa,Chi,Quanto,Codice\n\
    11/20/2026,ordine 26000001,Bianchi Ceramiche,43.31,X9\n\
    11/21/2026,canone,,-2.50,X10\n\
    11/21/2026,ordine 26000002,Anna,\"1,036.60\",X11\n";

fn mapping(roles: &[Role]) -> Mapping {
    Mapping { roles: roles.to_vec(), dates: DateOrder::MonthFirst, decimals: DecimalSign::Point }
}

const RIGHT: [Role; 5] = [Role::Day, Role::Text, Role::Payer, Role::Amount, Role::Reference];

async fn handed_over(ctx: &Context, table: &str) -> DraftId {
    let refused =
        import(ctx, table.as_bytes(), "banca.csv", "rosa").await.unwrap_err().refusal().unwrap();
    assert_eq!(refused, Refused { within: None, why: Unreadable::UnknownTable });
    hand_over(ctx, table.as_bytes(), "banca.csv", "rosa").await.unwrap()
}

#[rstest]
#[tokio::test]
async fn an_unknown_table_is_explained_once_and_then_read_like_any_other(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = engine.fresh_context().await;
    let draft = handed_over(&ctx, TABLE).await;
    let right = mapping(&RIGHT);

    let shown = waiting(&ctx, draft, "rosa").await.unwrap();
    let before = preview(&ctx, draft, &right, "rosa").await.unwrap();
    assert!(seen(&ctx).await.credits.is_empty(), "a preview keeps nothing");
    let (name, done) = import_mapped(&ctx, draft, &right, "rosa").await.unwrap();

    assert_eq!(shown.table.names, ["Quando", "Cosa", "Chi", "Quanto", "Codice"]);
    assert_eq!(shown.table.rows[0][3], "43.31");
    let guess = [Role::Day, Role::Text, Role::Text, Role::Amount, Role::Text];
    assert_eq!(shown.table.guess, mapping(&guess));
    assert_eq!((before.credits, before.left_out.debits), (2, 1));
    assert_eq!((name.as_str(), done.added), ("banca.csv", 2));
    let seen_now = seen(&ctx).await;
    let credit = seen_now.credits.iter().map(|found| &found.credit).find(|c| c.payer == "Anna");
    let credit = credit.unwrap();
    assert_eq!((credit.booked_on, credit.amount.cents()), (day("2026-11-21"), 1_036_60));
    assert_eq!(credit.text, "ordine 26000002");
    assert_eq!(credit.reference.as_deref(), Some("X11"));
    assert!(matches!(waiting(&ctx, draft, "rosa").await, Err(Error::NotFound("draft"))));

    let later = "Quando,Cosa,Chi,Quanto,Codice\n11/22/2026,saldo,Berta,10.00,X12\n";
    assert_eq!(imported(&ctx, later.as_bytes()).await.added, 1, "it is remembered");
    let other = later.replace("Codice", "Codice 2");
    let other =
        import(&ctx, other.as_bytes(), "b.csv", "rosa").await.unwrap_err().refusal().unwrap();
    assert_eq!(other.why, Unreadable::UnknownTable, "for exactly these names");
}

#[rstest]
#[tokio::test]
async fn correcting_what_was_said_does_not_offer_the_money_twice(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = engine.fresh_context().await;
    let draft = handed_over(&ctx, TABLE).await;
    let wrong = [Role::Day, Role::Payer, Role::Text, Role::Amount, Role::Nothing];
    import_mapped(&ctx, draft, &mapping(&wrong), "rosa").await.unwrap();
    let digest = remembered(&ctx).await.unwrap().remove(0).digest;
    assert!(forget(&ctx, &digest).await.unwrap());
    assert!(!forget(&ctx, &digest).await.unwrap());
    assert!(!forget(&ctx, "nulla\0").await.unwrap());

    // The bank's next file has the same rows and one more.
    let longer = format!("{TABLE}11/23/2026,saldo,Carla,5.00,X13\n");
    let draft = handed_over(&ctx, &longer).await;
    let (_, done) = import_mapped(&ctx, draft, &mapping(&RIGHT), "rosa").await.unwrap();

    assert_eq!((done.added, done.imported_before), (1, 2));
    let seen = seen(&ctx).await;
    assert_eq!(seen.credits.len(), 3);
    let payers: Vec<_> = seen.credits.iter().map(|found| found.credit.payer.as_str()).collect();
    assert_eq!(payers, ["Bianchi Ceramiche", "Anna", "Carla"], "each says what it says now");
}

#[rstest]
#[tokio::test]
async fn the_same_file_explained_better_corrects_what_nobody_has_decided_about(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = engine.fresh_context().await;
    let table = "Quando;Cosa;Quanto;Costo\n20/11/2026;uno;43,31;1,00\n20/11/2026;due;-9,00;2,00\n";
    let said = |roles: [Role; 4]| Mapping { roles: roles.to_vec(), ..Mapping::default() };
    let wrong = said([Role::Day, Role::Text, Role::Nothing, Role::Amount]);
    let draft = handed_over(&ctx, table).await;
    import_mapped(&ctx, draft, &wrong, "rosa").await.unwrap();
    let cents = |seen: &services::statement::Overview| -> Vec<i64> {
        seen.credits.iter().map(|found| found.credit.amount.cents()).collect()
    };
    assert_eq!(cents(&seen(&ctx).await), [1_00, 2_00]);
    let two = seen(&ctx).await.credits[1].id;
    set_aside(&ctx, two, "commissione", "rosa").await.unwrap();
    forget(&ctx, &remembered(&ctx).await.unwrap()[0].digest).await.unwrap();

    let draft = handed_over(&ctx, table).await;
    let right = said([Role::Day, Role::Text, Role::Amount, Role::Nothing]);
    let (_, done) = import_mapped(&ctx, draft, &right, "rosa").await.unwrap();
    let draft = hand_over(&ctx, table.as_bytes(), "banca.csv", "rosa").await.unwrap();
    let (_, twice) = import_mapped(&ctx, draft, &right, "rosa").await.unwrap();

    assert_eq!((done.again, done.added, done.imported_before), (false, 0, 1));
    assert!(twice.again);
    assert_eq!(cents(&seen(&ctx).await), [43_31]);
}

#[rstest]
#[tokio::test]
async fn a_row_that_does_not_fit_is_shown_and_nothing_half_done_is_kept(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = engine.fresh_context().await;
    let draft = handed_over(&ctx, TABLE).await;
    let days_first = Mapping { dates: DateOrder::DayFirst, ..mapping(&RIGHT) };
    let no_amount = mapping(&[Role::Day, Role::Text, Role::Payer, Role::Text, Role::Nothing]);

    let row = import_mapped(&ctx, draft, &days_first, "rosa").await.unwrap_err().refusal().unwrap();
    let table =
        import_mapped(&ctx, draft, &no_amount, "rosa").await.unwrap_err().refusal().unwrap();

    let Unmapped::Row { error, cells } = row else { panic!("{row:?}") };
    assert_eq!(error, Unreadable::Wrong { part: Part::Day, line: 3 });
    assert_eq!(cells, ["11/20/2026", "ordine 26000001", "Bianchi Ceramiche", "43.31", "X9"]);
    assert_eq!(table, Unmapped::Mapping(MappingError::NoAmount));
    assert!(remembered(&ctx).await.unwrap().is_empty());
    let seen = seen(&ctx).await;
    assert!(seen.credits.is_empty() && seen.statements.is_empty());
    assert!(waiting(&ctx, draft, "rosa").await.is_ok(), "it waits to be explained better");
}

#[rstest]
#[tokio::test]
async fn a_table_waits_for_whoever_handed_it_in_and_only_the_last_one_does(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = engine.fresh_context().await;
    let first = handed_over(&ctx, TABLE).await;
    assert!(matches!(waiting(&ctx, first, "ugo").await, Err(Error::NotFound("draft"))));

    let second = handed_over(&ctx, &TABLE.replace("X9", "X8")).await;

    assert!(matches!(waiting(&ctx, first, "rosa").await, Err(Error::NotFound("draft"))));
    assert!(waiting(&ctx, second, "rosa").await.is_ok());
}

#[rstest]
#[tokio::test]
async fn in_and_out_and_a_state_are_understood_too(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = engine.fresh_context().await;
    let table = "Giorno;Dentro;Fuori;Parole;Come\n\
        20/11/26;43,31;;ordine 1;Contabilizzato\n\
        20/11/26;;5,00;canone;Contabilizzato\n\
        21/11/26;10,00;;ordine 2;Non contabilizzato\n";
    let draft = handed_over(&ctx, table).await;
    let roles = [Role::Day, Role::Came, Role::Went, Role::Text, Role::State].to_vec();
    let said = Mapping { roles, ..Mapping::default() };

    let (_, done) = import_mapped(&ctx, draft, &said, "rosa").await.unwrap();

    let Imported { added, left_out, .. } = done;
    assert_eq!(added, 1);
    assert_eq!(left_out, LeftOut { debits: 1, pending: 1, ..LeftOut::default() });
}
