//! An accountant's own account: registered once, entered, recovered, closed.

use domain::RuleError;
use domain::accountant::AccountantForm;
use domain::id::IntentId;
use domain::party::{Field, FieldError, PartyError};
use domain::recovery::RecoveryError;
use domain::sign_in::SignInError;
use domain::timeline::{Deed, UserChange};
use rstest::rstest;
use services::accountant::{change_password, close, register, sign_in, visitor};
use services::panel::delegations::list;
use services::panel::{Access, PasswordForm};
use services::recovery::{
    NewPassword, accountant_of, answer_requests, ask_accountant_password, panel_user_of,
    reset_accountant,
};
use services::testing::{Accountant, Engine, PASSWORD, a_browser, a_customer, an_accountant, day};
use services::{Browser, Context, Error, Result};

use crate::query_counts::of_asking;
use crate::recovery::password::secret;
use crate::seen;

const OTHER: &str = "Torre#Limone-48";

fn why<T>(outcome: Result<T>) -> RuleError {
    match outcome {
        Err(Error::Rule(rule)) => rule,
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("it was done"),
    }
}

async fn registers(shop: &Context, intent: IntentId, form: &AccountantForm) -> Result<()> {
    register(shop, a_browser().network, intent, form).await.map(drop)
}

async fn is_in(shop: &Context, verdi: &Accountant) -> bool {
    visitor(shop, &verdi.pass()).await.unwrap().is_some()
}

#[rstest]
#[tokio::test]
async fn a_form_makes_one_accountant_however_often_it_is_sent(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let intent = IntentId(shop.new_id());
    let form = an_accountant("studioVerdi1");

    let mut presses = tokio::task::JoinSet::new();
    for _ in 0..5 {
        let (shop, form) = (shop.clone(), form.clone());
        presses.spawn(async move {
            let made = register(&shop, a_browser().network, intent, &form).await.unwrap();
            (made.accountant, made.mark)
        });
    }
    let made = presses.join_all().await;

    assert!(made.iter().all(|one| *one == made[0]), "{made:?}");
    let (id, mark) = made[0].clone();
    let verdi = Accountant::entered(&shop, id, "studioverdi1", mark).await;
    let verdi = visitor(&shop, &verdi.pass()).await.unwrap().unwrap();
    assert_eq!((verdi.username.as_str(), verdi.name.as_str()), ("STUDIOVERDI1", "Studio Verdi"));
    let mails = seen::mails(&shop).await;
    assert_eq!(seen::kinds(&mails), ["accountant_registered"]);
    assert!(mails[0].text.contains("STUDIOVERDI1"), "{}", mails[0].text);
    let texts = seen::number(&shop, "SELECT COUNT(*) FROM accepted_text").await;
    assert_eq!(texts, 2, "conditions and privacy are kept word for word");

    let other = AccountantForm { password: OTHER.into(), ..form };
    let refused = why(registers(&shop, intent, &other).await);
    assert_eq!(refused, RuleError::Party(PartyError::AlreadyRegistered));
}

#[rstest]
#[tokio::test]
async fn a_username_is_taken_once_and_whoever_asks_for_others_has_to_wait(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    Accountant::create(&shop, "studioverdi1").await;
    let taken = PartyError::Fields(vec![(Field::Username, FieldError::UsernameTaken)]);

    let mut answers = Vec::new();
    for _ in 0..12 {
        let again = an_accountant("STUDIOVERDI1");
        answers.push(why(registers(&shop, IntentId(shop.new_id()), &again).await));
    }

    assert_eq!(answers[0], RuleError::Party(taken));
    let last = answers.last().unwrap();
    assert!(
        matches!(last, RuleError::SignIn(SignInError::TooManyAttempts { .. })),
        "who asks without end is told nothing any more: {last:?}"
    );
}

#[rstest]
#[tokio::test]
async fn the_door_opens_with_the_right_password_and_never_tells_who_is_behind_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let verdi = Accountant::create(&shop, "studioverdi1").await;
    let wrong = RuleError::SignIn(SignInError::WrongCredentials);

    let signed = sign_in(&shop, &a_browser(), " studioVerdi1 ", PASSWORD).await.unwrap();
    assert_eq!((signed.accountant, &signed.mark), (verdi.id, &verdi.mark));
    for (name, password) in [("studioverdi1", OTHER), ("nessuno2026", PASSWORD)] {
        assert_eq!(why(sign_in(&shop, &a_browser(), name, password).await), wrong, "{name}");
    }
    // Nor does it open that of the panel, or the other way round.
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    let panel = format!("BT{}", anna.party.vat_number);
    assert_eq!(why(sign_in(&shop, &a_browser(), &panel, PASSWORD).await), wrong);
    let in_panel = services::panel::sign_in(&shop, &a_browser(), "studioverdi1", PASSWORD).await;
    assert_eq!(why(in_panel), wrong);
}

#[rstest]
#[tokio::test]
async fn another_password_ends_what_was_open_with_the_former_one(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let verdi = Accountant::create(&shop, "studioverdi1").await;
    let form = |current: &str, new: &str| PasswordForm {
        current: current.into(),
        new: new.into(),
        again: new.into(),
    };

    assert!(matches!(
        why(change_password(&shop, &verdi.pass(), &form(OTHER, "corta")).await),
        RuleError::Party(PartyError::Fields(fields)) if fields.len() == 2
    ));
    let mark = change_password(&shop, &verdi.pass(), &form(PASSWORD, OTHER)).await.unwrap();

    assert!(!is_in(&shop, &verdi).await, "the former sign-in is over");
    assert!(is_in(&shop, &Accountant { mark, ..verdi }).await, "whoever changed it goes on");
    let kinds = seen::mails(&shop).await;
    assert!(seen::kinds(&kinds).contains(&"password_changed"), "{kinds:?}");
}

#[rstest]
#[tokio::test]
async fn a_link_by_mail_chooses_another_password_once(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let verdi = Accountant::create(&shop, "studioverdi1").await;
    ask_accountant_password(&shop, a_browser().network, "studioverdi1").await.unwrap();
    while answer_requests(&shop).await.unwrap() > 0 {}
    let mails = seen::mails(&shop).await;
    let mail = mails.iter().rfind(|mail| mail.kind == "password_link").unwrap();
    assert_eq!(mail.recipient, "studioverdi1@example.it");
    assert_eq!(mail.subject, "Scegli la nuova password della tua utenza commercialista");
    let link = secret(&mail.text);
    let new = NewPassword { new: OTHER.into(), again: OTHER.into() };

    assert_eq!(accountant_of(&shop, &link).await.unwrap(), Some("STUDIOVERDI1".into()));
    assert_eq!(panel_user_of(&shop, &link).await.unwrap(), None, "it is no panel user's link");
    reset_accountant(&shop, &link, &new).await.unwrap();

    assert!(sign_in(&shop, &a_browser(), "studioverdi1", OTHER).await.is_ok());
    assert!(!is_in(&shop, &verdi).await);
    let again = why(reset_accountant(&shop, &link, &new).await);
    assert_eq!(again, RuleError::Recovery(RecoveryError::LinkVoid));
}

#[rstest]
#[tokio::test]
async fn asking_for_a_link_is_the_same_work_for_a_stranger(
    #[values(Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    Accountant::create(&shop, "studioverdi1").await;
    let work = async |username| {
        let ask = async |from: Browser| {
            ask_accountant_password(&shop, from.network, username).await.unwrap();
        };
        of_asking(ask).await
    };

    assert_eq!(work("studioverdi1").await, work("nessuno2026").await);
}

#[rstest]
#[tokio::test]
async fn whoever_closes_the_account_leaves_no_word_behind(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (anna, bruno) = (
        a_customer().with_service_until(day("2027-04-14")).create(&shop).await,
        a_customer().with_service_until(day("2027-04-14")).create(&shop).await,
    );
    let verdi = Accountant::create(&shop, "studioverdi1").await;
    let reading = ["invoicing_read".to_owned()];
    anna.delegates(&shop, &verdi, &reading).await;
    bruno.offers(&shop, "studioverdi1", &reading).await;

    let wrong = why(close(&shop, &verdi.pass(), OTHER).await);
    assert!(matches!(wrong, RuleError::Party(PartyError::Fields(_))), "{wrong:?}");
    assert!(is_in(&shop, &verdi).await);
    close(&shop, &verdi.pass(), PASSWORD).await.unwrap();

    assert!(!is_in(&shop, &verdi).await);
    assert!(matches!(verdi.panel(&shop, &anna).await, Access::Ended));
    let words = seen::number(
        &shop,
        "SELECT (SELECT COUNT(*) FROM accountant WHERE username LIKE 'STUDIO%' OR email <> '' \
         OR name <> '' OR tax_number <> '' OR password_hash <> '') \
         + (SELECT COUNT(*) FROM delegation WHERE username <> '' OR ended_at IS NULL) \
         + (SELECT COUNT(*) FROM service_change WHERE about_username = 'STUDIOVERDI1' \
            OR by_whom = 'STUDIOVERDI1')",
    )
    .await;
    assert_eq!(words, 0);
    let told: Vec<_> = seen::mails(&shop)
        .await
        .into_iter()
        .filter(|mail| mail.kind == "delegation" && mail.recipient == "fatture@bianchi.example")
        .map(|mail| mail.subject)
        .collect();
    assert_eq!(told.len(), 3, "of the acceptance, and each owner of the end: {told:?}");
    let seen_by_anna = list(&shop, &anna.in_panel(&shop).await).await.unwrap();
    assert_eq!(seen_by_anna[0].username, "");
    let service = anna.service(&shop).await.unwrap().id;
    let page = services::account::service(&shop, anna.account, service, None).await.unwrap();
    let ended = Deed::User(UserChange::DelegationEnded, String::new());
    assert!(page.timeline.events.iter().any(|event| event.deed == ended), "it is still told");

    // The name is free, and what was offered to the former one is not the next one's.
    let next = Accountant::create(&shop, "studioverdi1").await;
    assert_ne!(next.id, verdi.id);
    assert!(services::accountant::home(&shop, next.id).await.unwrap().offers.is_empty());
    assert!(matches!(close(&shop, &verdi.pass(), PASSWORD).await, Err(Error::NotFound(_))), "once");
}
