use super::*;
use crate::party::{HolderForm, Kind, PartyForm, RecipientKind};

fn a_holder(kind: Kind) -> Holder {
    let form = HolderForm {
        party: PartyForm {
            kind,
            business_name: "Bianchi Ceramiche S.r.l.".into(),
            legal_representative: "Anna Bianchi".into(),
            vat_number: "02342520158".into(),
            street: "Via Roma 1".into(),
            postal_code: "52100".into(),
            city: "Arezzo".into(),
            province: "AR".into(),
            phone: "0575123456".into(),
            ..PartyForm::default()
        },
        email: "anna@bianchi.example".into(),
        recipient: RecipientKind::Code,
        recipient_code: if kind == Kind::PublicBody { "UF5HHG" } else { "M5UXCR1" }.into(),
        ..HolderForm::default()
    };
    Holder::check(&form).unwrap()
}

fn given(holder: &Holder) -> Given<'_> {
    Given { holder, today: "2026-11-22".parse().unwrap() }
}

/// A form for each step in which nothing is wrong.
fn right(step: Step, holder: &Holder) -> StepForm {
    let mut form = StepForm::of_order(step, holder);
    match step {
        Step::Regime => form.regime = "RF01".into(),
        Step::Chargeability => form.chargeability = "I".into(),
        Step::Funds => form.funds = vec![a_fund()],
        Step::Withholdings => form.withholdings = vec![a_withholding()],
        Step::Seller | Step::Creation | Step::Notices | Step::Reception => {}
    }
    form
}

fn a_fund() -> FundForm {
    FundForm { kind: "TC22".into(), rate: "4,00".into(), vat: "22".into(), ..FundForm::default() }
}

fn a_withholding() -> WithholdingForm {
    WithholdingForm {
        kind: "RT01".into(),
        rate: "20".into(),
        share: "100".into(),
        reason: "A".into(),
        with_funds: true,
    }
}

fn faults(step: Step, form: &StepForm, holder: &Holder) -> Vec<(Field, usize, Fault)> {
    let found = form.check(step, &given(holder)).unwrap_err();
    found.into_iter().map(|(Spot { field, row }, fault)| (field, row, fault)).collect()
}

fn save(
    configuration: Configuration,
    step: Step,
    form: StepForm,
    holder: &Holder,
) -> Configuration {
    let seen = configuration.version(step);
    let (kept, _) = configuration.take((step, form), seen, &given(holder)).unwrap();
    let Configuration { service, kept: mut all } = configuration;
    all.retain(|it| it.step != step);
    all.push(kept);
    Configuration::new(service, all)
}

fn whole(service: Product, holder: &Holder) -> Configuration {
    let mut configuration = Configuration::new(service, Vec::new());
    for step in Step::of(service) {
        configuration = save(configuration, step, right(step, holder), holder);
    }
    configuration
}

#[test]
fn what_the_order_says_stands_there_already() {
    let holder = a_holder(Kind::Company);
    for step in [Step::Seller, Step::Creation, Step::Notices, Step::Reception] {
        assert!(StepForm::of_order(step, &holder).check(step, &given(&holder)).is_ok(), "{step:?}");
    }
    let body = a_holder(Kind::PublicBody);
    let form = StepForm::of_order(Step::Seller, &body);
    assert_eq!(form.seller.office, "UF5HHG");
    assert!(form.check(Step::Seller, &given(&body)).is_ok());
    let form = StepForm::of_order(Step::Regime, &holder);
    assert_eq!(faults(Step::Regime, &form, &holder), [(Field::Regime, 0, Fault::Missing)]);
}

#[test]
fn an_answer_can_be_shown_again_as_a_form() {
    let holder = a_holder(Kind::Company);
    let mut form = right(Step::Seller, &holder);
    form.seller = SellerForm {
        branch: form.seller.seat.clone(),
        fax: "0575 654321".into(),
        register_name: "Ordine degli ingegneri".into(),
        register_province: "ar".into(),
        register_number: "123".into(),
        register_since: "2001-05-03".into(),
        companies_province: "AR".into(),
        companies_number: "123456".into(),
        companies_capital: "10.000,00".into(),
        companies_shareholders: "SU".into(),
        is_in_liquidation: true,
        ..form.seller
    };
    let answer = form.check(Step::Seller, &given(&holder)).unwrap();
    assert_eq!(StepForm::of(&answer).check(Step::Seller, &given(&holder)), Ok(answer.clone()));
    let json = serde_json::to_string(&answer).unwrap();
    assert_eq!(serde_json::from_str::<Answer>(&json).unwrap(), answer);
    for step in Step::ALL {
        let answer = right(step, &holder).check(step, &given(&holder)).unwrap();
        let again = StepForm::of(&answer).check(step, &given(&holder));
        assert_eq!(again, Ok(answer), "{step:?}");
    }
}

#[test]
fn everything_that_is_wrong_with_a_seller_is_said_at_once() {
    let holder = a_holder(Kind::Company);
    let mut form = StepForm::of_order(Step::Seller, &holder);
    form.seller.seat.city = "Iași".into();
    form.seller.branch.street = "Via Po 3".into();
    form.seller.phone = "12".into();
    form.seller.register_number = "7".into();
    form.seller.companies_capital = "tanto".into();
    let found = faults(Step::Seller, &form, &holder);
    let fields: Vec<Field> = found.iter().map(|(field, _, _)| *field).collect();
    assert_eq!(
        fields,
        [
            Field::City,
            Field::BranchPostalCode,
            Field::BranchCity,
            Field::BranchProvince,
            Field::Phone,
            Field::RegisterName,
            Field::CompaniesProvince,
            Field::CompaniesNumber,
            Field::CompaniesCapital,
        ]
    );
    assert!(matches!(found[0].2, Fault::NotOnInvoice(_)));
}

#[test]
fn a_public_body_names_its_office_and_is_in_no_register() {
    let body = a_holder(Kind::PublicBody);
    let mut form = StepForm::of_order(Step::Seller, &body);
    form.seller.office = String::new();
    form.seller.area = "A-1?".into();
    form.seller.companies_capital = "tanto".into();
    assert_eq!(
        faults(Step::Seller, &form, &body),
        [(Field::Office, 0, Fault::Missing), (Field::Area, 0, Fault::Code)]
    );
    let company = a_holder(Kind::Company);
    form.seller.companies_capital = String::new();
    let Ok(Answer::Seller(seller)) = form.check(Step::Seller, &given(&company)) else {
        panic!("accepted")
    };
    assert_eq!((seller.office, seller.area), (None, None));
}

#[test]
fn rows_that_are_empty_say_nothing_and_others_are_whole() {
    let holder = a_holder(Kind::Company);
    let rows = |funds| StepForm { funds, ..StepForm::default() };
    let none = rows(vec![FundForm::default(), FundForm::default()]);
    assert_eq!(none.check(Step::Funds, &given(&holder)), Ok(Answer::Funds(Vec::new())));
    let free = FundForm { vat: "0".into(), ..a_fund() };
    let taxed = FundForm { nature: "N2.2".into(), ..a_fund() };
    let half = FundForm { rate: "101".into(), ..FundForm::default() };
    assert_eq!(
        faults(Step::Funds, &rows(vec![free, taxed, half]), &holder),
        [
            (Field::FundNature, 0, Fault::NatureMissing),
            (Field::FundNature, 1, Fault::NatureTooMuch),
            (Field::FundKind, 2, Fault::Missing),
            (Field::FundRate, 2, Fault::Percentage),
            (Field::FundVat, 2, Fault::Missing),
        ]
    );
    let only_the_share = WithholdingForm { share: "100".into(), ..WithholdingForm::default() };
    let form = StepForm { withholdings: vec![only_the_share], ..StepForm::default() };
    let answer = form.check(Step::Withholdings, &given(&holder));
    assert_eq!(answer, Ok(Answer::Withholdings(Vec::new())));
}

#[test]
fn there_are_three_funds_and_four_withholdings_at_most() {
    let holder = a_holder(Kind::Company);
    let form = StepForm { funds: vec![a_fund(); 9], ..StepForm::default() };
    let Ok(Answer::Funds(funds)) = form.check(Step::Funds, &given(&holder)) else { panic!() };
    assert_eq!(funds.len(), FUNDS_MAX);
    let form = StepForm { withholdings: vec![a_withholding(); 9], ..StepForm::default() };
    let answer = form.clone().check(Step::Withholdings, &given(&holder));
    let Ok(Answer::Withholdings(rows)) = answer else { panic!() };
    assert_eq!(rows.len(), WITHHOLDINGS_MAX);
    assert_eq!(form.only(Step::Withholdings).withholdings.len(), WITHHOLDINGS_MAX);
}

#[test]
fn withholdings_wait_for_regime_and_funds_and_a_flat_rate_has_none() {
    let holder = a_holder(Kind::Company);
    let begun = Configuration::new(Product::Invoicing, Vec::new());
    assert_eq!(begun.state(Step::Withholdings), State::Waits(Step::Regime));
    let form = right(Step::Withholdings, &holder);
    let refused = begun.take((Step::Withholdings, form.clone()), 0, &given(&holder));
    assert_eq!(refused, Err(ConfigurationError::NotOpen));

    let begun = save(begun, Step::Regime, right(Step::Regime, &holder), &holder);
    assert_eq!(begun.state(Step::Withholdings), State::Waits(Step::Funds));
    let begun = save(begun, Step::Funds, StepForm::default(), &holder);
    assert_eq!(begun.state(Step::Withholdings), State::Open);
    assert!(!begun.has_funds());
    let begun = save(begun, Step::Withholdings, form, &holder);
    let flat = StepForm { regime: "RF19".into(), ..StepForm::default() };
    let begun = save(begun, Step::Regime, flat, &holder);
    assert_eq!(begun.state(Step::Withholdings), State::NotNeeded);
}

#[test]
fn a_draft_is_kept_and_the_last_answer_with_it() {
    let holder = a_holder(Kind::Company);
    let all = whole(Product::Invoicing, &holder);
    assert_eq!(all.conclude(), Ok(()));
    assert_eq!(all.progress(), (8, 8));
    let mut form = right(Step::Seller, &holder);
    form.seller.seat.postal_code = "521".into();
    let (kept, found) = all.take((Step::Seller, form.clone()), 1, &given(&holder)).unwrap();
    assert_eq!(found[0].0, Field::PostalCode.into());
    assert_eq!((kept.draft.as_ref(), kept.version), (Some(&form), 2));
    assert_eq!(kept.answer.as_ref(), all.answer(Step::Seller));

    let all = save(all, Step::Seller, form.clone(), &holder);
    assert_eq!(all.state(Step::Seller), State::Unfinished);
    assert_eq!(all.form(Step::Seller, &holder), form);
    assert_eq!(all.conclude(), Err(ConfigurationError::NotComplete));
    assert_eq!(all.next(), Some(Step::Seller));
}

#[test]
fn of_two_who_save_at_once_the_second_hears_of_it() {
    let holder = a_holder(Kind::Company);
    let all = whole(Product::Invoicing, &holder);
    let other = StepForm { regime: "RF18".into(), ..StepForm::default() };
    let refused = all.take((Step::Regime, other.clone()), 0, &given(&holder));
    assert_eq!(refused, Err(ConfigurationError::ChangedElsewhere));
    let same = right(Step::Regime, &holder);
    assert!(all.take((Step::Regime, same), 0, &given(&holder)).is_ok(), "both want the same");
    assert!(all.take((Step::Regime, other), 1, &given(&holder)).is_ok());
}

#[test]
fn the_steps_are_gone_through_in_their_order_and_from_anywhere() {
    let holder = a_holder(Kind::Company);
    let begun = Configuration::new(Product::Invoicing, Vec::new());
    assert_eq!(begun.next(), Some(Step::Seller));
    let begun = save(begun, Step::Creation, right(Step::Creation, &holder), &holder);
    assert_eq!(begun.next_after(Step::Creation), Some(Step::Notices));
    let begun = save(begun, Step::Notices, right(Step::Notices, &holder), &holder);
    let begun = save(begun, Step::Reception, StepForm::default(), &holder);
    assert_eq!(begun.next_after(Step::Reception), Some(Step::Seller));
    assert_eq!(begun.progress(), (3, 8));
    assert_eq!(whole(Product::Invoicing, &holder).next_after(Step::Seller), None);
}

#[test]
fn whoever_only_receives_is_asked_nothing_about_sending() {
    let holder = a_holder(Kind::PublicBody);
    let steps: Vec<_> = Step::of(Product::ReceiveOnly).collect();
    assert_eq!(steps, [Step::Seller, Step::Notices, Step::Reception]);
    let all = whole(Product::ReceiveOnly, &holder);
    assert_eq!(all.conclude(), Ok(()));
    assert_eq!(all.state(Step::Regime), State::NotNeeded);
}

#[test]
fn a_form_keeps_no_more_than_its_step_asks() {
    let holder = a_holder(Kind::Company);
    let form = StepForm { regime: "RF01".into(), ..right(Step::Notices, &holder) };
    assert_eq!(form.only(Step::Notices), right(Step::Notices, &holder));
    assert!(Step::ALL.into_iter().all(|step| Step::parse(step.as_str()) == Some(step)));
}

#[test]
fn answers_from_when_more_was_asked_are_read() {
    let kept = r#"{"Notices":{"email":"anna@bianchi.example","pace":"daily",
        "agenda":true,"hints":false}}"#;
    let answer: Answer = serde_json::from_str(kept).unwrap();
    let Answer::Notices(Notices { email, pace, with_agenda }) = &answer else {
        panic!("{answer:?}")
    };
    assert_eq!((email.as_str(), *pace), ("anna@bianchi.example", Pace::Daily));
    assert!(!with_agenda, "what did nothing then does nothing now");
    let draft = r#"{"notices":{"email":"anna@","pace":"each","agenda":true,"hints":true}}"#;
    let draft: StepForm = serde_json::from_str(draft).unwrap();
    assert_eq!(draft.notices.email, "anna@");
}
