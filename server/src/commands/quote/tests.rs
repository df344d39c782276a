use super::*;

/// What comes out for what goes in.
fn answers(input: &str) -> Vec<String> {
    answers_to_bytes(input.as_bytes())
}

fn answers_to_bytes(input: &[u8]) -> Vec<String> {
    let mut output = Vec::new();
    answer_lines(input, &mut output, &Terms::demo()).unwrap();
    String::from_utf8(output).unwrap().lines().map(str::to_owned).collect()
}

fn refused(input: &str) -> String {
    let answer: serde_json::Value = serde_json::from_str(&answers(input)[0]).unwrap();
    assert!(answer["why"].as_str().unwrap().ends_with('.'), "{answer}");
    answer["refused"].as_str().unwrap().to_owned()
}

const ADD: &str = concat!(
    r#"{"today":"2026-11-22","purpose":"add","service":"FE","#,
    r#""owned":[{"product":"FE","quantity":1,"expires":"2027-04-14"}],"#,
    r#""items":[{"product":"DOC","quantity":1}],"extend":true,"split_payment":false,"#,
    r#""discount_percent":"10"}"#
);

const ADDED: &str = concat!(
    r#"{"lines":[{"product":"DOC","kind":"purchase","quantity":1,"from":"2026-11-22","#,
    r#""until":"2027-11-22","months":12,"net":"18.00"},{"product":"FE","kind":"extension","#,
    r#""quantity":1,"from":"2027-04-14","until":"2027-11-22","months":7,"net":"17.50"}],"#,
    r#""discount":"1.80","net":"33.70","vat":"7.41","total":"41.11","due":"41.11","#,
    r#""after":[{"product":"DOC","quantity":1,"until":"2027-11-22"},"#,
    r#"{"product":"FE","quantity":1,"until":"2027-11-22"}]}"#
);

#[test]
fn a_cart_is_answered_to_the_byte() {
    assert_eq!(answers(ADD), [ADDED]);
}

#[test]
fn what_can_be_left_out_has_the_usual_value() {
    let short = r#"{"today":"2026-11-22","purpose":"first_purchase","years":1,"service":"FE"}"#;
    let long = concat!(
        r#"{"today":"2026-11-22","purpose":"first_purchase","years":1,"service":"FE","owned":[],"#,
        r#""items":[],"extend":true,"split_payment":false,"discount_percent":null}"#
    );
    assert_eq!(answers(short), answers(long));
    assert_eq!(
        answers(short),
        [concat!(
            r#"{"lines":[{"product":"FE","kind":"purchase","quantity":1,"from":"2026-11-22","#,
            r#""until":"2027-11-22","months":12,"net":"30.00"}],"discount":"0.00","#,
            r#""net":"30.00","vat":"6.60","total":"36.60","due":"36.60","#,
            r#""after":[{"product":"FE","quantity":1,"until":"2027-11-22"}]}"#
        )]
    );
}

#[test]
fn a_renewal_and_split_payment_are_understood() {
    let line = concat!(
        r#"{"today":"2026-11-22","purpose":"renewal","years":2,"service":"SR","#,
        r#""owned":[{"product":"SR","quantity":1,"expires":"2026-12-31"}],"split_payment":true}"#
    );
    assert_eq!(
        answers(line),
        [concat!(
            r#"{"lines":[{"product":"SR","kind":"renewal","quantity":1,"from":"2026-12-31","#,
            r#""until":"2028-12-31","months":24,"net":"36.00"}],"discount":"0.00","#,
            r#""net":"36.00","vat":"7.92","total":"43.92","due":"36.00","#,
            r#""after":[{"product":"SR","quantity":1,"until":"2028-12-31"}]}"#
        )]
    );
}

#[test]
fn a_discount_may_be_a_number() {
    let with = |discount: &str| answers(&ADD.replace(r#""10""#, discount));
    assert_eq!(with("10"), [ADDED]);
    assert_eq!(with("10.0"), [ADDED]);
    assert_eq!(with(r#""12.5""#), with("12.5"));
    for wrong in [r#""""#, r#""10%""#, "101", "-1", "true", "[]", "1e-9", r#""x""#] {
        let line = ADD.replace(r#""10""#, wrong);
        assert_eq!(refused(&line), "bad_discount", "{wrong}");
    }
}

#[test]
fn a_line_that_makes_no_sense_does_not_stop_the_others() {
    let input = format!("{ADD}\n{{\"today\":\n\n   \r\nnull\n{ADD}\r\n{ADD}");
    let answers = answers(&input);
    assert_eq!(answers.len(), 5);
    assert_eq!([&answers[0], &answers[3], &answers[4]], [ADDED; 3]);
    assert!(answers[1].starts_with(r#"{"refused":"broken_json","why":"La riga non è JSON"#));
    assert!(answers[2].starts_with(r#"{"refused":"broken_json","why":"#));
}

#[test]
fn bytes_that_are_no_text_are_refused_like_broken_json() {
    let answers = answers_to_bytes(b"\xff\xfe\n{\"today\":\"\xff\"}\n");
    assert!(answers.iter().all(|line| line.contains("broken_json")));
    assert_eq!(answers.len(), 2);
    assert_eq!(answers_to_bytes(format!("\u{feff}{ADD}\n").as_bytes()), [ADDED]);
}

#[test]
fn every_fault_has_a_code_and_a_sentence() {
    let edited = |from: &str, to: &str| refused(&ADD.replace(from, to));
    assert_eq!(edited(r#""today":"2026-11-22","#, ""), "missing_field");
    assert_eq!(edited(r#""today":"2026-11-22""#, r#""today":"22/11/2026""#), "bad_date");
    assert_eq!(edited("2027-04-14", "2027-02-29"), "bad_date");
    assert_eq!(edited("2027-04-14", "+262000-01-01"), "bad_date");
    assert_eq!(edited("2027-04-14", "2027-4-14"), "bad_date");
    assert_eq!(edited(r#""2027-04-14""#, "20270414"), "wrong_kind");
    assert_eq!(edited("DOC", "PDF"), "unknown_product");
    assert_eq!(edited("DOC", "doc"), "unknown_product");
    assert_eq!(edited(r#""purpose":"add""#, r#""purpose":"buy""#), "unknown_purpose");
    assert_eq!(edited(r#""purpose":"add""#, r#""purpose":"renewal""#), "missing_field");
    assert_eq!(edited(r#""extend":true"#, r#""extend":"yes""#), "wrong_kind");
    assert_eq!(edited(r#"[{"product":"DOC","quantity":1}]"#, "{}"), "wrong_kind");
    assert_eq!(edited(r#"[{"product":"DOC","quantity":1}]"#, "[1]"), "wrong_kind");
    assert_eq!(edited(r#""DOC","quantity":1"#, r#""DOC","quantity":1.5"#), "wrong_kind");
    assert_eq!(edited(r#""FE","quantity":1"#, r#""FE","quantity":0"#), "nothing_owned");
}

#[test]
fn a_cart_against_the_rules_is_refused_in_words() {
    let line = ADD.replace("DOC", "WOO");
    assert_eq!(
        answers(&line),
        [concat!(
            r#"{"refused":"requires","why":"Modulo WooCommerce funziona solo insieme a Modulo "#,
            r#"documenti: aggiungi anche quello, oppure togli Modulo WooCommerce."}"#
        )]
    );
}

#[test]
fn numbers_that_nobody_means_are_answered_too() {
    for number in ["4294967295", "4294967296", "18446744073709551616", "-1", "1e400", "-0"] {
        for line in [
            ADD.replace(r#""DOC","quantity":1"#, &format!(r#""UT","quantity":{number}"#)),
            ADD.replace(r#""FE","quantity":1"#, &format!(r#""FE","quantity":{number}"#)),
            ADD.replace(r#""add""#, &format!(r#""first_purchase","years":{number}"#)),
            ADD.replace(r#""add""#, &format!(r#""renewal","years":{number}"#)),
        ] {
            assert_eq!(answers(&line).len(), 1, "{line}");
        }
    }
    for today in ["0000-01-01", "9999-12-31"] {
        for expires in ["0000-01-01", "9999-12-31"] {
            for purpose in [r#""add""#, r#""renewal","years":10"#] {
                let line = ADD
                    .replace("2026-11-22", today)
                    .replace("2027-04-14", expires)
                    .replace(r#""add""#, purpose);
                assert_eq!(answers(&line).len(), 1, "{line}");
            }
        }
    }
    let deep = "[".repeat(100_000);
    assert_eq!(refused(&deep), "broken_json");
}

#[test]
fn a_day_at_the_end_of_the_calendar_is_refused_in_words() {
    let why = "Una data è fuori dal calendario: sono ammessi gli anni dal 1900 al 9000.";
    let expected = format!("{{\"refused\":\"out_of_calendar\",\"why\":\"{why}\"}}");
    for far in ["9999-12-31", "9001-01-01", "1899-12-31", "0000-01-01"] {
        for purpose in [r#""add""#, r#""renewal","years":10"#, r#""first_purchase","years":10"#] {
            let line = ADD.replace(r#""add""#, purpose);
            assert_eq!(answers(&line.replace("2026-11-22", far)), [&*expected], "{far}");
            assert_eq!(answers(&line.replace("2027-04-14", far)), [&*expected], "{far}");
        }
    }

    // Ten years after the last of them a year still has four digits.
    let last = r#"{"today":"9000-12-31","purpose":"first_purchase","years":10,"service":"FE"}"#;
    assert!(answers(last)[0].contains(r#""until":"9010-12-31""#), "{:?}", answers(last));
}

/// Somebody at a keyboard sees each answer before the next question.
#[test]
fn each_answer_is_flushed() {
    struct Counting(usize);
    impl Write for Counting {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            self.0 += 1;
            Ok(())
        }
    }
    let mut output = Counting(0);
    answer_lines(format!("{ADD}\n{ADD}\n").as_bytes(), &mut output, &Terms::demo()).unwrap();
    assert_eq!(output.0, 2);
}
