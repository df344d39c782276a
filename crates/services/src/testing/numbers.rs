//! Partite IVA and codici fiscali that nobody else in a test run has.

#![allow(clippy::missing_panics_doc, reason = "a test ends where something is not as it should be")]

use std::sync::atomic::{AtomicU32, Ordering};

use domain::party::{TaxCode, VatNumber};

static NEXT: AtomicU32 = AtomicU32::new(1);

/// A partita IVA of its own at each call: serial number, the office of Florence, check digit.
pub fn a_vat_number() -> VatNumber {
    let serial = NEXT.fetch_add(1, Ordering::Relaxed);
    (0..10)
        .find_map(|check| VatNumber::parse(&format!("{serial:07}048{check}")).ok())
        .expect("one of ten check digits fits")
}

/// A person's codice fiscale of its own at each call. The surname counts, so that the first
/// fifteen characters differ; the control letter follows from them.
pub fn a_tax_code() -> TaxCode {
    let serial = NEXT.fetch_add(1, Ordering::Relaxed);
    let letter = |place: u32| char::from_digit(10 + serial / 26_u32.pow(place) % 26, 36);
    let surname: String = (0..3).filter_map(letter).collect();
    with_control_letter(&format!("{surname}MRA80A01H501"))
}

/// The codice fiscale of a body without partita IVA, of its own at each call.
pub fn a_tax_code_of_a_body() -> TaxCode {
    let serial = NEXT.fetch_add(1, Ordering::Relaxed);
    (0..10)
        .find_map(|check| TaxCode::parse(&format!("9{serial:06}048{check}")).ok())
        .expect("one of ten check digits fits")
}

fn with_control_letter(first: &str) -> TaxCode {
    ('A'..='Z')
        .find_map(|control| TaxCode::parse(&format!("{first}{control}")).ok())
        .expect("one of twenty-six control letters fits")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_number_comes_twice() {
        let numbers: BTreeSet<String> = (0..500)
            .flat_map(|_| {
                let codes = [a_tax_code(), a_tax_code_of_a_body()];
                codes.map(String::from).into_iter().chain([a_vat_number().into()])
            })
            .collect();
        assert_eq!(numbers.len(), 1500);
    }
}
