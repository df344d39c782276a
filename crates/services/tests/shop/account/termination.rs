//! `Disdetta`: asked for, taken back, confirmed; and what follows for whoever buys next.

use domain::Product::{Invoicing, User};
use domain::RuleError;
use domain::cart::Cart;
use domain::demo::DemoMethod;
use domain::hindrance::{First, Hindrance};
use domain::renewal::Button;
use domain::termination::{TerminationError, When};
use rstest::rstest;
use services::panel::Access;
use services::payment::{collect_renewals, register_payment};
use services::termination::{ask, confirm, of_account, take_back, to_confirm};
use services::testing::store::terminations;
use services::testing::{Engine, a_customer, day, the_payment_of};
use services::{Context, Error, account, cart, order, panel, renewal};

use crate::payment::method_setup::a_demo;
use crate::renewal::automatic::who_renews;
use crate::renewal::rehearse::rehearsed;
use crate::seen;

fn refused(outcome: Result<(), Error>) -> TerminationError {
    match outcome {
        Err(Error::Rule(RuleError::Termination(why))) => why,
        other => panic!("{other:?}"),
    }
}

async fn kinds(ctx: &Context) -> Vec<String> {
    seen::mails(ctx).await.into_iter().map(|mail| mail.kind).collect()
}

#[rstest]
#[tokio::test]
async fn a_confirmed_service_is_over_and_a_new_account_buys_for_the_same_numbers(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;

    ask(&shop, anna.account, When::Now, true, "partita IVA  sbagliata").await.unwrap();
    ask(&shop, anna.account, When::Now, true, "").await.unwrap();
    let waiting = to_confirm(&shop).await.unwrap();
    assert_eq!(waiting.len(), 1, "asking twice is asking once");
    assert_eq!(waiting[0].reason, "partita IVA sbagliata");
    assert!(matches!(anna.panel(&shop).await, Access::Open(_)), "it works as before");
    let area = account::area(&shop, anna.account).await.unwrap();
    assert_eq!(area.termination, Some((shop.today(), When::Now)));
    confirm(&shop, waiting[0].id, "rosa").await.unwrap();

    assert!(matches!(anna.panel(&shop).await, Access::ServiceOver));
    assert!(of_account(&shop, anna.account).await.unwrap().is_none());
    assert!(to_confirm(&shop).await.unwrap().is_empty());
    assert_eq!(refused(confirm(&shop, waiting[0].id, "rosa").await), TerminationError::Gone);
    assert_eq!(kinds(&shop).await, ["termination_asked", "termination_confirmed"]);
    let heir = a_customer().being(anna.party.clone()).with_holder().create(&shop).await;
    let order = heir.orders(&shop, Cart::first_purchase(Invoicing, 1)).await;
    register_payment(&shop, &the_payment_of(&shop, &order)).await.unwrap();
    assert_eq!(heir.owned(&shop).await, [(Invoicing, 1, day("2027-11-22"))]);
}

#[rstest]
#[tokio::test]
async fn it_can_be_taken_back_until_it_is_confirmed(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    assert_eq!(refused(take_back(&shop, anna.account).await), TerminationError::Gone);

    ask(&shop, anna.account, When::Now, true, "").await.unwrap();
    let id = to_confirm(&shop).await.unwrap()[0].id;
    take_back(&shop, anna.account).await.unwrap();

    assert_eq!(refused(confirm(&shop, id, "rosa").await), TerminationError::Gone);
    assert!(of_account(&shop, anna.account).await.unwrap().unwrap().asked.is_none());
    ask(&shop, anna.account, When::Now, true, "").await.unwrap();
    assert_eq!(to_confirm(&shop).await.unwrap().len(), 1, "it may be asked for again");
    let told = ["termination_asked", "termination_taken_back", "termination_asked"];
    assert_eq!(kinds(&shop).await, told);
}

#[rstest]
#[tokio::test]
async fn for_the_natural_expiry_it_runs_on_and_is_confirmed_after_its_last_day(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let (anna, _) = who_renews(&shop, DemoMethod::Pays).await;
    let expires = day("2027-04-14");
    ask(&shop, anna.account, When::AtExpiry, true, "").await.unwrap();
    let known = of_account(&shop, anna.account).await.unwrap().unwrap();
    assert_eq!(known.asked.map(|(_, when)| when), Some(When::AtExpiry));
    let service = anna.service(&shop).await.unwrap().id;
    let asked = Some((shop.today(), When::AtExpiry));
    assert_eq!(account::area(&shop, anna.account).await.unwrap().termination, asked);
    let managed = account::service(&shop, anna.account, service, None).await.unwrap();
    assert_eq!(managed.termination, asked);
    let mut tx = shop.db.read().await.unwrap();
    let wish = terminations::open_of(&mut tx, service).await.unwrap().unwrap().id;
    drop(tx);

    for today in ["2026-11-23", "2027-04-07", "2027-04-14"] {
        shop.clock.set_to_day(day(today));
        assert_eq!(collect_renewals(&shop).await.unwrap(), 0, "{today}");
        assert_eq!(renewal::remind(&shop).await.unwrap(), 0, "{today}");
        assert_eq!(to_confirm(&shop).await.unwrap().len(), 0, "{today}");
        let too_early = TerminationError::BeforeExpiry { expires };
        assert_eq!(refused(confirm(&shop, wish, "rosa").await), too_early, "{today}");
        assert!(matches!(anna.panel(&shop).await, Access::Open(_)), "{today}: it runs on");
        assert!(of_account(&shop, anna.account).await.unwrap().unwrap().is_active, "{today}");
    }
    shop.clock.set_to_day(day("2027-04-15"));
    assert!(!of_account(&shop, anna.account).await.unwrap().unwrap().is_active);
    let waiting = to_confirm(&shop).await.unwrap();
    assert_eq!(waiting.iter().map(|it| it.id).collect::<Vec<_>>(), [wish]);
    confirm(&shop, wish, "rosa").await.unwrap();

    assert!(matches!(anna.panel(&shop).await, Access::ServiceOver));
    assert_eq!(kinds(&shop).await[2..], ["termination_asked", "termination_confirmed"]);
    let asked = &seen::mails(&shop).await[2];
    assert!(asked.text.contains("La confermiamo dopo la scadenza del 14"), "{}", asked.text);
}

#[rstest]
#[tokio::test]
async fn an_order_that_waits_comes_first_and_nothing_is_ordered_meanwhile(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    let cart = || Cart::add_ons(Invoicing).set_quantity(User, 1, &[]).unwrap();
    let waiting = anna.orders(&shop, cart()).await;

    let why = refused(ask(&shop, anna.account, When::Now, true, "").await);
    assert_eq!(why, TerminationError::OrderWaits(waiting.number));
    order::cancel(&shop, anna.account, waiting.number).await.unwrap();
    assert_eq!(
        refused(ask(&shop, anna.account, When::Now, false, "").await),
        TerminationError::NotDownloaded
    );
    ask(&shop, anna.account, When::Now, true, "").await.unwrap();

    anna.fills(&shop, cart()).await;
    let form = anna.order_form(&shop).await;
    let outcome = order::conclude(&shop, anna.account, &form).await.map(drop);
    assert_eq!(refused(outcome), TerminationError::Asked);
    take_back(&shop, anna.account).await.unwrap();
    order::conclude(&shop, anna.account, &form).await.unwrap();
}

#[rstest]
#[tokio::test]
async fn no_charge_is_announced_and_every_door_knows_while_it_is_asked_for(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let (anna, _) = who_renews(&shop, DemoMethod::Pays).await;
    anna.fills(&shop, Cart::add_ons(Invoicing).set_quantity(User, 1, &[]).unwrap()).await;
    let seen = async || {
        let area = account::area(&shop, anna.account).await.unwrap();
        let standing = area.subscription.unwrap().standing(area.today);
        let service = anna.service(&shop).await.unwrap().id;
        let page = account::service(&shop, anna.account, service, None).await.unwrap();
        let renewal = renewal::renewal(&shop, anna.account).await.unwrap().unwrap();
        let access = anna.in_panel(&shop).await;
        let panel = panel::home(&shop, &access).await.unwrap().renewal;
        let [area, page] = [area.renewal, page.renewal].map(Option::unwrap);
        let all = [area, page, renewal.status, panel];
        let buttons = all.map(|known| (known.button(standing), known.charged_on));
        let users = panel::users::list(&shop, &access).await.unwrap().first;
        let cart = cart::show(&shop, anna.cart()).await.unwrap().is_given_up;
        let form = order::review(&shop, anna.account).await.unwrap().is_given_up;
        let hindrances = cart::hindrances(&shop, anna.cart()).await.unwrap();
        let of_user = hindrances.into_iter().find(|(of, _)| *of == User).map(|(_, why)| why);
        (buttons, renewal.given_then.is_some(), users, (cart, form), of_user)
    };
    let on = day("2027-04-07");
    let open =
        ([(); 4].map(|()| (Button::Automatic { on }, Some(on))), true, None, (false, false), None);
    let shut = (
        [(); 4].map(|()| (Button::GivenUp, None)),
        false,
        Some(First::Termination),
        (true, true),
        Some(Hindrance::GivenUp),
    );

    assert_eq!(seen().await, open);
    ask(&shop, anna.account, When::Now, true, "").await.unwrap();
    assert_eq!(seen().await, shut);
    take_back(&shop, anna.account).await.unwrap();
    assert_eq!(seen().await, open);
}

#[rstest]
#[tokio::test]
async fn nothing_is_charged_and_nobody_is_reminded_while_it_is_asked_for(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let (anna, _) = who_renews(&shop, DemoMethod::Pays).await;
    ask(&shop, anna.account, When::Now, true, "").await.unwrap();
    let told = kinds(&shop).await.len();

    for today in ["2027-03-15", "2027-04-06", "2027-04-07", "2027-04-13", "2027-04-15"] {
        shop.clock.set_to_day(day(today));
        assert_eq!(collect_renewals(&shop).await.unwrap(), 0, "{today}");
        assert_eq!(renewal::remind(&shop).await.unwrap(), 0, "{today}");
        assert_eq!(rehearsed(&shop).await, [], "{today}");
    }

    assert_eq!(kinds(&shop).await.len(), told);
    let bruno = a_customer().create(&shop).await;
    let why = refused(ask(&shop, bruno.account, When::Now, true, "").await);
    assert_eq!(why, TerminationError::NothingToGiveUp);
}

#[rstest]
#[tokio::test]
async fn whoever_takes_it_back_is_told_the_day_of_the_charge_that_comes(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let (anna, _) = who_renews(&shop, DemoMethod::Pays).await;
    shop.clock.set_to_day(day("2027-03-25"));
    ask(&shop, anna.account, When::AtExpiry, true, "").await.unwrap();
    // The reminder of the day before the first try is left out.
    for today in ["2027-04-06", "2027-04-09"] {
        shop.clock.set_to_day(day(today));
        assert_eq!(renewal::remind(&shop).await.unwrap(), 0, "{today}");
    }

    take_back(&shop, anna.account).await.unwrap();
    let text = seen::mails(&shop).await.pop().unwrap().text.replace('\u{a0}', " ");
    assert_eq!(collect_renewals(&shop).await.unwrap(), 1);

    assert!(text.contains("addebitiamo il rinnovo il"), "{text}");
    assert!(text.contains("9 aprile 2027"), "{text}");
    renewal::turn_off(&shop, anna.account).await.unwrap();
    ask(&shop, anna.account, When::AtExpiry, true, "").await.unwrap();
    take_back(&shop, anna.account).await.unwrap();
    let text = seen::mails(&shop).await.pop().unwrap().text;
    assert!(text.contains("Non devi fare altro"), "nothing is charged: {text}");
}
