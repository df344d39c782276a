//! R9: some more years of what is kept.

use super::*;
use domain::order::FailureReason;
use domain::subscription::{fulfil, still_owned};

#[test]
fn r9_a_renewal_counts_from_the_expiry_early_and_late() {
    let expected = ["FE renewal 1, 2027-04-14 to 2028-04-14, 12 months: 30.00"];
    for today in ["2026-11-22", "2027-04-14", "2027-04-15", "2027-07-13"] {
        let quote = priced(&renewing(1, &[]), &owning(today, &[(FE, 1, "2027-04-14")]));
        assert_eq!(rows(&quote), expected, "renewed on {today}");
    }
}

#[test]
fn r9_a_renewal_from_a_leap_day() {
    let given = owning(P, &[(FE, 1, "2028-02-29"), (UT, 1, "2028-02-29")]);
    let one = priced(&renewing(1, &[(UT, 1)]), &given);
    assert_eq!(
        rows(&one),
        [
            "FE renewal 1, 2028-02-29 to 2029-02-28, 12 months: 30.00",
            "UT renewal 1, 2028-02-29 to 2029-02-28, 12 months: 12.00",
        ]
    );
    let four = priced(&renewing(4, &[]), &given);
    assert_eq!(after(&four), ["FE 1 2032-02-29"]);
}

#[test]
fn r9_what_is_kept_is_paid_from_its_own_expiry() {
    let given = owning(
        "2027-04-01",
        &[(FE, 1, "2027-04-14"), (DOC, 1, "2027-04-14"), (UT, 2, "2027-11-22")],
    );
    let quote = priced(&renewing(1, &[(DOC, 1), (UT, 2)]), &given);
    assert_eq!(
        rows(&quote),
        [
            "FE renewal 1, 2027-04-14 to 2028-04-14, 12 months: 30.00",
            "DOC renewal 1, 2027-04-14 to 2028-04-14, 12 months: 18.00",
            "UT renewal 2, 2027-11-22 to 2028-04-14, 5 months: 10.00",
        ]
    );
}

#[test]
fn r9_a_user_that_expired_before_the_service_is_paid_from_then() {
    let given = owning(P, &[(FE, 1, "2026-12-22"), (UT, 1, "2026-09-22")]);
    let quote = priced(&renewing(1, &[(UT, 1)]), &given);
    assert_eq!(rows(&quote)[1], "UT renewal 1, 2026-09-22 to 2027-12-22, 15 months: 15.00");
}

#[test]
fn r9_what_ended_with_the_service_waits_with_it() {
    // Users who outlived the service have ended too, but the service has not gone on without them.
    let owned = [(FE, 1, "2026-09-01"), (DOC, 1, "2026-09-01"), (UT, 1, "2026-10-01")];
    let quote = priced(&renewing(1, &[(DOC, 1), (UT, 1)]), &owning(P, &owned));
    assert_eq!(
        rows(&quote)[1..],
        [
            "DOC renewal 1, 2026-09-01 to 2027-09-01, 12 months: 18.00",
            "UT renewal 1, 2026-10-01 to 2027-09-01, 11 months: 11.00",
        ]
    );
}

#[test]
fn r9_a_module_left_out_is_owned_to_its_last_day_and_can_then_be_bought_again() {
    let owned = [(FE, 1, "2028-04-14"), (DOC, 1, "2027-04-14")];
    let on = |today| {
        let given = owning(today, &owned);
        Circumstances { owned: still_owned(given.owned, given.today), ..given }
    };
    let last_day = on("2027-04-14");
    assert_eq!(refused(&adding(&[(DOC, 1)]), &last_day), [CartError::ModuleOwned(DOC)]);
    assert!(quote(&adding(&[(WOO, 1)]), &last_day, &Terms::demo()).is_ok());

    let day_after = on("2027-04-15");
    assert_eq!(
        refused(&adding(&[(WOO, 1)]), &day_after),
        [CartError::Requires { product: WOO, needs: DOC }]
    );
    let again = priced(&adding(&[(DOC, 1)]), &day_after);
    assert_eq!(
        rows(&again),
        [
            "DOC purchase 1, 2027-04-15 to 2028-04-15, 12 months: 18.00",
            "FE extension 1, 2028-04-14 to 2028-04-15, 0 months: 0.00",
        ]
    );
    assert_eq!(after(&again), ["DOC 1 2028-04-15", "FE 1 2028-04-15"]);
}

#[test]
fn r9_what_was_left_behind_gives_way_to_what_is_bought_again() {
    let owned = [(FE, 1, "2028-04-14"), (DOC, 1, "2027-04-14"), (INC, 1, "2027-04-14")];
    let given = owning("2027-06-01", &owned);
    let still = still_owned(given.owned.clone(), given.today);
    let today = Circumstances { owned: still, ..given.clone() };
    let lines = priced(&without_extension(adding(&[(DOC, 1)])), &today).lines;
    let made = fulfil(given.owned, &lines).unwrap();
    let expected = [(FE, 1, "2028-04-14"), (INC, 1, "2027-04-14"), (DOC, 1, "2028-04-14")];
    assert_eq!(made, owning(P, &expected).owned);
    assert_eq!(fulfil(made, &lines), Err(FailureReason::ServiceChanged), "once, not twice");
}

#[test]
fn r9_nothing_is_shortened() {
    let given = owning(P, &[(FE, 1, "2026-12-01"), (UT, 2, "2028-03-10")]);
    let quote = priced(&renewing(1, &[(UT, 2)]), &given);
    assert_eq!(
        rows(&quote),
        [
            "FE renewal 1, 2026-12-01 to 2027-12-01, 12 months: 30.00",
            "UT renewal 2, 2028-03-10 to 2028-03-10, 0 months: 0.00",
        ]
    );
    assert_eq!(after(&quote), ["FE 1 2027-12-01", "UT 2 2028-03-10"]);
}

#[test]
fn r9_fewer_users_can_be_kept() {
    let given = owning(P, &[(FE, 1, "2026-12-01"), (UT, 3, "2026-12-01")]);
    let quote = priced(&renewing(1, &[(UT, 2)]), &given);
    assert_eq!(rows(&quote)[1], "UT renewal 2, 2026-12-01 to 2027-12-01, 12 months: 24.00");
    assert_eq!(after(&quote), ["FE 1 2027-12-01", "UT 2 2027-12-01"]);
}

#[test]
fn r9_more_users_than_owned_are_a_renewal_and_a_purchase() {
    let given = owning(P, &[(FE, 1, "2026-12-01"), (UT, 2, "2026-12-01")]);
    let quote = priced(&renewing(1, &[(UT, 5), (INC, 1)]), &given);
    assert_eq!(
        rows(&quote),
        [
            "FE renewal 1, 2026-12-01 to 2027-12-01, 12 months: 30.00",
            "UT renewal 2, 2026-12-01 to 2027-12-01, 12 months: 24.00",
            "UT purchase 3, 2026-11-22 to 2027-12-01, 12 months: 36.00",
            "INC purchase 1, 2026-11-22 to 2027-12-01, 12 months: 18.00",
        ]
    );
}

#[test]
fn r9_lots_that_run_longest_are_kept_first() {
    let given = owning(P, &[(FE, 1, "2026-12-01"), (UT, 2, "2026-12-01"), (UT, 1, "2027-06-01")]);
    let quote = priced(&renewing(1, &[(UT, 2)]), &given);
    assert_eq!(
        rows(&quote)[1..],
        [
            "UT renewal 1, 2027-06-01 to 2027-12-01, 6 months: 6.00",
            "UT renewal 1, 2026-12-01 to 2027-12-01, 12 months: 12.00",
        ]
    );
}

#[test]
fn r9_what_is_new_in_a_renewal_is_sold_from_today() {
    // From 22/11/2026 to 14/04/2028 there are 16 months and 23 days.
    let given = owning(P, &[(FE, 1, "2027-04-14")]);
    let quote = priced(&renewing(1, &[(DOC, 1)]), &given);
    assert_eq!(rows(&quote)[1], "DOC purchase 1, 2026-11-22 to 2028-04-14, 17 months: 25.50");

    // A late renewal leaves less than a year, and a year is paid.
    let given = owning(P, &[(FE, 1, "2026-09-01")]);
    let quote = priced(&renewing(1, &[(DOC, 1)]), &given);
    assert_eq!(rows(&quote)[1], "DOC purchase 1, 2026-11-22 to 2027-09-01, 12 months: 18.00");
}

#[test]
fn r9_what_is_not_listed_is_not_renewed() {
    let owned = [(FE, 1, "2026-12-01"), (DOC, 1, "2026-12-01"), (WOO, 1, "2026-12-01")];
    let given = owning(P, &owned);
    assert_eq!(after(&priced(&renewing(1, &[]), &given)), ["FE 1 2027-12-01"]);
    assert_eq!(
        refused(&renewing(1, &[(WOO, 1)]), &given),
        [CartError::Requires { product: WOO, needs: DOC }]
    );
    assert!(quote(&renewing(1, &[(WOO, 1), (DOC, 1)]), &given, &Terms::demo()).is_ok());
}
