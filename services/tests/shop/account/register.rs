//! A new account with a username of its own.

use domain::RuleError;
use domain::party::{Field, FieldError, PartyError, PartyForm, RegistrationForm};
use rstest::rstest;
use services::account::{register, sign_in};
use services::testing::{
    Engine, PASSWORD, a_company, a_professional, a_registration, a_vat_number, an_association,
};
use services::{Context, Error};

use crate::seen;

/// What is wrong with the form, field by field.
async fn refusals(ctx: &Context, form: &RegistrationForm) -> Vec<(Field, FieldError)> {
    match register(ctx, form).await {
        Err(Error::Rule(RuleError::Party(PartyError::Fields(fields)))) => fields,
        other => panic!("{other:?}"),
    }
}

#[rstest]
#[tokio::test]
async fn usernames_are_seven_digits_one_after_the_other(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;

    let anna = register(&shop, &a_registration(a_company())).await.unwrap();
    let bruno = register(&shop, &a_registration(a_professional())).await.unwrap();
    let club = register(&shop, &a_registration(an_association())).await.unwrap();

    let usernames = [&anna.username, &bruno.username, &club.username];
    assert_eq!(
        usernames,
        ["2000001@bottega.example", "2000002@bottega.example", "2000003@bottega.example"]
    );
    assert_eq!(sign_in(&shop, &anna.username, PASSWORD).await.unwrap(), anna.account);
    assert!(seen::letters(&shop).await.is_empty(), "«Conferma iscrizione» comes with an order");
}

#[rstest]
#[case::of_a_company(a_company(), Field::VatNumber)]
#[case::of_a_professional(a_professional(), Field::VatNumber)]
#[case::of_an_association(an_association(), Field::TaxCode)]
#[tokio::test]
async fn a_number_that_has_an_account_is_refused_at_its_field(
    #[case] party: PartyForm,
    #[case] field: Field,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    register(&shop, &a_registration(party.clone())).await.unwrap();

    let refused = refusals(&shop, &a_registration(party)).await;

    assert_eq!(refused, [(field, FieldError::AlreadyRegistered)]);
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM account").await, 1);
    let next = register(&shop, &a_registration(a_company())).await.unwrap();
    assert_eq!(next.username, "2000002@bottega.example", "a refusal uses up no number");
}

#[rstest]
#[tokio::test]
async fn somebody_known_by_their_codice_fiscale_is_told_so_there(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let bruno = a_professional();
    register(&shop, &a_registration(bruno.clone())).await.unwrap();
    let with_another_number = PartyForm { vat_number: a_vat_number().into(), ..bruno };

    let refused = refusals(&shop, &a_registration(with_another_number)).await;

    assert_eq!(refused, [(Field::TaxCode, FieldError::AlreadyRegistered)]);
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_five_registrations_of_one_company_at_once_one_gets_an_account(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let form = a_registration(a_company());

    let attempts = (0..5).map(|_| {
        let (ctx, form): (Context, _) = ((*shop).clone(), form.clone());
        tokio::spawn(async move { register(&ctx, &form).await })
    });
    let mut outcomes = Vec::new();
    for attempt in attempts.collect::<Vec<_>>() {
        outcomes.push(attempt.await.unwrap());
    }

    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    let is_refusal = |outcome: &&_| matches!(outcome, Err(Error::Rule(_)));
    assert_eq!(outcomes.iter().filter(is_refusal).count(), 4, "{outcomes:?}");
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM account").await, 1);
}

#[rstest]
#[case::short("Vx7-kQ2", FieldError::PasswordTooShort { min: 8 })]
#[case::common("password123", FieldError::PasswordTooCommon)]
#[case::ones_own_address("anna@bianchi.example", FieldError::PasswordTooCommon)]
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

    let registered = register(&shop, &form).await.unwrap();

    let signed_in = sign_in(&shop, &registered.username, password).await.unwrap();
    assert_eq!(signed_in, registered.account);
}

#[rstest]
#[tokio::test]
async fn everything_that_is_wrong_is_said_at_once(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let form = RegistrationForm {
        email_again: "anna@bianchi.exampl".into(),
        password: "1234".into(),
        privacy: false,
        ..a_registration(PartyForm { city: String::new(), ..a_company() })
    };

    let refused = refusals(&shop, &form).await;

    let fields: Vec<Field> = refused.iter().map(|(field, _)| *field).collect();
    assert_eq!(fields, [Field::City, Field::EmailAgain, Field::Password, Field::Privacy]);
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM account").await, 0);
}
