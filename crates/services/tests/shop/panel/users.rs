//! The additional users of a panel: made, let in, restricted, removed.

use chrono::TimeDelta;
use domain::Product;
use domain::RuleError;
use domain::grant::{Part, Permission, Right, UserForm, UserState};
use domain::id::PanelUserId;
use domain::party::{Field, FieldError, PartyError};
use domain::sign_in::SignInError;
use domain::timeline::{By, Deed, UserChange};
use rstest::rstest;
use services::panel::users::{change, create, list, remove, reset, sign_out, user};
use services::panel::{
    Access, PasswordForm, ServiceAccess, change_password, open, open_cart, open_renewal, sign_in,
    visitor,
};
use services::testing::{Customer, Engine, PASSWORD, a_browser, a_customer, day};
use services::{Context, Error, Result};

use crate::seen;

mod seats;

const UNTIL: &str = "2027-04-14";
const OWN: &str = "Tre-Lumache-7-Sul-Muretto!";

async fn with_seats(shop: &Context, seats: u32) -> Customer {
    let until = day(UNTIL);
    let anna = a_customer().with_service_until(until).with(Product::User, seats, until);
    anna.create(shop).await
}

fn form(username: &str, permissions: &[&str]) -> UserForm {
    UserForm {
        username: username.into(),
        email: "marco@bianchi.example".into(),
        permissions: permissions.iter().map(|code| (*code).to_owned()).collect(),
    }
}

fn why<T>(outcome: Result<T>) -> RuleError {
    match outcome {
        Err(Error::Rule(rule)) => rule,
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("it was done"),
    }
}

fn is_not_allowed<T>(outcome: Result<T>) -> bool {
    matches!(outcome, Err(Error::NotAllowed))
}

/// Marco, who has chosen a password of his own and may read; with him, the way in.
async fn marco(shop: &Context, owner: &ServiceAccess) -> (PanelUserId, ServiceAccess) {
    create(shop, owner, &form("marco2026", &["invoicing_read"])).await.unwrap();
    let password = seen::mailed_password(shop).await;
    let signed = sign_in(shop, &a_browser(), "Marco2026", &password).await.unwrap();
    assert!(signed.must_change);
    let chosen = PasswordForm { current: password, new: OWN.into(), again: OWN.into() };
    change_password(shop, signed.user, &chosen).await.unwrap();
    (signed.user, entered(shop).await)
}

async fn entered(shop: &Context) -> ServiceAccess {
    let signed = sign_in(shop, &a_browser(), "MARCO2026", OWN).await.unwrap();
    match open(shop, signed.user, &signed.mark).await.unwrap() {
        Access::Open(access) => *access,
        other => panic!("{other:?}"),
    }
}

#[rstest]
#[tokio::test]
async fn a_user_signs_in_with_what_was_mailed_and_buys_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = with_seats(&shop, 1).await;
    let owner = anna.in_panel(&shop).await;
    assert!(owner.is_owner());

    let (id, access) = marco(&shop, &owner).await;

    assert!(!access.is_owner());
    assert!(access.may(Permission::MASTER));
    assert!(!access.may(Permission::new(Part::Invoicing, Right::Configure).unwrap()));
    assert!(is_not_allowed(open_cart(&shop, &access, Product::Documents).await));
    assert!(is_not_allowed(open_renewal(&shop, &access).await));
    assert!(is_not_allowed(list(&shop, &access).await));
    assert!(is_not_allowed(user(&shop, &access, id).await));
    assert!(is_not_allowed(create(&shop, &access, &form("giulia2026", &[])).await));
    assert!(is_not_allowed(change(&shop, &access, id, &[]).await));
    assert!(is_not_allowed(reset(&shop, &access, id).await));
    assert!(is_not_allowed(remove(&shop, &access, id).await));
    let seen_by_owner = list(&shop, &owner).await.unwrap();
    assert_eq!((seen_by_owner.seats.used, seen_by_owner.seats.bought), (1, 1));
    let marco = &seen_by_owner.users[0];
    assert_eq!((marco.username.as_str(), marco.state), ("MARCO2026", UserState::Active));
    assert_eq!(marco.last_sign_in_at, Some(shop.now()));
    assert!(!visitor(&shop, id).await.unwrap().unwrap().is_owner);
    assert!(visitor(&shop, anna.panel_user.unwrap()).await.unwrap().unwrap().is_owner);
}

#[rstest]
#[tokio::test]
async fn what_is_wrong_is_told_at_its_field(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (anna, bruno) = (with_seats(&shop, 2).await, with_seats(&shop, 1).await);
    let (owner, other) = (anna.in_panel(&shop).await, bruno.in_panel(&shop).await);

    let odd = UserForm { email: "marco".into(), ..form("marco", &["invoicing_send"]) };
    let RuleError::Party(PartyError::Fields(fields)) = why(create(&shop, &owner, &odd).await)
    else {
        panic!("fields are wrong")
    };
    let wrong: Vec<Field> = fields.iter().map(|(field, _)| *field).collect();
    assert_eq!(wrong, [Field::Username, Field::Email, Field::Permissions]);

    create(&shop, &other, &form("marco2026", &["invoicing_read"])).await.unwrap();
    let taken = why(create(&shop, &owner, &form("MARCO2026", &["invoicing_read"])).await);
    let at = vec![(Field::Username, FieldError::UsernameTaken)];
    assert_eq!(taken, RuleError::Party(PartyError::Fields(at)));
    assert_eq!(list(&shop, &owner).await.unwrap().seats.used, 0);
}

#[rstest]
#[tokio::test]
async fn what_is_taken_away_is_taken_away_at_once(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = with_seats(&shop, 1).await;
    let owner = anna.in_panel(&shop).await;
    let (id, _) = marco(&shop, &owner).await;
    let configure = Permission::new(Part::Invoicing, Right::Configure).unwrap();
    let more = ["invoicing_read".to_owned(), "invoicing_configure".to_owned()];

    change(&shop, &owner, id, &more).await.unwrap();
    assert!(entered(&shop).await.needs(configure).is_ok());
    change(&shop, &owner, id, &more[..1]).await.unwrap();
    let access = entered(&shop).await;
    assert!(matches!(access.needs(configure), Err(Error::NotAllowed)));
    assert!(matches!(
        why(change(&shop, &owner, id, &[]).await),
        RuleError::Party(PartyError::Fields(_))
    ));

    reset(&shop, &owner, id).await.unwrap();
    assert_eq!(
        why(sign_in(&shop, &a_browser(), "MARCO2026", OWN).await),
        RuleError::SignIn(SignInError::WrongCredentials)
    );
    assert_eq!(user(&shop, &owner, id).await.unwrap().state, UserState::Invited);
    shop.clock.advance(TimeDelta::hours(73));
    assert_eq!(user(&shop, &owner, id).await.unwrap().state, UserState::TooLate);
    let password = seen::mailed_password(&shop).await;
    assert_eq!(
        why(sign_in(&shop, &a_browser(), "MARCO2026", &password).await),
        RuleError::SignIn(SignInError::TemporaryPasswordExpired)
    );
}

#[rstest]
#[tokio::test]
async fn whoever_is_removed_is_out_and_leaves_the_seat_free(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = with_seats(&shop, 1).await;
    let owner = anna.in_panel(&shop).await;
    let (id, _) = marco(&shop, &owner).await;
    let signed = sign_in(&shop, &a_browser(), "MARCO2026", OWN).await.unwrap();

    remove(&shop, &owner, id).await.unwrap();

    assert!(matches!(open(&shop, signed.user, &signed.mark).await.unwrap(), Access::Ended));
    assert!(matches!(remove(&shop, &owner, id).await, Err(Error::NotFound(_))), "once");
    create(&shop, &owner, &form("marco2026", &["invoicing_read"])).await.unwrap();
    let service = anna.service(&shop).await.unwrap().id;
    let page = services::account::service(&shop, anna.account, service, None).await.unwrap();
    let told: Vec<_> = page
        .timeline
        .events
        .iter()
        .filter(|event| matches!(event.deed, Deed::User(..)))
        .map(|event| (event.deed.clone(), event.by.clone()))
        .collect();
    let by = By::PanelUser(owner.username().to_owned());
    for change in [UserChange::UserCreated, UserChange::UserRemoved] {
        assert!(told.contains(&(Deed::User(change, "MARCO2026".into()), by.clone())), "{told:?}");
    }
}

#[rstest]
#[tokio::test]
async fn other_owners_find_nobody(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let shop = engine.fresh_context().await;
    let (anna, bruno) = (with_seats(&shop, 1).await, with_seats(&shop, 1).await);
    let owner = anna.in_panel(&shop).await;
    let (id, _) = marco(&shop, &owner).await;
    let other = bruno.in_panel(&shop).await;

    for found in [
        user(&shop, &other, id).await.map(drop),
        change(&shop, &other, id, &["invoicing_read".to_owned()]).await,
        reset(&shop, &other, id).await,
        remove(&shop, &other, id).await,
        remove(&shop, &owner, anna.panel_user.unwrap()).await,
    ] {
        assert!(matches!(found, Err(Error::NotFound(_))), "{found:?}");
    }
    assert_eq!(list(&shop, &owner).await.unwrap().users.len(), 1);
    assert!(sign_in(&shop, &a_browser(), owner.username(), PASSWORD).await.is_ok());
}

#[rstest]
#[tokio::test]
async fn whoever_asks_often_which_usernames_are_taken_has_to_wait(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (anna, bruno) = (with_seats(&shop, 3).await, with_seats(&shop, 2).await);
    let (owner, other) = (anna.in_panel(&shop).await, bruno.in_panel(&shop).await);
    create(&shop, &other, &form("marco2026", &["invoicing_read"])).await.unwrap();
    let ask = async || why(create(&shop, &owner, &form("marco2026", &["invoicing_read"])).await);
    let at = vec![(Field::Username, FieldError::UsernameTaken)];
    let taken = RuleError::Party(PartyError::Fields(at));
    let waits = |seconds| RuleError::SignIn(SignInError::TooManyAttempts { seconds });

    for _ in 0..10 {
        assert_eq!(ask().await, taken);
    }
    assert_eq!(ask().await, waits(1));
    create(&shop, &other, &form("giulia2026", &["invoicing_read"])).await.unwrap();
    shop.clock.advance(TimeDelta::seconds(1));
    assert_eq!(ask().await, taken);
    assert_eq!(ask().await, waits(2));

    shop.clock.advance(TimeDelta::seconds(2));
    create(&shop, &owner, &form("un0libero", &["invoicing_read"])).await.unwrap();
    let made = list(&shop, &owner).await.unwrap().users[0].id;
    remove(&shop, &owner, made).await.unwrap();
    assert_eq!(ask().await, waits(4), "a name that is free buys no questions");
}

#[rstest]
#[tokio::test]
async fn mails_with_new_passwords_have_a_brake(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = with_seats(&shop, 1).await;
    let owner = anna.in_panel(&shop).await;
    create(&shop, &owner, &form("marco2026", &["invoicing_read"])).await.unwrap();
    let id = list(&shop, &owner).await.unwrap().users[0].id;

    for _ in 0..10 {
        reset(&shop, &owner, id).await.unwrap();
    }
    let waits = RuleError::SignIn(SignInError::TooManyAttempts { seconds: 1 });
    assert_eq!(why(reset(&shop, &owner, id).await), waits);
}

#[rstest]
#[tokio::test]
async fn ended_sign_ins_open_nothing_and_the_password_stays(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (anna, bruno) = (with_seats(&shop, 1).await, with_seats(&shop, 1).await);
    let owner = anna.in_panel(&shop).await;
    let (id, access) = marco(&shop, &owner).await;
    let before = sign_in(&shop, &a_browser(), "MARCO2026", OWN).await.unwrap();

    sign_out(&shop, &owner, id).await.unwrap();

    assert!(matches!(open(&shop, before.user, &before.mark).await.unwrap(), Access::Ended));
    assert!(is_not_allowed(sign_out(&shop, &access, id).await));
    let again = sign_in(&shop, &a_browser(), "MARCO2026", OWN).await.unwrap();
    assert_ne!(again.mark, before.mark);
    assert!(matches!(open(&shop, again.user, &again.mark).await.unwrap(), Access::Open(_)));
    let other = bruno.in_panel(&shop).await;
    assert!(matches!(sign_out(&shop, &other, id).await, Err(Error::NotFound(_))));
    anna.in_panel(&shop).await;
}
