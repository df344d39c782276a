use uuid::Uuid;

use super::*;
use crate::catalog::Product::{Documents, Invoicing, User};
use crate::entitlements::tests::on;
use crate::id::SubscriptionId;
use crate::renewal::{MethodName, Waiting};

const UNTIL: &str = "2027-11-22";

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn by_hand() -> OwnersMatters {
    OwnersMatters {
        renewal: RenewalStatus {
            automatic: None,
            charged_on: None,
            waiting: None,
            trouble: None,
            is_given_up: false,
        },
        methods: vec![PaymentMethod::Card, PaymentMethod::BankTransfer],
        order: None,
        free: Vec::new(),
        given_up: None,
        passwords: Vec::new(),
        offers: Vec::new(),
    }
}

fn at(on: &str, what: What) -> Coming {
    Coming { on: day(on), what }
}

fn main_ends(on: &str) -> Coming {
    at(on, What::Ends { product: Invoicing, quantity: 1 })
}

/// What is coming for its owner, seen on a day.
fn seen(owned: &[(Product, u32, &str)], owners: &OwnersMatters, today: &str) -> Vec<Coming> {
    coming(&on(today, owned), Some(owners), day(today))
}

#[test]
fn what_ends_with_the_service_is_told_once_and_what_has_a_term_of_its_own_by_itself() {
    let owned =
        [(Invoicing, 1, UNTIL), (Documents, 1, UNTIL), (User, 2, UNTIL), (User, 1, "2027-09-14")];
    let expected = [
        at("2027-09-14", What::Ends { product: User, quantity: 1 }),
        // Five working days before a Monday.
        at("2027-11-15", What::LastSafeDay(PaymentMethod::BankTransfer)),
        main_ends(UNTIL),
        at(UNTIL, What::LastSafeDay(PaymentMethod::Card)),
    ];
    assert_eq!(seen(&owned, &by_hand(), "2027-09-14"), expected, "also what ends today");
    assert_eq!(seen(&owned, &by_hand(), "2027-09-15"), expected[1..]);
    assert_eq!(seen(&owned, &by_hand(), "2027-11-16"), expected[2..], "too late for a transfer");
}

#[test]
fn a_service_that_renews_by_itself_has_a_day_of_the_charge_and_no_day_to_pay() {
    let paypal =
        MethodName { kind: PaymentMethod::PayPal, label: "a@b.example".into(), expires: None };
    let mut owners = by_hand();
    owners.renewal.automatic = Some(paypal);
    owners.renewal.charged_on = Some(day("2027-11-15"));
    let owned = [(Invoicing, 1, UNTIL)];
    let expected = [at("2027-11-15", What::Charge), main_ends(UNTIL)];
    assert_eq!(seen(&owned, &owners, "2027-06-01"), expected);

    // Its order waits for somebody who pays.
    owners.renewal.waiting = Some(Waiting { number: 26_000_001, is_renewal: true });
    owners.order = Some((26_000_001, day("2027-12-15")));
    let expected = [
        main_ends(UNTIL),
        at(UNTIL, What::LastSafeDay(PaymentMethod::Card)),
        at("2027-12-15", What::OrderEnds(26_000_001)),
    ];
    assert_eq!(seen(&owned, &owners, "2027-11-16"), expected);
}

#[test]
fn a_service_that_has_expired_is_renewed_until_the_last_day_of_consultation() {
    let owned = [(Invoicing, 1, UNTIL), (User, 1, "2027-12-31")];
    let expected = [
        // Five working days before a Sunday.
        at("2028-02-11", What::LastSafeDay(PaymentMethod::BankTransfer)),
        at("2028-02-20", What::ConsultationEnds),
        at("2028-02-20", What::LastSafeDay(PaymentMethod::Card)),
    ];
    assert_eq!(seen(&owned, &by_hand(), "2027-11-23"), expected);
    assert_eq!(coming(&on("2027-11-23", &owned), None, day("2027-11-23")), expected[1..2]);
    assert!(seen(&owned, &by_hand(), "2028-02-21").is_empty(), "nothing comes after the end");
}

#[test]
fn a_disdetta_for_the_expiry_takes_the_place_of_the_expiry() {
    let mut owners = by_hand();
    owners.renewal.is_given_up = true;
    owners.given_up = Some(When::AtExpiry);
    let owned = [(Invoicing, 1, UNTIL)];
    assert_eq!(seen(&owned, &owners, "2027-06-01"), [at(UNTIL, What::GivenUp(Invoicing))]);
    owners.given_up = Some(When::Now);
    assert_eq!(seen(&owned, &owners, "2027-06-01"), [main_ends(UNTIL)], "nobody knows the day");
}

#[test]
fn what_was_free_has_its_last_free_day() {
    let yearly = Some(Money::from_cents(1_800));
    let owners = OwnersMatters { free: vec![(Documents, yearly)], methods: vec![], ..by_hand() };
    let owned = [(Invoicing, 1, UNTIL), (Documents, 1, UNTIL)];
    let expected = [main_ends(UNTIL), at(UNTIL, What::FreeEnds { product: Documents, yearly })];
    assert_eq!(seen(&owned, &owners, "2027-06-01"), expected);
}

#[test]
fn only_the_owner_is_told_of_users_delegations_and_money() {
    let (user, delegation) = (PanelUserId(Uuid::nil()), DelegationId(Uuid::nil()));
    let mut owners = by_hand();
    owners.order = Some((26_000_001, day("2027-06-30")));
    owners.passwords = vec![(user, "MARCO2026".into(), day("2027-06-07"))];
    owners.offers = vec![
        (delegation, "STUDIOVERDI1".into(), day("2027-06-20")),
        (delegation, "STUDIONERI1".into(), day("2027-05-31")),
    ];
    owners.methods = Vec::new();
    let owned = [(Invoicing, 1, UNTIL), (Documents, 1, "2027-08-01"), (User, 1, "2027-09-14")];
    let modules = at("2027-08-01", What::Ends { product: Documents, quantity: 1 });
    let expected = [
        at("2027-06-07", What::PasswordLapses { user, username: "MARCO2026".into() }),
        at("2027-06-20", What::OfferLapses { delegation, username: "STUDIOVERDI1".into() }),
        at("2027-06-30", What::OrderEnds(26_000_001)),
        modules.clone(),
        at("2027-09-14", What::Ends { product: User, quantity: 1 }),
        main_ends(UNTIL),
    ];
    assert_eq!(seen(&owned, &owners, "2027-06-01"), expected);
    let others = coming(&on("2027-06-01", &owned), None, day("2027-06-01"));
    assert_eq!(others, [modules, main_ends(UNTIL)]);
}

#[test]
fn what_is_coming_is_told_in_a_line() {
    let yearly = Some(Money::from_cents(1_800));
    let title = |what: What| what.title().replace('\u{a0}', " ");
    assert_eq!(title(What::Ends { product: User, quantity: 2 }), "Scadenza: Utente aggiuntivo × 2");
    assert_eq!(
        title(What::LastSafeDay(PaymentMethod::BankTransfer)),
        "Ultimo giorno sicuro per rinnovare con bonifico"
    );
    assert_eq!(
        title(What::FreeEnds { product: Documents, yearly }),
        "Ultimo giorno gratuito: Modulo documenti (poi 18,00 € + IVA per anno)"
    );
}

/// The file for Anna's service, made on 22 November 2026.
fn file(coming: &[Coming], holder: &str) -> String {
    let service = SubscriptionId(Uuid::from_u128(7));
    let now = day("2026-11-22").and_hms_opt(11, 0, 0).unwrap();
    calendar_file(coming, service, ("Bottega", holder), now)
}

#[test]
fn a_calendar_has_an_event_of_a_whole_day_for_each() {
    let made = file(&[main_ends(UNTIL)], "Bianchi");
    let expected = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Bottega//Agenda//IT",
        "BEGIN:VEVENT",
        "UID:00000000-0000-0000-0000-000000000007-ends-FE",
        "DTSTAMP:20261122T110000Z",
        "DTSTART;VALUE=DATE:20271122",
        "SUMMARY:Scadenza: Fatturazione Elettronica (Bianchi)",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ];
    assert_eq!(made, expected.join("\r\n"));
}

#[test]
fn no_name_breaks_a_calendar() {
    let holder =
        "Rossi; Verdi, \\Figli\\\nBEGIN:VEVENT\r e caffè è è è è è è è è è è è è è è è è è";
    let made = file(&[main_ends(UNTIL)], holder);

    for line in made.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{line}");
        assert!(!line.contains(['\r', '\n']), "{line}");
    }
    assert_eq!(made.matches("\r\nBEGIN:VEVENT").count(), 1);
    let whole = made.replace("\r\n ", "");
    let summary = whole.lines().find_map(|line| line.strip_prefix("SUMMARY:")).unwrap();
    let expected = "(Rossi\\; Verdi\\, \\\\Figli\\\\\\nBEGIN:VEVENT  e caffè";
    assert!(summary.contains(expected), "{summary}");
    assert!(summary.ends_with("è è)"), "{summary}");
}

#[test]
fn an_event_keeps_its_name_when_its_day_moves() {
    let (before, after) = (main_ends(UNTIL), main_ends("2028-11-22"));
    assert_eq!(before.key(), after.key());
    assert_eq!(before.key(), at(UNTIL, What::GivenUp(Invoicing)).key());
    let users = |on| at(on, What::Ends { product: User, quantity: 1 }).key();
    assert_ne!(users(UNTIL), users("2027-09-14"), "there may be both");
    let mut all = by_hand();
    all.order = Some((26_000_001, day("2027-06-30")));
    all.free = vec![(Documents, None)];
    let owned = [(Invoicing, 1, UNTIL), (Documents, 1, UNTIL), (User, 1, "2027-09-14")];
    let keys: Vec<_> = seen(&owned, &all, "2027-06-01").iter().map(Coming::key).collect();
    let different: std::collections::BTreeSet<_> = keys.iter().collect();
    assert_eq!((different.len(), keys.len()), (6, 6), "{keys:?}");
}
