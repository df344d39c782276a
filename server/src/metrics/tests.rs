//! What Prometheus reads.

use std::time::Duration;

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode},
};
use domain::{Product, cart::Cart};
use metrics_exporter_prometheus::PrometheusBuilder;
use platform::db::WAIT_SECONDS;
use rstest::rstest;
use services::testing::{Engine, a_customer, the_payment_of};
use tokio::time::timeout;
use tower::ServiceExt;

use super::{begin, router};
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

#[tokio::test]
async fn the_shop_is_told_as_it_is_now() {
    let server = TestServer::with(&[], Demo::default()).await;
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

#[tokio::test]
async fn money_without_a_service_that_nobody_was_told_of_is_an_alarm() {
    let server = TestServer::with(&[], Demo::default()).await;
    let shop = &server.services;
    let customer = a_customer().with_holder().create(shop).await;
    let order = customer.orders(shop, Cart::first_purchase(Product::Invoicing, 1)).await;
    services::payment::register_payment(shop, &the_payment_of(shop, &order)).await.unwrap();
    let mut tx = shop.db.write().await.unwrap();
    tx.sql("UPDATE purchase_order SET subscription_id = NULL").run().await.unwrap();
    tx.commit().await.unwrap();

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
async fn customers_are_served_no_figures() {
    let server = TestServer::with(&[], Demo::default()).await;

    let answer = server.answer(Request::get("/metrics").body(Body::empty()).unwrap()).await;

    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
}
