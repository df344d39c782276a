//! An accountant by plain forms, and what is told to whom.

mod account;
mod clients;
mod delegations;

use axum::http::StatusCode;

use super::office_session_tests::Desk;
use crate::{
    context::Demo,
    test_server::{TestServer, text},
};

async fn outside() -> Desk {
    let server = TestServer::with(&["--base-url", "http://localhost:3000"], Demo::default()).await;
    Desk::outside(server)
}

async fn page(desk: &mut Desk, address: &str) -> String {
    let answer = desk.get(address).await;
    assert_eq!(answer.status(), StatusCode::OK, "{address}");
    text(answer).await
}
