use super::*;
use crate::catalog::Product::{Documents, Invoicing, ReceiveOnly, User, WooCommerce};
use crate::entitlements::tests::on;

const UNTIL: &str = "2027-11-22";
const TODAY: &str = "2027-01-10";
const EXPIRED: &str = "2027-12-01";

fn of(part: Part, right: Right) -> Permission {
    Permission::new(part, right).unwrap()
}

fn with_documents(today: &str) -> Entitlements {
    on(today, &[(Invoicing, 1, UNTIL), (Documents, 1, UNTIL), (WooCommerce, 1, UNTIL)])
}

fn offered(entitlements: &Entitlements) -> Vec<String> {
    let offered = Permission::all().filter(|it| it.is_offered(entitlements));
    offered.map(Permission::code).collect()
}

fn ticked(codes: &[&str], entitlements: &Entitlements) -> Result<String, FieldError> {
    let codes: Vec<String> = codes.iter().map(|code| (*code).to_owned()).collect();
    Permissions::ticked(&codes, entitlements).map(|given| given.text())
}

#[test]
fn only_the_main_service_sends_to_sdi() {
    assert_eq!(Permission::all().count(), 13);
    let sends: Vec<_> = Permission::all().filter(|it| it.right() == Right::Send).collect();
    assert_eq!(sends, [of(Part::Invoicing, Right::Send)]);
    assert_eq!(Permission::CONFIGURE, of(Part::Invoicing, Right::Configure));
    assert_eq!(Permission::new(Part::Documents, Right::Send), None);
}

#[test]
fn columns_are_there_for_what_is_owned() {
    let main = ["invoicing_read", "invoicing_write", "invoicing_send", "invoicing_configure"];
    assert_eq!(offered(&on(TODAY, &[(Invoicing, 1, UNTIL)])), main);
    let module = ["documents_read", "documents_write", "documents_configure"];
    assert_eq!(offered(&with_documents(TODAY)), [&main[..], &module].concat());
}

#[test]
fn in_solo_ricezione_there_is_nothing_to_write_or_send() {
    let service = on(TODAY, &[(ReceiveOnly, 1, UNTIL), (User, 1, UNTIL)]);
    assert_eq!(offered(&service), ["invoicing_read", "invoicing_configure"]);
    assert_eq!(
        ticked(&["invoicing_read", "invoicing_send"], &service),
        Ok("invoicing_read".into())
    );
}

#[test]
fn nothing_is_given_without_reading() {
    let service = with_documents(TODAY);
    assert_eq!(ticked(&["documents_read"], &service), Err(FieldError::ReadingFirst));
    assert_eq!(ticked(&[], &service), Err(FieldError::ReadingFirst));
    let given = ticked(&["documents_write", "nonsense", "invoicing_read", "orders_read"], &service);
    assert_eq!(given, Ok("invoicing_read documents_write".into()), "what is not owned is left out");
}

#[test]
fn a_module_that_comes_back_finds_its_permissions() {
    let before = Permissions::parse("invoicing_read documents_write").unwrap();
    let without = on(TODAY, &[(Invoicing, 1, UNTIL)]);
    let codes = ["invoicing_read".to_owned(), "invoicing_write".to_owned()];
    let now = Permissions::ticked(&codes, &without).unwrap().keeping(&before, &without);
    assert_eq!(now.text(), "invoicing_read invoicing_write documents_write");
    let with = with_documents(TODAY);
    let now = Permissions::ticked(&codes, &with).unwrap().keeping(&before, &with);
    assert_eq!(now.text(), "invoicing_read invoicing_write", "what is shown was taken away");
}

#[test]
fn what_is_kept_reads_back_and_nonsense_does_not() {
    for text in ["", "invoicing_read", "invoicing_read orders_configure"] {
        assert_eq!(Permissions::parse(text).unwrap().text(), text);
    }
    for odd in ["all", "invoicing_read documents_send", "Invoicing_read"] {
        assert_eq!(Permissions::parse(odd), None, "{odd}");
    }
}

#[test]
fn owners_may_do_everything_and_users_what_they_were_given() {
    let service = with_documents(TODAY);
    let user = Grant::User(Permissions::parse("invoicing_read documents_read").unwrap());
    for permission in Permission::all().filter(|it| it.is_offered(&service)) {
        assert!(Grant::Owner.allows(permission, &service));
        let is_given = permission.right() == Right::Read;
        assert_eq!(user.allows(permission, &service), is_given, "{permission:?}");
    }
    let headless = Grant::User(Permissions::parse("documents_read").unwrap());
    assert!(!headless.allows(of(Part::Documents, Right::Read), &service));
    assert!(!Grant::Owner.allows(of(Part::Orders, Right::Read), &service), "it is not owned");
    assert!(Grant::Owner.is_owner() && !user.is_owner());
}

#[test]
fn what_has_expired_is_for_reading_whoever_it_is() {
    let service = with_documents(EXPIRED);
    assert!(Grant::Owner.allows(of(Part::Documents, Right::Read), &service));
    assert!(!Grant::Owner.allows(of(Part::Documents, Right::Write), &service));
    assert!(!Grant::Owner.allows(of(Part::Invoicing, Right::Configure), &service));
}

#[test]
fn the_newest_users_wait_when_fewer_seats_run() {
    let service = on(TODAY, &[(Invoicing, 1, UNTIL), (User, 1, UNTIL), (User, 1, "2026-12-31")]);
    assert!(service.has_seat(0), "one seat runs");
    assert!(!service.has_seat(1), "the other one has ended");
    let expired = on(EXPIRED, &[(Invoicing, 1, UNTIL), (User, 2, "2028-01-31")]);
    assert!(!expired.has_seat(0), "seats rest with their service");
}

#[test]
fn usernames_have_eight_letters_and_digits() {
    assert_eq!(username(" marco 2026 ", "BT"), Ok("MARCO2026".into()));
    assert_eq!(username("", "BT"), Err(FieldError::Missing));
    assert_eq!(username("marco26", "BT"), Err(FieldError::UsernameTooShort { min: 8 }));
    assert_eq!(username("marco.rossi", "BT"), Err(FieldError::UsernameNotPlain));
    assert_eq!(username("nicolò2026", "BT"), Err(FieldError::UsernameNotPlain));
    assert_eq!(username(&"a".repeat(21), "BT"), Err(FieldError::TooLong { max: 20 }));
}

#[test]
fn nobody_takes_the_username_of_an_owner_to_come() {
    assert_eq!(username("bt01234560512", "BT"), Err(FieldError::UsernameTaken));
    assert_eq!(username("BTRSSMRA80A01H501U", "BT"), Err(FieldError::UsernameTaken));
    assert_eq!(username("BTROSSIMARIO", "BT"), Ok("BTROSSIMARIO".into()));
}

#[test]
fn a_user_is_invited_until_they_chose_a_password_and_rests_without_a_seat() {
    let now = DateTime::UNIX_EPOCH;
    let later = now + chrono::TimeDelta::hours(72);
    assert_eq!(UserState::of(Some(later), true, now), UserState::Invited);
    assert_eq!(UserState::of(Some(now), true, later), UserState::TooLate);
    assert_eq!(UserState::of(None, true, now), UserState::Active);
    assert_eq!(UserState::of(None, false, now), UserState::Resting);
}
