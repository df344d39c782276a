//! Files of banks, read. The shape of each follows what its bank, or the guideline that its bank
//! follows, publishes; the sources stand in the XML files, and those of the tables below.
//!
//! * `banco_bpm.csv`: columns of Banco BPM's `esporta movimenti`, as described among others in the
//!   importers of the public repositories that read it (`Ragione Sociale` is ours, not the payer's).
//! * `ing.csv`: columns of ING Italia, with a balance as first and last line and a byte order mark.
//! * `windows.csv`: `Dare` and `Avere` below a preface, in the letters of Windows before UTF-8.

use domain::statement::{Credit, Format, LeftOut, Part, Unreadable};
use rstest::rstest;
use services::statement::{Entry, Read, read};
use services::testing::day;

pub const GERMAN: &[u8] = include_bytes!("files/german.camt053.xml");
pub const SWISS: &[u8] = include_bytes!("files/swiss.camt053.xml");
pub const ABN_AMRO: &[u8] = include_bytes!("files/abn_amro.camt053.xml");
pub const BNL: &[u8] = include_bytes!("files/bnl.cbi.xml");
pub const SPARKASSE: &[u8] = include_bytes!("files/sparkasse.cbi.xml");
pub const BANCO_BPM: &[u8] = include_bytes!("files/banco_bpm.csv");
pub const ING: &[u8] = include_bytes!("files/ing.csv");
const WINDOWS: &[u8] = include_bytes!("files/windows.csv");

fn of(format: Format, bytes: &[u8]) -> Read {
    let (found, read) = read(bytes).unwrap();
    assert_eq!(found, format);
    read
}

fn credits(read: &Read) -> impl Iterator<Item = &Credit> {
    read.entries.iter().map(|Entry { credit, .. }| credit)
}

/// Day, cents, payer and text of each credit.
fn told(read: &Read) -> Vec<(String, i64, &str, &str)> {
    let told = |credit: &'_ Credit| (credit.booked_on.to_string(), credit.amount.cents());
    credits(read)
        .map(|credit| {
            let (day, cents) = told(credit);
            (day, cents, credit.payer.as_str(), credit.text.as_str())
        })
        .collect()
}

fn row<'a>(
    day: &str,
    cents: i64,
    payer: &'a str,
    text: &'a str,
) -> (String, i64, &'a str, &'a str) {
    (day.to_owned(), cents, payer, text)
}

#[test]
fn a_german_statement_tells_its_credits_and_the_parts_of_a_sum() {
    let german = of(Format::Camt053, GERMAN);

    assert_eq!(german.account.as_deref(), Some("DE89370400440532013000"));
    let day = "2026-11-22";
    assert_eq!(
        told(&german),
        [
            row(
                day,
                43_31,
                "BIANCHI CERAMICHE SRL",
                "SVWZ+Saldo ordine Bottega n. 2600 0001 grazie mille & saluti"
            ),
            row(day, 43_31, "Officina Verdi", "SVWZ+Rechnung ORD-26000002"),
            row(day, 36_60, "Neri Impianti", "SVWZ+ORD.26000003"),
        ]
    );
    let references: Vec<_> = credits(&german).map(|c| c.reference.as_deref()).collect();
    assert_eq!(
        references,
        [Some("2026112212345600001"), Some("2026112212345600002/1"), Some("2026112212345600002/2")]
    );
    assert_eq!(german.entries[0].credit.iban.as_deref(), Some("IT60X0542811101000000123456"));
    let left_out = LeftOut { debits: 1, pending: 1, reversals: 1, ..LeftOut::default() };
    assert_eq!(german.left_out, left_out);
}

#[test]
fn a_swiss_statement_has_deeper_parties_prefixes_and_two_accounts() {
    let swiss = of(Format::Camt053, SWISS);

    assert_eq!(
        told(&swiss),
        [
            row("2026-11-22", 43_31, "Bianchi Ceramiche S.r.l.", "26000001 Grazie"),
            row("2026-11-21", 36_60, "", "Gutschrift Caffè Blu"),
        ]
    );
    let accounts: Vec<_> = credits(&swiss).map(|c| c.account.as_deref()).collect();
    assert_eq!(accounts, [Some("CH9300762011623852957"), Some("000012345")]);
    assert_eq!(swiss.left_out, LeftOut { foreign: 1, ..LeftOut::default() });
    assert_eq!(swiss.period(), Some((day("2026-11-21"), day("2026-11-22"))));
}

#[test]
fn what_was_written_is_found_where_abn_amro_puts_it() {
    let dutch = of(Format::Camt053, ABN_AMRO);

    let expected = row("2026-11-22", 43_31, "BIANCHI CERAMICHE SRL", "ORDINE 26000001 BIANCHI 115");
    assert_eq!(told(&dutch), [expected]);
    assert_eq!(dutch.account.as_deref(), Some("NL91ABNA0417164300"));
    assert_eq!(dutch.entries[0].credit.reference, None);
    assert_eq!(dutch.left_out, LeftOut { debits: 1, reversals: 1, ..LeftOut::default() });
}

#[test]
fn an_italian_envelope_holds_a_message_for_each_account() {
    let bnl = of(Format::Camt053, BNL);

    assert_eq!(
        told(&bnl),
        [
            row(
                "2026-11-22",
                43_31,
                "BIANCHI CERAMICHE S.R.L.",
                "Pagamento del servizio di fatturazione elettronica per l'anno prossimo, come da \
                 accordi presi con il vostro ufficio ... ordine numero 26000001 grazie"
            ),
            row("2026-11-22", 36_60, "OFFICINA VERDI", "saldo 26000002 VERDI-77"),
        ]
    );
    let accounts: Vec<_> = credits(&bnl).map(|c| c.account.as_deref()).collect();
    assert_eq!(
        accounts,
        [Some("IT40S0542811101000000123456"), Some("IT96R0123454321000000012345")]
    );
    let references: Vec<_> = credits(&bnl).map(|c| c.reference.as_deref()).collect();
    assert_eq!(references, [Some("002300059730001"), Some("002300059730002")]);
    assert_eq!(bnl.left_out, LeftOut { debits: 1, ..LeftOut::default() });
}

#[test]
fn an_italian_envelope_of_a_period_names_who_gave_the_order() {
    let sparkasse = of(Format::Camt053, SPARKASSE);

    let text = "Bonifico a vs favore *BIANCHI CERAMICHE -ORD. 26000001 DEL 18/11/2026";
    assert_eq!(told(&sparkasse), [row("2026-11-20", 43_31, "Bianchi Ceramiche", text)]);
    assert_eq!(sparkasse.entries[0].credit.iban.as_deref(), Some("IT60X0542811101000000123456"));
    assert_eq!(sparkasse.entries[0].credit.reference.as_deref(), Some("S000001"));
}

#[test]
fn a_table_with_one_signed_column_is_read() {
    let bpm = of(Format::Csv, BANCO_BPM);

    assert_eq!(
        told(&bpm),
        [
            row(
                "2026-11-20",
                43_31,
                "",
                "BONIFICO A VOSTRO FAVORE DA BIANCHI CERAMICHE SRL; ORDINE 26.000.001"
            ),
            row("2026-11-21", 1_234_56, "", "VERSAMENTO PERCHE' NO"),
        ]
    );
    assert_eq!(bpm.left_out, LeftOut { debits: 1, foreign: 1, ..LeftOut::default() });
}

#[test]
fn a_table_with_two_columns_and_balances_is_read() {
    let ing = of(Format::Csv, ING);

    assert_eq!(
        told(&ing),
        [
            row(
                "2026-11-20",
                43_31,
                "",
                "ACCREDITO BONIFICO Ordinante CERAMICHE BIANCHI - saldo finale ordine 26000010"
            ),
            row("2026-11-21", 30_00, "", "ACCREDITO BONIFICO Caffè Perché no, ordine 26000002"),
        ]
    );
    assert_eq!(ing.left_out, LeftOut { debits: 1, balances: 2, ..LeftOut::default() });
}

#[test]
fn older_letters_a_preface_and_a_payer_of_its_own_are_read() {
    let windows = of(Format::Csv, WINDOWS);

    assert_eq!(windows.account.as_deref(), Some("IT60X0542811101000000123456"));
    let expected = row("2026-11-22", 43_31, "Società Ceramiche Bianchi", "Perché sì 26000001");
    assert_eq!(told(&windows), [expected]);
    assert_eq!(windows.left_out, LeftOut { debits: 1, pending: 1, ..LeftOut::default() });
}

fn refused(text: &str) -> Unreadable {
    read(text.as_bytes()).map(|_| ()).unwrap_err()
}

/// A statement with one entry.
fn an_entry(entry: &str) -> String {
    format!(
        "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.04'><BkToCstmrStmt><Stmt>\n\
         <Ntry>{entry}</Ntry></Stmt></BkToCstmrStmt></Document>"
    )
}

#[test]
fn what_is_no_statement_is_refused() {
    assert_eq!(refused(""), Unreadable::Empty);
    assert_eq!(refused(" \n"), Unreadable::Empty);
    assert_eq!(refused("Buongiorno,\nle mando l'estratto."), Unreadable::UnknownFormat);
    assert_eq!(refused("nome;cognome\nAnna;Bianchi\n"), Unreadable::UnknownFormat);
    assert_eq!(read(b"PK\x03\x04\0\0binary").unwrap_err(), Unreadable::UnknownFormat);
    let other = "<Document><BkToCstmrAcctRpt><Rpt/></BkToCstmrAcctRpt></Document>";
    assert_eq!(refused(other), Unreadable::OtherMessage);
    assert_eq!(read(&vec![b'a'; 2 * 1024 * 1024 + 1]).unwrap_err(), Unreadable::TooLarge);
}

#[test]
fn an_entry_that_says_too_little_or_nonsense_is_named_by_its_line() {
    let good = "<Amt Ccy='EUR'>1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>\
                <BookgDt><Dt>2026-11-22</Dt></BookgDt>";
    assert_eq!(read(an_entry(good).as_bytes()).unwrap().1.entries.len(), 1);
    for (from, to, expected) in [
        ("2026-11-22", "2026-02-30", Unreadable::Wrong { part: Part::Day, line: 2 }),
        ("1.00", "1,00", Unreadable::Wrong { part: Part::Amount, line: 2 }),
        ("1.00", "", Unreadable::Missing { part: Part::Amount, line: 2 }),
        ("CRDT", "", Unreadable::Missing { part: Part::Direction, line: 2 }),
        ("CRDT", "CREDIT", Unreadable::Wrong { part: Part::Direction, line: 2 }),
        ("2026-11-22", "", Unreadable::Missing { part: Part::Day, line: 2 }),
    ] {
        assert_eq!(refused(&an_entry(&good.replace(from, to))), expected, "{from} {to}");
    }

    let table = |row: &str| format!("Data;Importo;Descrizione\n01/11/2026;1,00;prima\n{row}\n");
    for (row, expected) in [
        ("31/02/2026;1,00;x", Unreadable::Wrong { part: Part::Day, line: 3 }),
        ("01/11/2026;uno;x", Unreadable::Wrong { part: Part::Amount, line: 3 }),
        ("01/11/2026;;x", Unreadable::Missing { part: Part::Amount, line: 3 }),
        (";1,00;x", Unreadable::Missing { part: Part::Day, line: 3 }),
        (
            "01/11/2026;1,00;\"mai chiuso\n02/11/2026;2,00;sparito",
            Unreadable::BrokenLine { line: 3 },
        ),
    ] {
        assert_eq!(refused(&table(row)), expected, "{row}");
    }
}

/// What a booked credit says, without its text.
const BOOKED: &str = "<Amt Ccy='EUR'>36.60</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>\
    <BookgDt><Dt>2026-11-22</Dt></BookgDt>";

fn text_of(details: &str) -> String {
    let read = read(an_entry(&format!("{BOOKED}{details}")).as_bytes()).unwrap().1;
    read.entries[0].credit.text.clone()
}

#[test]
fn an_entry_of_nought_is_counted_and_the_others_are_read() {
    let nought = BOOKED.replace("36.60", "0.00");
    let both = format!("{BOOKED}</Ntry>\n<Ntry>{nought}");

    let (_, read) = read(an_entry(&both).as_bytes()).unwrap();

    assert_eq!(read.entries.len(), 1);
    assert_eq!(read.left_out, LeftOut { zero: 1, ..LeftOut::default() });
}

#[test]
fn the_name_that_a_program_gave_a_payment_hides_no_words() {
    let named = "<NtryDtls><TxDtls><Refs><EndToEndId>T-118</EndToEndId></Refs></TxDtls></NtryDtls>";
    let own = "<AddtlNtryInf>Received money with reference 26000001</AddtlNtryInf>";
    let text = text_of(&format!("{named}{own}"));
    assert_eq!(text, "Received money with reference 26000001 T-118");

    let remittance = |words: &str| {
        format!(
            "<NtryDtls><TxDtls><RmtInf><Ustrd>{words}</Ustrd></RmtInf></TxDtls></NtryDtls>{own}"
        )
    };
    let expected = "Pagamento Received money with reference 26000001";
    assert_eq!(text_of(&remittance("Pagamento")), expected);
    assert_eq!(text_of(&remittance("ordine 26000002")), "ordine 26000002");
}

#[test]
fn whatever_may_stand_there_many_times_is_read_each_time() {
    let strd = "<Strd><RfrdDocInf><Nb>FT 12</Nb></RfrdDocInf><RfrdDocInf><Nb>26000001</Nb>\
        <LineDtls><Id><Nb>riga 1</Nb></Id><Id><Nb>riga 2</Nb></Id></LineDtls></RfrdDocInf>\
        <AddtlRmtInf>uno</AddtlRmtInf><AddtlRmtInf>due</AddtlRmtInf></Strd>\
        <Strd><RfrdDocInf><Nb>FT 13</Nb></RfrdDocInf></Strd>";
    let payer = |name: &str| format!("<RltdPties><Dbtr><Nm>{name}</Nm></Dbtr></RltdPties>");
    let entry = format!(
        "<NtryDtls><TxDtls>{}<RmtInf>{strd}</RmtInf></TxDtls></NtryDtls>\
         <NtryDtls><TxDtls>{}<RmtInf><Ustrd>tre</Ustrd></RmtInf></TxDtls></NtryDtls>",
        payer("Anna"),
        payer("Berta"),
    );
    assert_eq!(text_of(&entry), "FT 12 26000001 riga 1 riga 2 uno due FT 13 tre Berta");
}

#[test]
fn html_under_another_name_is_called_html() {
    for page in [
        "<html><body><table><tr><td>Data</td></tr></table></body></html>",
        "\u{feff}<?xml version='1.0'?>\n<!-- x --><!DOCTYPE html PUBLIC 'x'><html/>",
        "<TABLE border=1><tr><td>26/11/2026</td></tr></TABLE>",
        "  <html xmlns:o='urn:x'>",
    ] {
        assert_eq!(refused(page), Unreadable::Html, "{page}");
    }
    assert_eq!(refused("<htmlish/>"), Unreadable::OtherMessage);
}

/// A day, an amount and a text below the names that a bank gives to its columns.
#[rstest]
#[case(
    "Data Contabile;Data Valuta;Addebiti (euro);Accrediti (euro);Descrizione operazioni",
    "26/11/2026;26/11/2026;;36,60;da Anna"
)]
#[case("Data;Valuta;Dare;Avere;Descrizione operazioni", "26/11/2026;26/11/2026;;36,60;da Anna")]
#[case("DATA CONT.;DATA VAL.;DESCRIZIONE;IMPORTO(€)", "26/11/2026;26/11/2026;da Anna;36,60")]
#[case(
    "Codice identificativo;Data operazione;Data valuta;Descrizione;Debito;Credito;Etichette",
    "77;26/11/2026;26/11/2026;da Anna;;36,60;x"
)]
#[case(
    "Data operazione;Data valuta;Descrizione;Importo;Divisa",
    "26/11/2026;26/11/2026;da Anna;36,60;EUR"
)]
#[case("Data;Valuta;Descrizione;Euro;Caus.", "26/11/2026;26/11/2026;da Anna;36,60;048")]
#[case(
    "\"Booking Date\",\"Value Date\",\"Partner Name\",\"Partner Iban\",Type,\"Payment Reference\",\"Account Name\",\"Amount (EUR)\",\"Original Amount\",\"Original Currency\",\"Exchange Rate\"",
    "2026-11-26,2026-11-26,Anna,,Credit Transfer,da Anna,Conto,36.60,,,"
)]
#[case(
    "Tipo,Prodotto,Data di inizio,Data di completamento,Descrizione,Importo,Costo,Valuta,State,Saldo",
    "Ricarica,Attuale,2026-11-25 23:00:00,2026-11-26 00:10:00,da Anna,36.60,0.00,EUR,COMPLETATO,99.00"
)]
#[case(
    "Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance",
    "TOPUP,Current,2026-11-25 23:00:00,2026-11-26 00:10:00,da Anna,36.60,0.00,EUR,COMPLETED,99.00"
)]
fn the_tables_of_our_customers_banks_are_read(#[case] names: &str, #[case] row: &str) {
    let (_, read) = read(format!("{names}\n{row}\n").as_bytes()).unwrap();
    let [Entry { credit, .. }] = read.entries.as_slice() else { panic!("{read:?}") };
    assert_eq!((credit.booked_on, credit.amount.cents()), (day("2026-11-26"), 36_60));
    assert_eq!(credit.text, "da Anna");
    assert_eq!(read.left_out, LeftOut::default());
}

#[test]
fn xml_that_defines_words_of_its_own_is_refused_before_it_grows() {
    let laughs = "<?xml version='1.0'?>\n<!DOCTYPE Document [\n<!ENTITY a 'haha'>\n\
                  <!ENTITY b '&a;&a;&a;&a;'>\n]>\n<Document>&b;</Document>";
    assert!(matches!(refused(laughs), Unreadable::OwnEntities { .. }));
    let file = "<!DOCTYPE D [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><Document>&x;</Document>";
    assert!(matches!(refused(file), Unreadable::OwnEntities { .. }));
    let deep = format!("{}{}", "<a>".repeat(5_000), "</a>".repeat(5_000));
    assert!(matches!(refused(&deep), Unreadable::BrokenXml { .. }));
}

#[test]
fn too_many_entries_are_refused() {
    let rows = "01/11/2026;1,00;x\n".repeat(10_001);
    assert_eq!(refused(&format!("Data;Importo;Descrizione\n{rows}")), Unreadable::TooManyEntries);
    let most = "01/11/2026;1,00;x\n".repeat(10_000);
    let (_, read) = read(format!("Data;Importo;Descrizione\n{most}").as_bytes()).unwrap();
    assert_eq!(read.entries.len(), 10_000);
}
