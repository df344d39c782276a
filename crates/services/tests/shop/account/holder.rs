//! `Dati intestatario`: prefilled, checked, and refused before anybody pays in vain.

use chrono::TimeDelta;
use domain::Product;
use domain::RuleError;
use domain::cart::Cart;
use domain::party::{
    EmailError, Field, FieldError, HolderForm, PartyError, PartyForm, RecipientKind, TaxCode,
};
use rstest::rstest;
use services::account::{holder_form, is_active_for, save_holder};
use services::testing::store::accounts;
use services::testing::{
    Customer, Engine, a_company, a_customer, a_holder, a_person, a_professional,
    a_tax_code_of_a_body, a_vat_number, an_association, day,
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
    let with_code = HolderForm { marketing: true, ..a_holder(at_first.party.clone()) };
    save_holder(&shop, anna.account, &with_code).await.unwrap();
    let afterwards = holder_form(&shop, anna.account).await.unwrap();

    assert_eq!(at_first.party.vat_number, anna.party.vat_number);
    assert_eq!(at_first.party.tax_code, "", "a company may leave it out");
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
#[case::an_association(an_association())]
#[case::a_person(a_person())]
#[tokio::test]
async fn who_may_not_buy_what_is_in_the_cart_is_told_so(
    #[case] party: PartyForm,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    anna.fills(&shop, Cart::first_purchase(Product::Invoicing, 1)).await;
    let form = a_holder(party);

    let refused = refusal(&shop, &anna, &form).await;

    let (kind, service) = (form.party.kind, Product::Invoicing);
    assert_eq!(refused, PartyError::MayNotBuy { kind, service });
    save_holder(&shop, anna.account, &a_holder(a_company())).await.unwrap();
    anna.fills(&shop, Cart::first_purchase(Product::ReceiveOnly, 1)).await;
    save_holder(&shop, anna.account, &form).await.unwrap();
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

#[rstest]
#[tokio::test]
async fn a_codice_fiscale_that_was_copied_follows_the_correction_of_the_partita_iva(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let right = a_vat_number();

    let at_first = holder_form(&shop, anna.account).await.unwrap();
    let corrected = PartyForm { vat_number: right.to_string(), ..at_first.party };
    save_holder(&shop, anna.account, &a_holder(corrected)).await.unwrap();
    let wrong = PartyForm { vat_number: a_vat_number().to_string(), ..a_company() };
    save_holder(&shop, anna.account, &a_holder(wrong)).await.unwrap();
    let again = holder_form(&shop, anna.account).await.unwrap();
    let corrected = PartyForm { vat_number: right.to_string(), ..again.party };
    let holder = save_holder(&shop, anna.account, &a_holder(corrected)).await.unwrap();

    assert_eq!(holder.party.tax_code.as_str(), right.as_str());
}

#[rstest]
#[tokio::test]
async fn two_companies_of_one_gruppo_iva_have_one_service(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let of_the_group = |tax_code: TaxCode, party: &PartyForm| PartyForm {
        tax_code: tax_code.into(),
        vat_number: party.vat_number.clone(),
        ..a_company()
    };
    let first = of_the_group(a_tax_code_of_a_body(), &a_company());
    let bruno = a_customer().being(first).with_service_until(day("2027-04-14"));
    let bruno = bruno.create(&shop).await;
    let anna = a_customer().create(&shop).await;

    let second = of_the_group(a_tax_code_of_a_body(), &bruno.party);
    let refused = refusal(&shop, &anna, &a_holder(second)).await;

    assert_eq!(refused, PartyError::AlreadyActive);
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM holder").await, 0);
}

#[rstest]
#[tokio::test]
async fn a_domain_in_letters_of_any_language_is_kept_and_an_impossible_one_is_told(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    // As a browser sends what somebody typed as `fatture@caffè.it`.
    let form = HolderForm {
        email: "fatture@xn--caff-8oa.it".into(),
        recipient: RecipientKind::Pec,
        recipient_pec: "caffè@pec.it".into(),
        ..a_holder(a_company())
    };

    let wrong = refusal(&shop, &anna, &form).await;
    let form = HolderForm { recipient_pec: "fatture@pec.caffè.it".into(), ..form };
    save_holder(&shop, anna.account, &form).await.unwrap();
    let kept = holder_form(&shop, anna.account).await.unwrap();
    let nowhere = HolderForm { email: "fatture@xn--a.it".into(), ..form };
    let refused = refusal(&shop, &anna, &nowhere).await;

    let local = FieldError::Email(EmailError::Local);
    assert_eq!(wrong, PartyError::Fields(vec![(Field::RecipientPec, local)]));
    assert_eq!(kept.email, "fatture@caffè.it");
    assert_eq!(kept.recipient_pec, "fatture@pec.caffè.it");
    let shape = FieldError::Email(EmailError::Shape);
    assert_eq!(refused, PartyError::Fields(vec![(Field::Email, shape)]));
}

#[rstest]
#[tokio::test]
async fn what_was_stored_under_older_rules_is_shown_and_asked_for_again(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    save_holder(&shop, anna.account, &a_holder(a_professional())).await.unwrap();
    let mut tx = shop.db.write().await.unwrap();
    let holder = accounts::holder(&mut tx, anna.account).await.unwrap().unwrap();
    let mut old = serde_json::to_value(&holder).unwrap();
    let street = "v".repeat(80);
    old["party"]["tax_code"] = "RSSMRA81B29H501V".into();
    old["party"]["name"]["Person"]["last"] = "Łukasz".into();
    old["party"]["address"]["street"] = street.as_str().into();
    old["party"]["address"]["province"] = "SU".into();
    old["recipient"]["Code"] = "XXXXXXX".into();
    let update = "UPDATE holder SET data = $2 WHERE account_id = $1";
    tx.sql(update).bind(anna.account).bind(old.to_string()).run().await.unwrap();
    tx.commit().await.unwrap();

    let form = holder_form(&shop, anna.account).await.unwrap();
    let PartyError::Fields(found) = refusal(&shop, &anna, &form).await else { panic!() };

    assert_eq!(form.party.street, street);
    assert_eq!(form.party.province, "SU");
    let fields: Vec<Field> = found.iter().map(|(field, _)| *field).collect();
    let expected = [Field::LastName, Field::TaxCode, Field::Street, Field::RecipientCode];
    assert_eq!(fields, expected);
}

#[rstest]
#[tokio::test]
async fn a_number_tells_as_it_is_typed_that_it_has_a_service_and_counts_like_the_form(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let bruno = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    let over = a_customer().with_service_until(day("2026-08-01")).create(&shop).await;
    let anna = a_customer().create(&shop).await;
    let ask = async |number: &str| is_active_for(&shop, anna.account, number, "").await;

    let taken = ask(&format!("IT {}", bruno.party.vat_number)).await.unwrap();
    let free = ask(&anna.party.vat_number).await.unwrap();
    let ended = ask(&over.party.vat_number).await.unwrap();
    let wrong = ask("02342520159").await.unwrap();

    assert_eq!([taken, free, ended, wrong], [true, false, false, false]);
    for _ in 0..7 {
        ask(a_vat_number().as_str()).await.unwrap();
    }
    let eleventh = ask(a_vat_number().as_str()).await;
    assert!(matches!(eleventh, Err(Error::Rule(_))), "{eleventh:?}");
    assert!(ask(&bruno.party.vat_number).await.unwrap(), "what was asked can be asked again");
}
