//! The part of Stripe's API that localstripe lacks, on a port of this machine: Checkout Sessions,
//! idempotency keys, refusals as the real one words them, and troubles on demand.

mod api;

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard};

use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use platform::Clock;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// What goes wrong with the next request that makes something.
#[derive(Clone, Debug)]
pub enum Trouble {
    /// It is done, and half of the answer arrives.
    LosesTheAnswer,
    /// It is not done.
    Says(u16, Value),
    /// It breaks while it is done: the answer belongs to its key from now on.
    /// <https://docs.stripe.com/api/idempotent_requests>: "including 500 errors"
    Breaks { after_it_is_done: bool },
}

/// Names and values, in their order.
type Form = Vec<(String, String)>;

/// A request as it came in.
#[derive(Clone, Debug)]
pub struct Seen {
    pub what: String,
    pub key: Option<String>,
    pub authorization: String,
    pub form: Form,
}

impl Seen {
    pub fn value(&self, name: &str) -> Option<&str> {
        self.form.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

#[derive(Default)]
pub struct Books {
    pub sessions: Vec<Value>,
    pub intents: Vec<Value>,
    pub refunds: Vec<Value>,
    pub seen: Vec<Seen>,
    pub troubles: VecDeque<Trouble>,
    /// What becomes of the next payment from a stored method; it succeeds if nothing is said.
    pub decline: Option<(&'static str, &'static str)>,
    /// Where the bank wants the next payment from a stored method to be confirmed. Nobody who is
    /// not there can do that.
    pub confirmation: Option<&'static str>,
    /// How a refund begins, if not at its end.
    pub refund_status: Option<&'static str>,
    keys: HashMap<String, (Form, u16, Value)>,
}

/// A running stand-in; dropping it closes the door.
pub struct StandIn {
    pub url: String,
    desk: Desk,
    serving: JoinHandle<()>,
}

#[derive(Clone)]
struct Desk {
    books: Arc<Mutex<Books>>,
    clock: Clock,
}

impl StandIn {
    pub async fn open(clock: Clock) -> Self {
        let desk = Desk { books: Arc::default(), clock };
        let router = api::router().with_state(desk.clone());
        let door = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", door.local_addr().unwrap());
        let serving = tokio::spawn(async move { axum::serve(door, router).await.unwrap() });
        Self { url, desk, serving }
    }

    pub fn books(&self) -> MutexGuard<'_, Books> {
        self.desk.books.lock().unwrap()
    }

    /// The next request that makes something goes wrong.
    pub fn will(&self, trouble: Trouble) {
        self.books().troubles.push_back(trouble);
    }

    /// The requests that were sent to make something, by method and path.
    pub fn made(&self, what: &str) -> Vec<Seen> {
        self.books().seen.iter().filter(|seen| seen.what == what).cloned().collect()
    }

    /// The customer pays on the newest page.
    pub fn the_customer_pays(&self) {
        let mut books = self.books();
        let id = touch_intent(&mut books, |intent| {
            intent["status"] = json!("succeeded");
            intent["amount_received"] = intent["amount"].clone();
            // Whole, as `expand[]=payment_intent.payment_method` asks for.
            intent["payment_method"] = json!({
                "id": "pm_left_on_the_page",
                "object": "payment_method",
                "type": "card",
                "card": { "brand": "visa", "last4": "4242", "exp_month": 12, "exp_year": 2030 },
            });
        });
        let session = books.sessions.last_mut().unwrap();
        session["status"] = json!("complete");
        session["payment_status"] = json!("paid");
        session["url"] = Value::Null;
        session["payment_intent"] = json!(id);
    }

    /// The bank refuses on the newest page, which stays open.
    pub fn the_bank_refuses(&self, code: &str, decline_code: &str) {
        touch_intent(&mut self.books(), |intent| {
            intent["status"] = json!("requires_payment_method");
            // https://docs.stripe.com/api/payment_intents/object#payment_intent_object-last_payment_error
            intent["last_payment_error"] =
                json!({ "type": "card_error", "code": code, "decline_code": decline_code });
        });
    }

    /// The bank wants the customer to confirm.
    pub fn the_bank_asks(&self) {
        touch_intent(&mut self.books(), |intent| intent["status"] = json!("requires_action"));
    }

    /// Nobody has done anything for too long.
    pub fn the_page_closes(&self) {
        close(self.books().sessions.last_mut().unwrap());
    }

    /// Stripe forgets keys after a day.
    pub fn forgets_keys(&self) {
        self.books().keys.clear();
    }

    /// A message about the newest session, as Stripe would send it.
    /// <https://docs.stripe.com/api/events/object>
    pub fn says(&self, id: &str, kind: &str) -> String {
        let books = self.books();
        let of_intent = kind.starts_with("payment_intent.");
        let objects = if of_intent { &books.intents } else { &books.sessions };
        json!({
            "id": id,
            "object": "event",
            "api_version": "2024-06-20",
            "created": self.desk.clock.now().timestamp(),
            "livemode": false,
            "type": kind,
            "data": { "object": objects.last().unwrap() },
        })
        .to_string()
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// The intent of the newest session, which the real one makes when somebody tries to pay.
fn touch_intent(books: &mut Books, change: impl FnOnce(&mut Value)) -> String {
    let session = books.sessions.last().unwrap().clone();
    let id = session["payment_intent"]
        .as_str()
        .map_or_else(|| format!("pi_{}", &session["id"].as_str().unwrap()[3..]), str::to_owned);
    if !books.intents.iter().any(|intent| intent["id"] == json!(id)) {
        // https://docs.stripe.com/api/payment_intents/object
        books.intents.push(json!({
            "id": id,
            "object": "payment_intent",
            "amount": session["amount_total"],
            "amount_received": 0,
            "currency": session["currency"],
            "status": "requires_payment_method",
            "last_payment_error": null,
            "metadata": session["intent_metadata"],
        }));
        books.sessions.last_mut().unwrap()["payment_intent"] = json!(id);
    }
    change(books.intents.iter_mut().find(|intent| intent["id"] == json!(id)).unwrap());
    id
}

fn close(session: &mut Value) {
    session["status"] = json!("expired");
    session["url"] = Value::Null;
}

type Made = Result<Value, (u16, Value)>;

/// <https://docs.stripe.com/api/errors>
pub fn error(kind: &str, code: &str) -> Value {
    json!({ "error": { "type": kind, "code": code, "message": "private words" } })
}

impl Desk {
    /// Does something once for each idempotency key, with the troubles that were ordered.
    fn idempotently(
        &self,
        what: &str,
        headers: &HeaderMap,
        form: &[u8],
        make: impl FnOnce(&mut Books, &Form) -> Made,
    ) -> Response {
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let form: Form = url_decoded(form);
        let key = text("idempotency-key").map(str::to_owned);
        let authorization = text("authorization").unwrap_or_default().to_owned();
        let mut books = self.books.lock().unwrap();
        books.seen.push(Seen {
            what: what.to_owned(),
            key: key.clone(),
            authorization,
            form: form.clone(),
        });
        let trouble = books.troubles.pop_front();
        if let Some(Trouble::Says(status, body)) = trouble {
            return answer(status, &body);
        }
        if let Some((before, status, body)) = key.as_ref().and_then(|key| books.keys.get(key)) {
            // https://docs.stripe.com/api/idempotent_requests: other parameters are an error.
            return if *before == form {
                answer(*status, body)
            } else {
                answer(400, &error("idempotency_error", "idempotency_key_in_use"))
            };
        }
        let (mut status, mut body) = match trouble {
            Some(Trouble::Breaks { after_it_is_done: false }) => (500, Value::Null),
            _ => match make(&mut books, &form) {
                Ok(object) => (200, object),
                Err((status, error)) => (status, error),
            },
        };
        if matches!(trouble, Some(Trouble::Breaks { .. })) {
            (status, body) = (500, error("api_error", "broken"));
        }
        // What does not pass validation is not kept.
        if let (Some(key), true) = (key, status != 400) {
            books.keys.insert(key, (form, status, body.clone()));
        }
        if matches!(trouble, Some(Trouble::LosesTheAnswer)) {
            let body = body.to_string();
            return (StatusCode::OK, body[..body.len() / 2].to_owned()).into_response();
        }
        answer(status, &body)
    }
}

fn answer(status: u16, body: &Value) -> Response {
    let status = StatusCode::from_u16(status).unwrap();
    (status, [("Request-Id", "req_1")], body.to_string()).into_response()
}

fn missing() -> Response {
    answer(404, &error("invalid_request_error", "resource_missing"))
}

fn value<'a>(form: &'a Form, name: &str) -> &'a str {
    form.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
}

fn number(form: &Form, name: &str) -> i64 {
    value(form, name).parse().unwrap_or(0)
}

/// `payment_intent_data[metadata][attempt]=…` as an object.
fn below(form: &Form, start: &str) -> Value {
    let inside = form.iter().filter_map(|(key, value)| {
        Some((key.strip_prefix(start)?.strip_suffix(']')?.to_owned(), json!(value)))
    });
    Value::Object(inside.collect())
}

fn url_decoded(form: &[u8]) -> Form {
    let decoded = |text: &str| {
        let mut bytes = Vec::new();
        let mut rest = text.bytes();
        while let Some(byte) = rest.next() {
            bytes.push(match byte {
                b'+' => b' ',
                b'%' => {
                    let mut digit = || char::from(rest.next().unwrap()).to_digit(16).unwrap();
                    u8::try_from(digit() * 16 + digit()).unwrap()
                }
                byte => byte,
            });
        }
        String::from_utf8(bytes).unwrap()
    };
    let text = std::str::from_utf8(form).unwrap();
    let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
    pairs.map(|(key, value)| (decoded(key), decoded(value))).collect()
}

/// With the intent in it, as `expand[]=payment_intent` asks for.
fn expanded(books: &Books, session: &Value) -> Value {
    let mut session = session.clone();
    let intent = books.intents.iter().find(|intent| intent["id"] == session["payment_intent"]);
    if let Some(intent) = intent {
        session["payment_intent"] = intent.clone();
    }
    session
}
