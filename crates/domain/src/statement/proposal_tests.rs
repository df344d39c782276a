use super::*;
use crate::order::{CancelReason, OrderState};
use uuid::Uuid;

fn euro(text: &str) -> Money {
    text.parse().unwrap()
}

fn order(number: i64, holder: &str, due: &str) -> OrderSeen {
    OrderSeen {
        number,
        account: AccountId(Uuid::from_u128(number.unsigned_abs().into())),
        holder: holder.into(),
        name: Name::of(holder),
        state: OrderState::concluded("2026-11-22".parse().unwrap(), 30),
        due: euro(due),
        held: Money::ZERO,
    }
}

fn credit(payer: &str, amount: &str, text: &str) -> Credit {
    Credit {
        account: None,
        booked_on: "2026-11-24".parse().unwrap(),
        amount: euro(amount),
        payer: payer.into(),
        iban: None,
        text: text.into(),
        reference: None,
    }
}

fn shop() -> Vec<OrderSeen> {
    vec![
        order(26_000_012, "Bianchi Ceramiche S.r.l.", "36.60"),
        order(26_000_038, "Officina Verdi S.n.c.", "43.31"),
        order(26_000_077, "Neri Impianti S.p.A.", "36.60"),
    ]
}

fn best(found: Match) -> Candidate {
    match found {
        Match::One { best, .. } => best,
        other => panic!("{other:?}"),
    }
}

#[test]
fn number_and_amount_are_sure() {
    let found = best(propose(&credit("Mario Gialli", "36.60", "ORD.26000012"), &shop(), &[]));
    assert_eq!(found.number, 26_000_012);
    assert_eq!(found.reasons, [Reason::OrderNumber, Reason::Amount]);
    assert_eq!((found.confidence, found.consequence), (Confidence::Sure, Consequence::Pays));
}

#[test]
fn swapped_digits_are_found_and_told() {
    let found = propose(&credit("CERAMICHE BIANCHI", "36.60", "ordine 26000021"), &shop(), &[]);
    let found = best(found);
    assert_eq!(found.number, 26_000_012);
    let swapped = Reason::SwappedDigits { written: 26_000_021 };
    assert_eq!(found.reasons, [swapped, Reason::Amount, Reason::Name]);
    assert_eq!(found.confidence, Confidence::Likely);
}

#[test]
fn one_wrong_digit_alone_is_nothing_and_with_the_amount_likely() {
    let alone = propose(&credit("", "1.00", "26000019"), &shop(), &[]);
    assert_eq!(alone, Match::Nothing);
    let found = best(propose(&credit("", "36.60", "26000019"), &shop(), &[]));
    let wrong = Reason::WrongDigit { written: 26_000_019 };
    assert_eq!((found.number, found.reasons), (26_000_012, vec![wrong, Reason::Amount]));
}

#[test]
fn an_amount_alone_must_be_the_only_one() {
    assert_eq!(propose(&credit("", "36.60", "grazie"), &shop(), &[]), Match::Nothing);
    let found = best(propose(&credit("", "43.31", "grazie"), &shop(), &[]));
    assert_eq!((found.number, found.confidence), (26_000_038, Confidence::Weak));
}

#[test]
fn amount_and_name_are_likely() {
    let text = "BONIFICO DA NERI IMPIANTI SPA";
    let found = best(propose(&credit("", "36.60", text), &shop(), &[]));
    assert_eq!((found.number, found.confidence), (26_000_077, Confidence::Likely));
    assert_eq!(found.reasons, [Reason::Amount, Reason::Name]);
}

#[test]
fn two_orders_that_fit_equally_are_both_shown() {
    let twins = [order(1_000_001, "Rosa Blu", "10"), order(1_000_002, "Rosa Blu", "10")];
    let Match::Several(both) = propose(&credit("Blu Rosa", "10.00", ""), &twins, &[]) else {
        panic!("one of them was chosen")
    };
    assert_eq!(both.iter().map(|one| one.number).collect::<Vec<_>>(), [1_000_001, 1_000_002]);
    let text = "ordini 1000001 e 1000002";
    assert!(matches!(propose(&credit("", "20", text), &twins, &[]), Match::Several(_)));
}

#[test]
fn somebody_who_names_two_orders_may_mean_either() {
    let found = propose(&credit("", "36.60", "26000012 e 26000038"), &shop(), &[]);
    let Match::One { best, others } = found else { panic!("{found:?}") };
    assert_eq!((best.number, best.confidence), (26_000_012, Confidence::Likely));
    assert_eq!(others.iter().map(|other| other.number).collect::<Vec<_>>(), [26_000_038]);
}

#[test]
fn a_right_number_is_no_wrong_number_of_its_neighbours() {
    let neighbours = [order(1_000_001, "Rosa Blu", "10"), order(1_000_002, "Pino Blu", "10")];
    let found = propose(&credit("", "10", "1000001"), &neighbours, &[]);
    assert!(matches!(found, Match::One { others, .. } if others.is_empty()));
}

#[test]
fn an_account_that_paid_before_speaks_for_its_customer() {
    let shop = shop();
    let known = [shop[2].account];
    let found = best(propose(&credit("Studio Gialli", "36.60", ""), &shop, &known));
    assert_eq!(found.number, 26_000_077);
    assert_eq!(found.reasons, [Reason::Amount, Reason::Iban]);
}

#[test]
fn the_consequence_is_told_before_anything_is_done() {
    let mut shop = shop();
    let told = |shop: &[OrderSeen], amount| {
        best(propose(&credit("", amount, "26000012"), shop, &[])).consequence
    };
    assert_eq!(told(&shop, "26.60"), Consequence::LeavesMissing(euro("10")));
    assert_eq!(told(&shop, "40"), Consequence::PaysAndLeaves(euro("3.40")));
    shop[0].held = euro("26.60");
    assert_eq!(told(&shop, "10"), Consequence::Pays);
    shop[0].held = Money::ZERO;
    let day = "2026-11-23".parse().unwrap();
    shop[0].state = shop[0].state.cancel(CancelReason::Customer, day).unwrap();
    assert_eq!(told(&shop, "36.60"), Consequence::Cancelled);
    shop[0].state = OrderState::Fulfilled { paid_on: day, fulfilled_on: day };
    assert_eq!(told(&shop, "36.60"), Consequence::PaidBefore);
}

#[test]
fn a_closed_order_is_only_proposed_by_its_number() {
    let mut shop = shop();
    let day = "2026-11-23".parse().unwrap();
    shop[1].state = OrderState::Fulfilled { paid_on: day, fulfilled_on: day };
    assert_eq!(propose(&credit("Officina Verdi", "43.31", ""), &shop, &[]), Match::Nothing);
    let found = best(propose(&credit("", "43.31", "26000038"), &shop, &[]));
    assert_eq!(found.confidence, Confidence::Likely);
}
