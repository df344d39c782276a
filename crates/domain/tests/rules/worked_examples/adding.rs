//! R5–R8: add-ons for a running service, and `Estensione dei servizi attivi`.

use super::*;
use domain::extension;
use domain::quote::LineKind;

#[test]
fn r5_everything_active_that_ends_earlier_moves() {
    let given = owning(
        P,
        &[
            (FE, 1, "2027-06-30"),
            (DOC, 1, "2027-06-30"),
            (UT, 2, "2027-02-15"),
            (UT, 1, "2027-11-22"),
            (GB, 1, "2028-01-10"),
        ],
    );
    let quote = priced(&adding(&[(INC, 1)]), &given);
    assert_eq!(
        rows(&quote),
        [
            "INC purchase 1, 2026-11-22 to 2027-11-22, 12 months: 18.00",
            "FE extension 1, 2027-06-30 to 2027-11-22, 5 months: 12.50",
            "DOC extension 1, 2027-06-30 to 2027-11-22, 5 months: 7.50",
            "UT extension 2, 2027-02-15 to 2027-11-22, 9 months: 18.00",
        ]
    );
    assert_eq!(
        after(&quote),
        [
            "INC 1 2027-11-22",
            "FE 1 2027-11-22",
            "DOC 1 2027-11-22",
            "UT 2 2027-11-22",
            "UT 1 2027-11-22",
            "GB 1 2028-01-10",
        ]
    );
}

#[test]
fn r5_what_has_expired_is_not_extended() {
    let given = owning(P, &[(FE, 1, "2027-04-14"), (UT, 3, "2026-11-21")]);
    let quote = priced(&adding(&[(DOC, 1)]), &given);
    assert_eq!(quote.of_kind(LineKind::Extension).count(), 1);
    assert_eq!(after(&quote), ["DOC 1 2027-11-22", "FE 1 2027-11-22", "UT 3 2026-11-21"]);
}

#[test]
fn r5_two_lots_that_end_together_both_move() {
    let given = owning(P, &[(FE, 1, "2027-11-08"), (UT, 1, "2027-05-22"), (UT, 2, "2027-05-22")]);
    let quote = priced(&adding(&[(UT, 1)]), &given);
    assert_eq!(
        rows(&quote),
        [
            "UT purchase 1, 2026-11-22 to 2027-11-22, 12 months: 12.00",
            "FE extension 1, 2027-11-08 to 2027-11-22, 0 months: 0.00",
            "UT extension 1, 2027-05-22 to 2027-11-22, 6 months: 6.00",
            "UT extension 2, 2027-05-22 to 2027-11-22, 6 months: 12.00",
        ]
    );
    assert_eq!(quote.after.len(), 4);
}

#[test]
fn r6_a_module_pays_the_whole_year_for_one_day() {
    let given = owning(P, &[(FE, 1, P)]);
    let quote = priced(&without_extension(adding(&[(INC, 1)])), &given);
    assert_eq!(rows(&quote), ["INC purchase 1, 2026-11-22 to 2026-11-22, 12 months: 18.00"]);
}

#[test]
fn r6_and_r7_each_line_of_a_mixed_cart_follows_its_own_policy() {
    let given = owning(P, &[(FE, 1, "2027-04-14")]);
    let quote = priced(&without_extension(adding(&[(DOC, 1), (UT, 2), (GB, 1)])), &given);
    assert_eq!(
        rows(&quote),
        [
            "DOC purchase 1, 2026-11-22 to 2027-04-14, 12 months: 18.00",
            "UT purchase 2, 2026-11-22 to 2027-11-22, 12 months: 24.00",
            "GB purchase 1, 2026-11-22 to 2027-11-22, 12 months: 12.00",
        ]
    );
    assert_eq!(
        after(&quote),
        ["DOC 1 2027-04-14", "UT 2 2027-11-22", "GB 1 2027-11-22", "FE 1 2027-04-14"]
    );
}

#[test]
fn r8_a_service_that_ends_on_the_same_day_has_nothing_to_extend() {
    let cart = adding(&[(DOC, 1), (UT, 1)]);
    let given = owning(P, &[(FE, 1, "2027-11-22")]);
    let (on, off) = (priced(&cart, &given), priced(&without_extension(cart.clone()), &given));
    assert_eq!(on, off);
    assert_eq!(sum(&on), "30.00 + 6.60 = 36.60");
    assert!(!extension::is_proposed(&cart, &given));
}

#[test]
fn r8_the_switch_is_shown_when_only_users_end_earlier() {
    let cart = adding(&[(DOC, 1)]);
    let given = owning(P, &[(FE, 1, "2027-11-22"), (UT, 1, "2027-05-22")]);
    let choice = extension::choice(&cart, &given, &Terms::demo()).unwrap().unwrap();
    assert_eq!(sum(&choice.on), "24.00 + 5.28 = 29.28");
    assert_eq!(sum(&choice.off), "18.00 + 3.96 = 21.96");
    assert_eq!(choice.moves.len(), 1);
}

#[test]
fn r8_the_switch_does_nothing_for_a_service_that_outlives_the_year() {
    let given = owning(P, &[(FE, 1, "2029-03-01"), (UT, 1, "2027-03-01")]);
    let cart = adding(&[(DOC, 1), (GB, 2)]);
    let on = priced(&cart, &given);
    assert_eq!(
        rows(&on),
        [
            "DOC purchase 1, 2026-11-22 to 2029-03-01, 27 months: 40.50",
            "GB purchase 2, 2026-11-22 to 2029-03-01, 27 months: 54.00",
        ]
    );
    assert_eq!(on, priced(&without_extension(cart.clone()), &given));
    assert!(!extension::is_proposed(&cart, &given));
    assert_eq!(extension::choice(&cart, &given, &Terms::demo()), Ok(None));
}

#[test]
fn r8_at_least_a_year_is_sold() {
    let sold = |expires| {
        let quote = priced(&adding(&[(UT, 1)]), &owning(P, &[(FE, 1, expires)]));
        rows(&quote)
    };
    let one_day = ["UT purchase 1, 2026-11-22 to 2027-11-23, 12 months: 12.00"];
    assert_eq!(sold("2027-11-23"), one_day);
    let fourteen_days = ["UT purchase 1, 2026-11-22 to 2027-12-06, 12 months: 12.00"];
    assert_eq!(sold("2027-12-06"), fourteen_days);
    let fifteen_days = ["UT purchase 1, 2026-11-22 to 2027-12-07, 13 months: 13.00"];
    assert_eq!(sold("2027-12-07"), fifteen_days);
}
