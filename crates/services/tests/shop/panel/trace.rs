//! `Registro attività`: everything that is done in a panel leaves a trace, which its owner reads whole.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::TimeDelta;
use domain::Product;
use domain::configuration::Step;
use domain::grant::UserForm;
use domain::id::{DoerId, PanelUserId};
use domain::party::{Field, FieldError, PartyError};
use domain::second_factor::{Change as FactorChange, Door};
use domain::timeline::{By, Change, Deed, PanelDeed, Role, UserChange};
use domain::{RuleError, password::PasswordError};
use rstest::rstest;
use services::panel::configuration::{Sent, save, show};
use services::panel::trace::{PAGE, Trace, read};
use services::panel::users::{change, create, remove, reset, sign_out};
use services::panel::{
    Access, PasswordForm, ServiceAccess, change_own_password, end_other_sign_ins, open, open_cart,
    open_renewal, sign_in,
};
use services::second_factor::{Owner, take_off};
use services::testing::{Accountant, Customer, Engine, PASSWORD, a_browser, a_customer, day};
use services::{Context, Error};

use super::configuration::conclude_all;
use crate::account::personal_data::secure;

const UNTIL: &str = "2027-04-14";

async fn anna(shop: &Context) -> Customer {
    let until = day(UNTIL);
    a_customer().with_service_until(until).with(Product::User, 3, until).create(shop).await
}

async fn marco(shop: &Context, anna: &Customer) -> (PanelUserId, ServiceAccess) {
    let id = anna.gives_a_seat(shop, "marco2026", &["invoicing_read".into()]).await;
    let signed = sign_in(shop, &a_browser(), "marco2026", PASSWORD).await.unwrap();
    match open(shop, signed.user, &signed.mark).await.unwrap() {
        Access::Open(access) => (id, *access),
        other => panic!("{other:?}"),
    }
}

async fn all(shop: &Context, access: &ServiceAccess) -> Trace {
    read(shop, access, None, None).await.unwrap()
}

/// What was done, the oldest first.
fn deeds(trace: &Trace) -> Vec<Deed> {
    trace.entries.iter().rev().map(|entry| entry.event.deed.clone()).collect()
}

#[rstest]
#[tokio::test]
async fn everything_that_is_done_leaves_its_trace_with_who_did_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = anna(&shop).await;
    let to_configure = anna.before_configuration(&shop).await;
    conclude_all(&shop, &to_configure).await;
    let owner = anna.in_panel(&shop).await;
    let before = all(&shop, &owner).await;
    let answered = Step::ALL.map(|step| Deed::Panel(PanelDeed::Configured(step)));
    let mut expected: Vec<Deed> = answered.to_vec();
    expected.push(Deed::Panel(PanelDeed::Opened));
    assert_eq!(deeds(&before), expected);

    let form = UserForm {
        username: "giulia26".into(),
        email: "giulia@bianchi.example".into(),
        permissions: vec!["invoicing_read".into()],
    };
    create(&shop, &owner, &form).await.unwrap();
    let (id, marco) = marco(&shop, &anna).await;
    change(&shop, &owner, id, &["invoicing_read".into(), "invoicing_write".into()]).await.unwrap();
    sign_out(&shop, &owner, id).await.unwrap();
    open_cart(&shop, &owner, Product::Documents).await.unwrap();
    open_renewal(&shop, &owner).await.unwrap();
    secure(&shop, Owner::panel(&owner).unwrap()).await;
    take_off(&shop, (Door::Panel, owner.username()), "telefono perso", "rosa").await.unwrap();
    let owner = anna.in_panel(&shop).await;
    end_other_sign_ins(&shop, &owner).await.unwrap();
    reset(&shop, &anna_again(&shop, &owner).await, id).await.unwrap();
    remove(&shop, &anna_again(&shop, &owner).await, id).await.unwrap();

    let trace = all(&shop, &anna_again(&shop, &owner).await).await;
    let of = |change| move |name: &str| Deed::User(change, name.to_owned());
    let marcos = "MARCO2026";
    assert_eq!(
        deeds(&trace)[9..],
        [
            of(UserChange::UserCreated)("GIULIA26"),
            of(UserChange::UserCreated)(marcos),
            of(UserChange::UserPermissions)(marcos),
            of(UserChange::UserSignedOut)(marcos),
            Deed::Panel(PanelDeed::CartBegun(Product::Documents)),
            Deed::Panel(PanelDeed::RenewalBegun),
            Deed::Panel(PanelDeed::Factor(FactorChange::TurnedOn)),
            of(UserChange::UserFactorOff)(owner.username()),
            Deed::Panel(PanelDeed::SignInEnded),
            of(UserChange::UserPassword)(marcos),
            of(UserChange::UserRemoved)(marcos),
        ]
    );
    let owners = By::PanelUser(owner.username().to_owned());
    for entry in &trace.entries {
        let by_office = matches!(entry.event.deed, Deed::User(UserChange::UserFactorOff, _));
        let expected =
            if by_office { (By::Shop, None) } else { (owners.clone(), Some(Role::Owner)) };
        assert_eq!((entry.event.by.clone(), entry.role), expected, "{entry:?}");
    }
    drop(marco);
}

/// The owner as they come in again: the marks of before are worthless.
async fn anna_again(shop: &Context, owner: &ServiceAccess) -> ServiceAccess {
    let signed = sign_in(shop, &a_browser(), owner.username(), PASSWORD).await.unwrap();
    match open(shop, signed.user, &signed.mark).await.unwrap() {
        Access::Open(access) => *access,
        other => panic!("{other:?}"),
    }
}

#[rstest]
#[tokio::test]
async fn an_additional_user_reads_what_they_did_and_the_owner_everything(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = anna(&shop).await;
    let bruno = a_customer().with_service_until(day(UNTIL)).create(&shop).await;
    let owner = anna.in_panel(&shop).await;
    let (id, marco) = marco(&shop, &anna).await;
    secure(&shop, Owner::panel(&marco).unwrap()).await;

    let factor = Deed::Panel(PanelDeed::Factor(FactorChange::TurnedOn));
    let created = Deed::User(UserChange::UserCreated, "MARCO2026".into());
    let his = all(&shop, &marco).await;
    assert_eq!(deeds(&his), std::slice::from_ref(&factor));
    assert_eq!(his.entries[0].role, Some(Role::User));
    assert_eq!(his.doers, [], "nobody to choose from");
    let owners = read(&shop, &marco, Some(owner_id(&anna)), None).await.unwrap();
    assert_eq!(deeds(&owners), std::slice::from_ref(&factor), "whomever he asks for");

    let hers = all(&shop, &owner).await;
    assert_eq!(deeds(&hers), [created.clone(), factor.clone()]);
    let names: Vec<&str> = hers.doers.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(names, [owner.username(), "MARCO2026"]);
    let alone = read(&shop, &owner, Some(id.into()), None).await.unwrap();
    assert_eq!(deeds(&alone), std::slice::from_ref(&factor));
    assert_eq!(deeds(&read(&shop, &owner, Some(owner_id(&anna)), None).await.unwrap()), [created]);
    let other = bruno.in_panel(&shop).await;
    assert_eq!(
        deeds(&read(&shop, &other, Some(id.into()), None).await.unwrap()),
        [],
        "another service"
    );

    // Whoever gets the name of somebody who is gone reads nothing of theirs.
    remove(&shop, &owner, id).await.unwrap();
    let (_, another) = self::marco(&shop, &anna).await;
    assert_eq!(deeds(&all(&shop, &another).await), []);
    let kept = read(&shop, &owner, Some(id.into()), None).await.unwrap();
    assert_eq!(deeds(&kept), [factor], "what was done stays");
}

#[rstest]
#[tokio::test]
async fn an_accountant_reads_what_they_did_and_stands_in_the_owners_trace(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = anna(&shop).await;
    let bruno = a_customer().with_service_until(day(UNTIL)).create(&shop).await;
    let studio = Accountant::create(&shop, "STUDIOVERDI1").await;
    anna.delegates(&shop, &studio, &["invoicing_read".into()]).await;
    bruno.delegates(&shop, &studio, &["invoicing_read".into()]).await;

    let of = |change| Deed::User(change, studio.username.clone());
    let (offered, accepted) = (UserChange::DelegationOffered, UserChange::DelegationAccepted);
    let owner = anna.in_panel(&shop).await;
    let hers = all(&shop, &owner).await;
    assert_eq!(deeds(&hers), [of(offered), of(accepted)]);
    assert_eq!(hers.entries[0].role, Some(Role::Accountant));
    assert_eq!(hers.entries[0].event.by, By::PanelUser(studio.username.clone()));
    assert_eq!(hers.doers[1], (studio.id.into(), studio.username.clone()));
    let alone = read(&shop, &owner, Some(studio.id.into()), None).await.unwrap();
    assert_eq!(deeds(&alone), [of(accepted)]);

    let Access::Open(inside) = studio.panel(&shop, &anna).await else { panic!("it is delegated") };
    let own = read(&shop, &inside, Some(owner_id(&anna)), None).await.unwrap();
    assert_eq!(deeds(&own), [of(accepted)], "whomever they ask for, and of this client alone");
    assert_eq!(own.doers, [], "nobody to choose from");
}

fn owner_id(customer: &Customer) -> DoerId {
    customer.panel_user.expect("a panel").into()
}

#[rstest]
#[tokio::test]
async fn pages_follow_each_other_without_gaps(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = anna(&shop).await;
    let owner = anna.in_panel(&shop).await;
    for count in 0..PAGE + 5 {
        open_renewal(&shop, &owner).await.unwrap();
        // Some of it happens at the same moment.
        shop.clock.advance(TimeDelta::seconds(i64::from(count % 3 == 0)));
    }

    let first = all(&shop, &owner).await;
    assert_eq!(first.entries.len(), PAGE);
    let place = first.next.clone().unwrap();
    let place = domain::timeline::Place::parse(&place.text()).unwrap();
    let second = read(&shop, &owner, None, Some(place)).await.unwrap();
    assert_eq!((second.entries.len(), second.next), (5, None));
    let times: Vec<_> = first.entries.iter().chain(&second.entries).map(|it| it.event.at).collect();
    assert!(times.is_sorted_by(|one, next| one >= next), "the newest first");
}

#[rstest]
#[tokio::test]
async fn what_comes_to_nothing_leaves_no_trace(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = anna(&shop).await;
    let owner = anna.in_panel(&shop).await;

    let (new, again) = ("Torre#Limone-48".to_owned(), "Torre#Limone-48".to_owned());
    let wrong = PasswordForm { current: "sbagliata".into(), new, again };
    let Err(Error::Rule(RuleError::Party(PartyError::Fields(fields)))) =
        change_own_password(&shop, &owner, &wrong).await
    else {
        panic!("it is wrong")
    };
    let at = (Field::CurrentPassword, FieldError::Password(PasswordError::WrongPresent));
    assert_eq!(fields, [at]);
    let shown = show(&shop, &owner).await.unwrap();
    let mut form = shown.form(Step::Regime, &owner.subscription().holder);
    form.regime = "RF99".into();
    let draft = Sent { step: Step::Regime, seen: 0, form: form.clone() };
    assert!(save(&shop, &owner, &draft).await.is_err());
    form.regime = "RF01".into();
    save(&shop, &owner, &Sent { seen: 1, form: form.clone(), ..draft.clone() }).await.unwrap();
    save(&shop, &owner, &Sent { seen: 2, form, ..draft }).await.unwrap();

    let once = [Deed::Panel(PanelDeed::Configured(Step::Regime))];
    assert_eq!(deeds(&all(&shop, &owner).await), once, "the same answer again is no other");
    let changed = Deed::Changed(Change::PanelPassword);
    assert!(!deeds(&all(&shop, &owner).await).contains(&changed));
}

/// Units of work that write in the panel and leave no trace: how many in which file, and why.
const NO_TRACE: [(&str, usize, &str); 2] = [
    ("sign_in.rs", 1, "when somebody came in last stands with them"),
    ("sign_ins.rs", 3, "a sign-in is used, goes on, or is left; a new device leaves its trace"),
];

/// Every file below a folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn no_use_case_of_the_panel_writes_without_a_trace() {
    let mut writes = 0;
    let mut silent = Vec::new();
    for path in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/panel")) {
        let text = fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let units = text.matches("db.write()").count();
        let notes = ["access.note(", "note_in_panel(ctx, &mut tx", "    note(ctx, &mut tx"];
        let noted: usize = notes.iter().map(|note| text.matches(note).count()).sum();
        let free = NO_TRACE.iter().find(|(file, ..)| *file == name).map_or(0, |(_, free, _)| *free);
        writes += units;
        if units > noted + free {
            silent.push(format!("{name}: {units} units of work, {noted} notes"));
        }
    }
    assert!(writes > 10, "the panel writes");
    assert!(silent.is_empty(), "{silent:#?}");
}
