//! Sheets and codes, as other programs read them: poppler for the documents, rqrr for the codes.

use print::testing::{Printed, code_in_path};
use print::{A4, Colour, Column, Cut, Ink, Inks, QrCode, Sheet, Type, page};

const INKS: Inks = Inks { brand: Colour(0x0c, 0x51, 0x63), muted: Colour(0x4a, 0x5a, 0x62) };
const TEXT: Type = Type::new(Cut::Regular, 10.0, Ink::Text);

fn drawn(draw: impl FnOnce(&mut Sheet)) -> Printed {
    Printed::new(&page(A4, "Prova".into(), INKS, draw).unwrap())
}

fn column() -> Column {
    Column::new(20.0, 20.0, 60.0)
}

#[test]
fn what_is_drawn_is_told_in_the_order_in_which_it_was_drawn() {
    let sheet = drawn(|sheet| {
        let y = sheet.heading(1, column().at(100.0), TEXT, "Titolo");
        sheet.paragraph(column(), TEXT, "Sopra il titolo");
        sheet.field(column().at(y), "nome", TEXT, "valore");
        sheet.steps(column().at(150.0), TEXT, &["uno".into(), "due".into()]);
    });

    assert_eq!(sheet.text(), "Titolo Sopra il titolo nome valore 1. uno 2. due");
    let structure = sheet.structure();
    for tag in ["H1", "P (block)", "L (block)", "LI (block)"] {
        assert!(structure.contains(tag), "{tag} is missing in: {structure}");
    }
    let facts = sheet.facts();
    for fact in ["Title: Prova", "Tagged: yes", "Pages: 1", "Page size: 595"] {
        assert!(facts.contains(fact), "{fact} is missing in: {facts}");
    }
}

#[test]
fn a_long_text_goes_on_in_the_next_line_and_loses_no_word() {
    let text = "Quarantaquattro gatti in fila per sei col resto di due si unirono compatti";
    let mut below = 0.0;

    let sheet = drawn(|sheet| below = sheet.paragraph(column(), TEXT, text));

    assert_eq!(sheet.text(), text);
    let lines = ((below - column().y) / TEXT.line()).round();
    let width = TEXT.width(text);
    assert!((60.0..120.0).contains(&width), "{width} mm of text need two columns of 60");
    assert_eq!(lines, 2.0);
}

#[test]
fn a_letter_that_the_font_does_not_have_becomes_a_question_mark() {
    let sheet = drawn(|sheet| {
        sheet.paragraph(column(), TEXT, "Łódź 東京 Ñandú");
    });

    assert_eq!(sheet.text(), "Łódź ?? Ñandú");
}

#[test]
fn a_phone_reads_a_code_on_a_page_and_on_paper() {
    let code = QrCode::of("È pagato: 36,60 €", 13).unwrap();

    let sheet = drawn(|sheet| sheet.code(20.0, 20.0, 52.0, &code, "Un codice"));

    assert_eq!(code_in_path(code.size(), &code.path()), ["È pagato: 36,60 €"]);
    for dots in [110, 300] {
        assert_eq!(sheet.codes(dots), ["È pagato: 36,60 €"], "{dots} dpi");
    }
    assert!(sheet.structure().contains("Figure"), "{}", sheet.structure());
}

#[test]
fn a_text_that_needs_a_larger_code_than_allowed_is_refused() {
    // 331 bytes are what version 13 holds with 15 % of it damaged (ISO/IEC 18004, table 7).
    assert_eq!(QrCode::of(&"a".repeat(331), 13).unwrap().size(), 13 * 4 + 17 + 8);

    let too_long = QrCode::of(&"a".repeat(332), 13).map(|code| code.size()).unwrap_err();

    assert_eq!(too_long.to_string(), "the text needs a code above version 13");
    assert!(QrCode::of(&"a".repeat(332), 14).is_ok());
    assert!(QrCode::of(&"a".repeat(3_000), 40).is_err(), "no code says so much");
}
