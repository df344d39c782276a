//! `Il tuo accesso`: another password from inside, and where somebody is in.

use chrono::TimeDelta;
use domain::Product;
use domain::RuleError;
use domain::device::Device;
use domain::party::{Field, FieldError, PartyError};
use domain::password::PasswordError;
use domain::timeline::{Deed, PanelDeed};
use rstest::rstest;
use services::housekeeping::forget_sign_ins;
use services::panel::trace::read;
use services::panel::users::{change_email, user};
use services::panel::{
    Access, PasswordForm, ServiceAccess, begin_sign_in, change_own_password, end_other_sign_ins,
    end_sign_in, keep_sign_in, leave_sign_in, open_in, own_access, sign_in, use_sign_in,
};
use services::second_factor::{Owner, begin};
use services::sign_ins::Listed;
use services::testing::{Customer, Engine, PASSWORD, a_browser, a_customer, day};
use services::{Browser, Context, Error};

use crate::seen;

const NEW: &str = "Torre#Limone-48";
const FIREFOX: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Firefox/132.0";
const IPHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1) Version/18.1 Safari/604.1";

async fn anna(shop: &Context) -> Customer {
    let until = day("2027-04-14");
    a_customer().with_service_until(until).with(Product::User, 2, until).create(shop).await
}

/// Signs in as whoever has this username, with a browser that says this of itself, as the edge does; the
/// browser remembers what it is given.
async fn enters(
    shop: &Context,
    (browser, agent): (&mut Browser, &str),
    username: &str,
    password: &str,
) -> ServiceAccess {
    let signed = sign_in(shop, browser, username, password).await.unwrap();
    browser.devices = signed.devices;
    let with = (Device::of(agent), signed.is_known);
    let listed = begin_sign_in(shop, signed.user, &signed.mark, with).await.unwrap();
    match open_in(shop, signed.user, &signed.mark, Some(listed.id)).await.unwrap() {
        Access::Open(access) => *access,
        other => panic!("{other:?}"),
    }
}

async fn new_devices(shop: &Context, owner: &ServiceAccess) -> usize {
    let trace = read(shop, owner, None, None).await.unwrap();
    let is_new = |deed: &Deed| matches!(deed, Deed::Panel(PanelDeed::NewDevice(_)));
    trace.entries.iter().filter(|entry| is_new(&entry.event.deed)).count()
}

fn form(current: &str, new: &str, again: &str) -> PasswordForm {
    PasswordForm { current: current.into(), new: new.into(), again: again.into() }
}

/// What is open to somebody by now.
async fn still(shop: &Context, access: &ServiceAccess, mark: &str) -> Access {
    let user = shop_user(access);
    open_in(shop, user, mark, access.sign_in()).await.unwrap()
}

fn shop_user(access: &ServiceAccess) -> domain::id::PanelUserId {
    Owner::panel(access).unwrap().as_panel_user().unwrap()
}

#[rstest]
#[tokio::test]
async fn another_password_ends_the_other_sign_ins_and_is_told_by_mail(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = anna(&shop).await;
    let username = format!("BT{}", anna.party.vat_number);
    let (mut here, mut there) = (a_browser(), a_browser());
    let this = enters(&shop, (&mut here, FIREFOX), &username, PASSWORD).await;
    let other = enters(&shop, (&mut there, IPHONE), &username, PASSWORD).await;

    let wrong = change_own_password(&shop, &this, &form("sbagliata", NEW, "altra")).await;
    let Err(Error::Rule(RuleError::Party(PartyError::Fields(fields)))) = wrong else { panic!() };
    assert_eq!(
        fields,
        [
            (Field::CurrentPassword, FieldError::Password(PasswordError::WrongPresent)),
            (Field::PasswordAgain, FieldError::Password(PasswordError::Differ)),
        ]
    );
    let mark = change_own_password(&shop, &this, &form(PASSWORD, NEW, NEW)).await.unwrap();
    keep_sign_in(&shop, this.sign_in().unwrap(), &mark).await.unwrap();

    assert!(matches!(still(&shop, &this, &mark).await, Access::Open(_)), "this one goes on");
    let again = change_own_password(&shop, &other, &form(NEW, PASSWORD, PASSWORD)).await;
    assert!(matches!(again, Err(Error::NotAllowed)), "the other one has ended");
    let Access::Open(this) = still(&shop, &this, &mark).await else { panic!() };
    let own = own_access(&shop, &this).await.unwrap();
    assert_eq!(own.sign_ins.len(), 1);
    let holder = &this.subscription().holder;
    assert!(own.is_owner && own.email == holder.email.as_str());
    let mails = seen::mails(&shop).await;
    assert_eq!(seen::kinds(&mails), ["password_changed"]);
    assert!(sign_in(&shop, &a_browser(), &username, PASSWORD).await.is_err());
    assert!(sign_in(&shop, &a_browser(), &username, NEW).await.is_ok());
}

#[rstest]
#[tokio::test]
async fn sign_ins_are_listed_and_end_one_by_one_or_all_at_once(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = anna(&shop).await;
    let username = format!("BT{}", anna.party.vat_number);
    anna.gives_a_seat(&shop, "marco2026", &["invoicing_read".into()]).await;
    let this = enters(&shop, (&mut a_browser(), FIREFOX), &username, PASSWORD).await;
    shop.clock.advance(TimeDelta::hours(3));
    let second = enters(&shop, (&mut a_browser(), IPHONE), &username, PASSWORD).await;
    let marco = enters(&shop, (&mut a_browser(), FIREFOX), "MARCO2026", PASSWORD).await;

    let own = own_access(&shop, &second).await.unwrap();
    assert_eq!(own.before, Some(shop.now() - TimeDelta::hours(3)), "the time before this one");
    let names: Vec<_> = own.sign_ins.iter().map(|sign_in| sign_in.device.name()).collect();
    assert_eq!(names, ["Safari su iPhone", "Firefox su Windows"], "the last used first");
    let foreign = end_sign_in(&shop, &this, marco.sign_in().unwrap()).await;
    assert!(matches!(foreign, Err(Error::NotFound(_))), "of somebody else");

    for _ in 0..2 {
        end_sign_in(&shop, &this, second.sign_in().unwrap()).await.unwrap();
    }
    let ended = Deed::Panel(PanelDeed::SignInEnded);
    let trace = read(&shop, &this, None, None).await.unwrap();
    let ends = trace.entries.iter().filter(|entry| entry.event.deed == ended).count();
    assert_eq!(ends, 1, "what was done twice is told once");
    let mark = sign_in(&shop, &a_browser(), &username, PASSWORD).await.unwrap().mark;
    assert!(matches!(still(&shop, &second, &mark).await, Access::Ended));
    assert!(matches!(
        end_sign_in(&shop, &second, this.sign_in().unwrap()).await,
        Err(Error::NotAllowed)
    ));
    let key = begin(&shop, Owner::panel(&second).unwrap(), PASSWORD).await;
    assert!(matches!(key, Err(Error::NotAllowed)), "nor a second factor: {key:?}");
    assert_eq!(own_access(&shop, &this).await.unwrap().sign_ins.len(), 1);

    let third = enters(&shop, (&mut a_browser(), IPHONE), &username, PASSWORD).await;
    let new = end_other_sign_ins(&shop, &this).await.unwrap();
    keep_sign_in(&shop, this.sign_in().unwrap(), &new).await.unwrap();
    assert!(matches!(still(&shop, &third, &mark).await, Access::Ended));
    assert!(matches!(still(&shop, &this, &new).await, Access::Open(_)));
    assert_eq!(own_access(&shop, &marco).await.unwrap().sign_ins.len(), 1, "nobody else's");

    leave_sign_in(&shop, marco.sign_in().unwrap()).await.unwrap();
    let mark = sign_in(&shop, &a_browser(), "MARCO2026", PASSWORD).await.unwrap().mark;
    assert!(matches!(still(&shop, &marco, &mark).await, Access::Ended));
}

#[rstest]
#[tokio::test]
async fn use_is_noted_to_the_hour(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let shop = engine.fresh_context().await;
    let anna = anna(&shop).await;
    let username = format!("BT{}", anna.party.vat_number);
    let signed = sign_in(&shop, &a_browser(), &username, PASSWORD).await.unwrap();
    let with = (Device::of(FIREFOX), false);
    let listed = begin_sign_in(&shop, signed.user, &signed.mark, with).await.unwrap();

    shop.clock.advance(TimeDelta::minutes(59));
    assert!(use_sign_in(&shop, listed).await.unwrap().is_none());
    shop.clock.advance(TimeDelta::minutes(1));
    let used = use_sign_in(&shop, listed).await.unwrap().unwrap();
    assert!(use_sign_in(&shop, used).await.unwrap().is_none());

    let inside = open_in(&shop, signed.user, &signed.mark, Some(listed.id)).await.unwrap();
    let Access::Open(inside) = inside else { panic!() };
    assert_eq!(own_access(&shop, &inside).await.unwrap().sign_ins[0].seen, shop.now());
    shop.clock.advance(TimeDelta::days(15));
    assert_eq!(own_access(&shop, &inside).await.unwrap().sign_ins.len(), 0, "its session is gone");
}

#[rstest]
#[tokio::test]
async fn a_sign_in_that_has_ended_stays_so_once_it_is_forgotten(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day("2028-04-14")).create(&shop).await;
    let username = format!("BT{}", anna.party.vat_number);
    let signed = sign_in(&shop, &a_browser(), &username, PASSWORD).await.unwrap();
    let enter = async || {
        let with = (Device::of(FIREFOX), true);
        begin_sign_in(&shop, signed.user, &signed.mark, with).await.unwrap()
    };
    let at = async |listed: Listed| {
        open_in(&shop, signed.user, &signed.mark, Some(listed.id)).await.unwrap()
    };
    let (here, there) = (enter().await, enter().await);
    let Access::Open(inside) = at(here).await else { panic!() };
    end_sign_in(&shop, &inside, there.id).await.unwrap();

    shop.clock.advance(TimeDelta::days(300));
    assert!(use_sign_in(&shop, here).await.unwrap().is_some());
    shop.clock.advance(TimeDelta::days(66));
    assert_eq!(forget_sign_ins(&shop).await.unwrap(), 1);

    assert!(matches!(at(there).await, Access::Ended));
    assert!(matches!(at(here).await, Access::Open(_)), "who was there meanwhile stays in");
}

#[rstest]
#[tokio::test]
async fn a_new_device_is_told_from_a_known_one_and_from_a_new_password(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = anna(&shop).await;
    let username = format!("BT{}", anna.party.vat_number);
    let (mut here, mut phone) = (a_browser(), a_browser());

    let this = enters(&shop, (&mut here, FIREFOX), &username, PASSWORD).await;
    assert_eq!(new_devices(&shop, &this).await, 0, "the first of all is nothing to compare with");
    enters(&shop, (&mut here, FIREFOX), &username, PASSWORD).await;
    assert_eq!(new_devices(&shop, &this).await, 0, "this browser was there before");
    enters(&shop, (&mut phone, IPHONE), &username, PASSWORD).await;
    assert_eq!(new_devices(&shop, &this).await, 1);
    enters(&shop, (&mut phone, IPHONE), &username, PASSWORD).await;
    assert_eq!(new_devices(&shop, &this).await, 1);
    enters(&shop, (&mut a_browser(), FIREFOX), &username, PASSWORD).await;
    assert_eq!(new_devices(&shop, &this).await, 2, "another browser of the same kind");

    let mark = change_own_password(&shop, &this, &form(PASSWORD, NEW, NEW)).await.unwrap();
    let Access::Open(this) = still(&shop, &this, &mark).await else { panic!() };
    keep_sign_in(&shop, this.sign_in().unwrap(), &mark).await.unwrap();
    enters(&shop, (&mut phone, IPHONE), &username, NEW).await;
    assert_eq!(new_devices(&shop, &this).await, 2, "its token died with the password");
    enters(&shop, (&mut a_browser(), IPHONE), &username, NEW).await;
    assert_eq!(new_devices(&shop, &this).await, 3, "and now there is one again");
}

#[rstest]
#[tokio::test]
async fn the_owner_writes_to_a_user_at_another_address(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = anna(&shop).await;
    let owner = anna.in_panel(&shop).await;
    let id = anna.gives_a_seat(&shop, "marco2026", &["invoicing_read".into()]).await;
    let marco = enters(&shop, (&mut a_browser(), FIREFOX), "MARCO2026", PASSWORD).await;

    let wrong = change_email(&shop, &owner, id, "marco").await;
    let Err(Error::Rule(RuleError::Party(PartyError::Fields(fields)))) = wrong else { panic!() };
    assert_eq!(fields[0].0, Field::Email);
    assert!(matches!(change_email(&shop, &marco, id, "a@b.example").await, Err(Error::NotAllowed)));
    change_email(&shop, &owner, id, " marco@nuovo.example ").await.unwrap();

    assert_eq!(user(&shop, &owner, id).await.unwrap().email, "marco@nuovo.example");
    assert_eq!(own_access(&shop, &marco).await.unwrap().email, "marco@nuovo.example");
}
