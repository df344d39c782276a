//! R4 and R10–R15: rounding, free modules, what is frozen, discounts, VAT, formulas.

use super::*;
use domain::Money;
use domain::extension;
use domain::money::Percent;
use domain::names::formula;
use domain::order::{FailureReason, OrderState, Outcome, VALIDITY_DAYS};
use domain::vat::VatRegime;

#[test]
fn r4_a_line_is_rounded_once_for_all_its_pieces() {
    let mut terms = Terms::demo();
    for row in &mut terms.prices {
        row.yearly = Money::from_cents(9_99);
    }
    let given = owning(P, &[(FE, 1, "2027-10-22"), (UT, 5, "2027-10-22")]);
    let quote = domain::quote::quote(&adding(&[(GB, 1)]), &given, &terms).unwrap();
    // 9.99 / 12 = 0.8325 and 5 × 9.99 / 12 = 4.1625; five times the rounded piece would be 4.15.
    let nets: Vec<String> = quote.lines.iter().map(|line| line.net.to_string()).collect();
    assert_eq!(nets, ["9.99", "0.83", "4.16"]);
}

#[test]
fn r4_half_a_cent_is_rounded_up() {
    assert_eq!(Money::from_cents(30_06).share(1, 12).to_string(), "2.51");
    assert_eq!(Money::from_cents(30_05).share(1, 12).to_string(), "2.50");
}

#[test]
fn r10_the_free_modules_are_free_for_the_whole_first_term_and_only_then() {
    let three = priced(&buying(FE, 3, &[(DOC, 1), (WOO, 1)]), &on(P));
    assert_eq!(rows(&three)[1], "DOC purchase 1, 2026-11-22 to 2029-11-22, 36 months: 0.00");
    assert_eq!(rows(&three)[2], "WOO purchase 1, 2026-11-22 to 2029-11-22, 36 months: 72.00");

    let given = owning(P, &[(FE, 1, "2027-11-22"), (DOC, 1, "2027-11-22")]);
    let renewed = priced(&renewing(1, &[(DOC, 1), (INC, 1)]), &given);
    assert_eq!(sum(&renewed), "84.00 + 18.48 = 102.48");
    let added = priced(&adding(&[(INC, 1)]), &given);
    assert_eq!(sum(&added), "18.00 + 3.96 = 21.96");
}

#[test]
fn r10_a_promotion_ends_without_code() {
    let mut terms = Terms::demo();
    for promotion in &mut terms.promotions {
        promotion.until = Some(day("2026-11-21"));
    }
    let quote = quote(&buying(FE, 1, &[(DOC, 1)]), &on(P), &terms).unwrap();
    assert_eq!(sum(&quote), "48.00 + 10.56 = 58.56");
}

#[test]
fn r11_an_order_keeps_what_was_agreed_for_thirty_days() {
    let open = OrderState::concluded(day(P), VALIDITY_DAYS);
    assert_eq!(open, OrderState::AwaitingPayment { valid_until: day("2026-12-22") });
    let late = Outcome::Failed(FailureReason::ServiceNotActive);
    let stuck = open.pay(day("2026-12-20"), day("2026-12-20"), late).unwrap();
    assert!(matches!(stuck, OrderState::ActivationFailed { .. }));

    // The same cart on a later day is another quote, and its digest says so.
    let given = |today| owning(today, &[(FE, 1, "2027-04-14")]);
    let cart = adding(&[(DOC, 1)]);
    let (then, now) = (priced(&cart, &given(P)), priced(&cart, &given("2026-12-20")));
    assert_ne!(then.digest(), now.digest());
}

#[test]
fn r12_extension_lines_are_never_discounted() {
    let mut given = owning(P, &[(FE, 1, "2027-04-14")]);
    given.discount = Some(Percent::whole(100).into());
    let quote = priced(&adding(&[(DOC, 1)]), &given);
    assert_eq!(quote.discount.to_string(), "18.00");
    assert_eq!(sum(&quote), "17.50 + 3.85 = 21.35");
}

#[test]
fn r12_the_discount_of_a_renewal_is_rounded_once() {
    let mut given = owning(P, &[(FE, 1, "2026-12-01"), (UT, 1, "2026-12-01")]);
    given.discount = Some("33.33".parse::<Percent>().unwrap().into());
    let quote = priced(&renewing(1, &[(UT, 1)]), &given);
    // 42.00 × 33.33 % = 13.9986.
    assert_eq!(quote.discount.to_string(), "14.00");
    assert_eq!(sum(&quote), "28.00 + 6.16 = 34.16");
}

#[test]
fn r12_all_of_it_can_be_taken_off() {
    let given = Circumstances { discount: Some(Percent::whole(100).into()), ..on(P) };
    let quote = priced(&buying(FE, 10, &[(UT, 999)]), &given);
    assert_eq!(sum(&quote), "0.00 + 0.00 = 0.00");
}

#[test]
fn r13_vat_is_worked_out_once_on_the_whole_net() {
    // Three lines of 0.83: together 2.49, whose VAT is 0.55; line by line it would be 0.54.
    let mut terms = Terms::demo();
    for row in &mut terms.prices {
        row.yearly = Money::from_cents(if row.product == GB { 0 } else { 9_99 });
    }
    let owned = [(FE, 1, "2027-10-22"), (DOC, 1, "2027-10-22"), (UT, 1, "2027-10-22")];
    let quote = quote(&adding(&[(GB, 1)]), &owning(P, &owned), &terms).unwrap();
    assert_eq!(sum(&quote), "2.49 + 0.55 = 3.04");
}

#[test]
fn r14_split_payment_changes_only_what_is_due() {
    let ordinary = owning(P, &[(FE, 1, "2027-04-14")]);
    let split = Circumstances { vat_regime: VatRegime::SplitPayment, ..ordinary.clone() };
    let cart = adding(&[(DOC, 1)]);
    let (ours, theirs) = (priced(&cart, &ordinary), priced(&cart, &split));
    assert_eq!(ours.lines, theirs.lines);
    assert_eq!(sum(&ours), sum(&theirs));
    assert_eq!(ours.totals.due.to_string(), "43.31");
    assert_eq!(theirs.totals.due.to_string(), "35.50");
}

#[test]
fn r15_the_formula_is_exact_or_shows_the_year() {
    let given = owning(P, &[(FE, 1, "2027-04-14"), (UT, 3, "2027-04-14")]);
    let mut terms = Terms::demo();
    let formulas = |terms: &Terms| -> Vec<String> {
        let choice = extension::choice(&adding(&[(DOC, 1)]), &given, terms).unwrap().unwrap();
        choice.moves.iter().map(|one| formula(one).replace('\u{a0}', " ")).collect()
    };
    assert_eq!(formulas(&terms), ["7 mesi × 2,50 €", "7 mesi × 3,00 €"]);
    for row in &mut terms.prices {
        row.yearly = Money::from_cents(29_90);
    }
    assert_eq!(formulas(&terms), ["29,90 € × 7/12", "89,70 € × 7/12"]);
}

#[test]
fn both_choices_are_drawn_in_as_many_rows_and_one_is_for_all_that_is_new() {
    let given = owning("2026-11-22", &[(FE, 1, "2027-04-22"), (DOC, 1, "2027-04-22")]);
    let cart = adding(&[(INC, 1), (UT, 2)]);
    let choice = extension::choice(&cart, &given, &Terms::demo()).unwrap().unwrap();
    let today = "2026-11-22".parse().unwrap();
    let seen = |extends| -> Vec<(u32, u32, String)> {
        let rows = choice.rows(extends, today);
        rows.iter().map(|row| (row.paid, row.added, row.until.to_string())).collect()
    };
    // 151 of 365 days are paid for already.
    let end = |day: &str| day.to_owned();
    assert_eq!(
        seen(true),
        [
            (413, 586, end("2027-11-22")),
            (413, 586, end("2027-11-22")),
            (0, 1000, end("2027-11-22"))
        ]
    );
    let off = seen(false);
    assert_eq!(off.len(), 3);
    assert_eq!(off[0], (413, 0, end("2027-04-22")));
    assert_eq!(choice.difference(), choice.on.totals.total - choice.off.totals.total);
    let (without, with) = choice.ends_earlier().unwrap();
    assert_eq!(
        (without.until.to_string(), with.until.to_string()),
        (end("2027-04-22"), end("2027-11-22"))
    );
}
