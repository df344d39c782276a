//! The questions that the stand-in answers, each with the page that says how.

use axum::Router;
use axum::extract::{Path, RawForm, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{get, post};
use serde_json::{Value, json};

use super::{Desk, answer, below, close, error, expanded, missing, number, url_decoded, value};

pub fn router() -> Router<Desk> {
    Router::new()
        .route("/v1/checkout/sessions", post(make_session).get(list_sessions))
        .route("/v1/checkout/sessions/{id}", get(session))
        .route("/v1/checkout/sessions/{id}/expire", post(expire))
        .route("/v1/payment_intents", post(make_intent).get(list_intents))
        .route("/v1/payment_intents/{id}", get(intent))
        .route("/v1/payment_intents/{id}/cancel", post(cancel))
        .route("/v1/refunds", post(make_refund).get(list_refunds))
        .route("/v1/customers", post(make_customer))
        .route("/v1/payment_methods/{id}/detach", post(detach))
}

// https://docs.stripe.com/api/checkout/sessions/create
async fn make_session(
    State(desk): State<Desk>,
    headers: HeaderMap,
    RawForm(form): RawForm,
) -> Response {
    let now = desk.clock.now().timestamp();
    desk.idempotently("POST checkout/sessions", &headers, &form, |books, form| {
        // "It can be anywhere from 30 minutes to 24 hours after Checkout Session creation."
        let lives = number(form, "expires_at") - now;
        if !(30 * 60..=24 * 3600).contains(&lives) {
            return Err((400, error("invalid_request_error", "parameter_invalid_integer")));
        }
        let id = format!("cs_test_{}", books.sessions.len() + 1);
        // https://docs.stripe.com/api/checkout/sessions/object
        let session = json!({
            "id": id,
            "object": "checkout.session",
            "amount_total": number(form, "line_items[0][price_data][unit_amount]"),
            "client_reference_id": value(form, "client_reference_id"),
            "created": now,
            "currency": "eur",
            "customer_email": value(form, "customer_email"),
            "expires_at": number(form, "expires_at"),
            "livemode": false,
            "metadata": below(form, "metadata["),
            "mode": value(form, "mode"),
            "payment_intent": null,
            "payment_method_types": [value(form, "payment_method_types[]")],
            "payment_status": "unpaid",
            "setup_intent": null,
            "status": "open",
            "success_url": value(form, "success_url"),
            "url": format!("https://checkout.stripe.com/c/pay/{id}"),
            // Not of Stripe: what its intent will carry.
            "intent_metadata": below(form, "payment_intent_data[metadata]["),
        });
        books.sessions.push(session.clone());
        Ok(session)
    })
}

// https://docs.stripe.com/api/checkout/sessions/retrieve
async fn session(State(desk): State<Desk>, Path(id): Path<String>) -> Response {
    let books = desk.books.lock().unwrap();
    match books.sessions.iter().find(|session| session["id"] == json!(id)) {
        Some(session) => answer(200, &expanded(&books, session)),
        None => missing(),
    }
}

// https://docs.stripe.com/api/checkout/sessions/list
async fn list_sessions(State(desk): State<Desk>, RawQuery(query): RawQuery) -> Response {
    let books = desk.books.lock().unwrap();
    let sessions = books.sessions.iter().map(|session| expanded(&books, session)).collect();
    list(sessions, &query.unwrap_or_default())
}

/// <https://docs.stripe.com/api/pagination>: the newest first.
fn list(mut all: Vec<Value>, query: &str) -> Response {
    let query = url_decoded(query.as_bytes());
    all.reverse();
    all.retain(|object| {
        let created = object["created"].as_i64().unwrap_or(0);
        let until = number(&query, "created[lte]");
        let intent = value(&query, "payment_intent");
        created >= number(&query, "created[gte]")
            && (until == 0 || created <= until)
            && (intent.is_empty() || object["payment_intent"] == json!(intent))
    });
    let after = value(&query, "starting_after");
    if let Some(at) = all.iter().position(|object| object["id"] == json!(after)) {
        all.drain(..=at);
    }
    // Small pages, so that few rows need more than one.
    let has_more = all.len() > 2;
    all.truncate(2);
    answer(200, &json!({ "object": "list", "data": all, "has_more": has_more }))
}

// https://docs.stripe.com/api/checkout/sessions/expire
async fn expire(
    State(desk): State<Desk>,
    Path(id): Path<String>,
    headers: HeaderMap,
    RawForm(form): RawForm,
) -> Response {
    desk.idempotently("POST checkout/sessions/expire", &headers, &form, |books, _| {
        let session = books.sessions.iter_mut().find(|session| session["id"] == json!(id));
        match session {
            Some(session) if session["status"] == json!("open") => {
                close(session);
                let session = session.clone();
                Ok(expanded(books, &session))
            }
            _ => Err((400, error("invalid_request_error", "resource_unexpected_state"))),
        }
    })
}

// https://docs.stripe.com/api/payment_intents/create
async fn make_intent(
    State(desk): State<Desk>,
    headers: HeaderMap,
    RawForm(form): RawForm,
) -> Response {
    let now = desk.clock.now().timestamp();
    desk.idempotently("POST payment_intents", &headers, &form, |books, form| {
        let mut intent = json!({
            "id": format!("pi_test_{}", books.intents.len() + 1),
            "object": "payment_intent",
            "amount": number(form, "amount"),
            "amount_received": number(form, "amount"),
            "created": now,
            "currency": value(form, "currency"),
            "customer": value(form, "customer"),
            "status": "succeeded",
            "last_payment_error": null,
            "metadata": below(form, "metadata["),
        });
        // https://docs.stripe.com/api/payment_intents/object#payment_intent_object-next_action
        if let Some(page) = books.confirmation.take() {
            assert!(value(form, "off_session").is_empty() && !value(form, "return_url").is_empty());
            intent["status"] = json!("requires_action");
            intent["amount_received"] = json!(0);
            let redirect = json!({ "url": page, "return_url": value(form, "return_url") });
            intent["next_action"] =
                json!({ "type": "redirect_to_url", "redirect_to_url": redirect });
        }
        let Some((code, decline_code)) = books.decline.take() else {
            books.intents.push(intent.clone());
            return Ok(intent);
        };
        // https://docs.stripe.com/payments/save-and-reuse?platform=web#charge-saved-payment-method
        // "the request fails with a 402 HTTP status code and the status of the PaymentIntent is
        // requires_payment_method"
        intent["status"] = json!("requires_payment_method");
        intent["amount_received"] = json!(0);
        let mut body = error("card_error", code);
        body["error"]["decline_code"] = json!(decline_code);
        intent["last_payment_error"] = body["error"].clone();
        body["error"]["payment_intent"] = intent.clone();
        books.intents.push(intent);
        Err((402, body))
    })
}

// https://docs.stripe.com/api/payment_intents/retrieve
async fn intent(State(desk): State<Desk>, Path(id): Path<String>) -> Response {
    let books = desk.books.lock().unwrap();
    match books.intents.iter().find(|intent| intent["id"] == json!(id)) {
        Some(intent) => answer(200, intent),
        None => missing(),
    }
}

// https://docs.stripe.com/api/payment_intents/list
async fn list_intents(State(desk): State<Desk>, RawQuery(query): RawQuery) -> Response {
    list(desk.books.lock().unwrap().intents.clone(), &query.unwrap_or_default())
}

// https://docs.stripe.com/api/payment_intents/cancel
async fn cancel(
    State(desk): State<Desk>,
    Path(id): Path<String>,
    headers: HeaderMap,
    RawForm(form): RawForm,
) -> Response {
    desk.idempotently("POST payment_intents/cancel", &headers, &form, |books, _| {
        let intent = books.intents.iter_mut().find(|intent| intent["id"] == json!(id));
        match intent {
            Some(intent) if intent["status"] != json!("succeeded") => {
                intent["status"] = json!("canceled");
                Ok(intent.clone())
            }
            _ => Err((400, error("invalid_request_error", "payment_intent_unexpected_state"))),
        }
    })
}

// https://docs.stripe.com/api/refunds/create
async fn make_refund(
    State(desk): State<Desk>,
    headers: HeaderMap,
    RawForm(form): RawForm,
) -> Response {
    let now = desk.clock.now().timestamp();
    desk.idempotently("POST refunds", &headers, &form, |books, form| {
        let refund = json!({
            "id": format!("re_{}", books.refunds.len() + 1),
            "object": "refund",
            "amount": number(form, "amount"),
            "created": now,
            "metadata": below(form, "metadata["),
            "payment_intent": value(form, "payment_intent"),
            "status": books.refund_status.unwrap_or("succeeded"),
        });
        books.refunds.push(refund.clone());
        Ok(refund)
    })
}

// https://docs.stripe.com/api/refunds/list
async fn list_refunds(State(desk): State<Desk>, RawQuery(query): RawQuery) -> Response {
    list(desk.books.lock().unwrap().refunds.clone(), &query.unwrap_or_default())
}

// https://docs.stripe.com/api/customers/create
async fn make_customer(
    State(desk): State<Desk>,
    headers: HeaderMap,
    RawForm(form): RawForm,
) -> Response {
    desk.idempotently("POST customers", &headers, &form, |books, _| {
        Ok(json!({ "id": format!("cus_{}", books.seen.len()), "object": "customer" }))
    })
}

// https://docs.stripe.com/api/payment_methods/detach
async fn detach(
    State(desk): State<Desk>,
    Path(id): Path<String>,
    headers: HeaderMap,
    RawForm(form): RawForm,
) -> Response {
    desk.idempotently("POST payment_methods/detach", &headers, &form, |_, _| {
        Ok(json!({ "id": id, "object": "payment_method", "customer": null }))
    })
}
