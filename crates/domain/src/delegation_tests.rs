use super::*;
use crate::catalog::Product::Invoicing;
use crate::entitlements::tests::on;
use crate::party::FieldError;

const ENDINGS: [Ending; 5] =
    [Ending::Withdrawn, Ending::Declined, Ending::Lapsed, Ending::Revoked, Ending::GivenUp];

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn offered() -> Delegation {
    Delegation::offer(day("2026-11-22"))
}

#[test]
fn an_offer_waits_for_thirty_days_and_the_last_one_counts() {
    let until = day("2026-12-22");
    assert_eq!(offered().state(until), State::Offered { until });
    assert!(offered().accept(until).is_ok());

    let late = day("2026-12-23");
    assert_eq!(offered().state(late), State::Ended(Ending::Lapsed));
    assert_eq!(offered().accept(late), Err(DelegationError::Gone));
    assert_eq!(offered().end(Side::Owner, late), Err(DelegationError::Gone));
    assert_eq!(offered().is_open(late), Err(DelegationError::Gone));
}

#[test]
fn what_is_older_than_the_oldest_offer_has_lapsed_and_nothing_else_has() {
    let today = day("2026-12-22");
    let oldest = oldest_offer(today);
    let lapsed = State::Ended(Ending::Lapsed);
    assert_ne!(Delegation::offer(oldest).state(today), lapsed);
    assert_eq!(Delegation::offer(oldest.pred_opt().unwrap()).state(today), lapsed);
}

#[test]
fn what_was_accepted_does_not_lapse() {
    let today = day("2026-11-23");
    let active = offered().accept(today).unwrap();
    assert!(active.is_active(day("2030-01-01")));
    assert_eq!(active.accept(today), Ok(active), "once more changes nothing");
}

#[test]
fn each_side_ends_it_in_words_of_its_own() {
    let today = day("2026-11-23");
    let active = offered().accept(today).unwrap();
    assert_eq!(offered().end(Side::Owner, today), Ok(Ending::Withdrawn));
    assert_eq!(offered().end(Side::Accountant, today), Ok(Ending::Declined));
    assert_eq!(active.end(Side::Owner, today), Ok(Ending::Revoked));
    assert_eq!(active.end(Side::Accountant, today), Ok(Ending::GivenUp));
}

#[test]
fn what_has_ended_never_comes_back() {
    let on = day("2026-11-22");
    for (ending, was_accepted) in ENDINGS.into_iter().flat_map(|it| [(it, false), (it, true)]) {
        let ended = Delegation::restore(on, was_accepted, Some(ending));
        assert_eq!(ended.state(on), State::Ended(ending));
        assert!(!ended.is_active(on));
        assert_eq!(ended.accept(on), Err(DelegationError::Gone), "{ending:?}");
        assert_eq!(ended.end(Side::Owner, on), Err(DelegationError::Gone), "{ending:?}");
        assert_eq!(ended.end(Side::Accountant, on), Err(DelegationError::Gone), "{ending:?}");
        assert_eq!(ended.is_open(on), Err(DelegationError::Gone), "{ending:?}");
    }
}

#[test]
fn it_comes_back_from_where_it_was_written_down() {
    let today = day("2026-11-23");
    let on = day("2026-11-22");
    assert_eq!(Delegation::restore(on, false, None), offered());
    assert_eq!(Delegation::restore(on, true, None), offered().accept(today).unwrap());
}

#[test]
fn an_offer_says_what_is_wrong_with_it_and_not_whether_anybody_is_meant() {
    let service = on("2027-01-10", &[(Invoicing, 1, "2027-11-22")]);
    let form = |username: &str, permissions: &[&str]| OfferForm {
        username: username.into(),
        permissions: permissions.iter().map(|code| (*code).to_owned()).collect(),
    };
    let fields = |form: &OfferForm| match Offer::check(form, &service) {
        Err(PartyError::Fields(fields)) => fields,
        other => panic!("{other:?}"),
    };

    assert_eq!(
        fields(&form("verdi", &[])),
        [
            (Field::Username, FieldError::UsernameTooShort { min: 8 }),
            (Field::Permissions, FieldError::ReadingFirst),
        ]
    );
    assert_eq!(fields(&form(" ", &["invoicing_read"])), [(Field::Username, FieldError::Missing)]);
    let offer = Offer::check(&form(" studioVerdi1 ", &["invoicing_read"]), &service).unwrap();
    assert_eq!(offer.username, "STUDIOVERDI1");
    // What begins like the username of an owner is a name like any other here: nobody has it.
    assert!(Offer::check(&form("bt01234560512", &["invoicing_read"]), &service).is_ok());
}
