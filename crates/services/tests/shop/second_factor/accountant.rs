//! The factor of an accountant, who enters the panels of others.

use domain::second_factor::{Door, Next};
use rstest::rstest;
use services::accountant::Pass;
use services::panel::Access;
use services::second_factor::{Half, Owner, pass, take_off};
use services::testing::{Accountant, Engine, PASSWORD, a_browser, a_customer, an_accountant, day};
use services::{Context, accountant};

use super::{Secured, secured};
use crate::seen;

/// The half of a sign-in that the password of an accountant gives.
async fn half_of(ctx: &Context, verdi: &Accountant, password: &str) -> Half {
    let browser = a_browser();
    let signed = accountant::sign_in(ctx, &browser, &verdi.username, password).await.unwrap();
    assert_eq!(signed.next, Next::Code);
    assert!(!is_in(ctx, verdi, &signed.mark).await, "the password alone opens nothing");
    Half::of_accountant(ctx, &signed)
}

/// Whether what a session would keep of a sign-in is that of the accountant.
async fn is_in(ctx: &Context, verdi: &Accountant, mark: &str) -> bool {
    let pass = Pass { mark: mark.to_owned(), ..verdi.pass() };
    accountant::visitor(ctx, &pass).await.unwrap().is_some()
}

#[rstest]
#[tokio::test]
async fn an_accountant_gives_the_code_before_their_account_and_any_panel_is_open(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    let verdi = Accountant::create(&shop, "studioverdi1").await;
    anna.delegates(&shop, &verdi, &["invoicing_read".to_owned()]).await;
    let Access::Open(before) = verdi.panel(&shop, &anna).await else { panic!("it is delegated") };
    assert!(!before.has_factor());

    let Secured { telephone, .. } = secured(&shop, Owner::accountant(&verdi.pass())).await;

    assert!(!is_in(&shop, &verdi, &verdi.mark).await, "what was open before is over");
    assert!(matches!(verdi.panel(&shop, &anna).await, Access::Ended));
    let half = half_of(&shop, &verdi, PASSWORD).await;
    let came_in = "SELECT COUNT(*) FROM accountant WHERE last_sign_in_at IS NOT NULL";
    assert_eq!(seen::number(&shop, came_in).await, 0, "half a sign-in is none");
    let code = telephone.shows(&shop);
    let passed = pass(&shop, &half, a_browser().network, &code).await.unwrap();
    assert_eq!(seen::number(&shop, came_in).await, 1);
    assert_eq!(passed.owner.as_accountant(), Some(verdi.id));
    let verdi = Accountant { mark: passed.mark, ..verdi };
    let known = accountant::visitor(&shop, &verdi.pass()).await.unwrap().unwrap();
    assert!(known.has_factor);
    let Access::Open(access) = verdi.panel(&shop, &anna).await else { panic!("it is delegated") };
    assert!(access.has_factor());
    assert!(Owner::panel(&access).is_none(), "it is none of this panel's");

    let mails = seen::mails(&shop).await;
    let told = mails.iter().find(|mail| mail.kind == "second_factor_changed").unwrap();
    assert_eq!(told.recipient, "studioverdi1@example.it");
    for words in ["Utenza commercialista", "STUDIOVERDI1", "/commercialista/recupera-password"] {
        assert!(told.text.contains(words), "{words}: {}", told.text);
    }
}

#[rstest]
#[tokio::test]
async fn another_password_of_an_accountant_leaves_the_factor_as_it_is(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    use services::recovery::{
        NewPassword, answer_requests, ask_accountant_password, reset_accountant,
    };
    let shop = engine.fresh_context().await;
    let verdi = Accountant::create(&shop, "studioverdi1").await;
    let secured = secured(&shop, Owner::accountant(&verdi.pass())).await;
    let Secured { telephone, mark, .. } = secured;
    let verdi = Accountant { mark, ..verdi };
    let [chosen, by_mail] = ["Torre#Limone-48", "Ponte#Arancia-52"].map(str::to_owned);

    let (new, again) = (chosen.clone(), chosen.clone());
    let form = services::password::PasswordForm { current: PASSWORD.into(), new, again };
    let mark = accountant::change_password(&shop, &verdi.pass(), &form).await.unwrap();
    assert!(is_in(&shop, &verdi, &mark).await, "who has changed the password stays in");
    half_of(&shop, &verdi, &chosen).await;

    ask_accountant_password(&shop, a_browser().network, &verdi.username).await.unwrap();
    while answer_requests(&shop).await.unwrap() > 0 {}
    let mails = seen::mails(&shop).await;
    let link = mails.iter().rfind(|mail| mail.kind == "password_link").unwrap();
    let link = crate::recovery::password::secret(&link.text);
    let form = NewPassword { new: by_mail.clone(), again: by_mail.clone() };
    reset_accountant(&shop, &link, &form).await.unwrap();
    assert!(!is_in(&shop, &verdi, &mark).await, "the former password lets nobody in");
    let half = half_of(&shop, &verdi, &by_mail).await;
    let code = telephone.shows(&shop);
    let passed = pass(&shop, &half, a_browser().network, &code).await.unwrap();
    assert!(is_in(&shop, &verdi, &passed.mark).await);
}

#[rstest]
#[tokio::test]
async fn a_registration_that_is_sent_again_does_not_take_the_place_of_a_code(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (intent, form) = (domain::id::IntentId(shop.new_id()), an_accountant("studioverdi1"));
    let send =
        async || accountant::register(&shop, a_browser().network, intent, &form).await.unwrap();
    let made = send().await;
    let verdi = Accountant::entered(&shop, made.accountant, "studioverdi1", made.mark).await;
    assert!(is_in(&shop, &verdi, &verdi.mark).await);
    secured(&shop, Owner::accountant(&verdi.pass())).await;

    let again = send().await;

    assert_eq!(again.accountant, verdi.id);
    assert!(!is_in(&shop, &verdi, &again.mark).await);
}

#[rstest]
#[tokio::test]
async fn an_accountant_who_goes_away_takes_the_factor_along(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let verdi = Accountant::create(&shop, "studioverdi1").await;
    let owner = Owner::accountant(&verdi.pass());
    secured(&shop, owner).await;
    let whose = (Door::Accountant, &*verdi.username);
    take_off(&shop, whose, "perso da Carla", "rosa").await.unwrap();
    let Secured { mark, .. } = secured(&shop, owner).await;
    let verdi = Accountant { mark, ..verdi };

    accountant::close(&shop, &verdi.pass(), PASSWORD).await.unwrap();

    for left in [
        "SELECT COUNT(*) FROM second_factor",
        "SELECT COUNT(*) FROM recovery_code",
        "SELECT COUNT(*) FROM second_factor_event WHERE username <> '' OR reason <> ''",
    ] {
        assert_eq!(seen::number(&shop, left).await, 0, "{left}");
    }
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM second_factor_event").await, 3);
}
