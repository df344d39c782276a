//! Whoever has forgotten a username gets it by mail, and nobody learns whether anybody has.

use domain::RuleError;
use domain::party::{Field, FieldError, PartyError};
use domain::sign_in::SignInError;
use rstest::rstest;
use services::recovery::{answer_requests, ask_username};
use services::testing::{
    Customer, Engine, a_browser, a_browser_at, a_company, a_customer, a_holder, a_professional,
    a_registration, day,
};
use services::{Context, Error};

use crate::account::register::registered;
use crate::query_counts::of_asking;
use crate::seen::{self, Mail};

/// Asks, lets the job do its work, and gives the mails with usernames.
async fn mails_after(ctx: &Context, remembered: &str) -> Vec<Mail> {
    ask_username(ctx, a_browser().network, remembered).await.unwrap();
    while answer_requests(ctx).await.unwrap() > 0 {}
    let mut mails = seen::mails(ctx).await;
    mails.retain(|mail| mail.kind == "username_recovered");
    mails
}

fn told(mails: &[Mail], anna: &Customer) -> usize {
    mails.iter().filter(|mail| mail.text.contains(&anna.username)).count()
}

#[rstest]
#[tokio::test]
async fn an_account_is_found_by_address_partita_iva_and_codice_fiscale(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let bruno = a_customer().being(a_professional()).create(&shop).await;
    let vat_number = format!("IT {}", bruno.party.vat_number);
    let tax_code = bruno.party.tax_code.to_lowercase();

    for (times, remembered) in [" Anna@BIANCHI.example", &vat_number, &tax_code].iter().enumerate()
    {
        let mails = mails_after(&shop, remembered).await;
        assert_eq!(told(&mails, &bruno), times + 1, "{remembered}");
        assert_eq!(mails.last().unwrap().recipient, "anna@bianchi.example", "{remembered}");
    }
}

#[rstest]
#[tokio::test]
async fn each_account_is_written_to_at_its_own_address_about_itself_alone(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let party = a_company();
    let anna = a_customer().being(party.clone()).create(&shop).await;
    let mut form = a_registration(party.clone());
    form.email = "carla@bianchi.example".into();
    let carla = registered(&shop, &form).await;
    let stranger = a_customer().create(&shop).await;

    let mails = mails_after(&shop, &party.vat_number).await;

    let mut to: Vec<&str> = mails.iter().map(|mail| mail.recipient.as_str()).collect();
    to.sort_unstable();
    assert_eq!(to, ["anna@bianchi.example", "carla@bianchi.example"]);
    assert_eq!((told(&mails, &anna), told(&mails, &stranger)), (1, 0));
    let hers = mails.iter().find(|mail| mail.recipient.starts_with("carla")).unwrap();
    assert!(hers.text.contains(&carla.username) && !hers.text.contains(&anna.username));
}

#[rstest]
#[tokio::test]
async fn the_number_that_a_service_is_for_leads_to_the_account_that_manages_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let company = a_company();
    let anna = a_customer()
        .being(a_professional())
        .with_holder_of(a_holder(company.clone()))
        .with_service_until(day("2027-04-14"))
        .create(&shop)
        .await;

    let mails = mails_after(&shop, &company.vat_number).await;

    assert_eq!(told(&mails, &anna), 1);
    assert_eq!(mails[0].recipient, "anna@bianchi.example", "not the holder's");
}

#[rstest]
#[tokio::test]
async fn whoever_asks_costs_the_same_work_and_gets_the_same_answer_as_a_stranger(
    #[values(Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    a_customer().create(&shop).await;
    let work = async |remembered| {
        of_asking(async |from| ask_username(&shop, from.network, remembered).await.unwrap()).await
    };

    let known = work("anna@bianchi.example").await;
    let unknown = work("nessuno@bianchi.example").await;

    assert_eq!(known, unknown);
    assert!(seen::mails(&shop).await.is_empty(), "nothing is looked up while somebody waits");
}

#[rstest]
#[tokio::test]
async fn what_nobody_can_be_known_by_is_told_at_the_field(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;

    let refused = ask_username(&shop, a_browser().network, "Bianchi Ceramiche").await;

    let Err(Error::Rule(RuleError::Party(PartyError::Fields(fields)))) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(fields, [(Field::Remembered, FieldError::NothingKnownByIt)]);
}

#[rstest]
#[tokio::test]
async fn one_network_asks_about_one_address_as_often_as_it_may_guess_a_password(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let ask = async |address, remembered| {
        ask_username(&shop, a_browser_at(address).network, remembered).await
    };
    for _ in 0..5 {
        ask("192.0.2.7", "anna@bianchi.example").await.unwrap();
    }

    let refused = ask("192.0.2.7", "ANNA@bianchi.example").await;

    let waits = SignInError::TooManyAttempts { seconds: 1 };
    assert!(matches!(refused, Err(Error::Rule(RuleError::SignIn(error))) if error == waits));
    ask("192.0.2.7", "carla@bianchi.example").await.unwrap();
    ask("198.51.100.1", "anna@bianchi.example").await.unwrap();
}

#[rstest]
#[tokio::test]
async fn nobody_fills_a_mailbox_with_usernames(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;

    for network in 0..6 {
        let from = a_browser_at(&format!("198.51.100.{network}")).network;
        ask_username(&shop, from, "anna@bianchi.example").await.unwrap();
    }
    let mails = mails_after(&shop, "anna@bianchi.example").await;

    assert_eq!(told(&mails, &anna), 3);
    shop.clock.advance(chrono::TimeDelta::hours(1));
    let mails = mails_after(&shop, "anna@bianchi.example").await;
    assert_eq!(told(&mails, &anna), 4, "an hour later there is another one");
}

#[rstest]
#[tokio::test]
async fn two_servers_answer_a_request_once(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let other = shop.second_process().await;
    a_customer().create(&shop).await;
    ask_username(&shop, a_browser().network, "anna@bianchi.example").await.unwrap();

    let (one, two) = tokio::join!(answer_requests(&shop), answer_requests(&other));

    one.unwrap();
    two.unwrap();
    assert_eq!(seen::kinds(&seen::mails(&shop).await), ["username_recovered"]);
}
