//! The sixteen worked examples.

use super::*;
use domain::Money;
use domain::money::Percent;
use domain::vat::VatRegime;

#[test]
fn example_1_a_first_year() {
    let quote = priced(&buying(FE, 1, &[]), &on(P));
    assert_eq!(rows(&quote), ["FE purchase 1, 2026-11-22 to 2027-11-22, 12 months: 30.00"]);
    assert_eq!(sum(&quote), "30.00 + 6.60 = 36.60");
}

#[test]
fn example_2_a_first_year_with_free_modules_and_two_users() {
    let quote = priced(&buying(FE, 1, &[(DOC, 1), (INC, 1), (UT, 2)]), &on(P));
    assert_eq!(
        rows(&quote),
        [
            "FE purchase 1, 2026-11-22 to 2027-11-22, 12 months: 30.00",
            "DOC purchase 1, 2026-11-22 to 2027-11-22, 12 months: 0.00",
            "INC purchase 1, 2026-11-22 to 2027-11-22, 12 months: 0.00",
            "UT purchase 2, 2026-11-22 to 2027-11-22, 12 months: 24.00",
        ]
    );
    assert_eq!(sum(&quote), "54.00 + 11.88 = 65.88");
    let yearly: Vec<String> = quote.lines.iter().map(|line| line.yearly.to_string()).collect();
    assert_eq!(yearly, ["30.00", "0.00", "0.00", "12.00"]);
    assert_eq!(
        after(&quote),
        ["FE 1 2027-11-22", "DOC 1 2027-11-22", "INC 1 2027-11-22", "UT 2 2027-11-22"]
    );
}

#[test]
fn example_3_three_years_with_a_user() {
    let quote = priced(&buying(FE, 3, &[(UT, 1)]), &on(P));
    assert_eq!(
        rows(&quote),
        [
            "FE purchase 1, 2026-11-22 to 2029-11-22, 36 months: 90.00",
            "UT purchase 1, 2026-11-22 to 2029-11-22, 36 months: 36.00",
        ]
    );
    assert_eq!(sum(&quote), "126.00 + 27.72 = 153.72");
}

#[test]
fn example_4_documents_with_extension() {
    let given = owning(P, &[(FE, 1, "2027-04-14")]);
    let quote = priced(&adding(&[(DOC, 1)]), &given);
    assert_eq!(
        rows(&quote),
        [
            "DOC purchase 1, 2026-11-22 to 2027-11-22, 12 months: 18.00",
            "FE extension 1, 2027-04-14 to 2027-11-22, 7 months: 17.50",
        ]
    );
    assert_eq!(sum(&quote), "35.50 + 7.81 = 43.31");
    assert_eq!(after(&quote), ["DOC 1 2027-11-22", "FE 1 2027-11-22"]);
}

#[test]
fn example_4_with_a_discount_of_ten_percent() {
    let mut given = owning(P, &[(FE, 1, "2027-04-14")]);
    given.discount = Some(Percent::whole(10).into());
    let quote = priced(&adding(&[(DOC, 1)]), &given);
    assert_eq!(quote.discount.to_string(), "1.80");
    assert_eq!(sum(&quote), "33.70 + 7.41 = 41.11");
    assert_eq!(quote.totals.due.to_string(), "41.11");
}

#[test]
fn example_5_documents_without_extension() {
    let given = owning(P, &[(FE, 1, "2027-04-14")]);
    let quote = priced(&without_extension(adding(&[(DOC, 1)])), &given);
    assert_eq!(rows(&quote), ["DOC purchase 1, 2026-11-22 to 2027-04-14, 12 months: 18.00"]);
    assert_eq!(sum(&quote), "18.00 + 3.96 = 21.96");
    assert_eq!(after(&quote), ["DOC 1 2027-04-14", "FE 1 2027-04-14"]);
}

#[test]
fn example_6_two_users_with_extension() {
    let given = owning(P, &[(FE, 1, "2027-06-30"), (DOC, 1, "2027-06-30")]);
    let quote = priced(&adding(&[(UT, 2)]), &given);
    assert_eq!(
        rows(&quote),
        [
            "UT purchase 2, 2026-11-22 to 2027-11-22, 12 months: 24.00",
            "FE extension 1, 2027-06-30 to 2027-11-22, 5 months: 12.50",
            "DOC extension 1, 2027-06-30 to 2027-11-22, 5 months: 7.50",
        ]
    );
    assert_eq!(sum(&quote), "44.00 + 9.68 = 53.68");
}

#[test]
fn example_7_two_users_without_extension() {
    let given = owning(P, &[(FE, 1, "2027-06-30"), (DOC, 1, "2027-06-30")]);
    let quote = priced(&without_extension(adding(&[(UT, 2)])), &given);
    assert_eq!(rows(&quote), ["UT purchase 2, 2026-11-22 to 2027-11-22, 12 months: 24.00"]);
    assert_eq!(sum(&quote), "24.00 + 5.28 = 29.28");
    assert_eq!(after(&quote), ["UT 2 2027-11-22", "FE 1 2027-06-30", "DOC 1 2027-06-30"]);
}

#[test]
fn example_8_one_day_is_free() {
    let given = owning(P, &[(FE, 1, "2027-11-21")]);
    let quote = priced(&adding(&[(INC, 1)]), &given);
    assert_eq!(
        rows(&quote),
        [
            "INC purchase 1, 2026-11-22 to 2027-11-22, 12 months: 18.00",
            "FE extension 1, 2027-11-21 to 2027-11-22, 0 months: 0.00",
        ]
    );
    assert_eq!(sum(&quote), "18.00 + 3.96 = 21.96");
}

#[test]
fn example_9_a_user_for_a_service_of_many_years() {
    let given = owning(P, &[(FE, 1, "2029-03-01")]);
    let quote = priced(&adding(&[(UT, 1)]), &given);
    assert_eq!(rows(&quote), ["UT purchase 1, 2026-11-22 to 2029-03-01, 27 months: 27.00"]);
    assert_eq!(sum(&quote), "27.00 + 5.94 = 32.94");
}

#[test]
fn example_10_fifteen_days_are_a_month() {
    let given = owning(P, &[(FE, 1, "2027-02-07")]);
    let quote = priced(&adding(&[(DOC, 1), (WOO, 1)]), &given);
    assert_eq!(
        rows(&quote),
        [
            "DOC purchase 1, 2026-11-22 to 2027-11-22, 12 months: 18.00",
            "WOO purchase 1, 2026-11-22 to 2027-11-22, 12 months: 24.00",
            "FE extension 1, 2027-02-07 to 2027-11-22, 10 months: 25.00",
        ]
    );
    assert_eq!(sum(&quote), "67.00 + 14.74 = 81.74");
}

#[test]
fn example_11_from_the_last_day_of_a_month() {
    let given = owning(P, &[(FE, 1, "2027-01-31")]);
    let quote = priced(&adding(&[(ORD, 1)]), &given);
    assert_eq!(
        rows(&quote),
        [
            "ORD purchase 1, 2026-11-22 to 2027-11-22, 12 months: 24.00",
            "FE extension 1, 2027-01-31 to 2027-11-22, 10 months: 25.00",
        ]
    );
    assert_eq!(sum(&quote), "49.00 + 10.78 = 59.78");
}

#[test]
fn example_12_two_more_years_of_everything() {
    let end = "2026-12-31";
    let owned = [(FE, 1, end), (DOC, 1, end), (INC, 1, end), (UT, 3, end), (GB, 2, end)];
    let kept = [(DOC, 1), (INC, 1), (UT, 3), (GB, 2)];
    let quote = priced(&renewing(2, &kept), &owning(P, &owned));
    assert_eq!(
        rows(&quote),
        [
            "FE renewal 1, 2026-12-31 to 2028-12-31, 24 months: 60.00",
            "DOC renewal 1, 2026-12-31 to 2028-12-31, 24 months: 36.00",
            "INC renewal 1, 2026-12-31 to 2028-12-31, 24 months: 36.00",
            "UT renewal 3, 2026-12-31 to 2028-12-31, 24 months: 72.00",
            "GB renewal 2, 2026-12-31 to 2028-12-31, 24 months: 48.00",
        ]
    );
    assert_eq!(sum(&quote), "252.00 + 55.44 = 307.44");
}

#[test]
fn example_13_the_second_with_a_code_of_ten_percent() {
    let given = Circumstances { discount: Some(Percent::whole(10).into()), ..on(P) };
    let quote = priced(&buying(FE, 1, &[(DOC, 1), (INC, 1), (UT, 2)]), &given);
    assert_eq!(quote.discount.to_string(), "5.40");
    assert_eq!(sum(&quote), "48.60 + 10.69 = 59.29");
}

#[test]
fn example_14_a_public_body_pays_the_net() {
    let given = Circumstances { vat_regime: VatRegime::SplitPayment, ..on(P) };
    let quote = priced(&buying(FE, 1, &[(DOC, 1), (WOO, 1), (ORD, 1)]), &given);
    assert_eq!(sum(&quote), "78.00 + 17.16 = 95.16");
    assert_eq!(quote.totals.due.to_string(), "78.00");
}

#[test]
fn example_15_seven_twelfths_of_29_90() {
    // Documenti cost nothing in this price list, so that the extension stands alone.
    let mut terms = Terms::demo();
    for row in &mut terms.prices {
        row.yearly = Money::from_cents(if row.product == FE { 29_90 } else { 0 });
    }
    let given = owning(P, &[(FE, 1, "2027-04-14")]);
    let quote = domain::quote::quote(&adding(&[(DOC, 1)]), &given, &terms).unwrap();
    assert_eq!(
        rows(&quote),
        [
            "DOC purchase 1, 2026-11-22 to 2027-11-22, 12 months: 0.00",
            "FE extension 1, 2027-04-14 to 2027-11-22, 7 months: 17.44",
        ]
    );
    assert_eq!(sum(&quote), "17.44 + 3.84 = 21.28");
}

#[test]
fn example_16_on_the_day_of_expiry() {
    let given = owning(P, &[(FE, 1, P)]);
    let quote = priced(&adding(&[(DOC, 1)]), &given);
    assert_eq!(
        rows(&quote),
        [
            "DOC purchase 1, 2026-11-22 to 2027-11-22, 12 months: 18.00",
            "FE extension 1, 2026-11-22 to 2027-11-22, 12 months: 30.00",
        ]
    );
    assert_eq!(sum(&quote), "48.00 + 10.56 = 58.56");
}
