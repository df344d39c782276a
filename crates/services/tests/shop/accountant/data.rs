//! What an accountant corrects of their own data: the name at once, the address once it is confirmed.

use domain::RuleError;
use domain::party::{Field, FieldError, PartyError};
use domain::password::PasswordError;
use domain::recovery::{RecoveryError, Whose};
use rstest::rstest;
use services::accountant::{
    announce_offers, ask_email, change_password, close, confirm_email, email_of, rename, visitor,
};
use services::panel::delegations::{delegate, end, list};
use services::panel::{PasswordForm, ServiceAccess};
use services::recovery::{accountant_of, answer_requests, ask_accountant_password};
use services::testing::{Accountant, Customer, Engine, PASSWORD, a_browser, a_customer, day};
use services::{Context, Error, Result, account};

use crate::recovery::password::secret;
use crate::seen;

const OLD: &str = "studioverdi1@example.it";

fn fields<T: std::fmt::Debug>(answer: Result<T>) -> Vec<(Field, FieldError)> {
    match answer {
        Err(Error::Rule(RuleError::Party(PartyError::Fields(fields)))) => fields,
        other => panic!("{other:?}"),
    }
}

fn is_void<T>(answer: &Result<T>) -> bool {
    matches!(answer, Err(Error::Rule(RuleError::Recovery(RecoveryError::LinkVoid))))
}

async fn verdi(shop: &Context) -> Accountant {
    Accountant::create(shop, "studioverdi1").await
}

async fn anna(shop: &Context) -> Customer {
    a_customer().with_service_until(day("2027-04-14")).create(shop).await
}

fn reading() -> Vec<String> {
    vec!["invoicing_read".to_owned()]
}

/// The newest mail of a kind: to whom, and what it says.
async fn newest(shop: &Context, kind: &str) -> (String, String) {
    let mails = seen::mails(shop).await;
    let mail = mails.into_iter().rfind(|mail| mail.kind == kind).expect("it was sent");
    (mail.recipient, mail.text)
}

/// Asks for another address, and gives the secret that was sent there.
async fn asked(shop: &Context, verdi: &Accountant, email: &str) -> String {
    ask_email(shop, &verdi.pass(), email, PASSWORD).await.unwrap();
    let (recipient, text) = newest(shop, "email_to_confirm").await;
    assert_eq!(recipient.to_lowercase(), email.to_lowercase());
    secret(&text)
}

#[rstest]
#[tokio::test]
async fn the_name_that_is_corrected_is_the_one_that_owners_read(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let verdi = verdi(&shop).await;
    let (anna, bruno) = (anna(&shop).await, anna(&shop).await);
    let id = anna.delegates(&shop, &verdi, &reading()).await;
    bruno.offers(&shop, "studioverdi1", &reading()).await;
    bruno.offers(&shop, "nessuno2026", &reading()).await;
    let (owner, other) = (anna.in_panel(&shop).await, bruno.in_panel(&shop).await);
    let names = async |owner: &ServiceAccess| {
        let rows = list(&shop, owner).await.unwrap().into_iter();
        rows.map(|row| row.name).collect::<Vec<_>>()
    };
    assert_eq!(names(&owner).await, [Some("Studio Verdi".into())]);
    assert_eq!(names(&other).await, [None, None], "an offer tells of nobody whether they exist");

    let missing = rename(&shop, &verdi.pass(), " ").await;
    assert_eq!(fields(missing), [(Field::BusinessName, FieldError::Missing)]);
    rename(&shop, &verdi.pass(), " Studio  Verdi e Neri ").await.unwrap();

    assert_eq!(names(&owner).await, [Some("Studio Verdi e Neri".into())]);
    let one = delegate(&shop, &owner, id).await.unwrap();
    assert_eq!(
        (one.name.as_deref(), &*one.username),
        (Some("Studio Verdi e Neri"), "STUDIOVERDI1")
    );
    let known = visitor(&shop, &verdi.pass()).await.unwrap().unwrap();
    assert_eq!(known.name, "Studio Verdi e Neri");
    end(&shop, &owner, id).await.unwrap();
    assert_eq!(
        names(&owner).await,
        [None],
        "what they are called later is not the owner's to know"
    );
    close(&shop, &verdi.pass(), PASSWORD).await.unwrap();
    assert!(matches!(rename(&shop, &verdi.pass(), "Carla").await, Err(Error::NotFound(_))));
}

#[rstest]
#[tokio::test]
async fn a_new_address_counts_once_it_is_confirmed_there_and_the_old_one_is_told(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let verdi = verdi(&shop).await;
    let anna = anna(&shop).await;
    ask_accountant_password(&shop, a_browser().network, "studioverdi1").await.unwrap();
    while answer_requests(&shop).await.unwrap() > 0 {}
    let password_link = secret(&newest(&shop, "password_link").await.1);
    let email = async || visitor(&shop, &verdi.pass()).await.unwrap().expect("they stay in").email;

    let link = asked(&shop, &verdi, "Carla@VERDI.example").await;
    assert_eq!(email().await, OLD, "asking changes nothing");
    let (_, text) = newest(&shop, "email_to_confirm").await;
    for words in ["della tua utenza commercialista", "/commercialista/conferma-email?link="] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert_eq!(account::email_of(&shop, &link).await.unwrap(), None, "it is no customer's link");
    assert!(accountant_of(&shop, &password_link).await.unwrap().is_some());
    let shown = email_of(&shop, &link).await.unwrap();
    assert_eq!(shown.as_deref(), Some("Carla@verdi.example"), "looking uses nothing up");
    assert_eq!(confirm_email(&shop, &link).await.unwrap(), "Carla@verdi.example");

    assert_eq!(email().await, "Carla@verdi.example");
    assert_eq!(accountant_of(&shop, &password_link).await.unwrap(), None, "it went to the old one");
    assert!(is_void(&confirm_email(&shop, &link).await), "once");
    let mails = seen::mails(&shop).await;
    let told: Vec<_> = mails
        .iter()
        .filter(|mail| mail.kind == "email_changed")
        .map(|mail| (&*mail.recipient, mail.text.contains("C…@verdi.example")))
        .collect();
    assert_eq!(told, [(OLD, true), (OLD, true)], "when it was asked for, and when it was done");
    let asked = mails.iter().find(|mail| mail.kind == "email_changed").unwrap();
    assert!(asked.text.contains("/commercialista/recupera-password"), "{}", asked.text);
    anna.offers(&shop, "studioverdi1", &reading()).await;
    while announce_offers(&shop).await.unwrap() > 0 {}
    assert_eq!(newest(&shop, "delegation").await.0, "Carla@verdi.example");
}

#[rstest]
#[tokio::test]
async fn an_address_takes_the_password_and_its_link_ends_with_password_account_and_the_next_link(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let verdi = verdi(&shop).await;
    let wrong = (Field::CurrentPassword, FieldError::Password(PasswordError::WrongOwn));
    let refused = fields(ask_email(&shop, &verdi.pass(), "carla", "sbagliata").await);
    assert_eq!(
        refused.iter().map(|(field, _)| *field).collect::<Vec<_>>(),
        [Field::Email, wrong.0]
    );
    assert_eq!(fields(ask_email(&shop, &verdi.pass(), "carla@verdi.example", "no").await), [wrong]);
    let same = fields(ask_email(&shop, &verdi.pass(), OLD, PASSWORD).await);
    assert_eq!(same, [(Field::Email, FieldError::AddressUnchanged)]);
    let blank = fields(ask_email(&shop, &verdi.pass(), " ", PASSWORD).await);
    assert_eq!(blank, [(Field::Email, FieldError::Missing)]);
    let mails = seen::mails(&shop).await;
    assert!(!seen::kinds(&mails).contains(&"email_to_confirm"), "nobody was written to");

    let first = asked(&shop, &verdi, "prima@verdi.example").await;
    let second = asked(&shop, &verdi, "dopo@verdi.example").await;
    assert_eq!(email_of(&shop, &first).await.unwrap(), None, "a newer link takes its place");
    assert!(email_of(&shop, &second).await.unwrap().is_some());
    let new = "Torre#Limone-48";
    let form = PasswordForm { current: PASSWORD.into(), new: new.into(), again: new.into() };
    let mark = change_password(&shop, &verdi.pass(), &form).await.unwrap();
    let verdi = Accountant { mark, ..verdi };
    assert!(is_void(&confirm_email(&shop, &second).await), "another password voids it");

    ask_email(&shop, &verdi.pass(), "ultima@verdi.example", new).await.unwrap();
    let third = secret(&newest(&shop, "email_to_confirm").await.1);
    close(&shop, &verdi.pass(), new).await.unwrap();
    assert!(is_void(&confirm_email(&shop, &third).await), "nobody is there any more");
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM secret_link").await, 0);
    let gone = ask_email(&shop, &verdi.pass(), "ultima@verdi.example", new).await;
    assert!(matches!(gone, Err(Error::NotFound(_))), "{gone:?}");
}

#[rstest]
#[tokio::test]
async fn of_many_presses_on_one_link_at_once_one_confirms(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let verdi = verdi(&shop).await;
    let link = asked(&shop, &verdi, "carla@verdi.example").await;

    let mut presses = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let (shop, link) = (shop.clone(), link.clone());
        presses.spawn(async move { confirm_email(&shop, &link).await });
    }
    let outcomes = presses.join_all().await;

    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    assert!(outcomes.iter().all(|outcome| outcome.is_ok() || is_void(outcome)), "{outcomes:?}");
    let mails = seen::mails(&shop).await.into_iter();
    let done =
        mails.filter(|mail| mail.kind == "email_changed" && mail.subject.ends_with("cambiato"));
    assert_eq!(done.count(), 1, "the old address hears once that it was done");
}

#[rstest]
#[tokio::test]
async fn an_address_of_somebody_else_is_written_to_a_few_times_a_day_whoever_types_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (verdi, anna) = (verdi(&shop).await, a_customer().create(&shop).await);
    let victim = "vittima@altrove.example";
    for _ in 0..7 {
        ask_email(&shop, &verdi.pass(), victim, PASSWORD).await.unwrap();
    }
    let form = account::EmailForm {
        whose: Whose::Account,
        email: victim.to_uppercase(),
        current: PASSWORD.into(),
    };
    account::ask_email(&shop, anna.account, &form).await.unwrap();

    let mails = seen::mails(&shop).await;
    assert_eq!(mails.iter().filter(|mail| mail.kind == "email_to_confirm").count(), 5);
}
