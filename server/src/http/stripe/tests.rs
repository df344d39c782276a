//! The door for messages as it stands in the whole router, asked without a network.

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
    response::Response,
};
use domain::order::PaymentMethod::{BankTransfer, Card, PayPal, PostalSlip};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::BODY_LIMIT;
use crate::{
    context::Demo,
    test_server::{TestServer, bytes, header_of},
};

const DEMO: Demo = Demo { on: true, today: None };
pub(crate) const REAL: Demo = Demo { on: false, today: None };
pub(crate) const STRIPE: [&str; 4] =
    ["--stripe-key", "sk_test_1", "--stripe-webhook-secrets", "whsec_1,whsec_2"];

impl TestServer {
    async fn hears(&self, signature: Option<&str>, body: &str) -> Response {
        let request = Request::post("/pagamenti/stripe")
            .header(header::HOST, "localhost:3000")
            .header(header::CONTENT_TYPE, "application/json; charset=utf-8");
        let request = match signature {
            Some(signature) => request.header("Stripe-Signature", signature),
            None => request,
        };
        let request = request.body(Body::from(body.to_owned())).unwrap();
        self.answer(request).await
    }

    pub(crate) fn signed(&self, secret: &str, body: &str) -> String {
        let at = self.services.now().timestamp();
        let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
        let mac = mac.chain_update(format!("{at}.")).chain_update(body).finalize().into_bytes();
        let digits: String = mac.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("t={at},v1={digits}")
    }
}

pub(crate) const MESSAGE: &str =
    r#"{ "id": "evt_1", "type": "customer.created", "data": { "object": {} } }"#;

#[tokio::test]
async fn a_signed_message_is_kept_without_session_or_origin() {
    let server = TestServer::with(&STRIPE, REAL).await;

    for secret in ["whsec_1", "whsec_2", "whsec_2"] {
        let answer = server.hears(Some(&server.signed(secret, MESSAGE)), MESSAGE).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(header_of(&answer, header::SET_COOKIE), "");
    }

    assert_eq!(services::payment::work_through(&server.services).await.unwrap(), 1);
}

#[tokio::test]
async fn whoever_is_not_trusted_learns_nothing() {
    let server = TestServer::with(&STRIPE, REAL).await;
    let strange = server.signed("whsec_3", MESSAGE);
    let old = "t=1,v1=00";
    let nameless = server.signed("whsec_1", "{}");

    for (signature, body) in
        [(None, MESSAGE), (Some(&*strange), MESSAGE), (Some(old), MESSAGE), (Some(&nameless), "{}")]
    {
        let answer = server.hears(signature, body).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
        assert_eq!(bytes(answer).await, b"\"NotUnderstood\"", "whatever was wrong");
    }
}

#[tokio::test]
async fn a_message_without_end_is_not_read() {
    let server = TestServer::with(&STRIPE, REAL).await;
    let body = " ".repeat(BODY_LIMIT + 1);

    let answer = server.hears(Some(&server.signed("whsec_1", &body)), &body).await;

    assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn cards_are_offered_where_somebody_collects_them() {
    let methods = async |options: &[&str], demo| {
        let server = TestServer::with(options, demo).await;
        (server.services.provider.name(), server.services.settings.payment_methods.clone())
    };

    let all = vec![Card, PayPal, PostalSlip, BankTransfer];
    assert_eq!(methods(&STRIPE, REAL).await, ("stripe", all.clone()));
    assert_eq!(methods(&[], REAL).await, ("none", vec![PostalSlip, BankTransfer]));
    assert_eq!(methods(&STRIPE, DEMO).await, ("demo", all));
}

#[tokio::test]
async fn a_shop_without_stripe_hears_nobody() {
    let server = TestServer::with(&[], REAL).await;

    let answer = server.hears(Some(&server.signed("whsec_1", MESSAGE)), MESSAGE).await;

    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
}
