//! Laws of the proposals for credits, with random shops, texts and mistakes.

use domain::Money;
use domain::id::AccountId;
use domain::order::OrderState;
use domain::statement::{
    Confidence, Consequence, Credit, Identity, Match, Name, OrderSeen, Reason, is_one_digit_off,
    is_swapped, kept_before, numbered, numbers, propose, reference,
};
use proptest::prelude::*;
use std::collections::HashSet;
use uuid::Uuid;

const HOLDERS: [&str; 5] = [
    "Bianchi Ceramiche S.r.l.",
    "Officina Meccanica Verdi S.n.c.",
    "Anna Neri",
    "Amici del Fiume",
    "Impianti Gialli & Figli S.p.A.",
];

fn order(number: i64, holder: &str, cents: i64) -> OrderSeen {
    OrderSeen {
        number,
        account: AccountId(Uuid::from_u128(u128::try_from(number).unwrap())),
        holder: holder.into(),
        name: Name::of(holder),
        state: OrderState::concluded("2026-11-22".parse().unwrap(), 30),
        due: Money::from_cents(cents),
        held: Money::ZERO,
    }
}

fn credit(payer: &str, cents: i64, text: String) -> Credit {
    Credit {
        account: None,
        booked_on: "2026-11-24".parse().unwrap(),
        amount: Money::from_cents(cents),
        payer: payer.into(),
        iban: None,
        text,
        reference: None,
    }
}

/// Orders with numbers of their own, a few prices and a few names.
fn shop() -> impl Strategy<Value = Vec<OrderSeen>> {
    let one = (
        26_000_001_i64..26_000_400,
        0..HOLDERS.len(),
        prop::sample::select(&[36_60, 43_31, 65_88][..]),
    );
    prop::collection::vec(one, 1..12).prop_map(|all| {
        let mut orders: Vec<_> = all
            .into_iter()
            .map(|(number, who, cents)| order(number, HOLDERS[who], cents))
            .collect();
        orders.sort_by_key(|order| order.number);
        orders.dedup_by_key(|order| order.number);
        orders
    })
}

/// What people and banks write around a number.
fn around() -> impl Strategy<Value = (String, String)> {
    let before =
        prop::sample::select(&["", "ORD.", "Ordine n. ", "SALDO FT 12 ORD", "rif:", "€ "][..]);
    let after = prop::sample::select(&["", " grazie", "/Bottega", ".", " del 22.11.2026"][..]);
    (before, after).prop_map(|(before, after)| (before.to_owned(), after.to_owned()))
}

/// A number with blanks or points between some of its digits.
fn cut(number: i64, at: usize, with: &str) -> String {
    let digits = number.to_string();
    let (head, tail) = digits.split_at(at % (digits.len() - 1) + 1);
    format!("{head}{with}{tail}")
}

proptest! {
    #[test]
    fn a_number_is_found_whatever_stands_around_it(
        number in 1_000_000_i64..99_999_999,
        (before, after) in around(),
        at in 0_usize..8,
        with in prop::sample::select(&["", " ", ".", "-", "/"][..]),
    ) {
        let text = format!("{before}{}{after}", cut(number, at, with));
        prop_assert!(numbers(&text).contains(&number), "{text}: {:?}", numbers(&text));
    }

    #[test]
    fn two_swapped_digits_are_always_found(
        number in 1_000_000_i64..99_999_999,
        at in 0_usize..7,
        (before, after) in around(),
    ) {
        let mut digits = number.to_string().into_bytes();
        let at = at % (digits.len() - 1);
        digits.swap(at, at + 1);
        prop_assume!(digits[0] != b'0');
        let written: i64 = String::from_utf8(digits).unwrap().parse().unwrap();
        prop_assume!(written != number);

        prop_assert!(is_swapped(written, number) && is_swapped(number, written));
        prop_assert!(!is_one_digit_off(written, number));
        let orders = [order(number, "Anna Neri", 36_60), order(number / 2, "Altri S.r.l.", 36_60)];
        let found = propose(&credit("", 36_60, format!("{before}{written}{after}")), &orders, &[]);
        let Match::One { best, .. } = found else { panic!("{found:?}") };
        prop_assert_eq!(best.number, number);
        prop_assert_eq!(best.reasons[0], Reason::SwappedDigits { written });
        prop_assert!(best.confidence < Confidence::Sure);
    }

    #[test]
    fn nothing_wins_over_the_right_number(
        orders in shop(),
        meant in any::<prop::sample::Index>(),
        payer in prop::sample::select(&HOLDERS[..]),
        cents in prop::sample::select(&[36_60, 43_31, 1_00, 500_00][..]),
        (before, after) in around(),
    ) {
        let meant = meant.get(&orders).number;
        let known: Vec<_> = orders.iter().filter(|o| o.number != meant).map(|o| o.account).collect();
        let found = propose(&credit(payer, cents, format!("{before}{meant}{after}")), &orders, &known);
        let Match::One { best, .. } = found else { panic!("{found:?}") };
        prop_assert_eq!(best.number, meant);
        prop_assert_eq!(best.reasons[0], Reason::OrderNumber);
    }

    #[test]
    fn only_number_and_amount_together_are_sure(
        orders in shop(),
        written in 26_000_001_i64..26_000_400,
        payer in prop::sample::select(&HOLDERS[..]),
        cents in prop::sample::select(&[36_60, 43_31, 65_88][..]),
    ) {
        let found = propose(&credit(payer, cents, written.to_string()), &orders, &[]);
        if found.confidence() == Some(Confidence::Sure) {
            let Match::One { best, .. } = found else { panic!("{found:?}") };
            prop_assert_eq!(best.number, written);
            prop_assert_eq!(best.consequence, Consequence::Pays);
        }
    }

    #[test]
    fn an_amount_alone_is_never_more_than_weak_and_never_a_guess(
        orders in shop(),
        cents in prop::sample::select(&[36_60, 43_31, 65_88][..]),
    ) {
        let same = orders.iter().filter(|order| order.due.cents() == cents).count();
        match propose(&credit("", cents, String::new()), &orders, &[]) {
            Match::One { best, .. } => {
                prop_assert_eq!(same, 1);
                prop_assert_eq!(best.confidence, Confidence::Weak);
            }
            Match::Nothing => prop_assert_ne!(same, 1),
            Match::Several(_) => prop_assert!(false, "an amount alone shows nothing"),
        }
    }

    #[test]
    fn the_order_of_the_orders_does_not_matter(
        orders in shop(),
        written in 26_000_001_i64..26_000_400,
        payer in prop::sample::select(&HOLDERS[..]),
        cents in prop::sample::select(&[36_60, 43_31][..]),
    ) {
        let credit = credit(payer, cents, format!("ordine {written}"));
        let turned: Vec<_> = orders.iter().rev().cloned().collect();
        prop_assert_eq!(propose(&credit, &orders, &[]), propose(&credit, &turned, &[]));
    }

    #[test]
    fn a_placeholder_of_any_length_names_nothing(
        letter in prop::sample::select(&["0", "-", "X", " ", "0-", "x/"][..]),
        times in 0_usize..30,
    ) {
        prop_assert_eq!(reference(&letter.repeat(times)), None);
    }

    #[test]
    fn a_reference_stays_what_it_is(text in "\\PC{0,40}") {
        if let Some(named) = reference(&text) {
            prop_assert_eq!(reference(&named), Some(named.clone()));
            prop_assert!(named.chars().any(char::is_alphanumeric));
        }
    }

    #[test]
    fn files_that_overlap_tell_of_each_row_once(
        rows in prop::collection::vec(prop::collection::vec("[ab]{0,1}", 3), 0..20),
        at in any::<prop::sample::Index>(),
    ) {
        let identities = |rows: &[Vec<String>]| -> HashSet<(Identity, usize)> {
            let of = |row: &Vec<String>| Identity::of_row(None, row.iter().map(String::as_str));
            numbered(rows.iter().map(of).collect()).into_iter().collect()
        };
        let first = &rows[..at.index(rows.len() + 1)];
        let (first, all) = (identities(first), identities(&rows));
        prop_assert_eq!(all.len(), rows.len());
        prop_assert!(first.is_subset(&all));
    }

    #[test]
    fn two_entries_of_different_days_payers_or_amounts_are_never_one(
        days in (1_u32..28, 1_u32..28),
        payers in ("[A-C]{1,2}", "[A-C]{1,2}"),
        cents in (1_i64..4, 1_i64..4),
        named in prop::sample::select(&[None, Some("0"), Some("CBI1")][..]),
    ) {
        let entry = |day: u32, payer: &str, cents: i64| Credit {
            booked_on: format!("2026-11-{day:02}").parse().unwrap(),
            reference: named.map(str::to_owned),
            ..credit(payer, cents, "saldo".into())
        };
        let one = entry(days.0, &payers.0, cents.0);
        let other = entry(days.1, &payers.1, cents.1);
        let is_same = days.0 == days.1 && payers.0 == payers.1 && cents.0 == cents.1;
        prop_assert_eq!(Identity::of_entry(&one) == Identity::of_entry(&other), is_same);
    }

    #[test]
    fn of_what_was_kept_before_each_is_known_once(
        payers in prop::collection::vec("[A-B]", 0..12),
        is_kept in prop::collection::vec(any::<bool>(), 12),
    ) {
        let credits: Vec<_> =
            payers.iter().map(|payer| credit(payer, 36_60, "saldo".into())).collect();
        let kept: Vec<_> = credits.iter().zip(&is_kept).filter(|(_, kept)| **kept).collect();
        let kept: Vec<_> = kept.into_iter().map(|(credit, _)| credit.clone()).collect();
        let known = kept_before(&credits.iter().collect::<Vec<_>>(), &kept);
        prop_assert_eq!(known.iter().filter(|known| **known).count(), kept.len());
    }

    #[test]
    fn any_text_at_all_is_read(text in "\\PC{0,200}") {
        let found = numbers(&text);
        prop_assert!(found.iter().all(|number| (100_000..1_000_000_000_000).contains(number)));
        let _ = Name::of(&text);
    }
}
