//! The panel of a service, offered, accepted and ended: who hears of what, and who never does.

use chrono::TimeDelta;
use domain::RuleError;
use domain::delegation::{DelegationError, Ending, OFFER_DAYS, OfferForm, State};
use domain::party::{Field, FieldError, PartyError};
use domain::timeline::{By, Deed, UserChange};
use rstest::rstest;
use services::accountant::{accept, announce_offers, end, home};
use services::panel::delegations::{self, change, delegate, list, offer};
use services::testing::{Accountant, Customer, Engine, a_customer, counting, day};
use services::{Context, Error, Result};

use crate::query_counts::{at_most, most_often};
use crate::seen;

const UNTIL: &str = "2027-04-14";

fn reading() -> Vec<String> {
    vec!["invoicing_read".to_owned()]
}

fn form(username: &str) -> OfferForm {
    OfferForm { username: username.into(), permissions: reading() }
}

fn why<T>(outcome: Result<T>) -> RuleError {
    match outcome {
        Err(Error::Rule(rule)) => rule,
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("it was done"),
    }
}

fn is_gone<T>(outcome: Result<T>) -> bool {
    matches!(outcome, Err(Error::Rule(RuleError::Delegation(DelegationError::Gone))))
}

async fn anna(shop: &Context) -> Customer {
    a_customer().with_service_until(day(UNTIL)).create(shop).await
}

async fn announced(shop: &Context) {
    while announce_offers(shop).await.unwrap() > 0 {}
}

/// The subjects of the mails about delegations to one address, the oldest first.
async fn told(shop: &Context, recipient: &str) -> Vec<String> {
    let mails = seen::mails(shop).await.into_iter();
    let about = mails.filter(|mail| mail.kind == "delegation" && mail.recipient == recipient);
    about.map(|mail| mail.subject).collect()
}

const OWNERS: &str = "fatture@bianchi.example";
const VERDIS: &str = "studioverdi1@example.it";

#[rstest]
#[tokio::test]
async fn an_offer_is_announced_accepted_and_ended_and_each_side_hears_of_the_other(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = anna(&shop).await;
    let owner = anna.in_panel(&shop).await;
    let verdi = Accountant::create(&shop, "studioverdi1").await;

    offer(&shop, &owner, &form(" StudioVerdi1 ")).await.unwrap();
    assert!(told(&shop, VERDIS).await.is_empty(), "no answer waits for a mail");
    announced(&shop).await;
    announced(&shop).await;
    let whose = "Bianchi Ceramiche S.r.l.";
    assert_eq!(told(&shop, VERDIS).await, [format!("{whose} ti offre una delega")], "once");
    let offered = home(&shop, verdi.id).await.unwrap();
    assert_eq!((offered.offers.len(), offered.clients.len()), (1, 0));
    assert_eq!(offered.offers[0].holder, whose);

    let id = offered.offers[0].id;
    accept(&shop, &verdi.pass(), id).await.unwrap();
    accept(&shop, &verdi.pass(), id).await.unwrap();
    let now = home(&shop, verdi.id).await.unwrap();
    assert_eq!((now.offers.len(), now.clients.len()), (0, 1));
    assert_eq!(delegate(&shop, &owner, id).await.unwrap().state, State::Active);
    delegations::end(&shop, &owner, id).await.unwrap();

    assert_eq!(home(&shop, verdi.id).await.unwrap(), services::accountant::Home::default());
    assert_eq!(told(&shop, OWNERS).await, ["STUDIOVERDI1 ha accettato la delega"], "once");
    assert_eq!(told(&shop, VERDIS).await[1], format!("La delega di {whose} è terminata"));
    let service = anna.service(&shop).await.unwrap().id;
    let page = services::account::service(&shop, anna.account, service, None).await.unwrap();
    let hands: Vec<_> = page
        .timeline
        .events
        .iter()
        .filter_map(|event| match &event.deed {
            Deed::User(change, name) if name == "STUDIOVERDI1" => Some((*change, event.by.clone())),
            _ => None,
        })
        .collect();
    let by = |name: &str| By::PanelUser(name.to_owned());
    for told in [
        (UserChange::DelegationOffered, by(owner.username())),
        (UserChange::DelegationAccepted, by("STUDIOVERDI1")),
        (UserChange::DelegationEnded, by(owner.username())),
    ] {
        assert!(hands.contains(&told), "{told:?}: {hands:?}");
    }
    assert_eq!(hands.len(), 3, "what was done twice is told once");
}

#[rstest]
#[tokio::test]
async fn nobody_can_tell_an_offer_to_a_stranger_from_any_other(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (anna, bruno) = (anna(&shop).await, anna(&shop).await);
    let (one, other) = (anna.in_panel(&shop).await, bruno.in_panel(&shop).await);
    Accountant::create(&shop, "studioverdi1").await;

    offer(&shop, &one, &form("studioverdi1")).await.unwrap();
    offer(&shop, &other, &form("nessuno2026")).await.unwrap();
    let states = |list: Vec<delegations::Delegate>| list.into_iter().map(|it| it.state).collect();
    let shown: Vec<State> = states(list(&shop, &one).await.unwrap());
    let like: Vec<State> = states(list(&shop, &other).await.unwrap());
    assert_eq!(shown, like);
    announced(&shop).await;
    assert_eq!(seen::mails(&shop).await.iter().filter(|mail| mail.kind == "delegation").count(), 1);

    // Whoever takes the name later gets nothing of what was offered before.
    let late = Accountant::create(&shop, "nessuno2026").await;
    assert!(home(&shop, late.id).await.unwrap().offers.is_empty());
    let id = list(&shop, &other).await.unwrap()[0].id;
    assert!(matches!(accept(&shop, &late.pass(), id).await, Err(Error::NotFound(_))));
    let again = why(offer(&shop, &other, &form("nessuno2026")).await);
    assert_eq!(again, RuleError::Delegation(DelegationError::OfferedAlready));
    let again = why(offer(&shop, &one, &form("STUDIOVERDI1")).await);
    assert_eq!(again, RuleError::Delegation(DelegationError::OfferedAlready));
}

#[rstest]
#[tokio::test]
async fn an_offer_to_a_stranger_is_the_same_work(#[values(Engine::Postgres)] engine: Engine) {
    let shop = engine.fresh_context().await;
    let mut counts = [Vec::new(), Vec::new()];
    for round in 0..11 {
        Accountant::create(&shop, &format!("studio{round:04}")).await;
        // Whoever offers often has to wait.
        let owner = anna(&shop).await.in_panel(&shop).await;
        let mut both: Vec<_> = ["studio", "nessuno"].into_iter().zip(&mut counts).collect();
        if round % 2 == 1 {
            both.reverse();
        }
        for (begins, counts) in both {
            let form = form(&format!("{begins}{round:04}"));
            let (done, counted) = counting(offer(&shop, &owner, &form)).await;
            done.unwrap();
            counts.push(counted);
        }
    }

    let [known, unknown] = counts.map(|counts| most_often(&counts));
    assert_eq!(known, unknown);
}

#[rstest]
#[tokio::test]
async fn an_offer_lapses_after_thirty_days_and_can_be_made_anew(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = anna(&shop).await;
    let verdi = Accountant::create(&shop, "studioverdi1").await;
    let id = anna.offers(&shop, "studioverdi1", &reading()).await;

    shop.clock.advance(TimeDelta::days(i64::try_from(OFFER_DAYS).unwrap() + 1));
    let owner = anna.in_panel(&shop).await;
    assert!(is_gone(accept(&shop, &verdi.pass(), id).await));
    assert!(is_gone(end(&shop, &verdi.pass(), id).await));
    assert!(home(&shop, verdi.id).await.unwrap().offers.is_empty());
    let lapsed = State::Ended(Ending::Lapsed);
    assert_eq!(delegate(&shop, &owner, id).await.unwrap().state, lapsed);
    announced(&shop).await;
    assert!(told(&shop, VERDIS).await.is_empty(), "nobody is written to about what has lapsed");

    let id = anna.offers(&shop, "studioverdi1", &reading()).await;
    accept(&shop, &verdi.pass(), id).await.unwrap();
    shop.clock.advance(TimeDelta::days(60));
    assert_eq!(home(&shop, verdi.id).await.unwrap().clients.len(), 1, "what was accepted stays");
}

#[rstest]
#[tokio::test]
async fn what_is_wrong_is_told_at_its_field_and_foreign_things_are_not_there(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (anna, bruno) = (anna(&shop).await, anna(&shop).await);
    let (owner, other) = (anna.in_panel(&shop).await, bruno.in_panel(&shop).await);
    let (verdi, neri) = (
        Accountant::create(&shop, "studioverdi1").await,
        Accountant::create(&shop, "studioneri1").await,
    );
    let wrong = OfferForm { username: "verdi".into(), permissions: Vec::new() };
    let fields = vec![
        (Field::Username, FieldError::UsernameTooShort { min: 8 }),
        (Field::Permissions, FieldError::ReadingFirst),
    ];
    assert_eq!(
        why(offer(&shop, &owner, &wrong).await),
        RuleError::Party(PartyError::Fields(fields))
    );

    let id = anna.offers(&shop, "studioverdi1", &reading()).await;
    for foreign in [
        accept(&shop, &neri.pass(), id).await,
        end(&shop, &neri.pass(), id).await,
        delegations::end(&shop, &other, id).await,
        change(&shop, &other, id, &reading()).await,
        delegate(&shop, &other, id).await.map(drop),
    ] {
        assert!(matches!(foreign, Err(Error::NotFound(_))), "{foreign:?}");
    }
    end(&shop, &verdi.pass(), id).await.unwrap();
    assert_eq!(told(&shop, OWNERS).await, ["STUDIOVERDI1 non ha accettato la delega"]);
    assert!(is_gone(delegations::end(&shop, &owner, id).await));
    assert!(is_gone(change(&shop, &owner, id, &reading()).await));
}

#[rstest]
#[tokio::test]
async fn of_many_who_decide_at_once_one_is_first_and_the_others_find_that(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = anna(&shop).await;
    let owner = anna.in_panel(&shop).await;
    let verdi = Accountant::create(&shop, "studioverdi1").await;

    for _ in 0..5 {
        let id = anna.offers(&shop, "studioverdi1", &reading()).await;
        let before = told(&shop, OWNERS).await.len();
        let mut presses = tokio::task::JoinSet::new();
        for press in 0..12 {
            let (shop, owner, verdi) = (shop.clone(), owner.clone(), verdi.pass());
            presses.spawn(async move {
                match press % 3 {
                    0 => ("accepted", accept(&shop, &verdi, id).await),
                    1 => ("declined", end(&shop, &verdi, id).await),
                    _ => ("withdrawn", delegations::end(&shop, &owner, id).await),
                }
            });
        }
        let outcomes = presses.join_all().await;

        let ended = outcomes.iter().filter(|(what, it)| *what != "accepted" && it.is_ok()).count();
        assert_eq!(ended, 1, "it has ended once: {outcomes:?}");
        for (_, outcome) in outcomes {
            assert!(outcome.is_ok() || is_gone(outcome));
        }
        let row = delegate(&shop, &owner, id).await.unwrap();
        assert!(matches!(row.state, State::Ended(_)), "{row:?}");
        let news = told(&shop, OWNERS).await.len() - before;
        assert!(news <= 2, "an acceptance and an end at most, and neither twice: {news}");
    }
}

#[rstest]
#[tokio::test]
async fn fifty_offers_at_once_to_one_username_are_one(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = anna(&shop).await;
    let owner = anna.in_panel(&shop).await;

    let mut presses = tokio::task::JoinSet::new();
    for _ in 0..50 {
        let (shop, owner) = (shop.clone(), owner.clone());
        presses.spawn(async move { offer(&shop, &owner, &form("studioverdi1")).await });
    }
    let outcomes = presses.join_all().await;

    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    assert_eq!(list(&shop, &owner).await.unwrap().len(), 1);
    let waits =
        outcomes.iter().any(|outcome| matches!(outcome, Err(Error::Rule(RuleError::SignIn(_)))));
    assert!(waits, "whoever offers without end has to wait");
}

#[rstest]
#[tokio::test]
async fn all_clients_are_read_by_two_statements(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let verdi = Accountant::create(&shop, "studioverdi1").await;
    for months in [3_i64, 1, 2] {
        let until = shop.today() + TimeDelta::days(30 * months);
        let client = a_customer().with_service_until(until).create(&shop).await;
        client.delegates(&shop, &verdi, &reading()).await;
    }

    let found = at_most(2, &shop, home(&shop, verdi.id)).await.unwrap();

    let expiries: Vec<_> =
        found.clients.iter().map(|client| client.entitlements.expires()).collect();
    assert!(expiries.is_sorted(), "what ends first stands first");
    assert_eq!(expiries.len(), 3);
}

#[rstest]
#[tokio::test]
async fn the_list_tells_which_panels_are_not_open_yet(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let verdi = Accountant::create(&shop, "studioverdi1").await;
    let (anna, bruno) = (anna(&shop).await, anna(&shop).await);
    for client in [&anna, &bruno] {
        client.delegates(&shop, &verdi, &reading()).await;
    }
    anna.before_configuration(&shop).await;
    let annas = anna.service(&shop).await.unwrap().id;
    let waits = async || {
        let clients = at_most(2, &shop, home(&shop, verdi.id)).await.unwrap().clients;
        let waiting = clients.into_iter().filter(|client| client.is_to_configure);
        waiting.map(|client| client.service).collect::<Vec<_>>()
    };

    assert_eq!(waits().await, [annas]);
    shop.clock.set_to_day(day("2027-04-15"));
    assert!(waits().await.is_empty(), "they can be read, configured or not");
}
