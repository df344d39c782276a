//! What a customer may ask of us about their own data: all of it, nothing of anybody else, and to be
//! forgotten but for what the law keeps.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use domain::Product::{Invoicing, User};
use domain::RuleError;
use domain::cart::Cart;
use domain::erasure::ErasureError;
use domain::order::{Order, PaymentMethod, Search};
use domain::termination::When;
use rstest::rstest;
use services::office::{Filter, orders};
use services::outbox::relay;
use services::panel::{PasswordForm, change_password};
use services::payment::register_payment;
use services::personal_data::{
    Export, ask_erasure, erase, erased, erasure, export, export_of_number, take_back_erasure,
    to_erase,
};
use services::ports::mailer::Mailer;
use services::second_factor::{Owner, State, begin, confirm, state};
use services::testing::store::mailbox;
use services::testing::{
    Customer, Engine, PASSWORD, Telephone, a_browser, a_customer, day, the_payment_of,
};
use services::{Context, Error, account};
use zip::ZipArchive;

use crate::panel::configuration::conclude_all;
use crate::payment::method_setup::{a_demo, leaves};
use crate::seen;

/// The files of an export, by name.
async fn unpacked(export: Export) -> BTreeMap<String, String> {
    let mut chunks = export.into_chunks();
    let mut bytes = Vec::new();
    while let Some(piece) = chunks.recv().await {
        bytes.extend(piece.unwrap());
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        files.insert(name, text);
    }
    files
}

/// Somebody with a service until that day, a card, and an order of one more user that is paid.
async fn who_bought(ctx: &Context, name: &str, until: &str) -> (Customer, Order) {
    let who = a_customer().called(name).with_service_until(day(until)).create(ctx).await;
    leaves(ctx, &who, None, Some(domain::demo::DemoMethod::Pays)).await;
    let mut cart = Cart::add_ons(Invoicing).set_quantity(User, 1, &[]).unwrap();
    cart.extends_owned = false;
    let order = who.orders(ctx, cart).await;
    register_payment(ctx, &the_payment_of(ctx, &order)).await.unwrap();
    (who, order)
}

fn why(outcome: Result<(), Error>) -> ErasureError {
    match outcome {
        Err(Error::Rule(RuleError::Erasure(why))) => why,
        other => panic!("{other:?}"),
    }
}

#[rstest]
#[tokio::test]
async fn a_copy_has_everything_of_its_owner_and_nothing_of_others(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let (anna, order) = who_bought(&shop, "anna", "2027-04-14").await;
    let (bruno, other) = who_bought(&shop, "bruno", "2027-05-20").await;

    let files = unpacked(export(&shop, anna.account).await.unwrap()).await;
    let by_office = export_of_number(&shop, order.number, "rosa").await.unwrap();
    let by_office = unpacked(by_office).await;

    let all: String = files.values().map(String::as_str).collect();
    for known in [
        anna.number.to_string(),
        order.number.to_string(),
        "anna@example.it".into(),
        "visa 4242".into(),
        "2027-04-14".into(),
        "14.64".into(),
    ] {
        assert!(all.contains(&known), "{known}");
    }
    for secret in
        ["argon2", "bruno", &bruno.number.to_string(), &other.number.to_string(), "2027-05-20"]
    {
        assert!(!all.contains(secret), "{secret}");
    }
    let manifest: serde_json::Value = serde_json::from_str(&files["manifest.json"]).unwrap();
    let listed = manifest["file"].as_array().unwrap();
    assert_eq!(listed.len(), files.len() - 1, "each file but the manifest itself");
    assert!(listed.iter().all(|file| {
        let text = &files[file["nome"].as_str().unwrap()];
        file["byte"].as_u64() == Some(text.len() as u64)
    }));
    let orders: serde_json::Value = serde_json::from_str(&files["ordini.json"]).unwrap();
    assert_eq!(orders[0]["totale"], "14.64");
    assert!(files["ordini.csv"].starts_with("\u{feff}numero,tipo,"));
    assert_eq!(by_office.keys().collect::<Vec<_>>(), files.keys().collect::<Vec<_>>());
    assert!(matches!(export_of_number(&shop, 1, "rosa").await, Err(Error::NotFound(_))));

    let traces = seen::number(&shop, "SELECT COUNT(*) FROM data_export").await;
    let by_rosa = "SELECT COUNT(*) FROM data_export WHERE made_by = 'rosa'";
    assert_eq!((traces, seen::number(&shop, by_rosa).await), (2, 1));
}

#[rstest]
#[tokio::test]
async fn nobody_is_forgotten_with_a_wrong_password_or_while_something_is_open(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let (anna, _) = who_bought(&shop, "anna", "2027-04-14").await;

    let wrong = ask_erasure(&shop, anna.account, "un’altra").await;
    assert!(matches!(wrong, Err(Error::Rule(RuleError::Party(_)))));
    let expires = day("2027-04-14");
    let living = ErasureError::ServiceLives { expires };
    assert_eq!(why(ask_erasure(&shop, anna.account, PASSWORD).await), living);
    assert_eq!(erasure(&shop, anna.account).await.unwrap().hindrance, Some(living));

    let bruno = a_customer().with_holder().create(&shop).await;
    let order = bruno.orders(&shop, Cart::first_purchase(Invoicing, 1)).await;
    let open = ErasureError::OrderOpen(order.number);
    assert_eq!(why(ask_erasure(&shop, bruno.account, PASSWORD).await), open);
    services::order::cancel(&shop, bruno.account, order.number).await.unwrap();
    ask_erasure(&shop, bruno.account, PASSWORD).await.unwrap();
    ask_erasure(&shop, bruno.account, PASSWORD).await.unwrap();
    let [waiting] = &to_erase(&shop).await.unwrap()[..] else { panic!("one wish") };
    assert_eq!((waiting.number, waiting.hindrance), (bruno.number, None));

    // Something was ordered since.
    let order = bruno.orders(&shop, Cart::first_purchase(Invoicing, 1)).await;
    let open = ErasureError::OrderOpen(order.number);
    assert_eq!(why(erase(&shop, waiting.id, "rosa").await), open);
    take_back_erasure(&shop, bruno.account).await.unwrap();
    assert_eq!(why(erase(&shop, waiting.id, "rosa").await), ErasureError::Gone);
    assert_eq!(why(take_back_erasure(&shop, bruno.account).await), ErasureError::Gone);
}

/// Takes a second factor into use.
pub async fn secure(ctx: &Context, owner: Owner) {
    begin(ctx, owner, PASSWORD).await.unwrap();
    let State::Begun(enrolment) = state(ctx, owner).await.unwrap() else { panic!("a key waits") };
    let code = Telephone::told(&enrolment.key).shows(ctx);
    confirm(ctx, owner, None, a_browser().network, &code).await.unwrap();
}

/// What a row of these tables says of somebody, or why it stays.
const KEPT: [(&str, &[&str]); 7] = [
    (
        "the law asks for ten years of it",
        &[
            "acceptance",
            "accepted_text",
            "bank_credit",
            "bank_credit_number",
            "bank_statement",
            "commitment",
            "counter",
            "discount_use",
            "ledger_entry",
            "order_line",
            "order_tender",
            "payment",
            "provider_event",
            "subscription_item",
            "automatic_charge",
        ],
    ),
    ("it goes with what it belongs to", &["cart_item", "session"]),
    ("by it the provider lets go of what is no longer kept", &["provider_customer"]),
    (
        "it says that something was done, and of whom only the number",
        &["account_before", "data_export"],
    ),
    (
        "it passes by itself",
        &[
            "guess",
            "method_setup",
            "recovery_request",
            "throttle",
            "statement_draft",
            "unreadable_row",
        ],
    ),
    (
        "it is about nobody, or about a demonstration",
        &[
            "demo_clock",
            "demo_mark",
            "demo_method",
            "demo_payment",
            "demo_scene",
            "discount_code",
            "job_lease",
            "mailbox",
            "news",
            "price_list",
            "staff",
            "statement_layout",
            "write_probe",
        ],
    ),
    (
        "it is about somebody else, who closes the account alone",
        &["accountant", "accountant_sign_in"],
    ),
];

/// Whoever adds a table decides what becomes of it when somebody is forgotten.
#[tokio::test]
async fn every_table_is_forgotten_or_stays_for_a_reason() {
    let shop = Engine::Sqlite.fresh_context().await;
    let forgets = include_str!("../../../src/store/erasures.rs");
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let named: BTreeSet<&str> = forgets.split(|c| !is_word(c)).collect();
    let tables: Vec<(String,)> = shop
        .db
        .read()
        .await
        .unwrap()
        .sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' \
             AND name NOT LIKE '\\_%' ESCAPE '\\'",
        )
        .all()
        .await
        .unwrap();

    assert!(tables.len() > 40, "the tables are at hand");
    for (table,) in tables {
        let stays = KEPT.iter().any(|(_, tables)| tables.contains(&table.as_str()));
        assert!(stays || named.contains(table.as_str()), "nobody has decided about {table}");
    }
}

#[rstest]
#[tokio::test]
async fn of_somebody_who_is_forgotten_only_what_the_law_keeps_is_left(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let (anna, order) = who_bought(&shop, "anna", "2027-04-14").await;
    let (bruno, _) = who_bought(&shop, "bruno", "2027-05-20").await;
    let to_configure = anna.before_configuration(&shop).await;
    conclude_all(&shop, &to_configure).await;
    let steps = "SELECT COUNT(*) FROM configuration_step WHERE answer LIKE '%Via Roma%'";
    assert_eq!(seen::number(&shop, steps).await, 1, "the seat of the seller is kept");
    let files = unpacked(export(&shop, anna.account).await.unwrap()).await;
    assert!(files["prima_configurazione.json"].contains("Via Roma"));
    let before = seen::payments(&shop).await;
    secure(&shop, Owner::account(anna.account)).await;
    secure(&shop, Owner::panel(&anna.in_panel(&shop).await).unwrap()).await;
    let (current, again) = (PASSWORD.to_owned(), "Tre-Lumache-7-Sul-Muretto!".to_owned());
    let form = PasswordForm { current, new: again.clone(), again };
    change_password(&shop, anna.panel_user.unwrap(), &form).await.unwrap();
    let in_panel = format!("BT{}", anna.party.vat_number);
    let whose = "SELECT COUNT(*) FROM service_change WHERE by_whom <> ''";
    assert!(seen::number(&shop, whose).await > 9, "the panel's user has done several things");
    services::termination::ask(&shop, anna.account, When::Now, true, "me ne vado").await.unwrap();
    let asked = services::termination::to_confirm(&shop).await.unwrap().remove(0);
    services::termination::confirm(&shop, asked.id, "rosa").await.unwrap();
    ask_erasure(&shop, anna.account, PASSWORD).await.unwrap();

    let wish = to_erase(&shop).await.unwrap().remove(0);
    erase(&shop, wish.id, "rosa").await.unwrap();
    let mailer = Mailer::mailbox(shop.db.clone());
    assert!(relay::deliver_due(&shop, &mailer).await.unwrap() > 0);

    assert_eq!(why(erase(&shop, wish.id, "rosa").await), ErasureError::Gone, "once");
    let signed = account::sign_in(&shop, &a_browser(), &anna.username, PASSWORD).await;
    assert!(signed.is_err(), "nobody signs in");
    assert!(account::sign_in(&shop, &a_browser(), &bruno.username, PASSWORD).await.is_ok());
    let listed = orders(&shop, &Filter::default()).await.unwrap().orders;
    let names: Vec<String> =
        listed.iter().map(|listed| listed.order.holder.party.name.to_string()).collect();
    assert_eq!(names, ["bruno", "Cliente cancellato"]);
    let by_name = Filter { search: Search::of("anna"), ..Filter::default() };
    assert!(orders(&shop, &by_name).await.unwrap().orders.is_empty());

    // The order, its amounts and its payment are as they were, and for whom it was is kept apart.
    let kept = services::office::order(&shop, order.number).await.unwrap().order;
    assert_eq!((kept.totals, &kept.lines), (order.totals, &order.lines));
    assert_eq!(kept.method, PaymentMethod::BankTransfer);
    assert_eq!(seen::payments(&shop).await.len(), before.len());
    let of_law = "SELECT COUNT(*) FROM holder_kept WHERE holder LIKE '%anna%'";
    assert_eq!(seen::number(&shop, of_law).await, 1);

    let delivered = mailbox::newest_to(&mut shop.db.read().await.unwrap(), "anna@example.it", 50)
        .await
        .unwrap();
    let last = &delivered[0];
    assert_eq!(last.subject, "I tuoi dati sono cancellati", "the last mail says so");
    for fact in [anna.username.as_str(), "per 10 anni", "22\u{a0}novembre\u{a0}2036"] {
        assert!(last.body_text.contains(fact), "{fact} is missing in {}", last.body_text);
    }

    let files = unpacked(export_of_number(&shop, anna.number, "rosa").await.unwrap()).await;
    let all: String = files.values().map(String::as_str).collect();
    for gone in ["anna", "me ne vado", "visa 4242", "M5UXCR1", "Via Roma", &in_panel] {
        assert!(!all.contains(gone), "{gone}");
    }
    for left in [
        whose,
        "SELECT COUNT(*) FROM configuration_step",
        "SELECT COUNT(*) FROM second_factor",
        "SELECT COUNT(*) FROM recovery_code",
        "SELECT COUNT(*) FROM second_factor_event WHERE username <> ''",
        "SELECT COUNT(*) FROM outbox WHERE delivered_at IS NULL",
        "SELECT COUNT(*) FROM outbox WHERE recipient = 'anna@example.it'",
    ] {
        assert_eq!(seen::number(&shop, left).await, 0, "{left}");
    }
    assert_eq!(services::doctor::examine(&shop.db).await.unwrap(), []);
    let [trace] = &erased(&shop).await.unwrap()[..] else { panic!("one was forgotten") };
    assert_eq!((trace.number, trace.done_by.as_str()), (anna.number, "rosa"));
}
