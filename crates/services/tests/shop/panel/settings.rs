//! What was configured is changed later, in the settings of the open panel.

use domain::RuleError;
use domain::configuration::{Answer, ConfigurationError, Regime, State, Step};
use domain::grant::GrantError;
use domain::setup::Task;
use domain::timeline::{Deed, PanelDeed, Role};
use rstest::rstest;
use services::panel::configuration::{Sent, save, show};
use services::panel::trace::read;
use services::panel::users::change;
use services::panel::{Access, ServiceAccess, delegations, home, open, sign_in};
use services::testing::{Accountant, Engine, PASSWORD, a_browser, a_customer, day};
use services::{Context, Error, Result, digest};

use super::configuration::conclude_all;

const UNTIL: &str = "2027-04-14";

/// The form of a step, as if it had been opened just now.
async fn opened(shop: &Context, access: &ServiceAccess, step: Step) -> Sent {
    let shown = show(shop, access).await.unwrap();
    let form = shown.form(step, &access.subscription().holder);
    Sent { step, seen: shown.version(step), form }
}

async fn regime(shop: &Context, access: &ServiceAccess, code: &str) -> Sent {
    let mut sent = opened(shop, access, Step::Regime).await;
    sent.form.regime = code.into();
    sent
}

async fn in_force(shop: &Context, access: &ServiceAccess) -> Option<Answer> {
    show(shop, access).await.unwrap().answer(Step::Regime).cloned()
}

/// What the home of the panel says of it.
async fn is_configured(shop: &Context, access: &ServiceAccess) -> bool {
    let setup = home(shop, access).await.unwrap().setup;
    let task = setup.iter().find(|(task, _)| *task == Task::Configuration);
    task.unwrap().1
}

fn of_code(code: &str) -> Option<Answer> {
    Regime::parse(code).map(Answer::Regime)
}

fn why<T>(outcome: Result<T>) -> ConfigurationError {
    match outcome {
        Err(Error::Rule(RuleError::Configuration(error))) => error,
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("it was done"),
    }
}

#[rstest]
#[tokio::test]
async fn an_answer_holds_until_a_better_one_is_there(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day(UNTIL)).create(&shop).await;
    let to_configure = anna.before_configuration(&shop).await;
    conclude_all(&shop, &to_configure).await;
    let inside = anna.in_panel(&shop).await;
    assert_eq!(in_force(&shop, &inside).await, of_code("RF01"));

    let wrong = regime(&shop, &inside, "RF99").await;
    assert!(matches!(why(save(&shop, &inside, &wrong).await), ConfigurationError::Faults(_)));
    assert_eq!(in_force(&shop, &inside).await, of_code("RF01"), "what is wrong changes nothing");
    let shown = show(&shop, &inside).await.unwrap();
    assert_eq!(shown.state(Step::Regime), State::Unfinished);
    assert_eq!(shown.form(Step::Regime, &inside.subscription().holder).regime, "RF99", "a draft");
    assert!(matches!(anna.panel(&shop).await, Access::Open(_)), "the panel stays open");
    assert!(is_configured(&shop, &inside).await, "what holds is complete");

    let right = regime(&shop, &inside, "RF18").await;
    save(&shop, &inside, &right).await.unwrap();
    assert_eq!(in_force(&shop, &inside).await, of_code("RF18"));
    let late = Sent { form: wrong.form, ..right };
    assert_eq!(why(save(&shop, &inside, &late).await), ConfigurationError::ChangedElsewhere);
    assert_eq!(in_force(&shop, &inside).await, of_code("RF18"));
}

#[rstest]
#[tokio::test]
async fn a_service_from_before_the_configuration_answers_in_its_settings(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day(UNTIL)).create(&shop).await;
    let bruno = a_customer().with_service_until(day(UNTIL)).create(&shop).await;
    let inside = anna.in_panel(&shop).await;
    assert_eq!(show(&shop, &inside).await.unwrap().progress(), (0, 8));

    let first = regime(&shop, &inside, "RF01").await;
    save(&shop, &inside, &first).await.unwrap();

    assert_eq!(show(&shop, &inside).await.unwrap().progress(), (1, 8));
    assert!(!is_configured(&shop, &inside).await, "seven are missing");
    let is_left = |step: &Step| ![Step::Regime, Step::Reception].contains(step);
    for step in Step::ALL.into_iter().filter(is_left) {
        let mut sent = opened(&shop, &inside, step).await;
        if step == Step::Chargeability {
            sent.form.chargeability = "I".into();
        }
        assert!(!is_configured(&shop, &inside).await, "{step:?} is missing");
        save(&shop, &inside, &sent).await.unwrap();
    }
    assert!(is_configured(&shop, &inside).await, "our code is not asked for");
    assert!(matches!(anna.panel(&shop).await, Access::Open(_)), "nothing closes it");
    let other = bruno.in_panel(&shop).await;
    assert_eq!(show(&shop, &other).await.unwrap().progress(), (0, 8), "of another service");
}

#[rstest]
#[tokio::test]
async fn the_settings_are_read_and_not_changed_by_others_nor_once_the_service_has_expired(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day(UNTIL));
    let anna = anna.with(domain::Product::User, 1, day(UNTIL)).create(&shop).await;
    let inside = anna.in_panel(&shop).await;
    let sent = regime(&shop, &inside, "RF01").await;
    save(&shop, &inside, &sent).await.unwrap();
    anna.gives_a_seat(&shop, "marco2026", &["invoicing_read".into()]).await;
    let signed = sign_in(&shop, &a_browser(), "marco2026", PASSWORD).await.unwrap();
    let Access::Open(marco) = open(&shop, signed.user, &signed.mark).await.unwrap() else {
        panic!("a seat is his")
    };
    assert_eq!(
        in_force(&shop, &marco).await,
        of_code("RF01"),
        "whoever reads the service reads it"
    );
    assert!(matches!(save(&shop, &*marco, &sent).await, Err(Error::NotAllowed)));

    shop.clock.set_to_day(day("2027-04-15"));

    let expired = anna.in_panel(&shop).await;
    assert_eq!(in_force(&shop, &expired).await, of_code("RF01"), "it is there to be read");
    let sent = regime(&shop, &expired, "RF18").await;
    let only_read = RuleError::Grant(GrantError::OnlyRead);
    for access in [&expired, &inside] {
        let refused = save(&shop, access, &sent).await;
        assert!(matches!(refused, Err(Error::Rule(rule)) if rule == only_read), "as before");
    }
    assert_eq!(in_force(&shop, &expired).await, of_code("RF01"));
}

#[rstest]
#[tokio::test]
async fn whoever_was_given_it_changes_what_was_configured_until_it_is_taken_away(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day(UNTIL));
    let anna = anna.with(domain::Product::User, 1, day(UNTIL)).create(&shop).await;
    let owner = anna.in_panel(&shop).await;
    let given = ["invoicing_read".to_owned(), "invoicing_configure".to_owned()];
    let id = anna.gives_a_seat(&shop, "marco2026", &given).await;
    let signed = sign_in(&shop, &a_browser(), "marco2026", PASSWORD).await.unwrap();
    let Access::Open(marco) = open(&shop, signed.user, &signed.mark).await.unwrap() else {
        panic!("a seat is his")
    };
    let verdi = Accountant::create(&shop, "studioverdi1").await;
    let delegation = anna.delegates(&shop, &verdi, &given).await;
    let Access::Open(verdi) = verdi.panel(&shop, &anna).await else { panic!("it is delegated") };

    for (who, code) in [(&*marco, "RF18"), (&*verdi, "RF04")] {
        let sent = regime(&shop, who, code).await;
        save(&shop, who, &sent).await.unwrap();
        assert_eq!(in_force(&shop, &owner).await, of_code(code));
        let notices = opened(&shop, who, Step::Notices).await;
        let refused = save(&shop, who, &notices).await;
        assert!(matches!(refused, Err(Error::NotAllowed)), "that is between us and the owner");
    }
    let trace = read(&shop, &owner, None, None).await.unwrap();
    let configured = Deed::Panel(PanelDeed::Configured(Step::Regime));
    let by: Vec<_> =
        trace.entries.iter().filter(|it| it.event.deed == configured).map(|it| it.role).collect();
    assert_eq!(by, [Some(Role::Accountant), Some(Role::User)], "the newest first");
    assert_eq!(digest::tell(&shop).await.unwrap(), 2, "the owner hears of both");

    let late = [regime(&shop, &marco, "RF01").await, regime(&shop, &verdi, "RF01").await];
    change(&shop, &owner, id, &given[..1]).await.unwrap();
    delegations::end(&shop, &owner, delegation).await.unwrap();
    let before = read(&shop, &owner, None, None).await.unwrap();
    for (who, sent) in [&*marco, &*verdi].into_iter().zip(&late) {
        assert!(matches!(save(&shop, who, sent).await, Err(Error::NotAllowed)));
    }
    let shown = show(&shop, &owner).await.unwrap();
    assert_eq!(shown.answer(Step::Regime).cloned(), of_code("RF04"));
    assert_eq!(shown.version(Step::Regime), 2);
    assert_eq!(read(&shop, &owner, None, None).await.unwrap(), before);
}
