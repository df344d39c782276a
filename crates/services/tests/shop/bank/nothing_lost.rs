//! Money may be doubtful, never invisible: each row with a day and an amount is a credit, or is
//! counted with its reason, or refuses the file with its line.

use domain::statement::{Confidence, LeftOut, Match, Part, Unreadable, Why};
use domain::{Money, statement::Credit};
use proptest::prelude::*;
use rstest::rstest;
use services::Context;
use services::statement::{Read, read};
use services::testing::store::credits as stored;
use services::testing::{Engine, day};

use super::import::{imported, seen};
use crate::payment::pay::an_order;

/// A statement with these entries on our account.
fn camt(entries: &[String]) -> Vec<u8> {
    format!(
        "<Document><BkToCstmrStmt><Stmt><Acct><Id><IBAN>IT60X0542811101000000123456</IBAN></Id>\
         </Acct>\n{}</Stmt></BkToCstmrStmt></Document>",
        entries.join("\n")
    )
    .into_bytes()
}

/// 43,31 € of a payer, booked on a day, under a reference.
fn entry(day: &str, reference: &str, payer: &str, text: &str) -> String {
    format!(
        "<Ntry><Amt Ccy='EUR'>43.31</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>\
         <BookgDt><Dt>{day}</Dt></BookgDt><AcctSvcrRef>{reference}</AcctSvcrRef><NtryDtls><TxDtls>\
         <RltdPties><Dbtr><Pty><Nm>{payer}</Nm></Pty></Dbtr></RltdPties>\
         <RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
    )
}

/// What two files bring, one after the other: new ones and known ones.
async fn one_after_the_other(ctx: &Context, files: [&[u8]; 2]) -> [(usize, usize); 2] {
    let [first, second] = files;
    let first = imported(ctx, first).await;
    let second = imported(ctx, second).await;
    [(first.added, first.imported_before), (second.added, second.imported_before)]
}

fn table_of(text: &str) -> Read {
    read(text.as_bytes()).unwrap().1
}

#[rstest]
#[tokio::test]
async fn a_placeholder_or_a_reference_used_again_hides_no_payment(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values("0000000000000000", "NOTPROVIDED", "CBI00042")] reference: &str,
) {
    let ctx = engine.fresh_context().await;
    let monday = entry("2026-11-20", reference, "ALFA SRL", "ordine 26000001");
    let tuesday = entry("2026-11-21", reference, "BETA SRL", "ordine 26000002");
    let same_day = entry("2026-11-20", reference, "GAMMA SRL", "ordine 26000003");

    let [first, second] = one_after_the_other(
        &ctx,
        [&camt(std::slice::from_ref(&monday)), &camt(&[tuesday.clone(), same_day.clone()])],
    )
    .await;
    let all = imported(&ctx, &camt(&[monday, same_day, tuesday])).await;

    assert_eq!([first, second], [(1, 0), (2, 0)]);
    assert_eq!((all.added, all.imported_before), (0, 3), "the files overlap");
    assert_eq!(seen(&ctx).await.credits.len(), 3);
}

#[rstest]
#[tokio::test]
async fn two_payments_alike_in_everything_are_two(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = engine.fresh_context().await;
    let paid = entry("2026-11-20", "CBI00042", "ALFA SRL", "ordine 26000001");
    let once = camt(std::slice::from_ref(&paid));
    let twice = camt(&[paid.clone(), paid]);

    assert_eq!(one_after_the_other(&ctx, [&once, &twice]).await, [(1, 0), (1, 1)]);
}

#[rstest]
#[tokio::test]
async fn two_payers_of_a_day_whose_only_text_has_a_strange_name_are_two(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values("Descrizione operazioni", "Testo libero della banca", "")] name: &str,
) {
    let ctx = engine.fresh_context().await;
    let (_, order) = an_order(&ctx).await;
    let file = |who: &str| {
        format!("Data;Valuta;Dare;Avere;{name}\n21/11/2026;21/11/2026;;43,31;BONIFICO DA {who}\n")
    };
    let morning = file(&format!("PRIMO SRL ORDINE {}", order.number));
    let evening = file("SECONDO SRL ORDINE 26000077");

    let brought = one_after_the_other(&ctx, [morning.as_bytes(), evening.as_bytes()]).await;

    assert_eq!(brought, [(1, 0), (1, 0)]);
    let seen = seen(&ctx).await;
    let Match::One { best, .. } = &seen.credits[0].found else { panic!("{seen:?}") };
    assert_eq!((best.number, best.confidence), (order.number, Confidence::Sure));
}

#[rstest]
#[tokio::test]
async fn what_the_customer_of_the_bank_sorts_by_makes_no_new_credit(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = engine.fresh_context().await;
    let file = |category: &str, tag: &str| {
        format!(
            "Data;Importo;Causale;Categoria ;Hashtag\n21/11/2026;43,31;saldo;{category};{tag}\n"
        )
    };
    let [before, after] = [file("Varie", ""), file("Incassi", "#clienti")];

    let brought = one_after_the_other(&ctx, [before.as_bytes(), after.as_bytes()]).await;

    assert_eq!(brought, [(1, 0), (0, 1)]);
}

#[rstest]
#[tokio::test]
async fn what_the_first_version_kept_is_not_offered_again(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = engine.fresh_context().await;
    let known = entry("2026-11-20", "0", "ALFA SRL", "ordine 26000001");
    imported(&ctx, &camt(std::slice::from_ref(&known))).await;
    // As the first version kept it.
    let mut tx = ctx.db.write().await.unwrap();
    tx.sql("UPDATE bank_credit SET scheme = 1, identity = 'of less', reference = '0'")
        .run()
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let other = entry("2026-11-20", "0", "BETA SRL", "ordine 26000002");

    let later = imported(&ctx, &camt(&[other, known.clone()])).await;
    let twice = imported(&ctx, &camt(&[known.clone(), known])).await;

    assert_eq!((later.added, later.imported_before), (1, 1));
    assert_eq!(
        (twice.added, twice.imported_before),
        (1, 1),
        "it kept one, the other is another payment"
    );
    let mut tx = ctx.db.read().await.unwrap();
    let kept = stored::of_first_scheme(&mut tx, day("2026-11-20"), day("2026-11-20")).await;
    assert_eq!(kept.unwrap().len(), 1);
}

#[rstest]
#[tokio::test]
async fn money_that_is_not_booked_is_listed_apart_and_cannot_be_accepted(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = engine.fresh_context().await;
    let (_, order) = an_order(&ctx).await;
    let file = format!(
        "Data;Operazione;Dettagli;Contabilizzazione;Importo\n\
         21.11.2026;Bonifico;KAPPA ORDINE {};NON CONTABILIZZATO;43.31\n\
         21.11.2026;Bonifico;LAMBDA;CONTABILIZZATO;43.31\n",
        order.number
    );

    let imported = imported(&ctx, file.as_bytes()).await;

    assert_eq!(imported.added, 1);
    assert_eq!(imported.left_out, LeftOut { pending: 1, ..LeftOut::default() });
    let [pending] = imported.passed.as_slice() else { panic!("{imported:?}") };
    assert_eq!((pending.line, pending.why), (2, Why::Pending));
    assert_eq!(pending.amount, Some(Money::from_cents(43_31)));
    assert_eq!(pending.day, Some(day("2026-11-21")));
    assert!(pending.said.contains("KAPPA"), "{pending:?}");
    let seen = seen(&ctx).await;
    let texts: Vec<_> = seen.credits.iter().map(|found| found.credit.text.as_str()).collect();
    assert_eq!(texts, ["Bonifico LAMBDA"]);
}

#[test]
fn a_state_is_found_under_every_name_and_one_that_nobody_knows_is_shown() {
    for (name, state, expected) in [
        ("Stato", "In attesa", Some(Why::Pending)),
        ("State", "PENDING", Some(Why::Pending)),
        ("Situazione", "NON CONTABILIZZATO", Some(Why::Pending)),
        ("Stato", "Annullato", Some(Why::Void)),
        ("State", "COMPLETATO", None),
        ("Stato", "Contabilizzato", None),
    ] {
        let read = table_of(&format!("Data;Importo;{name}\n21/11/2026;43,31;{state}\n"));
        let why = read.passed.first().map(|passed| passed.why);
        assert_eq!(
            (why, read.entries.len()),
            (expected, usize::from(expected.is_none())),
            "{state}"
        );
    }
    let read = table_of("Data;Importo;Causale;Stato\n21/11/2026;43,31;x;Lunare\n");
    assert_eq!(read.entries[0].credit.text, "x Lunare");
}

#[test]
fn a_row_with_a_day_and_an_amount_is_a_credit_whatever_it_says() {
    for text in ["TOTALE 26000001", "SALDO FINALE", "Saldo", "totali", "Saldo contabile 2026"] {
        let read = table_of(&format!(
            "Data contabile;Importo;Causale;Ordinante\n21/11/2026;43,31;{text};RHO SRL\n"
        ));
        assert_eq!(read.entries.len(), 1, "{text}");
        assert_eq!(read.entries[0].credit.text, text);
        assert_eq!(read.left_out, LeftOut::default());
    }
}

#[test]
fn every_other_row_is_counted_with_its_reason() {
    let read = table_of(
        "Data;Importo;Descrizione\n\
         ;1.000,00;Saldo iniziale\n\
         20/11/2026;;Saldo contabile\n\
         20/11/2026;0,00;Variazione condizioni\n\
         20/11/2026;-2,50;Commissioni\n\
         20/11/2026;10,00;Anna\n\
         Data;Importo;Descrizione\n\
         Totale;7,50;\n\
         \n\
         Documento senza valore fiscale\n",
    );

    assert_eq!(read.entries.len(), 1);
    let expected = LeftOut { balances: 3, zero: 1, debits: 1, words: 2, ..LeftOut::default() };
    assert_eq!(read.left_out, expected);
    let lines: Vec<_> = read.passed.iter().map(|passed| (passed.line, passed.why)).collect();
    assert_eq!(
        lines,
        [
            (2, Why::Balance),
            (3, Why::Balance),
            (7, Why::Words),
            (8, Why::Balance),
            (10, Why::Words)
        ]
    );
}

#[test]
fn a_row_that_may_be_money_and_is_not_understood_refuses_the_file() {
    for (row, expected) in [
        ("20/11/2026;1O,00;saldo ordine", Unreadable::Wrong { part: Part::Amount, line: 2 }),
        ("20/11/2026;;ordine", Unreadable::Missing { part: Part::Amount, line: 2 }),
        (";10,00;ordine", Unreadable::Missing { part: Part::Day, line: 2 }),
        ("20/13/2026;10,00;ordine", Unreadable::Wrong { part: Part::Day, line: 2 }),
        ("20/13/2026;10,00;saldo ordine", Unreadable::Wrong { part: Part::Day, line: 2 }),
    ] {
        let file = format!("Data;Importo;Descrizione\n{row}\n");
        assert_eq!(read(file.as_bytes()).unwrap_err(), expected, "{row}");
    }
    let signed = "Data;Importo;Segno\n20/11/2026;10,00;?\n";
    let expected = Unreadable::Wrong { part: Part::Direction, line: 2 };
    assert_eq!(read(signed.as_bytes()).unwrap_err(), expected);
}

#[test]
fn cells_behind_the_last_name_and_names_used_twice_are_kept() {
    let read = table_of(
        "Data;Importo;Descrizione;Descrizione\n21/11/2026;43,31;Bonifico;da Anna;ordine 26000001\n",
    );
    assert_eq!(read.entries[0].credit.text, "Bonifico da Anna ordine 26000001");
}

const DAYS: [&str; 5] = ["20/11/2026", "21.11.2026", "2026-11-22", "", "Totale"];
const AMOUNTS: [&str; 6] = ["43,31", "-2,50", "0,00", "", "1.234,56", "36.60"];
const WORDS: [&str; 6] = ["", "saldo", "TOTALE 12", "ordine 26000001", "Saldo finale", "Anna"];
const STATES: [&str; 5] = ["", "Contabilizzato", "NON CONTABILIZZATO", "Annullato", "Boh"];

fn a_row() -> impl Strategy<Value = [&'static str; 4]> {
    (
        prop::sample::select(&DAYS[..]),
        prop::sample::select(&AMOUNTS[..]),
        prop::sample::select(&WORDS[..]),
        prop::sample::select(&STATES[..]),
    )
        .prop_map(|(day, amount, words, state)| [day, amount, words, state])
}

proptest! {
    #[test]
    fn every_row_of_any_table_is_told_counted_or_refused(
        rows in prop::collection::vec(a_row(), 0..12),
        strange in prop::sample::select(&["Descrizione", "Parole", ""][..]),
    ) {
        let lines: Vec<String> = rows.iter().map(|row| row.join(";")).collect();
        let file = format!("Data;Importo;{strange};Stato\n{}\n", lines.join("\n"));
        let Ok((_, read)) = read(file.as_bytes()) else { return Ok(()) };

        let blank = |row: &&[&str; 4]| row.iter().all(|cell| cell.is_empty());
        let told = rows.len() - rows.iter().filter(blank).count();
        prop_assert_eq!(read.entries.len() + read.left_out.total(), told);
        // What has a day and came is a credit, unless the bank itself says that it did not come.
        let came = |row: &&[&str; 4]| {
            let [day, amount, _, state] = row;
            day.starts_with('2') && ["43,31", "1.234,56", "36.60"].contains(amount)
                && !["NON CONTABILIZZATO", "Annullato"].contains(state)
        };
        prop_assert_eq!(read.entries.len(), rows.iter().filter(came).count());
        let text = |credit: &Credit| credit.text.clone();
        let texts: Vec<String> = read.entries.iter().map(|entry| text(&entry.credit)).collect();
        for (row, text) in rows.iter().filter(came).zip(texts) {
            prop_assert!(text.contains(row[2]), "{text}");
        }
    }
}
