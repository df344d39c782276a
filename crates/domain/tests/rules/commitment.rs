//! Laws of the codes of a public body and of its document, for whatever somebody types or sends.

use domain::commitment::{Cig, Commitment, CommitmentForm, Cup, DocumentType, OfficeCode};
use proptest::prelude::*;

/// Written as people do: small letters, and blanks in some places.
fn sloppily(code: &str, gaps: &[bool]) -> String {
    let gap = |place: usize| if gaps.get(place).copied().unwrap_or_default() { " " } else { "" };
    code.to_lowercase().chars().enumerate().map(|(place, c)| format!("{}{c}", gap(place))).collect()
}

fn today() -> domain::Date {
    "2026-11-22".parse().unwrap()
}

proptest! {
    #[test]
    fn codes_are_read_however_they_are_written(
        cig in "([0-9]{6}[1-9][0-9A-F]{3}|[A-Z][0-9A-F]{9})",
        cup in "[A-Z][0-9]{2}[A-Z][0-9]{11}",
        office in "[A-Z][A-Z0-9]{5}",
        gaps in prop::collection::vec(any::<bool>(), 15),
    ) {
        let read = Cig::parse(&sloppily(&cig, &gaps)).unwrap();
        prop_assert_eq!(read.as_str(), cig.as_str());
        let read = Cup::parse(&sloppily(&cup, &gaps)).unwrap();
        prop_assert_eq!(read.as_str(), cup.as_str());
        let read = OfficeCode::parse(&sloppily(&office, &gaps)).unwrap();
        prop_assert_eq!(read.as_str(), office.as_str());
    }

    #[test]
    fn what_is_read_fits_into_an_invoice(typed in any::<String>()) {
        // `CodiceCIG` and `CodiceCUP` take 15 characters.
        for code in [Cig::parse(&typed).map(String::from).ok(), Cup::parse(&typed).map(String::from).ok()] {
            prop_assert!(code.is_none_or(|code| code.len() <= 15 && code.is_ascii()));
        }
    }

    #[test]
    fn a_form_is_refused_or_can_be_shown_again(
        cig in ".{0,12}",
        reason in ".{0,12}",
        cup in ".{0,2}",
        office_code in ".{5,7}",
        protocol in ".{0,24}",
        dated in "20[0-9]{2}-[01][0-9]-[0-3][0-9]",
        document in prop::collection::vec(any::<u8>(), 0..40),
    ) {
        let form = CommitmentForm { cig, no_cig_reason: reason, cup, office_code, protocol, dated };
        if let Ok((made, kind)) = Commitment::check(&form, &document, today()) {
            prop_assert!(made.dated <= today());
            prop_assert_eq!(Commitment::check(&made.to_form(), &document, today()), Ok((made, kind)));
        }
    }

    #[test]
    fn only_the_beginning_of_a_file_says_what_it_is(tail in prop::collection::vec(any::<u8>(), 0..200)) {
        let pdf = [b"%PDF-".as_slice(), &tail].concat();
        prop_assert_eq!(DocumentType::of(&pdf), Ok(DocumentType::Pdf));
        let page = [b"<html>".as_slice(), &tail].concat();
        prop_assert!(DocumentType::of(&page).is_err());
    }
}
