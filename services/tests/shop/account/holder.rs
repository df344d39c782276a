//! `Dati intestatario`: prefilled, checked, and refused before anybody pays in vain.

use chrono::TimeDelta;
use domain::Product;
use domain::RuleError;
use domain::cart::Cart;
use domain::party::{Field, FieldError, HolderForm, Kind, PartyError, PartyForm, RecipientKind};
use rstest::rstest;
use services::account::{holder_form, save_holder};
use services::testing::{
    Customer, Engine, a_company, a_customer, a_holder, a_professional, a_vat_number,
    an_association, day,
};
use services::{Context, Error};

use crate::seen;

async fn refusal(ctx: &Context, customer: &Customer, form: &HolderForm) -> PartyError {
    match save_holder(ctx, customer.account, form).await {
        Err(Error::Rule(RuleError::Party(refusal))) => refusal,
        other => panic!("{other:?}"),
    }
}

#[rstest]
#[tokio::test]
async fn the_form_is_filled_from_the_registration_at_first_and_then_from_what_was_saved(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;

    let at_first = holder_form(&shop, anna.account).await.unwrap();
    let with_pec = HolderForm {
        recipient: RecipientKind::Pec,
        recipient_pec: "bianchi@pec.it".into(),
        ..at_first.clone()
    };
    save_holder(&shop, anna.account, &with_pec).await.unwrap();
    let with_code = a_holder(at_first.party.clone());
    save_holder(&shop, anna.account, &with_code).await.unwrap();
    let afterwards = holder_form(&shop, anna.account).await.unwrap();

    assert_eq!(at_first.party.vat_number, anna.party.vat_number);
    assert_eq!(at_first.party.tax_code, anna.party.vat_number, "a company may leave it out");
    assert_eq!(at_first.email, "anna@bianchi.example");
    assert_eq!(afterwards, with_code);
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM holder").await, 1);
}

#[rstest]
#[tokio::test]
async fn what_is_wrong_is_said_at_its_field_and_nothing_is_kept(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let form = HolderForm {
        email: String::new(),
        recipient_code: "M5UXCR".into(),
        ..a_holder(PartyForm { postal_code: "5012".into(), ..a_company() })
    };

    let PartyError::Fields(fields) = refusal(&shop, &anna, &form).await else { panic!() };

    assert_eq!(fields[0], (Field::PostalCode, FieldError::PostalCode));
    assert_eq!(fields[1], (Field::Email, FieldError::Missing));
    assert_eq!(fields[2].0, Field::RecipientCode);
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM holder").await, 0);
}

#[rstest]
#[tokio::test]
async fn who_may_not_buy_what_is_in_the_cart_is_told_so(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    anna.fills(&shop, Cart::first_purchase(Product::Invoicing, 1)).await;

    let refused = refusal(&shop, &anna, &a_holder(an_association())).await;

    let (kind, service) = (Kind::Association, Product::Invoicing);
    assert_eq!(refused, PartyError::MayNotBuy { kind, service });
    save_holder(&shop, anna.account, &a_holder(a_company())).await.unwrap();
}

#[rstest]
#[case::by_partita_iva(|bruno: PartyForm| PartyForm { tax_code: a_professional().tax_code, ..bruno })]
#[case::by_codice_fiscale(|bruno: PartyForm| PartyForm { vat_number: a_vat_number().into(), ..bruno })]
#[case::by_both(|bruno: PartyForm| bruno)]
#[tokio::test]
async fn a_service_that_is_active_for_these_numbers_is_not_sold_again(
    #[case] known_by: fn(PartyForm) -> PartyForm,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let bruno = a_customer().being(a_professional());
    let bruno = bruno.with_service_until(day("2027-04-14")).create(&shop).await;
    let anna = a_customer().create(&shop).await;

    let refused = refusal(&shop, &anna, &a_holder(known_by(bruno.party))).await;

    assert_eq!(refused, PartyError::AlreadyActive);
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM holder").await, 0);
}

#[rstest]
#[tokio::test]
async fn an_expired_service_blocks_its_numbers_for_ninety_days_and_not_a_day_longer(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let bruno = a_customer().with_service_until(day("2026-11-22")).create(&shop).await;
    let anna = a_customer().create(&shop).await;
    let form = a_holder(bruno.party.clone());

    shop.clock.set_to_day(day("2027-02-20"));
    let blocked = refusal(&shop, &anna, &form).await;
    shop.clock.set_to_day(day("2027-02-21"));
    save_holder(&shop, anna.account, &form).await.unwrap();

    assert_eq!(blocked, PartyError::AlreadyActive);
    assert!(bruno.service(&shop).await.is_none(), "it has ended");
}

#[rstest]
#[tokio::test]
async fn nobody_learns_by_trying_who_has_a_service(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let bruno = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    let anna = a_customer().create(&shop).await;
    let asked: Vec<HolderForm> = (0..10).map(|_| a_holder(a_company())).collect();
    for form in &asked {
        save_holder(&shop, anna.account, form).await.unwrap();
    }

    let eleventh = refusal(&shop, &anna, &a_holder(bruno.party.clone())).await;

    assert_eq!(eleventh, PartyError::TooManyNumbers { max: 10 }, "and not that it is active");
    save_holder(&shop, anna.account, &asked[0]).await.unwrap();
    let carla = a_customer().create(&shop).await;
    let told = refusal(&shop, &carla, &a_holder(bruno.party.clone())).await;
    assert_eq!(told, PartyError::AlreadyActive, "each account has ten of its own");
    shop.clock.advance(TimeDelta::hours(1));
    let later = refusal(&shop, &anna, &a_holder(bruno.party)).await;
    assert_eq!(later, PartyError::AlreadyActive);
}

#[rstest]
#[tokio::test]
async fn a_partita_iva_and_another_codice_fiscale_are_two_numbers(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    for _ in 0..5 {
        save_holder(&shop, anna.account, &a_holder(a_professional())).await.unwrap();
    }

    let sixth = refusal(&shop, &anna, &a_holder(a_professional())).await;

    assert_eq!(sixth, PartyError::TooManyNumbers { max: 10 });
}
