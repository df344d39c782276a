use super::*;
use crate::Money;

fn credit(day: &str, payer: &str, text: &str, reference: Option<&str>) -> Credit {
    Credit {
        account: Some("IT60X0542811101000000123456".into()),
        booked_on: day.parse().unwrap(),
        amount: Money::from_cents(36_60),
        payer: payer.into(),
        iban: None,
        text: text.into(),
        reference: reference.map(Into::into),
    }
}

fn is_one(one: &Credit, other: &Credit) -> bool {
    Identity::of_entry(one) == Identity::of_entry(other)
}

#[test]
fn a_reference_names_a_credit_only_with_its_day_and_payer() {
    let one = credit("2026-11-25", "ALFA SRL", "ordine 1", Some("CBI77"));
    let mut other_words = one.clone();
    other_words.text = "Ordine 1, con altre parole".into();
    assert!(is_one(&one, &other_words));
    assert!(!is_one(&one, &credit("2026-11-26", "ALFA SRL", "ordine 1", Some("CBI77"))));
    assert!(!is_one(&one, &credit("2026-11-25", "BETA SRL", "ordine 1", Some("CBI77"))));
    assert!(!is_one(&one, &Credit { amount: Money::from_cents(1), ..one.clone() }));
    assert!(!is_one(&one, &Credit { account: None, ..one.clone() }));
}

#[test]
fn where_no_payer_is_named_the_words_tell_two_alike_references_apart() {
    let [one, two] = ["da Primo", "da Secondo"]
        .map(|text| credit("2026-11-25", "", text, Some("0000000000000042")));
    assert!(!is_one(&one, &two));
}

#[test]
fn a_placeholder_is_no_reference() {
    for placeholder in ["0", "0000000000000000", "-", "NOTPROVIDED"] {
        let one = credit("2026-11-25", "ALFA SRL", "ordine 1", Some(placeholder));
        assert!(!is_one(&one, &credit("2026-11-25", "ALFA SRL", "ordine 2", Some(placeholder))));
        assert!(is_one(&one, &credit("2026-11-25", "ALFA SRL", "ordine 1", None)));
    }
}

#[test]
fn a_row_is_all_its_cells_without_the_blanks_around_them() {
    let row = |cells: &[&str]| Identity::of_row(None, cells.iter().copied());
    assert_eq!(
        row(&["25/11/2026", " 36,60 ", "a  b", "", ""]),
        row(&["25/11/2026", "36,60", "a b"])
    );
    assert_ne!(row(&["25/11/2026", "36,60", "a"]), row(&["25/11/2026", "36,60", "b"]));
    assert_ne!(row(&["a", "", "b"]), row(&["a", "b"]));
    assert_ne!(row(&["a"]), Identity::of_row(Some("IT60"), ["a"]));
}

#[test]
fn what_the_first_version_kept_is_known_once_each() {
    let paid = credit("2026-11-25", "ALFA SRL", "ordine 1", None);
    let later = credit("2026-11-26", "ALFA SRL", "ordine 1", None);
    assert_eq!(
        kept_before(&[&paid, &paid, &later], std::slice::from_ref(&paid)),
        [true, false, false]
    );
}

#[test]
fn what_it_kept_with_less_text_is_known_by_its_payer_alone() {
    let kept = credit("2026-11-25", "DELTA SRL", "TRANSFER-1", None);
    let mut read = kept.clone();
    read.text = "TRANSFER-1 con riferimento 26000001".into();
    assert_eq!(kept_before(&[&read], std::slice::from_ref(&kept)), [true]);
    // Nobody can tell whose money a row without payer and text was: it is offered again.
    let kept = credit("2026-11-25", "", "", None);
    let read = credit("2026-11-25", "", "bonifico da Secondo", None);
    assert_eq!(kept_before(&[&read], &[kept]), [false]);
}

#[test]
fn a_placeholder_that_it_kept_as_a_reference_is_none() {
    let kept = credit("2026-11-25", "ALFA SRL", "ordine 1", Some("0"));
    let same = credit("2026-11-25", "ALFA SRL", "ordine 1", None);
    let other = credit("2026-11-26", "BETA SRL", "ordine 2", None);
    assert_eq!(kept_before(&[&same, &other], &[kept]), [true, false]);
}
