//! A new account with a username of its own: once for each form, and for every number.

use chrono::TimeDelta;
use domain::Product;
use domain::RuleError;
use domain::cart::Cart;
use domain::id::IntentId;
use domain::party::{Field, FieldError, PartyError, PartyForm, RegistrationForm};
use domain::password::PasswordError;
use domain::sign_in::SignInError;
use rstest::rstest;
use services::account::{Registered, announce_registrations, holder_form, register, sign_in};
use services::testing::{
    Counted, Engine, PASSWORD, a_browser, a_company, a_customer, a_person, a_professional,
    a_registration, a_vat_number, an_association, counting,
};
use services::{Context, Error, Result};

use crate::seen::{self, Mail};

/// A form that was never sent before.
fn a_form(ctx: &Context) -> IntentId {
    IntentId(ctx.new_id())
}

pub async fn registered(ctx: &Context, form: &RegistrationForm) -> Registered {
    register(ctx, a_form(ctx), form).await.unwrap()
}

fn refusal(answer: Result<Registered>) -> PartyError {
    match answer {
        Err(Error::Rule(RuleError::Party(refusal))) => refusal,
        other => panic!("{other:?}"),
    }
}

/// What is wrong with the form, field by field.
async fn refusals(ctx: &Context, form: &RegistrationForm) -> Vec<(Field, FieldError)> {
    match refusal(register(ctx, a_form(ctx), form).await) {
        PartyError::Fields(fields) => fields,
        other => panic!("{other:?}"),
    }
}

/// The mails of this kind, after everybody has been told.
async fn mails_of_kind(ctx: &Context, kind: &str) -> Vec<Mail> {
    while announce_registrations(ctx).await.unwrap() > 0 {}
    let mut mails = seen::mails(ctx).await;
    mails.retain(|mail| mail.kind == kind);
    mails
}

const ACCOUNTS: &str = "SELECT COUNT(*) FROM account";

#[rstest]
#[tokio::test]
async fn usernames_are_seven_digits_one_after_the_other(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;

    let anna = registered(&shop, &a_registration(a_company())).await;
    let bruno = registered(&shop, &a_registration(a_professional())).await;
    let club = registered(&shop, &a_registration(an_association())).await;

    let usernames = [&anna.username, &bruno.username, &club.username];
    assert_eq!(
        usernames,
        ["2000001@bottega.example", "2000002@bottega.example", "2000003@bottega.example"]
    );
    assert_eq!(
        sign_in(&shop, &a_browser(), &anna.username, PASSWORD).await.unwrap().account,
        anna.account
    );
}

#[rstest]
#[tokio::test]
async fn the_username_is_written_at_once_and_the_confirmation_with_the_first_order(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;

    let anna = registered(&shop, &a_registration(a_company())).await;

    let mails = seen::mails(&shop).await;
    assert_eq!(seen::kinds(&mails), ["account_opened"]);
    assert_eq!(mails[0].recipient, "anna@bianchi.example");
    assert!(mails[0].text.contains(&anna.username), "{}", mails[0].text);
}

#[rstest]
#[tokio::test]
async fn a_registration_whose_answer_was_lost_can_be_sent_again(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (intent, form) = (a_form(&shop), a_registration(a_company()));
    let lost = register(&shop, intent, &form).await.unwrap();

    let again = register(&shop, intent, &form).await.unwrap();

    assert_eq!((again.account, again.username), (lost.account, lost.username));
    assert_eq!(seen::number(&shop, ACCOUNTS).await, 1);
    assert_eq!(seen::mails(&shop).await.len(), 1, "one mail tells the username");
}

#[rstest]
#[tokio::test]
async fn a_form_with_another_password_opens_nobodys_account(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (intent, form) = (a_form(&shop), a_registration(a_company()));
    let anna = register(&shop, intent, &form).await.unwrap();
    let guess = RegistrationForm { password: "Sasso-Fiume-17-Vele".into(), ..form.clone() };

    for _ in 0..10 {
        let refused = refusal(register(&shop, intent, &guess).await);
        assert_eq!(refused, PartyError::AlreadyRegistered);
    }

    let guessed = register(&shop, intent, &form).await.unwrap_err();
    let waits = RuleError::SignIn(SignInError::TooManyAttempts { seconds: 1 });
    assert!(
        matches!(guessed, Error::Rule(rule) if rule == waits),
        "even the right one has to wait"
    );
    assert_eq!(
        sign_in(&shop, &a_browser(), &anna.username, PASSWORD).await.unwrap().account,
        anna.account
    );
    assert_eq!(seen::number(&shop, ACCOUNTS).await, 1);
    shop.clock.advance(TimeDelta::seconds(1));
    assert_eq!(register(&shop, intent, &form).await.unwrap().account, anna.account);
}

#[rstest]
#[tokio::test]
async fn the_same_form_with_corrected_data_corrects_the_account_that_it_made(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let intent = a_form(&shop);
    let mistaken =
        RegistrationForm { email: "ana@bianchi.example".into(), ..a_registration(a_company()) };
    let first = register(&shop, intent, &mistaken).await.unwrap();
    let corrected = a_registration(PartyForm { city: "Arezzo".into(), ..mistaken.party });

    let second = register(&shop, intent, &corrected).await.unwrap();

    assert_eq!(second.account, first.account);
    let form = holder_form(&shop, first.account).await.unwrap();
    assert_eq!((form.email.as_str(), form.party.city.as_str()), ("anna@bianchi.example", "Arezzo"));
    let mails = seen::mails(&shop).await;
    let recipients: Vec<_> = mails.iter().map(|mail| mail.recipient.as_str()).collect();
    assert_eq!(recipients, ["ana@bianchi.example", "anna@bianchi.example"]);
    assert!(mails[1].text.contains(&first.username));
}

#[rstest]
#[tokio::test]
async fn once_something_was_ordered_the_form_of_the_registration_changes_nothing_more(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (intent, form) = (a_form(&shop), a_registration(a_company()));
    let anna = register(&shop, intent, &form).await.unwrap();
    let mut tx = shop.db.write().await.unwrap();
    tx.sql("UPDATE account SET welcomed = TRUE").run().await.unwrap();
    tx.commit().await.unwrap();
    let other = RegistrationForm { email: "altra@bianchi.example".into(), ..form };

    let again = register(&shop, intent, &other).await.unwrap();

    assert_eq!(again.account, anna.account);
    let form = holder_form(&shop, anna.account).await.unwrap();
    assert_eq!(form.email, "anna@bianchi.example");
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_form_sent_five_times_at_once_makes_one_account(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (intent, form) = (a_form(&shop), a_registration(a_company()));
    let tabs = [(*shop).clone(), shop.second_process().await];

    let presses: Vec<_> = (0..5)
        .map(|press| {
            let (tab, form) = (tabs[press % 2].clone(), form.clone());
            tokio::spawn(async move { register(&tab, intent, &form).await.unwrap() })
        })
        .collect();
    let mut accounts = Vec::new();
    for press in presses {
        accounts.push(press.await.unwrap().account);
    }

    assert!(accounts.iter().all(|account| *account == accounts[0]), "{accounts:?}");
    assert_eq!(seen::number(&shop, ACCOUNTS).await, 1);
    assert_eq!(seen::mails(&shop).await.len(), 1);
    let next = registered(&shop, &a_registration(a_company())).await;
    assert_eq!(next.username, "2000002@bottega.example", "the other presses use up no number");
}

#[rstest]
#[case::of_a_company(a_company())]
#[case::of_a_professional(a_professional())]
#[case::of_an_association(an_association())]
#[case::of_a_person(a_person())]
#[tokio::test]
async fn a_known_number_registers_like_any_other(
    #[case] party: PartyForm,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let form = a_registration(party);
    let work = async |form| counting(register(&shop, a_form(&shop), form)).await;
    let (first, for_a_new_number): (_, Counted) = work(&form).await;

    let (second, for_a_known_one) = work(&form).await;

    assert_ne!(second.unwrap().account, first.unwrap().account);
    assert_eq!(for_a_known_one, for_a_new_number, "a stranger with a watch would learn of it");
    assert_eq!(seen::kinds(&seen::mails(&shop).await), ["account_opened"; 2]);
}

#[rstest]
#[case::by_partita_iva(|bruno: PartyForm| PartyForm { tax_code: a_professional().tax_code, ..bruno },
    "la tua partita IVA")]
#[case::by_codice_fiscale(|bruno: PartyForm| PartyForm { vat_number: a_vat_number().into(), ..bruno },
    "il tuo codice fiscale")]
#[tokio::test]
async fn the_earlier_account_with_a_number_is_told_and_nobody_else(
    #[case] known_by: fn(PartyForm) -> PartyForm,
    #[case] whose: &str,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let bruno = a_customer().being(a_professional()).create(&shop).await;
    a_customer().create(&shop).await;
    let stranger = RegistrationForm {
        email: "altro@neri.example".into(),
        ..a_registration(known_by(bruno.party))
    };

    registered(&shop, &stranger).await;

    let told = mails_of_kind(&shop, "numbers_registered").await;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].recipient, "anna@bianchi.example");
    assert_eq!(told[0].subject, format!("Nuova registrazione con {whose}"));
    assert!(told[0].text.contains(&bruno.username), "{}", told[0].text);
    assert!(!told[0].text.contains("altro@neri.example"), "{}", told[0].text);
}

#[rstest]
#[tokio::test]
async fn however_often_a_number_is_registered_each_earlier_account_hears_of_it_once_a_day(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let a_namesake = || a_customer().being(anna.party.clone());

    for _ in 0..7 {
        a_namesake().create(&shop).await;
    }
    assert_eq!(mails_of_kind(&shop, "numbers_registered").await.len(), 7, "all but the newest");
    let to_anna =
        |mails: &[Mail]| mails.iter().filter(|mail| mail.text.contains(&anna.username)).count();
    assert_eq!(to_anna(&mails_of_kind(&shop, "numbers_registered").await), 1);

    shop.clock.advance(TimeDelta::days(1));
    a_namesake().create(&shop).await;
    assert_eq!(to_anna(&mails_of_kind(&shop, "numbers_registered").await), 2);
}

#[rstest]
#[tokio::test]
async fn nobody_is_buried_in_the_mails_of_a_registration(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let form = a_registration(a_company());

    for _ in 0..7 {
        registered(&shop, &form).await;
    }

    assert_eq!(seen::number(&shop, ACCOUNTS).await, 7);
    assert_eq!(mails_of_kind(&shop, "account_opened").await.len(), 5);
}

#[rstest]
#[tokio::test]
async fn whoever_has_ended_a_service_can_buy_again_with_a_new_account(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let before = a_customer().with_service_until(services::testing::day("2026-08-23"));
    let before = before.create(&shop).await;

    let anna = a_customer().being(before.party).with_holder().create(&shop).await;
    let order = anna.orders(&shop, Cart::first_purchase(Product::Invoicing, 1)).await;

    assert_eq!(order.account, anna.account);
}

#[rstest]
#[case::short("Vx7-kQ2", FieldError::Password(PasswordError::TooShort { min: 8 }))]
#[case::common("password123", FieldError::Password(PasswordError::TooCommon))]
#[case::ones_own_address("anna@bianchi.example", FieldError::Password(PasswordError::TooCommon))]
#[tokio::test]
async fn a_password_that_others_would_guess_is_refused(
    #[case] password: &str,
    #[case] error: FieldError,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let form = RegistrationForm { password: password.into(), ..a_registration(a_company()) };

    assert_eq!(refusals(&shop, &form).await, [(Field::Password, error)]);
}

#[rstest]
#[tokio::test]
async fn a_long_password_of_small_letters_is_welcome(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let password = "quattro gatti sul tetto che scotta";
    let form = RegistrationForm { password: password.into(), ..a_registration(a_company()) };

    let anna = registered(&shop, &form).await;

    assert_eq!(
        sign_in(&shop, &a_browser(), &anna.username, password).await.unwrap().account,
        anna.account
    );
}

#[rstest]
#[tokio::test]
async fn everything_that_is_wrong_is_said_at_once(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let form = RegistrationForm {
        password: "1234".into(),
        ..a_registration(PartyForm { city: String::new(), ..a_company() })
    };

    let refused = refusals(&shop, &form).await;

    let fields: Vec<Field> = refused.iter().map(|(field, _)| *field).collect();
    assert_eq!(fields, [Field::City, Field::Password]);
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM account").await, 0);
}

#[rstest]
#[tokio::test]
async fn a_password_that_was_left_out_is_missing_and_not_too_short(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let form = RegistrationForm { password: "  ".into(), ..a_registration(a_company()) };

    assert_eq!(refusals(&shop, &form).await, [(Field::Password, FieldError::Missing)]);
}
