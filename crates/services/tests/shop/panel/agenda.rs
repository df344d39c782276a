//! `Agenda`: what is coming for a service, as whoever works in its panel reads it.

use domain::Product::{Documents, Invoicing, User};
use domain::agenda::{Coming, What};
use domain::cart::Cart;
use domain::grant::{Permission, UserForm};
use domain::order::PaymentMethod;
use domain::termination::When;
use rstest::rstest;
use services::panel::users::create;
use services::panel::{Access, agenda, open, sign_in};
use services::payment::register_payment;
use services::termination::ask;
use services::testing::store::orders;
use services::testing::{Accountant, Engine, PASSWORD, a_browser, a_customer, day, the_payment_of};

use crate::query_counts::at_most;

const UNTIL: &str = "2027-04-14";

/// Days with what is coming on them, without the last days of the ways to pay.
fn told(coming: &[Coming]) -> Vec<(String, String)> {
    let is_safe_day = |one: &&Coming| matches!(one.what, What::LastSafeDay(_));
    let others = coming.iter().filter(|one| !is_safe_day(one));
    others.map(|one| (one.on.to_string(), one.what.title())).collect()
}

fn expected(days: &[(&str, &str)]) -> Vec<(String, String)> {
    days.iter().map(|(on, title)| ((*on).to_owned(), (*title).to_owned())).collect()
}

#[rstest]
#[tokio::test]
async fn the_owner_reads_all_that_is_coming_and_the_others_nothing_of_money_and_of_others(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day(UNTIL)).with(User, 2, day("2027-03-01"));
    let anna = anna.create(&shop).await;
    let reading = [Permission::MASTER.code()];
    anna.gives_a_seat(&shop, "marco2026", &reading).await;
    let owner = anna.in_panel(&shop).await;
    let giulia = UserForm {
        username: "giulia26".into(),
        email: "giulia@example.it".into(),
        permissions: reading.to_vec(),
    };
    create(&shop, &owner, &giulia).await.unwrap();
    anna.offers(&shop, "studioneri1", &reading).await;
    let verdi = Accountant::create(&shop, "studioverdi1").await;
    anna.delegates(&shop, &verdi, &reading).await;
    let cart = Cart::add_ons(Invoicing).set_quantity(Documents, 1, &[]).unwrap();
    let order = anna.orders(&shop, cart).await;

    let coming = at_most(3, &shop, agenda(&shop, &owner)).await.unwrap();

    let pays = format!("Ultimo giorno per pagare: ordine {}", order.number);
    let ends = ("2027-04-14", "Scadenza: Fatturazione Elettronica");
    let all = [
        ("2026-11-25", "Scadenza password temporanea: GIULIA26"),
        ("2026-12-22", pays.as_str()),
        ("2026-12-22", "Scadenza offerta di delega: STUDIONERI1"),
        ("2027-03-01", "Scadenza: Utente aggiuntivo × 2"),
        ends,
    ];
    assert_eq!(told(&coming), expected(&all));
    let transfer = What::LastSafeDay(PaymentMethod::BankTransfer);
    let transfer = Coming { on: day("2027-04-07"), what: transfer };
    assert!(coming.contains(&transfer), "{coming:?}");

    let signed = sign_in(&shop, &a_browser(), "MARCO2026", PASSWORD).await.unwrap();
    let marco = open(&shop, signed.user, &signed.mark).await.unwrap();
    for access in [marco, verdi.panel(&shop, &anna).await] {
        let Access::Open(access) = access else { panic!("the panel is open to them") };
        let coming = agenda(&shop, &access).await.unwrap();
        assert_eq!(told(&coming), expected(&[ends]));
        assert_eq!(coming.len(), 1, "no day to pay: {coming:?}");
    }
}

#[rstest]
#[tokio::test]
async fn what_is_given_up_for_its_expiry_ends_on_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day(UNTIL)).create(&shop).await;
    ask(&shop, anna.account, When::AtExpiry, true, "").await.unwrap();

    let coming = agenda(&shop, &anna.in_panel(&shop).await).await.unwrap();

    let end = ("2027-04-14", "Fine per disdetta: Fatturazione Elettronica");
    assert_eq!(told(&coming), expected(&[end]));
    assert_eq!(coming.len(), 1, "nothing is renewed: {coming:?}");
}

#[rstest]
#[tokio::test]
async fn what_came_free_is_known_until_it_is_paid_for(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let carla = a_customer().with_holder().create(&shop).await;
    let cart = Cart::first_purchase(Invoicing, 1).set_quantity(Documents, 1, &[]).unwrap();
    let order = carla.orders(&shop, cart.set_quantity(User, 1, &[]).unwrap()).await;
    register_payment(&shop, &the_payment_of(&shop, &order)).await.unwrap();
    let service = carla.service(&shop).await.unwrap();

    let mut tx = shop.db.read().await.unwrap();
    assert_eq!(orders::never_paid(&mut tx, &service).await.unwrap(), [Documents]);
    drop(tx);

    let renewal = Cart::renewal(Invoicing, 1).set_quantity(Documents, 1, &[]).unwrap();
    let renewal = carla.orders(&shop, renewal).await;
    register_payment(&shop, &the_payment_of(&shop, &renewal)).await.unwrap();
    let mut tx = shop.db.read().await.unwrap();
    assert!(orders::never_paid(&mut tx, &service).await.unwrap().is_empty());
}
