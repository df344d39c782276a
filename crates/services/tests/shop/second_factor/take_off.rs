//! How it comes off: by its owner, or by us with a reason and a trace.

use domain::party::{Field, FieldError};
use domain::password::PasswordError;
use domain::second_factor::{Door, Next};
use rstest::rstest;
use services::account::sessions;
use services::panel::Access;
use services::second_factor::{
    Half, Owner, Proof, State, find, pass, state, take_off, taken_off, turn_off,
};
use services::testing::{Accountant, Engine, PASSWORD, a_browser, a_customer, day};
use services::{Error, account, panel};

use super::{Secured, fields, opens, secured, signed_in};
use crate::seen;

#[rstest]
#[tokio::test]
async fn turning_it_off_takes_the_password_and_a_code(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let owner = Owner::account(anna.account);
    let Secured { telephone, .. } = secured(&shop, owner).await;
    let code = telephone.shows(&shop);
    let off =
        async |password, code| turn_off(&shop, signed_in(owner), &Proof { password, code }).await;

    let refused = off("sbagliata", &code).await;
    assert_eq!(
        fields(refused),
        [(Field::CurrentPassword, FieldError::Password(PasswordError::WrongPresent))]
    );
    let empty = off(PASSWORD, " ").await;
    assert_eq!(fields(empty), [(Field::OneTimeCode, FieldError::Missing)]);
    let turned = off(PASSWORD, &code).await.unwrap();

    assert!(turned.codes.is_empty());
    assert!(opens(&shop, &anna, turned.mark).await);
    assert!(matches!(state(&shop, owner).await.unwrap(), State::Off));
    let signed = account::sign_in(&shop, &a_browser(), &anna.username, PASSWORD).await.unwrap();
    assert_eq!(signed.next, Next::Nothing);
    assert!(opens(&shop, &anna, signed.mark).await);
    let subjects: Vec<_> = seen::mails(&shop).await.into_iter().map(|mail| mail.subject).collect();
    assert_eq!(subjects.last().unwrap(), "La verifica in due passaggi è disattivata");
    assert!(sessions(&shop, anna.account).await.unwrap().is_empty());
}

#[rstest]
#[tokio::test]
async fn a_panel_has_a_factor_of_its_own_and_we_take_it_off_with_a_reason_and_a_trace(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    let username = format!("BT{}", anna.party.vat_number);
    let owner = Owner::panel(&anna.in_panel(&shop).await).unwrap();
    let Secured { telephone, .. } = secured(&shop, owner).await;

    assert!(matches!(anna.panel(&shop).await, Access::Ended), "the password alone is not enough");
    let signed = panel::sign_in(&shop, &a_browser(), &username, PASSWORD).await.unwrap();
    assert_eq!(signed.next, Next::Code);
    let code = telephone.shows(&shop);
    let passed =
        pass(&shop, &Half::of_panel(&shop, &signed), a_browser().network, &code).await.unwrap();
    let user = passed.owner.as_panel_user().unwrap();
    assert!(matches!(panel::open(&shop, user, &passed.mark).await.unwrap(), Access::Open(_)));
    let at_shop = account::sign_in(&shop, &a_browser(), &anna.username, PASSWORD).await.unwrap();
    assert_eq!(at_shop.next, Next::Nothing, "the account has none");

    let in_panel = (Door::Panel, &*username);
    let missing = take_off(&shop, in_panel, " ", "rosa").await;
    assert_eq!(fields(missing), [(Field::Reason, FieldError::Missing)]);
    let nobody = take_off(&shop, (Door::Panel, "BT00000000000"), "perso", "rosa").await;
    assert!(matches!(nobody, Err(Error::NotFound("username"))));
    let at_shop = (Door::Account, &*anna.username);
    let without = take_off(&shop, at_shop, "perso", "rosa").await;
    assert!(matches!(without, Err(Error::NotFound("second factor"))));
    let found = find(&shop, &username.to_lowercase()).await.unwrap();
    let [found] = &found[..] else { panic!("one has this username: {found:?}") };
    assert!(found.door == Door::Panel && found.since.is_some());
    take_off(&shop, in_panel, " telefono perso ", "rosa").await.unwrap();

    assert!(matches!(panel::open(&shop, user, &passed.mark).await.unwrap(), Access::Ended));
    assert!(matches!(anna.panel(&shop).await, Access::Open(_)));
    let [trace] = &taken_off(&shop).await.unwrap()[..] else { panic!("one was taken off") };
    assert_eq!((&*trace.done_by, &*trace.reason), ("rosa", "telefono perso"));
    assert_eq!(trace.username, username);
    let mails = seen::mails(&shop).await;
    let told = mails.last().unwrap();
    assert_eq!(told.recipient, "fatture@bianchi.example", "the holder's");
    assert!(told.text.contains("telefono perso"), "{}", told.text);
}

#[rstest]
#[tokio::test]
async fn of_two_who_chose_one_username_only_the_one_at_that_door_loses_the_factor(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let until = day("2027-04-14");
    let anna = a_customer().with_service_until(until).with(domain::Product::User, 1, until);
    let anna = anna.create(&shop).await;
    anna.gives_a_seat(&shop, "studioverdi1", &["invoicing_read".to_owned()]).await;
    let signed = panel::sign_in(&shop, &a_browser(), "studioverdi1", PASSWORD).await.unwrap();
    let open = panel::open(&shop, signed.user, &signed.mark).await.unwrap();
    let Access::Open(inside) = open else { panic!("a seat is free") };
    let user = Owner::panel(&inside).unwrap();
    let verdi = Owner::accountant(&Accountant::create(&shop, "studioverdi1").await.pass());
    secured(&shop, user).await;
    secured(&shop, verdi).await;

    let found = find(&shop, " studioVerdi1 ").await.unwrap();
    let doors: Vec<_> = found.iter().map(|found| (found.door, found.since.is_some())).collect();
    assert_eq!(doors, [(Door::Panel, true), (Door::Accountant, true)], "each stands by itself");
    for door in [Door::Account, Door::Staff] {
        let nobody = take_off(&shop, (door, "studioverdi1"), "perso", "rosa").await;
        assert!(matches!(nobody, Err(Error::NotFound("username"))), "{door:?}");
    }
    let named = (Door::Accountant, "studioverdi1");
    take_off(&shop, named, "telefono perso", "rosa").await.unwrap();

    assert!(matches!(state(&shop, verdi).await.unwrap(), State::Off));
    assert!(matches!(state(&shop, user).await.unwrap(), State::On { .. }));
    let [trace] = &taken_off(&shop).await.unwrap()[..] else { panic!("one was taken off") };
    assert_eq!((trace.door, &*trace.username), (Door::Accountant, "STUDIOVERDI1"));
    let mails = seen::mails(&shop).await;
    let told: Vec<_> = mails.iter().filter(|mail| mail.text.contains("telefono perso")).collect();
    assert_eq!(told.len(), 1, "the other one hears nothing of it");
    assert!(told[0].text.contains("Utenza commercialista"), "{}", told[0].text);
}
