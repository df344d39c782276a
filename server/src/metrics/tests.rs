//! What Prometheus reads.

use std::{net::SocketAddr, time::Duration};

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode},
};
use chrono::TimeDelta;
use domain::{Money, Product, cart::Cart, order::PaymentMethod};
use metrics_exporter_prometheus::PrometheusBuilder;
use platform::db::WAIT_SECONDS;
use rstest::rstest;
use services::{
    payment, statement,
    testing::{Engine, a_customer, spoil_order, take_services_from_orders, the_payment_of},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use super::{begin, router, serve};
use crate::{
    context::Demo,
    test_server::{TestServer, text},
};

async fn scraped(router: &Router) -> String {
    let request = Request::get("/metrics").body(Body::empty()).unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    text(response).await
}

/// The line of one figure, without its number.
fn number(text: &str, figure: &str) -> Option<f64> {
    let mut lines = text.lines();
    lines.find_map(|line| line.strip_prefix(figure)?.strip_prefix(' ')?.parse().ok())
}

#[tokio::test]
async fn requests_are_counted_by_the_pattern_of_their_route_and_never_by_their_path() {
    let router_of_figures = {
        let server = TestServer::with(&[], Demo::default()).await;
        let handle = begin().unwrap();
        for path in
            ["/ordini/26000001/bonifico.pdf", "/ordini/26000002/bonifico.pdf", "/nulla-di-cio"]
        {
            server.answer(Request::get(path).body(Body::empty()).unwrap()).await;
        }
        router(server.services.clone(), handle)
    };

    let text = scraped(&router_of_figures).await;

    let requests =
        "bottega_http_requests_total{route=\"/ordini/{number}/bonifico.pdf\",status=\"303\"}";
    assert!(number(&text, requests).unwrap() >= 2.0, "{text}");
    assert!(text.contains("bottega_http_requests_total{route=\"none\",status=\"404\"}"), "{text}");
    assert!(
        text.contains("bottega_http_request_seconds_bucket{route=\"none\",le=\"0.25\"}"),
        "{text}"
    );
    assert!(!text.contains("26000001") && !text.contains("nulla-di-cio"), "{text}");
}

#[rstest]
#[tokio::test]
async fn the_shop_is_told_as_it_is_now(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let server = TestServer::on(engine, &[], Demo::default()).await;
    let shop = &server.services;
    let figures = router(shop.clone(), begin().unwrap());
    let customer = a_customer().with_holder().create(shop).await;
    let order = customer.orders(shop, Cart::first_purchase(Product::Invoicing, 1)).await;

    let before = scraped(&figures).await;
    services::payment::register_payment(shop, &the_payment_of(shop, &order)).await.unwrap();
    let after = scraped(&figures).await;

    let due = |text| number(text, "bottega_orders_cents{state=\"awaiting_payment\"}");
    assert_eq!((due(&before), due(&after)), (Some(order.totals.due.cents() as f64), None));
    assert_eq!(number(&after, "bottega_orders{state=\"fulfilled\"}"), Some(1.0));
    assert_eq!(number(&after, "bottega_paid_not_active"), Some(0.0));
    assert_eq!(number(&after, "bottega_unreadable_rows"), Some(0.0));
    assert_eq!(number(&after, "bottega_database_up"), Some(1.0));
    assert!(number(&after, "bottega_outbox_mails").unwrap() >= 3.0, "{after}");
    assert_eq!(number(&after, "bottega_outbox_oldest_due_seconds"), Some(0.0));
}

/// The day of the other tests.
const DEMO: Demo = Demo { on: true, today: chrono::NaiveDate::from_ymd_opt(2026, 11, 22) };

#[rstest]
#[tokio::test]
async fn what_waits_for_somebody_is_told_with_its_age(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let server = TestServer::on(engine, &[], DEMO).await;
    let shop = &server.services;
    let figures = router(shop.clone(), begin().unwrap());
    let mut orders = Vec::new();
    for _ in 0..3 {
        let customer = a_customer().with_holder().create(shop).await;
        let order = customer.orders(shop, Cart::first_purchase(Product::Invoicing, 1)).await;
        orders.push((customer, order));
    }
    let [(by_card, card), (_, part), (_, broken)] = &orders[..] else { panic!("{orders:?}") };
    let due = card.totals.due.cents();
    payment::pay(shop, by_card.account, card.number, PaymentMethod::Card).await.unwrap();
    // Of two credits one is of nobody, and the other is a part of an order.
    let table = format!(
        "Data;Importo;Descrizione;Ordinante\n21/11/2026;7,00;uno;Bianchi\n\
         21/11/2026;5,00;ordine {};Rossi\n",
        part.number
    );
    statement::import(shop, table.as_bytes(), "estratto", "rosa").await.unwrap();
    let seen = statement::overview(shop).await.unwrap();
    let of_five = |found: &&statement::Found| found.credit.amount == Money::from_cents(5_00);
    let credit = seen.credits.iter().find(of_five).unwrap().id;
    statement::accept(shop, credit, part.number, "rosa").await.unwrap();
    spoil_order(&shop.db, broken.id).await;
    services::office::look_for(shop, broken.number).await.unwrap();
    shop.clock.advance(TimeDelta::minutes(5));

    let text = scraped(&figures).await;

    let pool = if shop.db.is_a_file() { "writer" } else { "postgres" };
    for (figure, is) in [
        ("bottega_payment_attempts{state=\"pending\"}".to_owned(), 1),
        ("bottega_payment_attempts_cents{state=\"pending\"}".to_owned(), due),
        ("bottega_open_cases{kind=\"underpaid\"}".to_owned(), 1),
        ("bottega_open_cases_cents{kind=\"underpaid\"}".to_owned(), 5_00),
        ("bottega_open_credits".to_owned(), 1),
        ("bottega_open_credits_cents".to_owned(), 7_00),
        ("bottega_open_commitments".to_owned(), 0),
        ("bottega_unreadable_rows".to_owned(), 1),
        ("bottega_database_up".to_owned(), 1),
    ] {
        assert_eq!(number(&text, &figure), Some(is as f64), "{figure}: {text}");
    }
    assert!(number(&text, "bottega_outbox_oldest_due_seconds").unwrap() >= 300.0, "{text}");
    assert!(number(&text, "bottega_passwords_waiting").is_some(), "{text}");
    for what in ["connections", "idle"] {
        let figure = format!("bottega_database_{what}{{pool=\"{pool}\"}}");
        assert!(number(&text, &figure).unwrap() >= 1.0, "{figure}: {text}");
    }
}

#[rstest]
#[tokio::test]
async fn money_without_a_service_that_nobody_was_told_of_is_an_alarm(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let server = TestServer::on(engine, &[], Demo::default()).await;
    let shop = &server.services;
    let customer = a_customer().with_holder().create(shop).await;
    let order = customer.orders(shop, Cart::first_purchase(Product::Invoicing, 1)).await;
    services::payment::register_payment(shop, &the_payment_of(shop, &order)).await.unwrap();
    take_services_from_orders(&shop.db).await;

    let text = scraped(&router(shop.clone(), begin().unwrap())).await;

    assert_eq!(number(&text, "bottega_paid_not_active"), Some(1.0), "{text}");
}

#[tokio::test]
async fn a_database_that_is_away_is_told_and_the_rest_stays() {
    let server = TestServer::with(&[], Demo::default()).await;
    let figures = router(server.services.clone(), begin().unwrap());
    server.answer(Request::get("/salute").body(Body::empty()).unwrap()).await;
    server.services.db.close().await;

    let text = scraped(&figures).await;

    assert_eq!(number(&text, "bottega_database_up"), Some(0.0), "{text}");
    assert!(text.contains("route=\"/salute\""), "{text}");
    assert!(!text.contains("bottega_orders"), "{text}");
}

#[rstest]
#[tokio::test]
async fn whoever_waits_for_a_connection_is_measured_also_in_vain(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    const WAIT: Duration = Duration::from_millis(40);
    let db = engine.fresh_db().await;
    let recorder = PrometheusBuilder::new().build_recorder();
    // Only what happens here is measured.
    let _measuring = metrics::set_default_local_recorder(&recorder);

    let mut held = Vec::new();
    while let Ok(tx) = timeout(WAIT, db.write()).await {
        held.push(tx.unwrap());
    }

    let pool = if db.is_a_file() { "writer" } else { "postgres" };
    let text = recorder.handle().render();
    let figure = |name: &str| number(&text, &format!("{WAIT_SECONDS}_{name}{{pool=\"{pool}\"}}"));
    assert_eq!(figure("count"), Some((held.len() + 1) as f64), "{text}");
    assert!(figure("sum").unwrap() >= WAIT.as_secs_f64(), "{text}");
}

#[tokio::test]
async fn the_figures_have_a_listener_of_their_own_that_ends_with_the_server() {
    let server = TestServer::with(&[], Demo::default()).await;
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let stopping = CancellationToken::new();

    serve(free, server.services.clone(), stopping.clone()).await.unwrap();

    let answer = asked(free).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    assert!(answer.contains("\nbottega_database_up 1\n"), "{answer}");
    let taken = serve(free, server.services.clone(), stopping.clone()).await;
    assert!(taken.is_err(), "two servers at one address");
    stopping.cancel();
    while asked(free).await.is_ok() {
        tokio::task::yield_now().await;
    }
}

/// What stands at an address, as Prometheus asks for it.
async fn asked(address: SocketAddr) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(address).await?;
    let ask = "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    stream.write_all(ask.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    Ok(answer)
}

#[tokio::test]
async fn customers_are_served_no_figures() {
    let server = TestServer::with(&[], Demo::default()).await;

    let answer = server.answer(Request::get("/metrics").body(Body::empty()).unwrap()).await;

    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
}
