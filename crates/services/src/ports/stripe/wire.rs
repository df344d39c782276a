//! The line to Stripe: forms in, JSON out, and which failure proves what.

use std::fmt;
use std::time::Duration;

use reqwest::{Client, RequestBuilder, Response};
use serde::de::DeserializeOwned;

use super::shapes::{ErrorBody, Named, PaymentError};
use crate::Result;
use crate::ports::no_answer::NoAnswer;

/// The shapes that we read are those of this version. Additions come to every version.
const VERSION: &str = "2024-06-20";

/// Less than the patience of those who ask.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(15);

/// No answer of Stripe comes near this.
const ANSWER_LIMIT: usize = 4 * 1024 * 1024;

/// Where Stripe is, and the key that opens it.
pub struct Wire {
    http: Client,
    api: String,
    key: String,
}

/// Why there is no object.
#[derive(Debug)]
pub enum Failure {
    /// It is not known what happened.
    NoAnswer(NoAnswer),
    /// Nothing happened.
    Refused(Refused),
}

/// An answer that says no, without any text that might be about a person.
#[derive(Debug)]
pub struct Refused {
    status: u16,
    reason: PaymentError,
    /// What was made all the same, to be refused.
    intent: Option<String>,
    /// Stripe's name for the question, which its own log knows.
    request: String,
}

impl Wire {
    pub fn new(key: String, api: &str) -> Result<Self> {
        let http = platform::http::client(ANSWER_TIMEOUT)?;
        Ok(Self { http, api: api.trim_end_matches('/').to_owned(), key })
    }

    pub async fn get<T: DeserializeOwned>(
        &self,
        path: &str,
        query: &[(&str, &str)],
    ) -> Result<T, Failure> {
        self.send(self.http.get(self.address(path)?).query(query)).await
    }

    /// With an idempotency key, unless doing it again does no harm anyway.
    pub async fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        form: &[(&str, &str)],
        idempotency_key: Option<&str>,
    ) -> Result<T, Failure> {
        let request = self.http.post(self.address(path)?).form(form);
        self.send(match idempotency_key {
            Some(key) => request.header("Idempotency-Key", key),
            None => request,
        })
        .await
    }

    /// Names come from outside, so they may not change where a question goes.
    fn address(&self, path: &str) -> Result<String, Failure> {
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '/');
        if path.chars().all(is_name) {
            Ok(format!("{}/v1/{path}", self.api))
        } else {
            Err(NoAnswer::from("a name that Stripe never gave").into())
        }
    }

    async fn send<T: DeserializeOwned>(&self, request: RequestBuilder) -> Result<T, Failure> {
        let request = request.bearer_auth(&self.key).header("Stripe-Version", VERSION);
        let mut response = request.send().await.map_err(no_answer)?;
        let status = response.status().as_u16();
        let name = response.headers().get("Request-Id").and_then(|name| name.to_str().ok());
        let name = name.unwrap_or("without a name").to_owned();
        let body = body(&mut response).await?;
        if response.status().is_success() {
            return serde_json::from_slice(&body).map_err(|error| {
                // Only where it went wrong: the message itself could quote what is in it.
                let (line, column) = (error.line(), error.column());
                NoAnswer(format!("request {name}: unreadable at {line}:{column}")).into()
            });
        }
        let unclear = || Failure::from(NoAnswer(format!("request {name}: HTTP {status}")));
        // <https://docs.stripe.com/api/errors>. Anything else, even a conflict or too many
        // requests, leaves open what became of an earlier request with the same key.
        if !matches!(status, 400..=404) {
            return Err(unclear());
        }
        let ErrorBody { error } = serde_json::from_slice(&body).map_err(|_| unclear())?;
        if error.kind == "idempotency_error" {
            return Err(unclear());
        }
        let intent = error.payment_intent.map(|Named { id }| id);
        Err(Failure::Refused(Refused { status, reason: error.reason, intent, request: name }))
    }
}

async fn body(response: &mut Response) -> Result<Vec<u8>, Failure> {
    let mut body = Vec::new();
    while let Some(piece) = response.chunk().await.map_err(no_answer)? {
        body.extend_from_slice(&piece);
        if body.len() > ANSWER_LIMIT {
            return Err(NoAnswer::from("the answer has no end").into());
        }
    }
    Ok(body)
}

fn no_answer(error: reqwest::Error) -> Failure {
    NoAnswer(error.without_url().to_string()).into()
}

impl Failure {
    /// For questions to which no refusal is an answer.
    pub fn no_answer(self) -> NoAnswer {
        match self {
            Self::NoAnswer(no_answer) => no_answer,
            Self::Refused(refused) => refused.no_answer(),
        }
    }
}

impl Refused {
    /// The bank, or Stripe in its place, would not pay.
    pub fn is_of_the_card(&self) -> bool {
        self.status == 402
    }

    /// The key opens nothing, or not this.
    pub fn is_about_the_key(&self) -> bool {
        matches!(self.status, 401 | 403)
    }

    /// A wrong key, or one that does not own what we ask about: nothing is known of the thing
    /// itself.
    pub fn is_about_us(&self) -> bool {
        self.is_about_the_key() || self.status == 404
    }

    /// All the money of the payment went back before.
    /// <https://docs.stripe.com/error-codes#charge-already-refunded>
    pub fn is_refunded_already(&self) -> bool {
        self.reason.code.as_deref() == Some("charge_already_refunded")
    }

    /// The error in the words of Stripe.
    pub fn reason(&self) -> &PaymentError {
        &self.reason
    }

    /// The intent that was refused.
    pub fn intent(&self) -> Option<&String> {
        self.intent.as_ref()
    }

    pub fn no_answer(&self) -> NoAnswer {
        NoAnswer(self.to_string())
    }
}

impl From<NoAnswer> for Failure {
    fn from(no_answer: NoAnswer) -> Self {
        Self::NoAnswer(no_answer)
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = self.reason.decline_code.as_ref().or(self.reason.code.as_ref());
        let code = code.map_or("no code", String::as_str);
        write!(f, "request {}: HTTP {}, {code}", self.request, self.status)
    }
}
