//! Customers are reminded that a service ends: each day of the calendar once.

use chrono::TimeDelta;
use domain::Product::Invoicing;
use domain::cart::{Cart, Purpose};
use domain::demo::DemoMethod;
use platform::Db;
use rstest::rstest;
use services::order::cancel;
use services::panel::open_renewal;
use services::payment::register_payment;
use services::testing::store::{reminders, renewals};
use services::testing::{Engine, a_customer, day, the_payment_of};
use services::{Context, Settings, renewal};

use super::automatic::who_renews;
use crate::payment::method_setup::a_demo;
use crate::seen;

/// The day on which each service here ends.
const EXPIRES: &str = "2027-04-14";

/// The reminders, each with its day, of the days until this one; each day is looked at twice.
async fn days_until(ctx: &Context, last: &str) -> Vec<String> {
    let mut told = seen::mails(ctx).await.len();
    let mut reminders = Vec::new();
    while ctx.today() <= day(last) {
        renewal::remind(ctx).await.unwrap();
        assert_eq!(renewal::remind(ctx).await.unwrap(), 0, "once a day is enough");
        let mails = seen::mails(ctx).await;
        let new = mails.iter().skip(told);
        reminders.extend(new.map(|mail| format!("{} {}", ctx.today(), mail.kind)));
        told = mails.len();
        ctx.clock.advance(TimeDelta::days(1));
    }
    reminders
}

#[rstest]
#[tokio::test]
async fn each_day_of_the_calendar_is_told_once(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    a_customer().with_service_until(day(EXPIRES)).create(&shop).await;

    let told = days_until(&shop, "2027-08-01").await;

    assert_eq!(
        told,
        [
            "2027-01-14 expiry_near",
            "2027-02-13 expiry_near",
            "2027-03-15 expiry_near",
            "2027-03-30 expiry_near",
            "2027-04-07 expiry_near",
            "2027-04-13 expiry_near",
            "2027-04-14 expiry_near",
            "2027-04-15 expiry_passed",
            "2027-05-14 expiry_passed",
            "2027-06-13 expiry_passed",
            "2027-07-03 expiry_passed",
        ]
    );
    let mails = seen::mails(&shop).await;
    assert!(mails.iter().all(|mail| mail.recipient == "anna@bianchi.example"));
    assert!(mails.iter().all(|mail| mail.text.contains("http://localhost:3000/rinnovo")));
    let (first, last_before) = (&mails[0].text.replace('\u{a0}', " "), &mails[5].text);
    for safe in [
        "Carta di credito: 14 aprile 2027",
        "PayPal: 14 aprile 2027",
        "Bonifico: 7 aprile 2027",
        "Bollettino: 5 aprile 2027",
        "costa oggi 36,60 € per 1 anno",
    ] {
        assert!(first.contains(safe), "{safe}: {first}");
    }
    assert!(last_before.contains("Bonifico: potrebbe arrivare tardi"), "{last_before}");
    let reactivating = mails[7].text.replace('\u{a0}', " ");
    assert!(reactivating.contains("Bonifico: 6 luglio 2027"), "{reactivating}");
    assert!(reactivating.contains("Fino al 13 luglio 2027"), "{reactivating}");
}

#[rstest]
#[tokio::test]
async fn a_charge_is_told_with_amount_and_method_and_how_to_turn_it_off(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    who_renews(&shop, DemoMethod::Pays).await;

    let told = days_until(&shop, "2027-04-07").await;

    assert_eq!(told, ["2027-03-15 charge_near", "2027-04-06 charge_near"]);
    let text = seen::mails(&shop).await.pop().unwrap().text.replace('\u{a0}', " ");
    for fact in
        ["7 aprile 2027", "87,84 €", "Carta Visa 4242", "disattiva il rinnovo automatico prima"]
    {
        assert!(text.contains(fact), "{fact}: {text}");
    }
}

#[rstest]
#[tokio::test]
async fn whoever_turns_it_off_hears_like_somebody_who_renews_by_hand(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let (anna, _) = who_renews(&shop, DemoMethod::Pays).await;
    days_until(&shop, "2027-03-16").await;

    renewal::turn_off(&shop, anna.account).await.unwrap();
    let told = days_until(&shop, "2027-04-07").await;

    assert_eq!(told, ["2027-03-30 expiry_near", "2027-04-07 expiry_near"]);
}

#[rstest]
#[tokio::test]
async fn the_years_of_a_price_are_those_that_its_link_and_the_panel_begin_with(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let (anna, card) = who_renews(&shop, DemoMethod::Pays).await;
    renewal::turn_on(&shop, anna.account, card, 3).await.unwrap();
    renewal::turn_off(&shop, anna.account).await.unwrap();

    shop.clock.set_to_day(day("2027-02-13"));
    renewal::remind(&shop).await.unwrap();

    // Three times 30 + 18 + 2 × 12, and 22% of it.
    let text = seen::mails(&shop).await.pop().unwrap().text.replace('\u{a0}', " ");
    assert!(text.contains("costa oggi 263,52 € per 3 anni"), "{text}");
    let link = anna.renewal_link(&shop).await;
    let page = renewal::by_link(&shop, &link).await.unwrap().unwrap();
    assert_eq!(page.years, 3);
    open_renewal(&shop, &anna.in_panel(&shop).await).await.unwrap();
    let open = seen::cart(&shop, anna.cart()).await.unwrap();
    assert_eq!(open.cart.purpose, Purpose::Renewal { years: 3 });
}

#[rstest]
#[tokio::test]
async fn a_shop_that_was_closed_for_a_month_sends_the_newest_only(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    a_customer().with_service_until(day(EXPIRES)).create(&shop).await;
    days_until(&shop, "2027-03-10").await;

    shop.clock.set_to_day(day("2027-04-12"));
    let told = days_until(&shop, "2027-04-13").await;

    assert_eq!(told, ["2027-04-12 expiry_near", "2027-04-13 expiry_near"]);
    let mails = seen::mails(&shop).await;
    let subject = mails[2].subject.replace('\u{a0}', " ");
    assert_eq!(subject, "Fatturazione Elettronica scade il 14 aprile 2027");
}

#[rstest]
#[tokio::test]
async fn nothing_is_said_about_the_former_expiry_of_a_renewed_service(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day(EXPIRES)).create(&shop).await;
    days_until(&shop, "2027-04-10").await;

    let order = anna.orders(&shop, Cart::renewal(Invoicing, 1)).await;
    register_payment(&shop, &the_payment_of(&shop, &order)).await.unwrap();
    let told = days_until(&shop, "2028-02-15").await;

    assert_eq!(told, ["2028-01-15 expiry_near", "2028-02-14 expiry_near"]);
}

#[rstest]
#[tokio::test]
async fn whoever_has_ordered_the_renewal_hears_of_that_order_instead(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day(EXPIRES)).create(&shop).await;
    days_until(&shop, "2027-04-10").await;

    let order = anna.orders(&shop, Cart::renewal(Invoicing, 1)).await;
    assert_eq!(days_until(&shop, "2027-04-13").await, [""; 0]);
    cancel(&shop, anna.account, order.number).await.unwrap();

    assert_eq!(days_until(&shop, "2027-04-14").await, ["2027-04-14 expiry_near"]);
}

#[rstest]
#[tokio::test]
async fn the_calendar_is_a_setting(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut settings: Settings = services::testing::settings();
    settings.expiry_reminders.before = vec![20];
    settings.expiry_reminders.after = Vec::new();
    let shop = engine.fresh_context_with(settings).await;
    a_customer().with_receive_only_until(day(EXPIRES)).create(&shop).await;

    assert_eq!(days_until(&shop, "2027-08-01").await, ["2027-03-25 expiry_near"]);
    let subject = &seen::mails(&shop).await[0].subject;
    assert!(subject.ends_with("in scadenza, perché rinnovare?"), "{subject}");
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_servers_remind_each_customer_once(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    for _ in 0..12 {
        a_customer().with_service_until(day(EXPIRES)).create(&shop).await;
    }
    shop.clock.set_to_day(day("2027-03-15"));
    renewal::remind(&shop).await.unwrap();
    shop.clock.set_to_day(day("2027-03-30"));
    let servers = [shop.second_process().await, shop.second_process().await, (*shop).clone()];

    let [one, two, three] =
        servers.map(|server| tokio::spawn(async move { renewal::remind(&server).await.unwrap() }));
    let reminded = one.await.unwrap() + two.await.unwrap() + three.await.unwrap();

    assert_eq!(reminded, 12);
    assert_eq!(seen::mails(&shop).await.len(), 24, "those of the 15th and those of the 30th");
}

const DAY: &str = "'2026-11-22'";
const NOBODY: &str = "'00000000-0000-0000-0000-000000000000'";

#[rstest]
#[case(reminders::DUE, &[DAY, DAY, NOBODY, "100"], "subscription_reminder")]
#[case(renewals::DUE, &[DAY, DAY, DAY, NOBODY, "100"], "subscription_expiry_id")]
#[tokio::test]
async fn those_who_are_due_are_found_by_the_index(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[case] statement: &str,
    #[case] values: &[&str],
    #[case] index: &str,
) {
    let shop = engine.fresh_context().await;
    a_customer().with_service_until(day(EXPIRES)).create(&shop).await;
    let mut tx = shop.db.write().await.unwrap();
    let plan: Vec<(String,)> = match &shop.db {
        Db::Sqlite { .. } => {
            let plan: Vec<(i64, i64, i64, String)> =
                tx.sql(explained("EXPLAIN QUERY PLAN ", statement, values)).all().await.unwrap();
            plan.into_iter().map(|(.., step)| (step,)).collect()
        }
        Db::Postgres { .. } => {
            // A table with one row is read as a whole otherwise.
            for way in ["seqscan", "hashjoin", "mergejoin"] {
                let off = format!("SET LOCAL enable_{way} = off");
                tx.sql(off.leak()).run().await.unwrap();
            }
            tx.sql(explained("EXPLAIN ", statement, values)).all().await.unwrap()
        }
    };
    let plan: Vec<String> = plan.into_iter().map(|(step,)| step).collect();
    let plan = plan.join("\n");
    assert!(plan.contains(index), "{plan}");
    assert!(!plan.contains("TEMP B-TREE") && !plan.contains("Sort"), "{plan}");
}

/// The statement with values in it, asked how it is carried out.
fn explained(how: &str, statement: &str, values: &[&str]) -> &'static str {
    let with = |statement: String, (n, value): (usize, &&str)| {
        statement.replace(&format!("${}", n + 1), value)
    };
    let statement = values.iter().enumerate().fold(statement.to_owned(), with);
    format!("{how}{statement}").leak()
}
