//! What others do in a panel is told to its owner by mail: each thing once, at once or in a digest.

use chrono::{DateTime, TimeDelta, Utc};
use domain::Product;
use domain::configuration::Step;
use domain::device::Device;
use domain::second_factor::Door;
use rstest::rstest;
use services::housekeeping::bring_back;
use services::panel::configuration::{Sent, save, show};
use services::panel::{
    Access, ServiceAccess, begin_sign_in, end_other_sign_ins, open, open_cart, sign_in,
};
use services::second_factor::{Owner, take_off};
use services::testing::{Customer, Engine, PASSWORD, a_browser, a_customer, day};
use services::{Context, digest};

use crate::account::personal_data::secure;
use crate::seen;

const UNTIL: &str = "2028-04-14";
const FIREFOX: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Firefox/132.0";

pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

async fn anna(shop: &Context) -> Customer {
    let until = day(UNTIL);
    a_customer().with_service_until(until).with(Product::User, 3, until).create(shop).await
}

/// The owner wants to be told so.
async fn wants(shop: &Context, owner: &ServiceAccess, pace: &str) {
    wants_with(shop, owner, pace, false).await;
}

/// The same, with or without the agenda.
pub async fn wants_with(shop: &Context, owner: &ServiceAccess, pace: &str, with_agenda: bool) {
    let shown = show(shop, owner).await.unwrap();
    let mut form = shown.form(Step::Notices, &owner.subscription().holder);
    form.notices.email = "avvisi@bianchi.example".into();
    form.notices.pace = pace.into();
    form.notices.with_agenda = with_agenda;
    let seen = shown.version(Step::Notices);
    save(shop, owner, &Sent { step: Step::Notices, seen, form }).await.unwrap();
}

/// Marco does something that the owner should hear of, now.
pub async fn marco_signs_in_anew(shop: &Context) {
    let signed = sign_in(shop, &a_browser(), "MARCO2026", PASSWORD).await.unwrap();
    let with = (Device::of(FIREFOX), false);
    begin_sign_in(shop, signed.user, &signed.mark, with).await.unwrap();
}

async fn with_marco(shop: &Context, pace: &str) -> (Customer, ServiceAccess) {
    let anna = anna(shop).await;
    let owner = anna.in_panel(shop).await;
    wants(shop, &owner, pace).await;
    anna.gives_a_seat(shop, "marco2026", &["invoicing_read".into()]).await;
    // There has to be one before, or nothing is new.
    marco_signs_in_anew(shop).await;
    (anna, owner)
}

/// The notices that wait in the outbox, oldest first: to whom, and what they say.
pub async fn told(shop: &Context) -> Vec<(String, String)> {
    let mails = seen::mails(shop).await;
    let notices = mails.into_iter().filter(|mail| mail.kind == "panel_notices");
    notices.map(|mail| (mail.recipient, mail.text)).collect()
}

fn count(text: &str) -> usize {
    text.matches("Accesso da un nuovo dispositivo").count()
}

#[rstest]
#[tokio::test]
async fn each_thing_is_told_at_once_and_nothing_that_the_owner_did(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (_, owner) = with_marco(&shop, "each").await;
    open_cart(&shop, &owner, Product::Documents).await.unwrap();
    assert_eq!(digest::tell(&shop).await.unwrap(), 0, "all of it was the owner's");

    marco_signs_in_anew(&shop).await;
    let signed = sign_in(&shop, &a_browser(), "MARCO2026", PASSWORD).await.unwrap();
    let Access::Open(marco) = open(&shop, signed.user, &signed.mark).await.unwrap() else {
        panic!("a seat is his")
    };
    secure(&shop, Owner::panel(&marco).unwrap()).await;
    take_off(&shop, (Door::Panel, "MARCO2026"), "telefono perso", "rosa").await.unwrap();

    assert_eq!(digest::tell(&shop).await.unwrap(), 3);
    assert_eq!(digest::tell(&shop).await.unwrap(), 0, "once");
    let told = told(&shop).await;
    assert!(told.iter().all(|(to, _)| to == "avvisi@bianchi.example"));
    let says = |place: usize, words: &[&str]| {
        assert!(words.iter().all(|word| told[place].1.contains(word)), "{}", told[place].1);
    };
    says(0, &["Accesso da un nuovo dispositivo: Firefox su Windows", "MARCO2026"]);
    says(1, &["Attivata la verifica in due passaggi", "MARCO2026"]);
    says(2, &["Tolta la verifica in due passaggi di MARCO2026", "la nostra assistenza"]);
}

#[rstest]
#[tokio::test]
async fn whoever_has_not_said_how_is_told_at_once_at_the_address_of_the_holder(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = anna(&shop).await;
    let owner = anna.in_panel(&shop).await;
    let user = anna.panel_user.unwrap();
    for _ in 0..2 {
        let signed = sign_in(&shop, &a_browser(), owner.username(), PASSWORD).await.unwrap();
        let with = (Device::of(FIREFOX), false);
        begin_sign_in(&shop, user, &signed.mark, with).await.unwrap();
    }

    assert_eq!(digest::tell(&shop).await.unwrap(), 1, "also what was done under the own name");
    assert_eq!(told(&shop).await[0].0, owner.subscription().holder.email.as_str());
}

#[rstest]
#[case::daily("daily", "2026-11-22T17:00:00Z", "2026-11-23T06:00:00Z")]
#[case::weekly("weekly", "2026-11-24T17:00:00Z", "2026-11-30T06:00:00Z")]
#[case::monthly("monthly", "2026-11-30T22:30:00Z", "2026-12-01T06:00:00Z")]
#[case::at_the_end_of_february("monthly", "2027-02-28T12:00:00Z", "2027-03-01T06:00:00Z")]
#[case::clocks_go_forward("daily", "2027-03-27T12:00:00Z", "2027-03-28T05:00:00Z")]
#[case::clocks_go_back("daily", "2027-10-30T12:00:00Z", "2027-10-31T06:00:00Z")]
#[tokio::test]
async fn a_digest_leaves_at_seven_in_rome_with_everything_in_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[case] pace: &str,
    #[case] begins: &str,
    #[case] leaves: &str,
) {
    let shop = engine.fresh_context().await;
    shop.clock.set(at(begins) - TimeDelta::hours(1));
    with_marco(&shop, pace).await;
    shop.clock.set(at(begins));
    marco_signs_in_anew(&shop).await;
    shop.clock.advance(TimeDelta::minutes(10));
    marco_signs_in_anew(&shop).await;

    shop.clock.set(at(leaves) - TimeDelta::minutes(1));
    assert_eq!(digest::tell(&shop).await.unwrap(), 0, "not yet");
    shop.clock.set(at(leaves));
    assert_eq!(digest::tell(&shop).await.unwrap(), 1);

    assert_eq!(digest::tell(&shop).await.unwrap(), 0, "once");
    let told = told(&shop).await;
    assert_eq!((told.len(), count(&told[0].1)), (1, 2), "both in one mail");
    // A server that was away over its hour tells it late, and once.
    marco_signs_in_anew(&shop).await;
    shop.clock.advance(TimeDelta::days(70));
    assert_eq!(digest::tell(&shop).await.unwrap(), 1);
    assert_eq!(digest::tell(&shop).await.unwrap(), 0);
}

#[rstest]
#[tokio::test]
async fn more_than_twenty_leave_early(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let shop = engine.fresh_context().await;
    with_marco(&shop, "monthly").await;
    for _ in 0..20 {
        marco_signs_in_anew(&shop).await;
    }
    assert_eq!(digest::tell(&shop).await.unwrap(), 0);

    marco_signs_in_anew(&shop).await;
    assert_eq!(digest::tell(&shop).await.unwrap(), 1);
    assert_eq!(count(&told(&shop).await[0].1), 21);
}

#[rstest]
#[tokio::test]
async fn servers_that_tell_at_once_tell_each_thing_in_one_mail(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    with_marco(&shop, "each").await;
    for _ in 0..5 {
        marco_signs_in_anew(&shop).await;
    }

    let (one, two, three) =
        tokio::join!(digest::tell(&shop), digest::tell(&shop), digest::tell(&shop));

    assert_eq!(one.unwrap() + two.unwrap() + three.unwrap(), 5);
    assert_eq!(told(&shop).await.len(), 5);
}

#[rstest]
#[tokio::test]
async fn a_service_that_is_over_tells_nothing_and_another_pace_holds_for_what_waits(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (_, owner) = with_marco(&shop, "monthly").await;
    marco_signs_in_anew(&shop).await;
    assert_eq!(digest::tell(&shop).await.unwrap(), 0);
    wants(&shop, &owner, "each").await;
    assert_eq!(digest::tell(&shop).await.unwrap(), 1);
    wants(&shop, &owner, "monthly").await;

    marco_signs_in_anew(&shop).await;
    shop.clock.set_to_day(day("2028-09-01"));
    assert_eq!(digest::tell(&shop).await.unwrap(), 0);
    assert_eq!(told(&shop).await.len(), 1);
    let waiting = "SELECT COUNT(*) FROM service_change WHERE notice = 'waiting'";
    assert_eq!(seen::number(&shop, waiting).await, 0, "nobody looks at it again");
}

#[rstest]
#[tokio::test]
async fn the_owner_ends_other_sign_ins_and_hears_nothing_of_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (_, owner) = with_marco(&shop, "each").await;
    end_other_sign_ins(&shop, &owner).await.unwrap();
    assert_eq!(digest::tell(&shop).await.unwrap(), 0);
}

const TRANSFER: &str = "Ultimo giorno sicuro per rinnovare con bonifico";
const ENDS: &str = "Scadenza: Fatturazione Elettronica";

/// Somebody whose service ends on a Friday, and who wants the agenda on Mondays since a Sunday.
async fn with_agenda(shop: &Context) -> ServiceAccess {
    shop.clock.set(at("2026-11-22T11:00:00Z"));
    let until = day("2026-12-04");
    let anna = a_customer().with_service_until(until).with(Product::User, 1, until);
    let anna = anna.create(shop).await;
    anna.gives_a_seat(shop, "marco2026", &["invoicing_read".into()]).await;
    let owner = anna.in_panel(shop).await;
    wants_with(shop, &owner, "weekly", true).await;
    marco_signs_in_anew(shop).await;
    owner
}

#[rstest]
#[tokio::test]
async fn the_agenda_is_told_before_its_days_come_and_goes_along_with_a_digest(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    with_agenda(&shop).await;
    assert_eq!(digest::tell(&shop).await.unwrap(), 0, "nothing comes until Monday");

    shop.clock.set(at("2026-11-23T05:59:00Z"));
    assert_eq!(digest::tell(&shop).await.unwrap(), 0, "not yet");
    shop.clock.set(at("2026-11-23T06:00:00Z"));
    let (one, two) = tokio::join!(digest::tell(&shop), digest::tell(&shop));
    assert_eq!(one.unwrap() + two.unwrap(), 1);
    shop.clock.set(at("2026-11-24T11:00:00Z"));
    assert_eq!(digest::tell(&shop).await.unwrap(), 0);
    marco_signs_in_anew(&shop).await;
    shop.clock.set(at("2026-11-30T06:00:00Z"));
    assert_eq!(digest::tell(&shop).await.unwrap(), 1, "both in one mail");

    let told = told(&shop).await;
    let says = |mail: usize| [TRANSFER, ENDS].map(|words| told[mail].1.contains(words));
    assert_eq!(says(0), [true, false], "{}", told[0].1);
    assert_eq!(says(1), [false, true], "{}", told[1].1);
    assert_eq!((count(&told[0].1), count(&told[1].1)), (0, 1));
    assert!(told.iter().all(|(to, _)| to == "avvisi@bianchi.example"));
}

#[rstest]
#[tokio::test]
async fn an_agenda_that_nobody_wants_any_more_is_not_told(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let owner = with_agenda(&shop).await;
    assert_eq!(digest::tell(&shop).await.unwrap(), 0);
    wants_with(&shop, &owner, "weekly", false).await;

    shop.clock.set(at("2026-11-23T06:00:00Z"));
    assert_eq!(digest::tell(&shop).await.unwrap(), 0);
}

#[rstest]
#[tokio::test]
async fn whoever_turns_the_agenda_off_and_on_hears_of_no_day_twice(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let owner = with_agenda(&shop).await;
    shop.clock.set(at("2026-11-23T06:00:00Z"));
    assert_eq!(digest::tell(&shop).await.unwrap(), 1, "up to the 30th");

    wants_with(&shop, &owner, "weekly", false).await;
    wants_with(&shop, &owner, "weekly", true).await;

    assert_eq!(digest::tell(&shop).await.unwrap(), 0, "it was told");
    shop.clock.set(at("2026-11-30T06:00:00Z"));
    assert_eq!(digest::tell(&shop).await.unwrap(), 1, "it goes on");
}

#[rstest]
#[tokio::test]
async fn an_agenda_told_while_the_clock_was_a_year_ahead_is_told_once_it_is_right(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day("2028-06-01")).create(&shop).await;
    let owner = anna.in_panel(&shop).await;
    shop.clock.set(at("2027-11-22T11:00:00Z"));
    wants_with(&shop, &owner, "monthly", true).await;
    shop.clock.set(at("2026-11-22T11:00:00Z"));

    assert_eq!(bring_back(&shop).await.unwrap(), 1);

    let today = "SELECT COUNT(*) FROM configuration_step WHERE agenda_told = '2026-11-22'";
    assert_eq!(seen::number(&shop, today).await, 1);
    assert_eq!(bring_back(&shop).await.unwrap(), 0);
}

#[rstest]
#[tokio::test]
async fn another_pace_goes_on_where_the_agenda_was_told_last(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let owner = with_agenda(&shop).await;
    shop.clock.set(at("2026-11-23T06:00:00Z"));
    assert_eq!(digest::tell(&shop).await.unwrap(), 1, "up to the 30th");
    wants_with(&shop, &owner, "daily", true).await;

    shop.clock.set(at("2026-11-29T11:00:00Z"));
    assert_eq!(digest::tell(&shop).await.unwrap(), 0, "it was told");
    for morning in ["30T06:00:00Z", "30T11:00:00Z"] {
        shop.clock.set(at(&format!("2026-11-{morning}")));
        assert_eq!(digest::tell(&shop).await.unwrap(), 0, "nothing comes on the next day");
    }
    shop.clock.set(at("2026-12-03T06:00:00Z"));
    assert_eq!(digest::tell(&shop).await.unwrap(), 1);
    assert!(told(&shop).await[1].1.contains(ENDS));
}

#[rstest]
#[tokio::test]
async fn nobody_looks_again_at_the_agenda_of_a_service_that_is_over(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    with_agenda(&shop).await;
    shop.clock.set_to_day(day("2027-03-05"));
    assert_eq!(digest::tell(&shop).await.unwrap(), 0);
    let waiting = "SELECT COUNT(*) FROM configuration_step WHERE agenda_told IS NOT NULL";
    assert_eq!(seen::number(&shop, waiting).await, 0);
}
