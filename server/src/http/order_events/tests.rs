//! Many streams of one customer, asked without a network.

use axum::{
    body::Body,
    http::{Request, header},
};
use domain::{Product::Invoicing, cart::Cart};
use futures::StreamExt;
use services::testing::{PASSWORD, a_customer};
use ui::paths;

use super::*;
use crate::{
    context::Demo,
    router::nonsense::path_of,
    streams::OF_AN_ACCOUNT,
    test_server::{TestServer, header_of, text},
};

/// The cookies of a customer's browser, signed in, and the number of an order of theirs.
async fn a_customer_with_an_order(server: &TestServer) -> (String, i64) {
    let anna = a_customer().with_holder().create(&server.services).await;
    let order = anna.orders(&server.services, Cart::first_purchase(Invoicing, 1)).await;
    let form = format!("username={}&password={PASSWORD}", anna.username).replace('@', "%40");
    let request = Request::post(path_of("sign_in"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT, "text/html")
        .body(Body::from(form))
        .unwrap();
    let answer = server.answer(request).await;
    let cookies = answer.headers().get_all(header::SET_COOKIE).iter();
    let each = cookies.map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap());
    (each.collect::<Vec<_>>().join("; "), order.number)
}

async fn stream(server: &TestServer, cookie: &str, number: i64) -> Response {
    let request = Request::get(paths::order_events(number))
        .header(header::COOKIE, cookie)
        .header(header::ACCEPT, "text/event-stream")
        .body(Body::empty())
        .unwrap();
    server.answer(request).await
}

#[tokio::test]
async fn one_customer_has_only_so_many_streams_and_the_next_browser_comes_back_later() {
    let server = TestServer::with(&[], Demo { on: true, today: None }).await;
    let (cookie, number) = a_customer_with_an_order(&server).await;
    let mut open = Vec::new();
    for _ in 0..OF_AN_ACCOUNT {
        open.push(stream(&server, &cookie, number).await);
    }

    // It ends at once, and as a stream: after any other answer a browser asks never again.
    let one_more = stream(&server, &cookie, number).await;
    assert_eq!(one_more.status(), StatusCode::OK);
    assert_eq!(header_of(&one_more, header::CONTENT_TYPE), "text/event-stream");
    assert_eq!(text(one_more).await, "retry: 30000\n\n");

    open.pop();
    let mut second = stream(&server, &cookie, number).await.into_body().into_data_stream();
    let first = tokio::time::timeout(Duration::from_millis(50), second.next()).await;
    assert!(first.is_err(), "a stream with a place goes on");
}
