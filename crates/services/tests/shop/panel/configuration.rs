//! The first configuration: step by step, from any device, and the panel opens at its end.

use domain::Product;
use domain::RuleError;
use domain::cart::Cart;
use domain::configuration::{
    Configuration, ConfigurationError, Fault, Field, Spot, State, Step, StepForm,
};
use domain::party::{EmailError, FieldError};
use rstest::rstest;
use services::panel::configuration::{Sent, conclude, save, show};
use services::panel::{
    Access, PasswordForm, ServiceToConfigure, change_password, home, open, open_cart, sign_in,
};
use services::payment::register_payment;
use services::testing::{
    Engine, PASSWORD, a_browser, a_customer, a_professional, an_association, day, the_payment_of,
};
use services::{Context, Error, Result};

use crate::seen;

const OWN: &str = "Tre-Lumache-7-Sul-Muretto!";

/// A form in which nothing is wrong, as if it had been opened just now.
async fn sent(shop: &Context, access: &ServiceToConfigure, step: Step) -> Sent {
    let shown = show(shop, access).await.unwrap();
    let mut form = shown.form(step, &access.subscription().holder);
    match step {
        Step::Regime => form.regime = "RF01".into(),
        Step::Chargeability => form.chargeability = "I".into(),
        Step::Seller
        | Step::Funds
        | Step::Withholdings
        | Step::Creation
        | Step::Notices
        | Step::Reception => {}
    }
    Sent { step, seen: shown.version(step), form }
}

/// Goes the whole way.
pub async fn conclude_all(shop: &Context, access: &ServiceToConfigure) {
    let mut next = show(shop, access).await.unwrap().next();
    while let Some(step) = next {
        next = save(shop, access, &sent(shop, access, step).await).await.unwrap();
    }
    conclude(shop, access).await.unwrap();
}

fn why<T>(outcome: Result<T>) -> ConfigurationError {
    match outcome {
        Err(Error::Rule(RuleError::Configuration(error))) => error,
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("it was done"),
    }
}

fn states(shown: &Configuration) -> Vec<State> {
    shown.steps().map(|(_, state)| state).collect()
}

#[rstest]
#[tokio::test]
async fn the_panel_opens_when_every_step_is_answered_and_it_is_concluded(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    assert!(matches!(anna.panel(&shop).await, Access::Open(_)), "it began before there was one");
    let access = anna.before_configuration(&shop).await;
    assert!(access.is_owner());

    let begun = show(&shop, &access).await.unwrap();
    assert_eq!(begun.next(), Some(Step::Seller));
    assert_eq!(why(conclude(&shop, &access).await), ConfigurationError::NotComplete);
    for step in Step::ALL {
        assert!(matches!(anna.panel(&shop).await, Access::ToConfigure(_)));
        let next = save(&shop, &access, &sent(&shop, &access, step).await).await.unwrap();
        assert_eq!(next, Step::ALL.into_iter().find(|it| *it > step));
    }
    assert_eq!(states(&show(&shop, &access).await.unwrap()), [State::Done; 8]);
    assert!(matches!(anna.panel(&shop).await, Access::ToConfigure(_)), "not before the last press");
    conclude(&shop, &access).await.unwrap();

    let inside = anna.in_panel(&shop).await;
    assert!(home(&shop, &inside).await.is_ok());
    conclude(&shop, &access).await.unwrap();
    let late = sent(&shop, &access, Step::Regime).await;
    assert_eq!(why(save(&shop, &access, &late).await), ConfigurationError::Concluded);
}

#[rstest]
#[tokio::test]
async fn what_is_wrong_is_told_and_kept_for_another_device(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    let access = anna.before_configuration(&shop).await;
    let mut form = sent(&shop, &access, Step::Seller).await;
    save(&shop, &access, &form).await.unwrap();

    form.seen = 1;
    form.form.seller.seat.street = "Via dei Vasai 12".into();
    form.form.seller.seat.postal_code = "501".into();
    let faults = why(save(&shop, &access, &form).await);

    let at = |field: Field| Spot::from(field);
    let postal_code = (at(Field::PostalCode), Fault::Party(FieldError::PostalCode));
    assert_eq!(faults, ConfigurationError::Faults(vec![postal_code]));
    let elsewhere = show(&shop, &anna.to_configure(&shop).await).await.unwrap();
    assert_eq!(elsewhere.state(Step::Seller), State::Unfinished);
    let kept = elsewhere.form(Step::Seller, &access.subscription().holder);
    assert_eq!(kept.seller.seat.street, "Via dei Vasai 12");
    assert_eq!(kept.seller.seat.postal_code, "501");

    let mut notices = sent(&shop, &access, Step::Notices).await;
    notices.form.notices.email = format!("anna@{}.it", "\u{3a9}".repeat(70));
    let unreachable = Fault::Party(FieldError::Email(EmailError::Shape));
    let faults = vec![(at(Field::NoticesEmail), unreachable)];
    assert_eq!(why(save(&shop, &access, &notices).await), ConfigurationError::Faults(faults));
    let shown = show(&shop, &access).await.unwrap();
    assert_eq!(shown.state(Step::Notices), State::Unfinished);
    assert_eq!(shown.form(Step::Notices, &access.subscription().holder), notices.form);
}

#[rstest]
#[tokio::test]
async fn of_two_who_save_at_once_one_hears_of_the_other(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    let access = anna.before_configuration(&shop).await;
    let regime = |code: &str| Sent {
        step: Step::Regime,
        seen: 0,
        form: StepForm { regime: code.into(), ..StepForm::default() },
    };

    let (one, other) = (regime("RF01"), regime("RF18"));
    let (one, other) = tokio::join!(save(&shop, &access, &one), save(&shop, &access, &other));

    let refused: Vec<_> = [one, other].into_iter().filter(Result::is_err).collect();
    let [refused] = <[_; 1]>::try_from(refused).unwrap();
    assert_eq!(why(refused), ConfigurationError::ChangedElsewhere);
    let shown = show(&shop, &access).await.unwrap();
    assert_eq!((shown.version(Step::Regime), shown.progress()), (1, (1, 8)));
}

#[rstest]
#[tokio::test]
async fn a_step_that_is_not_open_is_refused_and_a_flat_rate_has_one_less(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().being(a_professional()).with_service_until(day("2027-04-14"));
    let anna = anna.create(&shop).await;
    let access = anna.before_configuration(&shop).await;
    let withholdings = sent(&shop, &access, Step::Withholdings).await;
    assert_eq!(why(save(&shop, &access, &withholdings).await), ConfigurationError::NotOpen);

    let mut flat = sent(&shop, &access, Step::Regime).await;
    flat.form.regime = "RF19".into();
    save(&shop, &access, &flat).await.unwrap();

    assert_eq!(show(&shop, &access).await.unwrap().state(Step::Withholdings), State::NotNeeded);
    conclude_all(&shop, &access).await;
    assert!(matches!(anna.panel(&shop).await, Access::Open(_)));
}

#[rstest]
#[tokio::test]
async fn whoever_only_receives_answers_three_steps(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let body = a_customer().being(an_association()).with_receive_only_until(day("2027-04-14"));
    let body = body.create(&shop).await;
    let access = body.before_configuration(&shop).await;

    assert_eq!(show(&shop, &access).await.unwrap().progress(), (0, 3));
    conclude_all(&shop, &access).await;

    assert!(matches!(body.panel(&shop).await, Access::Open(_)));
}

#[rstest]
#[tokio::test]
async fn what_is_open_elsewhere_writes_nothing_while_it_is_to_be_configured(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    let bruno = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    let before = anna.in_panel(&shop).await;
    let access = anna.before_configuration(&shop).await;
    let bought = open_cart(&shop, &before, Product::Documents).await;
    assert!(matches!(bought, Err(Error::NotAllowed)));

    let regime = sent(&shop, &access, Step::Regime).await;
    save(&shop, &access, &regime).await.unwrap();
    let other = bruno.before_configuration(&shop).await;
    assert_eq!(show(&shop, &other).await.unwrap().progress(), (0, 8), "of another service");

    // Nothing is written in a service that has expired: its panel is open to be read.
    shop.clock.set_to_day(day("2027-04-15"));
    assert!(matches!(anna.panel(&shop).await, Access::Open(_)));
    assert!(matches!(save(&shop, &access, &regime).await, Err(Error::NotAllowed)));
    let (new, again) = (OWN.to_owned(), OWN.to_owned());
    let form = PasswordForm { current: PASSWORD.into(), new, again };
    change_password(&shop, bruno.panel_user.unwrap(), &form).await.unwrap();
    assert!(matches!(save(&shop, &other, &regime).await, Err(Error::NotAllowed)));
}

#[rstest]
#[tokio::test]
async fn a_new_service_is_configured_after_the_change_of_its_password(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_holder().create(&shop).await;
    let order = anna.orders(&shop, Cart::first_purchase(Product::Invoicing, 1)).await;
    register_payment(&shop, &the_payment_of(&shop, &order)).await.unwrap();
    let username = format!("BT{}", anna.party.vat_number);
    let password = seen::mailed_password(&shop).await;
    let signed = sign_in(&shop, &a_browser(), &username, &password).await.unwrap();
    let access = open(&shop, signed.user, &signed.mark).await.unwrap();
    assert!(matches!(access, Access::OnlyChange), "first the password");

    let chosen = PasswordForm { current: password, new: OWN.into(), again: OWN.into() };
    change_password(&shop, signed.user, &chosen).await.unwrap();
    let signed = sign_in(&shop, &a_browser(), &username, OWN).await.unwrap();
    let Access::ToConfigure(access) = open(&shop, signed.user, &signed.mark).await.unwrap() else {
        panic!("it is still to be configured")
    };
    conclude_all(&shop, &access).await;

    let access = open(&shop, signed.user, &signed.mark).await.unwrap();
    assert!(matches!(access, Access::Open(_)));
}
