//! What a customer changes about themselves, and where they have signed in.

use chrono::TimeDelta;
use domain::RuleError;
use domain::device::Device;
use domain::id::{AccountId, SignInId};
use domain::party::{ContactForm, Field, FieldError, PartyError};
use domain::password::PasswordError;
use domain::recovery::{RecoveryError, Whose};
use platform::sessions::Sessions;
use rstest::rstest;
use services::account::{
    EmailForm, OWNER, PASS, Pass, ask_email, change_password, confirm_email, data, email_of,
    end_other_sessions, end_session, is_signed_in, mark_of, save_contact, sessions, sign_in,
};
use services::password::PasswordForm;
use services::recovery::{
    NewPassword, account_of, answer_requests, ask_account_password, reset_account,
};
use services::testing::{
    Customer, Engine, PASSWORD, a_browser, a_company, a_customer, a_holder, day,
};
use services::{Context, Error, Result};
use time::{Duration, OffsetDateTime};
use tower_sessions::SessionStore;
use tower_sessions::session::{Id, Record};

use crate::query_counts::few;
use crate::seen;

const NEW: &str = "Torre-Limone-48";

/// Signs a customer in, in one more browser.
async fn a_sign_in(ctx: &Context, account: AccountId) -> Pass {
    let mark = mark_of(ctx, account).await.unwrap().unwrap();
    let pass = Pass::new(ctx, account, mark, Device::default());
    let data = [
        (PASS.to_owned(), serde_json::to_value(&pass).unwrap()),
        (OWNER.to_owned(), pass.owner().into()),
    ];
    let expiry_date = OffsetDateTime::now_utc() + Duration::days(1);
    let mut record = Record { id: Id::default(), data: data.into(), expiry_date };
    Sessions::new(ctx.db.clone()).create(&mut record).await.unwrap();
    pass
}

async fn open(ctx: &Context, account: AccountId) -> Vec<SignInId> {
    sessions(ctx, account).await.unwrap().into_iter().map(|pass| pass.id).collect()
}

fn refusals<T: std::fmt::Debug>(answer: Result<T>) -> Vec<(Field, FieldError)> {
    match answer {
        Err(Error::Rule(RuleError::Party(PartyError::Fields(fields)))) => fields,
        other => panic!("{other:?}"),
    }
}

fn passwords(current: &str, new: &str, again: &str) -> PasswordForm {
    PasswordForm { current: current.into(), new: new.into(), again: again.into() }
}

#[rstest]
#[tokio::test]
async fn sign_ins_are_listed_to_their_owner_and_ended_one_by_one_or_all_others(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (anna, bruno) = (a_customer().create(&shop).await, a_customer().create(&shop).await);
    let mut mine = Vec::new();
    for _ in 0..4 {
        mine.push(a_sign_in(&shop, anna.account).await.id);
        shop.clock.advance(TimeDelta::minutes(5));
    }
    let his = a_sign_in(&shop, bruno.account).await.id;
    assert_eq!(few(&shop, open(&shop, anna.account)).await, [mine[3], mine[2], mine[1], mine[0]]);

    end_session(&shop, anna.account, mine[1]).await.unwrap();
    assert_eq!(open(&shop, anna.account).await, [mine[3], mine[2], mine[0]]);
    let gone = end_session(&shop, anna.account, mine[1]).await;
    assert!(matches!(gone, Err(Error::NotFound("sign-in"))));
    let not_hers = end_session(&shop, anna.account, his).await;
    assert!(matches!(not_hers, Err(Error::NotFound("sign-in"))), "nobody ends another's");

    assert_eq!(end_other_sessions(&shop, anna.account, mine[0]).await.unwrap(), 2);
    assert_eq!(open(&shop, anna.account).await, [mine[0]]);
    assert_eq!(open(&shop, bruno.account).await, [his]);
}

#[rstest]
#[tokio::test]
async fn a_changed_password_ends_every_sign_in_but_the_one_that_changed_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let (here, elsewhere) =
        (a_sign_in(&shop, anna.account).await, a_sign_in(&shop, anna.account).await);
    assert!(is_signed_in(&shop, &elsewhere).await.unwrap());

    let form = passwords(PASSWORD, NEW, NEW);
    let mark = change_password(&shop, anna.account, here.id, &form).await.unwrap();

    assert!(!is_signed_in(&shop, &elsewhere).await.unwrap(), "also where the session was copied");
    assert!(is_signed_in(&shop, &Pass { mark, ..here.clone() }).await.unwrap());
    assert_eq!(open(&shop, anna.account).await, [here.id]);
    assert!(sign_in(&shop, &a_browser(), &anna.username, NEW).await.is_ok());
    assert_eq!(seen::kinds(&seen::mails(&shop).await), ["password_changed"]);
}

#[rstest]
#[tokio::test]
async fn a_password_by_mail_ends_every_sign_in(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let elsewhere = a_sign_in(&shop, anna.account).await;
    let link = a_password_link(&shop, &anna).await;

    let form = NewPassword { new: NEW.into(), again: NEW.into() };
    reset_account(&shop, &link, &form).await.unwrap();

    assert!(!is_signed_in(&shop, &elsewhere).await.unwrap());
    assert!(open(&shop, anna.account).await.is_empty());
}

async fn a_password_link(ctx: &Context, anna: &Customer) -> String {
    ask_account_password(ctx, a_browser().network, &anna.username).await.unwrap();
    while answer_requests(ctx).await.unwrap() > 0 {}
    let mails = seen::mails(ctx).await;
    let mail = mails.iter().rfind(|mail| mail.kind == "password_link").unwrap();
    crate::recovery::password::secret(&mail.text)
}

#[rstest]
#[case::wrong(
    "sbagliata",
    NEW,
    NEW,
    Field::CurrentPassword,
    FieldError::Password(PasswordError::WrongOwn)
)]
#[case::short(PASSWORD, "corta", "corta", Field::Password, FieldError::Password(PasswordError::TooShort { min: 8 }))]
#[case::unchanged(
    PASSWORD,
    PASSWORD,
    PASSWORD,
    Field::Password,
    FieldError::Password(PasswordError::Unchanged)
)]
#[case::twice(
    PASSWORD,
    NEW,
    PASSWORD,
    Field::PasswordAgain,
    FieldError::Password(PasswordError::Differ)
)]
#[tokio::test]
async fn a_password_that_breaks_a_rule_changes_nothing(
    #[case] current: &str,
    #[case] new: &str,
    #[case] again: &str,
    #[case] field: Field,
    #[case] error: FieldError,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let here = a_sign_in(&shop, anna.account).await;

    let form = passwords(current, new, again);
    let refused = change_password(&shop, anna.account, here.id, &form).await;

    assert_eq!(refusals(refused), [(field, error)]);
    assert!(sign_in(&shop, &a_browser(), &anna.username, PASSWORD).await.is_ok());
}

fn an_email(whose: Whose, email: &str) -> EmailForm {
    EmailForm { whose, email: email.into(), current: PASSWORD.into() }
}

async fn email_link(ctx: &Context) -> String {
    let mails = seen::mails(ctx).await;
    let mail = mails.iter().rfind(|mail| mail.kind == "email_to_confirm").unwrap();
    let (_, rest) = mail.text.split_once("/conferma-email?link=").unwrap();
    rest.split_whitespace().next().unwrap().to_owned()
}

#[rstest]
#[tokio::test]
async fn a_new_address_counts_once_it_is_confirmed_there_and_the_old_one_is_told(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let password_link = a_password_link(&shop, &anna).await;

    let form = an_email(Whose::Account, "Anna@STUDIO.example");
    ask_email(&shop, anna.account, &form).await.unwrap();
    let link = email_link(&shop).await;

    assert_eq!(data(&shop, anna.account).await.unwrap().email, "anna@bianchi.example");
    let shown = email_of(&shop, &link).await.unwrap().unwrap();
    assert_eq!(shown.email, "Anna@studio.example", "looking uses nothing up");
    confirm_email(&shop, &link).await.unwrap();
    assert_eq!(data(&shop, anna.account).await.unwrap().email, "Anna@studio.example");
    assert_eq!(account_of(&shop, &password_link).await.unwrap(), None, "it went to the old one");
    let again = confirm_email(&shop, &link).await;
    assert!(matches!(again, Err(Error::Rule(RuleError::Recovery(RecoveryError::LinkVoid)))));
    let told: Vec<_> = seen::mails(&shop)
        .await
        .into_iter()
        .filter(|mail| mail.kind == "email_changed")
        .map(|mail| (mail.recipient, mail.text.contains("A…@studio.example")))
        .collect();
    let old = ("anna@bianchi.example".to_owned(), true);
    assert_eq!(told, [old.clone(), old], "when it was asked for, and when it was done");
}

#[rstest]
#[tokio::test]
async fn an_address_is_changed_by_whoever_knows_the_password_and_a_new_one_voids_the_link(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let here = a_sign_in(&shop, anna.account).await;

    let thief = EmailForm { current: "sbagliata".into(), ..an_email(Whose::Account, "anna") };
    let refused = refusals(ask_email(&shop, anna.account, &thief).await);
    let fields: Vec<Field> = refused.iter().map(|(field, _)| *field).collect();
    assert_eq!(fields, [Field::Email, Field::CurrentPassword]);
    let same = an_email(Whose::Account, "anna@bianchi.example");
    let refused = refusals(ask_email(&shop, anna.account, &same).await);
    assert_eq!(refused, [(Field::Email, FieldError::AddressUnchanged)]);
    assert!(seen::mails(&shop).await.is_empty());

    let form = an_email(Whose::Account, "ladro@studio.example");
    ask_email(&shop, anna.account, &form).await.unwrap();
    let link = email_link(&shop).await;
    let form = passwords(PASSWORD, NEW, NEW);
    change_password(&shop, anna.account, here.id, &form).await.unwrap();
    assert_eq!(email_of(&shop, &link).await.unwrap(), None);
    assert!(confirm_email(&shop, &link).await.is_err());
}

#[rstest]
#[tokio::test]
async fn the_holder_has_an_address_of_its_own(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_holder().with_service_until(day("2027-04-14")).create(&shop).await;

    let form = an_email(Whose::Holder, "nuove@bianchi.example");
    ask_email(&shop, anna.account, &form).await.unwrap();
    confirm_email(&shop, &email_link(&shop).await).await.unwrap();

    let known = few(&shop, data(&shop, anna.account)).await.unwrap();
    assert_eq!(known.email, "anna@bianchi.example");
    assert_eq!(known.holder.unwrap().email.as_str(), "nuove@bianchi.example");
    let next = services::account::holder_form(&shop, anna.account).await.unwrap();
    assert_eq!(next.email, "nuove@bianchi.example");
    let noted = "SELECT COUNT(*) FROM service_change WHERE what = 'email_moved'";
    assert_eq!(seen::number(&shop, noted).await, 1, "the story of the service tells it");
    let bruno = a_customer().create(&shop).await;
    let none = ask_email(&shop, bruno.account, &form).await;
    assert!(matches!(none, Err(Error::NotFound("service"))));
}

fn moved(form: ContactForm) -> ContactForm {
    ContactForm {
        city: "Arezzo".into(),
        province: "AR".into(),
        postal_code: "52100".into(),
        ..form
    }
}

#[rstest]
#[tokio::test]
async fn who_moves_moves_wherever_they_are_known(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_holder().with_service_until(day("2027-04-14")).create(&shop).await;
    let before = data(&shop, anna.account).await.unwrap();
    assert!(before.is_one_subject());

    let form = moved(before.party.contact_form());
    save_contact(&shop, anna.account, Whose::Account, &form).await.unwrap();

    let after = data(&shop, anna.account).await.unwrap();
    assert_eq!(after.party.address.city, "Arezzo");
    assert_eq!(after.holder.unwrap().party.address.city, "Arezzo");
    let next = services::account::holder_form(&shop, anna.account).await.unwrap();
    assert_eq!(next.party.city, "Arezzo");
    let wrong = ContactForm { phone: "uno".into(), ..form };
    let refused = save_contact(&shop, anna.account, Whose::Account, &wrong).await;
    assert_eq!(refusals(refused), [(Field::Phone, FieldError::Phone)]);
}

#[rstest]
#[tokio::test]
async fn a_holder_who_is_somebody_else_moves_alone(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer()
        .with_holder_of(a_holder(a_company()))
        .with_service_until(day("2027-04-14"))
        .create(&shop)
        .await;
    let before = data(&shop, anna.account).await.unwrap();
    assert!(!before.is_one_subject());

    let form = moved(before.party.contact_form());
    save_contact(&shop, anna.account, Whose::Holder, &form).await.unwrap();

    let after = data(&shop, anna.account).await.unwrap();
    assert_eq!(after.party.address.city, "Firenze");
    assert_eq!(after.holder.unwrap().party.address.city, "Arezzo");
    let bruno = a_customer().create(&shop).await;
    let none = save_contact(&shop, bruno.account, Whose::Holder, &form).await;
    assert!(matches!(none, Err(Error::NotFound("service"))));
}
