//! The second factor: taken into use by a right code, asked for at each sign-in, good once, taken off
//! by its owner or by us.

use chrono::TimeDelta;
use domain::RuleError;
use domain::party::{Field, FieldError, PartyError};
use domain::password::PasswordError;
use domain::second_factor::{Door, Next};
use domain::sign_in::SignInError;
use rstest::rstest;
use services::account::{Pass, is_signed_in, mark_of, sessions};
use services::office::save_staff;
use services::panel::Access;
use services::second_factor::{
    Half, Owner, Proof, SignedIn, State, begin, begin_at_sign_in, confirm, confirm_at_sign_in,
    find, new_codes, open_codes, pass, seal_codes, state, take_off, take_off_staff, taken_off,
    turn_off,
};
use services::testing::{
    Accountant, Customer, Engine, PASSWORD, Telephone, a_browser, a_browser_at, a_customer,
    an_accountant, day, settings,
};
use services::{Context, Error, Result, Settings, account, accountant, office, panel};

use crate::seen;

/// A code is shown for half a minute, and none is good twice.
const STEP: TimeDelta = TimeDelta::seconds(30);

/// The fields that are wrong, each with what is wrong.
fn fields<T: std::fmt::Debug>(answer: Result<T>) -> Vec<(Field, FieldError)> {
    match answer {
        Err(Error::Rule(RuleError::Party(PartyError::Fields(fields)))) => fields,
        other => panic!("{other:?}"),
    }
}

const WRONG_CODE: [(Field, FieldError); 1] = [(Field::OneTimeCode, FieldError::OneTimeCodeWrong)];

/// Somebody with a second factor.
struct Secured {
    telephone: Telephone,
    codes: Vec<String>,
}

async fn key(ctx: &Context, owner: Owner) -> Telephone {
    match state(ctx, owner).await.unwrap() {
        State::Begun(enrolment) => Telephone::told(&enrolment.key),
        other => panic!("{other:?}"),
    }
}

/// Takes a second factor into use.
async fn secured(ctx: &Context, owner: Owner) -> Secured {
    begin(ctx, owner, PASSWORD).await.unwrap();
    let telephone = key(ctx, owner).await;
    let code = telephone.shows(ctx);
    let turned = confirm(ctx, owner, None, a_browser().network, &code).await.unwrap();
    ctx.clock.advance(STEP);
    Secured { telephone, codes: turned.codes }
}

/// The half of a sign-in that a password gives.
async fn half(ctx: &Context, anna: &Customer) -> Half {
    let signed = account::sign_in(ctx, &a_browser(), &anna.username, PASSWORD).await.unwrap();
    assert_eq!(signed.next, Next::Code);
    Half::of_account(ctx, &signed)
}

/// Whether what a session would keep of a sign-in opens the account.
async fn opens(ctx: &Context, anna: &Customer, mark: String) -> bool {
    let device = domain::device::Device::of("");
    is_signed_in(ctx, &Pass::new(ctx, anna.account, mark, device)).await.unwrap()
}

fn signed_in(owner: Owner) -> SignedIn {
    SignedIn { owner, keep: None, from: a_browser().network }
}

#[rstest]
#[tokio::test]
async fn the_first_right_code_turns_it_on_and_no_password_alone_opens_the_account_any_more(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let owner = Owner::account(anna.account);
    let before = mark_of(&shop, anna.account).await.unwrap().unwrap();

    let refused = begin(&shop, owner, "sbagliata").await;
    assert_eq!(
        fields(refused),
        [(Field::CurrentPassword, FieldError::Password(PasswordError::WrongPresent))]
    );
    begin(&shop, owner, PASSWORD).await.unwrap();
    let telephone = key(&shop, owner).await;
    let wrong = confirm(&shop, owner, None, a_browser().network, "000000").await;
    assert_eq!(fields(wrong), WRONG_CODE);
    let signed = account::sign_in(&shop, &a_browser(), &anna.username, PASSWORD).await.unwrap();
    assert_eq!(signed.next, Next::Nothing, "it is not on yet");

    let code = telephone.shows(&shop);
    let turned = confirm(&shop, owner, None, a_browser().network, &code).await.unwrap();

    assert_eq!(turned.codes.len(), 10);
    assert!(opens(&shop, &anna, turned.mark).await, "who has turned it on stays in");
    assert!(!opens(&shop, &anna, before).await, "everybody else is out");
    assert!(!opens(&shop, &anna, signed.mark).await);
    let half = half(&shop, &anna).await;
    let again = pass(&shop, &half, a_browser().network, &code).await;
    assert_eq!(fields(again), WRONG_CODE, "the code that turned it on is used up");
    shop.clock.advance(STEP);
    let code = telephone.shows(&shop);
    let passed = pass(&shop, &half, a_browser().network, &code).await.unwrap();
    assert_eq!(passed.owner.as_account(), Some(anna.account));
    assert!(opens(&shop, &anna, passed.mark).await);
    let mails = seen::mails(&shop).await;
    let told = mails.iter().find(|mail| mail.kind == "second_factor_changed").unwrap();
    assert_eq!(told.recipient, "anna@bianchi.example");
    assert_eq!(told.subject, "La verifica in due passaggi è attiva");
    for code in &turned.codes {
        assert!(mails.iter().all(|mail| !mail.text.contains(code)), "no mail holds a code");
    }
}

#[rstest]
#[tokio::test]
async fn of_two_uses_of_one_code_at_once_one_succeeds(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let other = shop.second_process().await;
    let anna = a_customer().create(&shop).await;
    let Secured { telephone, codes } = secured(&shop, Owner::account(anna.account)).await;
    let half = half(&shop, &anna).await;

    for code in [telephone.shows(&shop), codes[3].clone()] {
        let (here, there) = (a_browser_at("192.0.2.1").network, a_browser_at("192.0.2.2").network);
        let (one, two) =
            tokio::join!(pass(&shop, &half, here, &code), pass(&other, &half, there, &code));
        let (right, wrong) = if one.is_ok() { (one, two) } else { (two, one) };
        assert!(right.is_ok(), "{right:?}");
        assert_eq!(fields(wrong), WRONG_CODE);
    }
}

#[rstest]
#[tokio::test]
async fn a_recovery_code_takes_the_place_of_the_telephone_once_and_its_owner_hears_of_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let owner = Owner::account(anna.account);
    let Secured { codes, telephone } = secured(&shop, owner).await;
    let (half, from) = (half(&shop, &anna).await, a_browser().network);

    let typed = codes[0].to_lowercase().replace('-', " ");
    let passed = pass(&shop, &half, from, &typed).await.unwrap();
    assert!(opens(&shop, &anna, passed.mark).await);
    assert_eq!(fields(pass(&shop, &half, from, &codes[0]).await), WRONG_CODE);
    let left = state(&shop, owner).await.unwrap();
    assert!(matches!(left, State::On { codes_left: 9, .. }), "{left:?}");
    let mails = seen::mails(&shop).await;
    let told = mails.last().unwrap();
    assert_eq!(told.subject, "È stato usato un codice di recupero");
    assert!(told.text.contains("Ne restano 9."), "{}", told.text);

    let proof = Proof { password: PASSWORD, code: &telephone.shows(&shop) };
    let new = new_codes(&shop, signed_in(owner), &proof).await.unwrap().codes;
    assert_eq!(new.len(), 10);
    assert_eq!(fields(pass(&shop, &half, from, &codes[1]).await), WRONG_CODE, "an old one");
    pass(&shop, &half, from, &new[1]).await.unwrap();
}

#[rstest]
#[tokio::test]
async fn a_half_sign_in_ends_after_ten_minutes_and_with_its_password(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let Secured { telephone, .. } = secured(&shop, Owner::account(anna.account)).await;
    let from = a_browser().network;
    let too_late =
        |answer| matches!(answer, Err(Error::Rule(RuleError::SignIn(SignInError::CodeTooLate))));

    let old = half(&shop, &anna).await;
    shop.clock.advance(TimeDelta::minutes(10));
    assert!(!old.is_fresh(&shop));
    assert!(too_late(pass(&shop, &old, from, &telephone.shows(&shop)).await.map(drop)));

    let before = half(&shop, &anna).await;
    let this = domain::id::SignInId(shop.new_id());
    let form = services::password::PasswordForm {
        current: PASSWORD.into(),
        new: "Torre-Limone-48".into(),
        again: "Torre-Limone-48".into(),
    };
    let mark = account::change_password(&shop, anna.account, this, &form).await.unwrap();
    assert!(opens(&shop, &anna, mark).await, "who has changed the password stays in");
    assert!(too_late(pass(&shop, &before, from, &telephone.shows(&shop)).await.map(drop)));
}

#[rstest]
#[tokio::test]
async fn a_new_password_by_mail_leaves_the_second_factor_as_it_is(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    use services::recovery::{NewPassword, answer_requests, ask_account_password, reset_account};
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let Secured { telephone, .. } = secured(&shop, Owner::account(anna.account)).await;
    let new = "Torre-Limone-48";
    ask_account_password(&shop, a_browser().network, &anna.username).await.unwrap();
    while answer_requests(&shop).await.unwrap() > 0 {}
    let mails = seen::mails(&shop).await;
    let link = mails.iter().find(|mail| mail.kind == "password_link").unwrap();
    let link = crate::recovery::password::secret(&link.text);

    let form = NewPassword { new: new.into(), again: new.into() };
    reset_account(&shop, &link, &form).await.unwrap();

    let signed = account::sign_in(&shop, &a_browser(), &anna.username, new).await.unwrap();
    assert_eq!(signed.next, Next::Code);
    assert!(!opens(&shop, &anna, signed.mark.clone()).await);
    let code = telephone.shows(&shop);
    let passed =
        pass(&shop, &Half::of_account(&shop, &signed), a_browser().network, &code).await.unwrap();
    assert!(opens(&shop, &anna, passed.mark).await);
}

#[rstest]
#[tokio::test]
async fn who_guesses_codes_has_to_wait_by_network_and_by_owner(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let Secured { telephone, .. } = secured(&shop, Owner::account(anna.account)).await;
    let half = half(&shop, &anna).await;
    let guess = async |network: &str| {
        let from = a_browser_at(network).network;
        match pass(&shop, &half, from, "000000").await {
            Err(Error::Rule(RuleError::SignIn(SignInError::TooManyAttempts { seconds }))) => {
                seconds
            }
            other => {
                assert_eq!(fields(other), WRONG_CODE);
                0
            }
        }
    };

    for _ in 0..5 {
        assert_eq!(guess("198.51.100.1").await, 0);
    }
    assert_eq!(guess("198.51.100.1").await, 1, "by network");
    let code = telephone.shows(&shop);
    let right = pass(&shop, &half, a_browser_at("198.51.100.1").network, &code).await;
    assert!(right.is_err(), "a right code is not looked at before its time");
    for network in 2..17 {
        assert_eq!(guess(&format!("198.51.100.{network}")).await, 0);
    }
    assert_eq!(guess("198.51.100.99").await, 1, "by owner");
}

#[rstest]
#[tokio::test]
async fn turning_it_off_takes_the_password_and_a_code(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let owner = Owner::account(anna.account);
    let Secured { telephone, .. } = secured(&shop, owner).await;
    let code = telephone.shows(&shop);
    let off =
        async |password, code| turn_off(&shop, signed_in(owner), &Proof { password, code }).await;

    let refused = off("sbagliata", &code).await;
    assert_eq!(
        fields(refused),
        [(Field::CurrentPassword, FieldError::Password(PasswordError::WrongPresent))]
    );
    let empty = off(PASSWORD, " ").await;
    assert_eq!(fields(empty), [(Field::OneTimeCode, FieldError::Missing)]);
    let turned = off(PASSWORD, &code).await.unwrap();

    assert!(turned.codes.is_empty());
    assert!(opens(&shop, &anna, turned.mark).await);
    assert!(matches!(state(&shop, owner).await.unwrap(), State::Off));
    let signed = account::sign_in(&shop, &a_browser(), &anna.username, PASSWORD).await.unwrap();
    assert_eq!(signed.next, Next::Nothing);
    assert!(opens(&shop, &anna, signed.mark).await);
    let subjects: Vec<_> = seen::mails(&shop).await.into_iter().map(|mail| mail.subject).collect();
    assert_eq!(subjects.last().unwrap(), "La verifica in due passaggi è disattivata");
    assert!(sessions(&shop, anna.account).await.unwrap().is_empty());
}

#[rstest]
#[tokio::test]
async fn a_panel_has_a_factor_of_its_own_and_we_take_it_off_with_a_reason_and_a_trace(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    let username = format!("BT{}", anna.party.vat_number);
    let owner = Owner::panel(&anna.in_panel(&shop).await).unwrap();
    let Secured { telephone, .. } = secured(&shop, owner).await;

    assert!(matches!(anna.panel(&shop).await, Access::Ended), "the password alone is not enough");
    let signed = panel::sign_in(&shop, &a_browser(), &username, PASSWORD).await.unwrap();
    assert_eq!(signed.next, Next::Code);
    let code = telephone.shows(&shop);
    let passed =
        pass(&shop, &Half::of_panel(&shop, &signed), a_browser().network, &code).await.unwrap();
    let user = passed.owner.as_panel_user().unwrap();
    assert!(matches!(panel::open(&shop, user, &passed.mark).await.unwrap(), Access::Open(_)));
    let at_shop = account::sign_in(&shop, &a_browser(), &anna.username, PASSWORD).await.unwrap();
    assert_eq!(at_shop.next, Next::Nothing, "the account has none");

    let in_panel = (Door::Panel, &*username);
    let missing = take_off(&shop, in_panel, " ", "rosa").await;
    assert_eq!(fields(missing), [(Field::Reason, FieldError::Missing)]);
    let nobody = take_off(&shop, (Door::Panel, "BT00000000000"), "perso", "rosa").await;
    assert!(matches!(nobody, Err(Error::NotFound("username"))));
    let at_shop = (Door::Account, &*anna.username);
    let without = take_off(&shop, at_shop, "perso", "rosa").await;
    assert!(matches!(without, Err(Error::NotFound("second factor"))));
    let found = find(&shop, &username.to_lowercase()).await.unwrap();
    let [found] = &found[..] else { panic!("one has this username: {found:?}") };
    assert!(found.door == Door::Panel && found.since.is_some());
    take_off(&shop, in_panel, " telefono perso ", "rosa").await.unwrap();

    assert!(matches!(panel::open(&shop, user, &passed.mark).await.unwrap(), Access::Ended));
    assert!(matches!(anna.panel(&shop).await, Access::Open(_)));
    let [trace] = &taken_off(&shop).await.unwrap()[..] else { panic!("one was taken off") };
    assert_eq!((&*trace.done_by, &*trace.reason), ("rosa", "telefono perso"));
    assert_eq!(trace.username, username);
    let mails = seen::mails(&shop).await;
    let told = mails.last().unwrap();
    assert_eq!(told.recipient, "fatture@bianchi.example", "the holder's");
    assert!(told.text.contains("telefono perso"), "{}", told.text);
}

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
    accountant::visitor(ctx, verdi.id, mark, None).await.unwrap().is_some()
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

    let Secured { telephone, .. } = secured(&shop, Owner::accountant(verdi.id)).await;

    assert!(!is_in(&shop, &verdi, &verdi.mark).await, "what was open before is over");
    assert!(matches!(verdi.panel(&shop, &anna).await, Access::Ended));
    let half = half_of(&shop, &verdi, PASSWORD).await;
    let came_in = "SELECT COUNT(*) FROM accountant WHERE last_sign_in_at IS NOT NULL";
    assert_eq!(seen::number(&shop, came_in).await, 0, "half a sign-in is none");
    let code = telephone.shows(&shop);
    let passed = pass(&shop, &half, a_browser().network, &code).await.unwrap();
    assert_eq!(seen::number(&shop, came_in).await, 1);
    assert_eq!(passed.owner.as_accountant(), Some(verdi.id));
    let known = accountant::visitor(&shop, verdi.id, &passed.mark, None).await.unwrap().unwrap();
    assert!(known.has_factor);
    let verdi = Accountant { mark: passed.mark, ..verdi };
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
    let Secured { telephone, .. } = secured(&shop, Owner::accountant(verdi.id)).await;
    let [chosen, by_mail] = ["Torre#Limone-48", "Ponte#Arancia-52"].map(str::to_owned);

    let (new, again) = (chosen.clone(), chosen.clone());
    let form = services::password::PasswordForm { current: PASSWORD.into(), new, again };
    let mark = accountant::change_password(&shop, verdi.id, &form).await.unwrap();
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
    let lets_in = async |mark: &str| {
        accountant::visitor(&shop, made.accountant, mark, None).await.unwrap().is_some()
    };
    assert!(lets_in(&made.mark).await);
    secured(&shop, Owner::accountant(made.accountant)).await;

    let again = send().await;

    assert_eq!(again.accountant, made.accountant);
    assert!(!lets_in(&again.mark).await);
}

#[rstest]
#[tokio::test]
async fn of_two_who_chose_one_username_only_the_one_at_that_door_loses_the_factor(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let until = day("2027-04-14");
    let anna = a_customer().with_service_until(until).with(domain::Product::User, 1, until);
    let anna = anna.create(&shop).await;
    anna.gives_a_seat(&shop, "studioverdi1", &["invoicing_read".to_owned()]).await;
    let signed = panel::sign_in(&shop, &a_browser(), "studioverdi1", PASSWORD).await.unwrap();
    let open = panel::open(&shop, signed.user, &signed.mark).await.unwrap();
    let Access::Open(inside) = open else { panic!("a seat is free") };
    let user = Owner::panel(&inside).unwrap();
    let verdi = Owner::accountant(Accountant::create(&shop, "studioverdi1").await.id);
    secured(&shop, user).await;
    secured(&shop, verdi).await;

    let found = find(&shop, " studioVerdi1 ").await.unwrap();
    let doors: Vec<_> = found.iter().map(|found| (found.door, found.since.is_some())).collect();
    assert_eq!(doors, [(Door::Panel, true), (Door::Accountant, true)], "each stands by itself");
    for door in [Door::Account, Door::Staff] {
        let nobody = take_off(&shop, (door, "studioverdi1"), "perso", "rosa").await;
        assert!(matches!(nobody, Err(Error::NotFound("username"))), "{door:?}");
    }
    let named = (Door::Accountant, "studioverdi1");
    take_off(&shop, named, "telefono perso", "rosa").await.unwrap();

    assert!(matches!(state(&shop, verdi).await.unwrap(), State::Off));
    assert!(matches!(state(&shop, user).await.unwrap(), State::On { .. }));
    let [trace] = &taken_off(&shop).await.unwrap()[..] else { panic!("one was taken off") };
    assert_eq!((trace.door, &*trace.username), (Door::Accountant, "STUDIOVERDI1"));
    let mails = seen::mails(&shop).await;
    let told: Vec<_> = mails.iter().filter(|mail| mail.text.contains("telefono perso")).collect();
    assert_eq!(told.len(), 1, "the other one hears nothing of it");
    assert!(told[0].text.contains("Utenza commercialista"), "{}", told[0].text);
}

#[rstest]
#[tokio::test]
async fn an_accountant_who_goes_away_takes_the_factor_along(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let verdi = Accountant::create(&shop, "studioverdi1").await;
    let owner = Owner::accountant(verdi.id);
    secured(&shop, owner).await;
    let whose = (Door::Accountant, &*verdi.username);
    take_off(&shop, whose, "perso da Carla", "rosa").await.unwrap();
    secured(&shop, owner).await;

    accountant::close(&shop, verdi.id, PASSWORD).await.unwrap();

    for left in [
        "SELECT COUNT(*) FROM second_factor",
        "SELECT COUNT(*) FROM recovery_code",
        "SELECT COUNT(*) FROM second_factor_event WHERE username <> '' OR reason <> ''",
    ] {
        assert_eq!(seen::number(&shop, left).await, 0, "{left}");
    }
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM second_factor_event").await, 3);
}

#[rstest]
#[tokio::test]
async fn the_office_lets_nobody_in_without_one(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let asked = Settings { staff_needs_factor: true, ..settings() };
    let shop = engine.fresh_context_with(asked).await;
    save_staff(&shop, "rosa", PASSWORD).await.unwrap();
    let from = a_browser().network;
    let sign_in = async || office::sign_in(&shop, &a_browser(), "rosa", PASSWORD).await.unwrap();

    let signed = sign_in().await;
    assert_eq!(signed.next, Next::Enrolment);
    let outside = office::username(&shop, signed.staff, &signed.mark).await;
    assert!(matches!(outside, Err(Error::NotFound(_))), "the password alone opens nothing");
    let half = Half::of_staff(&shop, &signed);
    begin_at_sign_in(&shop, &half).await.unwrap();
    let telephone = key(&shop, half.owner()).await;
    begin_at_sign_in(&shop, &half).await.unwrap();
    assert_eq!(
        key(&shop, half.owner()).await.shows(&shop),
        telephone.shows(&shop),
        "a key that waits is shown again"
    );
    let turned = confirm_at_sign_in(&shop, &half, from, &telephone.shows(&shop)).await.unwrap();
    assert_eq!(office::username(&shop, signed.staff, &turned.mark).await.unwrap(), "rosa");

    shop.clock.advance(STEP);
    let again = sign_in().await;
    assert_eq!(again.next, Next::Code);
    let half = Half::of_staff(&shop, &again);
    assert!(begin_at_sign_in(&shop, &half).await.is_err(), "no password takes another into use");
    assert!(confirm_at_sign_in(&shop, &half, from, &telephone.shows(&shop)).await.is_err());
    let code = telephone.shows(&shop);
    let proof = Proof { password: PASSWORD, code: &code };
    let off = turn_off(&shop, signed_in(half.owner()), &proof).await;
    assert!(matches!(off, Err(Error::NotAllowed)));
    let passed = pass(&shop, &half, from, &code).await.unwrap();
    assert_eq!(office::username(&shop, signed.staff, &passed.mark).await.unwrap(), "rosa");

    take_off_staff(&shop, " Rosa", "riga di comando").await.unwrap();
    let outside = office::username(&shop, signed.staff, &passed.mark).await;
    assert!(matches!(outside, Err(Error::NotFound(_))), "every sign-in is over");
    assert_eq!(sign_in().await.next, Next::Enrolment);
    assert!(seen::mails(&shop).await.is_empty(), "nobody knows an address of the staff");
}

#[rstest]
#[tokio::test]
async fn what_is_kept_tells_neither_key_nor_codes_and_a_sealed_key_opens_in_no_other_row(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let [anna, berta] = [a_customer().create(&shop).await, a_customer().create(&shop).await];
    let owner = Owner::account(anna.account);
    let Secured { codes, telephone } = secured(&shop, owner).await;
    let of_berta = secured(&shop, Owner::account(berta.account)).await;

    let mut tx = shop.db.write().await.unwrap();
    let digests: Vec<(String,)> = tx.sql("SELECT digest FROM recovery_code").all().await.unwrap();
    assert_eq!(digests.len(), 20);
    for code in codes.iter().map(|code| code.replace('-', "")) {
        assert!(digests.iter().all(|(digest,)| !digest.contains(&code)));
    }
    let sealed: Vec<(String,)> = tx
        .sql("SELECT secret FROM second_factor WHERE owner = $1")
        .bind(berta.account)
        .all()
        .await
        .unwrap();
    tx.sql("UPDATE second_factor SET secret = $1 WHERE owner = $2")
        .bind(sealed[0].0.clone())
        .bind(anna.account)
        .run()
        .await
        .unwrap();
    tx.commit().await.unwrap();

    let half = half(&shop, &anna).await;
    for telephone in [telephone, of_berta.telephone] {
        let code = telephone.shows(&shop);
        let answer = pass(&shop, &half, a_browser().network, &code).await;
        assert!(matches!(answer, Err(Error::Corrupt { .. })), "{answer:?}");
    }
    let shown = seal_codes(&shop, owner, &codes).unwrap();
    assert_eq!(open_codes(&shop, owner, &shown).as_ref(), Some(&codes));
    assert_eq!(open_codes(&shop, Owner::account(berta.account), &shown), None);
}

#[rstest]
#[tokio::test]
async fn a_key_that_nobody_takes_into_use_ends_after_an_hour(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let owner = Owner::account(anna.account);
    begin(&shop, owner, PASSWORD).await.unwrap();
    let first = key(&shop, owner).await;

    shop.clock.advance(TimeDelta::hours(1));
    assert!(matches!(state(&shop, owner).await.unwrap(), State::Off));
    let late = confirm(&shop, owner, None, a_browser().network, &first.shows(&shop)).await;
    assert!(matches!(late, Err(Error::NotFound(_))), "{late:?}");

    begin(&shop, owner, PASSWORD).await.unwrap();
    let second = key(&shop, owner).await;
    assert_ne!(first.shows(&shop), second.shows(&shop), "another key");
    let code = second.shows(&shop);
    confirm(&shop, owner, None, a_browser().network, &code).await.unwrap();
    assert!(matches!(begin(&shop, owner, PASSWORD).await, Err(Error::NotAllowed)), "it is on");
}
