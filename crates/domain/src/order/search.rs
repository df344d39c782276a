//! How the office finds orders: by name, partita IVA, codice fiscale, number or amount, all typed
//! into one field.

use crate::money::Money;
use crate::party::{Holder, VatNumber};
use crate::text::{amount, digits, folded};

/// The most words that count; whatever follows belongs to the last one.
pub const WORDS_MAX: usize = 4;

/// The most characters that count: a name on an invoice is shorter.
const TYPED_MAX: usize = 200;

/// No order costs as many cents; what is more is no amount that could be looked for.
const CENTS_BOUND: i64 = 100_000_000_000;

/// What somebody typed to find orders. An order is found when all words stand in its holder's
/// name and numbers, in any order, or when its number or an amount of it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    words: [String; WORDS_MAX],
    /// The order with this number.
    pub number: Option<i64>,
    /// Orders of this amount.
    pub amount: Option<Money>,
}

impl Search {
    /// Reads the field; nothing when it is empty.
    #[must_use]
    pub fn of(typed: &str) -> Option<Self> {
        let text: String = folded(typed).chars().take(TYPED_MAX).collect();
        if text.is_empty() {
            return None;
        }
        let bounds = (Money::from_cents(1), Money::from_cents(CENTS_BOUND));
        let amount = amount(&text).filter(|amount| (bounds.0..bounds.1).contains(amount));
        // `1.234,50` has digits too, and is the number of no order.
        let number = if text.contains([',', '€']) { None } else { digits(&text).parse().ok() };
        let mut words = <[String; WORDS_MAX]>::default();
        for (place, word) in words.iter_mut().zip(text.splitn(WORDS_MAX, ' ')) {
            *place = sought(word);
        }
        Some(Self { words, number, amount })
    }

    /// The texts that all have to stand in what [`found_by`] says of an order; an empty one stands
    /// everywhere.
    #[must_use]
    pub fn words(&self) -> &[String; WORDS_MAX] {
        &self.words
    }
}

/// Digits are looked for where a number begins: `30` would be a part of every other partita IVA.
fn sought(word: &str) -> String {
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    match word.strip_prefix("it") {
        Some(rest) if is_number(rest) => format!(" {rest}"),
        _ if is_number(word) => format!(" {word}"),
        _ => word.to_owned(),
    }
}

/// The words by which orders of this holder are found, each after a blank: name, partita IVA and
/// codice fiscale, folded.
#[must_use]
pub fn found_by(holder: &Holder) -> String {
    let party = &holder.party;
    let vat_number = party.vat_number.as_ref().map(VatNumber::as_str).unwrap_or_default();
    folded(&format!("{} {vat_number} {}", party.name, party.tax_code.as_str()))
        .split(' ')
        .fold(String::new(), |text, word| text + " " + word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(typed: &str) -> Vec<String> {
        let words = Search::of(typed).unwrap().words.to_vec();
        words.into_iter().filter(|word| !word.is_empty()).collect()
    }

    #[test]
    fn nothing_typed_is_no_search() {
        assert_eq!(Search::of(" \u{200B} "), None);
    }

    #[test]
    fn what_is_too_long_to_be_looked_for_is_cut() {
        let words = words(&"a".repeat(100_000));
        assert_eq!(words, ["a".repeat(TYPED_MAX)]);
        let read = Search::of(&"9".repeat(28)).unwrap();
        assert_eq!((read.number, read.amount), (None, None), "no order costs as much");
    }

    #[test]
    fn words_are_looked_for_without_case_and_accents() {
        assert_eq!(words("  CAFFÈ   d’Angelo"), ["caffe", "d'angelo"]);
        assert_eq!(words("uno due tre quattro cinque"), ["uno", "due", "tre", "quattro cinque"]);
    }

    #[test]
    fn digits_are_the_beginning_of_a_number() {
        assert_eq!(words("0234"), [" 0234"]);
        assert_eq!(words("IT02342520158"), [" 02342520158"]);
        assert_eq!(words("RSSMRA80A01H501U"), ["rssmra80a01h501u"]);
        assert_eq!(words("it"), ["it"]);
    }

    #[test]
    fn one_field_takes_numbers_and_amounts() {
        let read = |typed| Search::of(typed).map(|search| (search.number, search.amount));
        let euros = |cents| Some(Money::from_cents(cents));
        assert_eq!(read("26000040"), Some((Some(26_000_040), euros(2_600_004_000))));
        assert_eq!(read("ordine n. 26000040"), Some((Some(26_000_040), None)));
        assert_eq!(read("64,66"), Some((None, euros(64_66))));
        assert_eq!(read("1.234,50 €"), Some((None, euros(123_450))));
        assert_eq!(read("Bianchi"), Some((None, None)));
        assert_eq!(read("-30"), Some((Some(30), None)), "nobody owes less than nothing");
    }
}
