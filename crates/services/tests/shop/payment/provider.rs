//! A payment provider for tests: it keeps its own books, and answers as it is told to.

use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::id::AttemptId;
use domain::payment::AttemptState;
use services::ports::no_answer::NoAnswer;
use services::ports::provider::{
    Answer, Envelope, Notice, PaymentRequest, Provider, RefundAnswer, RefundRequest, Untrusted,
};

/// A provider of which clones share the books.
#[derive(Clone, Debug, Default)]
pub struct Books {
    pages: Arc<Mutex<BTreeMap<AttemptId, Page>>>,
    loses_first: Arc<AtomicBool>,
}

/// One payment as the provider knows it.
#[derive(Clone, Debug)]
pub struct Page {
    pub order_number: i64,
    pub cents: i64,
    pub state: AttemptState,
    /// Answers that get lost, one after the other: true for lost.
    pub losses: VecDeque<bool>,
    /// How often somebody began it.
    pub begun: u32,
    pub given_back: BTreeMap<uuid::Uuid, i64>,
}

impl Books {
    /// All payments that were begun.
    pub fn pages(&self) -> BTreeMap<AttemptId, Page> {
        self.pages.lock().unwrap().clone()
    }

    /// Whether the answer to each beginning gets lost, from now on.
    pub fn loses_the_first_answer(&self, loses: bool) {
        self.loses_first.store(loses, Ordering::SeqCst);
    }

    /// The payments of an order that were begun.
    pub fn of_order(&self, order_number: i64) -> Vec<(AttemptId, AttemptState)> {
        let pages = self.pages.lock().unwrap();
        let of_order = pages.iter().filter(|(_, page)| page.order_number == order_number);
        of_order.map(|(id, page)| (*id, page.state)).collect()
    }

    /// Changes one payment, as its customer or bank does.
    pub fn change(&self, attempt: AttemptId, change: impl FnOnce(&mut Page)) {
        change(self.pages.lock().unwrap().get_mut(&attempt).expect("it was begun"));
    }

    /// The only payment of an order that was begun.
    pub fn only(&self, order_number: i64) -> AttemptId {
        match self.of_order(order_number).as_slice() {
            [(id, _)] => *id,
            several => panic!("one was begun and no other: {several:?}"),
        }
    }

    fn answer(&self, request: &PaymentRequest) -> Result<Answer, NoAnswer> {
        let mut pages = self.pages.lock().unwrap();
        let Some(page) = pages.get_mut(&request.attempt) else {
            return Err(NoAnswer::from("there is no such payment"));
        };
        if page.losses.pop_front().unwrap_or_default() {
            return Err(NoAnswer::from("the answer got lost"));
        }
        Ok(Answer {
            state: page.state,
            reference: Some(format!("pay_{}", request.attempt)),
            page: Some(format!("https://pay.example/{}", request.attempt)),
            amount: Some(domain::Money::from_cents(page.cents)),
        })
    }

    fn begin_if_new(&self, request: &PaymentRequest) {
        let mut pages = self.pages.lock().unwrap();
        let page = pages.entry(request.attempt).or_insert_with(|| Page {
            order_number: request.order_number,
            cents: request.amount.cents(),
            state: AttemptState::Pending,
            losses: [self.loses_first.load(Ordering::SeqCst)].into(),
            begun: 0,
            given_back: BTreeMap::new(),
        });
        page.begun += 1;
    }
}

/// A message: its name, and whose outcome it tells.
pub fn message(id: &str, attempt: AttemptId, state: AttemptState) -> String {
    serde_json::json!({ "id": id, "attempt": attempt, "state": state }).to_string()
}

#[derive(serde::Deserialize)]
struct Message {
    id: String,
    attempt: AttemptId,
    state: AttemptState,
}

#[async_trait]
impl Provider for Books {
    fn name(&self) -> &'static str {
        "books"
    }

    async fn begin(&self, request: &PaymentRequest) -> Result<Answer, NoAnswer> {
        self.begin_if_new(request);
        self.answer(request)
    }

    async fn ask(&self, request: &PaymentRequest) -> Result<Answer, NoAnswer> {
        if request.reference.is_none() {
            self.begin_if_new(request);
        }
        self.answer(request)
    }

    async fn call_off(&self, request: &PaymentRequest) -> Result<Answer, NoAnswer> {
        if let Some(page) = self.pages.lock().unwrap().get_mut(&request.attempt)
            && page.state.is_live()
        {
            page.state = AttemptState::Cancelled;
        }
        self.answer(request)
    }

    async fn give_back(&self, request: &RefundRequest) -> Result<RefundAnswer, NoAnswer> {
        let mut pages = self.pages.lock().unwrap();
        let page = pages.get_mut(&request.attempt).expect("it was begun");
        if page.losses.pop_front().unwrap_or_default() {
            page.given_back.insert(request.refund.0, request.amount.cents());
            return Err(NoAnswer::from("the answer got lost"));
        }
        if page.state != AttemptState::Succeeded {
            page.given_back.remove(&request.refund.0);
            return Ok(RefundAnswer::Refused { why: "nothing was collected".into() });
        }
        page.given_back.insert(request.refund.0, request.amount.cents());
        Ok(RefundAnswer::Done { reference: format!("re_{}", request.refund) })
    }

    fn verify(&self, envelope: Envelope<'_>, _: DateTime<Utc>) -> Result<String, Untrusted> {
        if envelope.signature != Some("genuine") {
            return Err(Untrusted::Signature);
        }
        let message: Message =
            serde_json::from_slice(envelope.body).map_err(|_| Untrusted::Unreadable)?;
        Ok(message.id)
    }

    fn read(&self, body: &str) -> Result<Notice, Untrusted> {
        let message: Message = serde_json::from_str(body).map_err(|_| Untrusted::Unreadable)?;
        Ok(Notice { about: Some((message.attempt, Answer::of(message.state))) })
    }
}
