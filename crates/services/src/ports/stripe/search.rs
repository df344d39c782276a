//! What Stripe has of ours although it never told us its name: the answer was lost.

use chrono::{DateTime, TimeDelta, Utc};
use domain::payment::{AttemptState, Refusal};
use serde::de::DeserializeOwned;

use super::shapes::{Intent, List, Session};
use super::wire::Failure;
use super::{Stripe, nothing_begun, of_intent, of_session};
use crate::ports::no_answer::NoAnswer;
use crate::ports::provider::{Answer, PaymentRequest};
use domain::renewal::MethodReference;

/// How long a page can be asked for again. A new one must live for half an hour at least
/// (<https://docs.stripe.com/api/checkout/sessions/create>, `expires_at`), so after that no late
/// request can open one either; five minutes are for clocks that disagree.
const PAGE_AGAIN: TimeDelta = TimeDelta::minutes(25);

/// How long a payment without a page can be asked for again: keys are stored for 24 hours
/// (<https://docs.stripe.com/api/idempotent_requests>).
const KEY_LIVES: TimeDelta = TimeDelta::hours(23);

/// How far Stripe's clock may be from ours when we look for something by its time.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::minutes(5);

/// Entries of a list in one answer, the most there can be.
const PAGE: &str = "100";

/// Pages of a list that are read. What is not on them is not known.
const PAGES: usize = 20;

impl Stripe {
    /// What became of a payment whose name we were never told.
    pub(super) async fn find(&self, request: &PaymentRequest) -> Result<Answer, NoAnswer> {
        let again = if request.stored.is_some() { KEY_LIVES } else { PAGE_AGAIN };
        if self.clock.now() < request.begun_at + again {
            return match self.ask_for_again(request).await {
                Ok(answer) => Ok(answer),
                // The first request may have been taken although this one is not even read.
                Err(Failure::Refused(refused)) if refused.is_about_us() => Err(refused.no_answer()),
                Err(Failure::Refused(refused)) => Ok(nothing_begun(request, &refused)),
                Err(Failure::NoAnswer(no_answer)) => Err(no_answer),
            };
        }
        let found = match &request.stored {
            Some(stored) => self.intent_of(request, stored).await,
            None => self.session_of(request).await,
        };
        let nothing = || Answer::of(AttemptState::Refused(Refusal::Technical));
        Ok(found.map_err(Failure::no_answer)?.unwrap_or_else(nothing))
    }

    /// Looks for the session among all that were opened at the time. When it is not among them
    /// there is none, and there will be none.
    async fn session_of(&self, request: &PaymentRequest) -> Result<Option<Answer>, Failure> {
        let attempt = request.attempt.to_string();
        let until = request.begun_at + PAGE_AGAIN + CLOCKS_DIFFER;
        let range = range(request.begun_at - CLOCKS_DIFFER, until);
        let query = [
            ("created[gte]", range.0.as_str()),
            ("created[lte]", range.1.as_str()),
            ("expand[]", "data.payment_intent"),
        ];
        let is_it = |session: &Session| session.client_reference_id.as_ref() == Some(&attempt);
        let found = self.first("checkout/sessions", &query, |s: &Session| &s.id, is_it).await?;
        Ok(found.map(|session| of_session(&session, request)).transpose()?)
    }

    async fn intent_of(
        &self,
        request: &PaymentRequest,
        stored: &MethodReference,
    ) -> Result<Option<Answer>, Failure> {
        let attempt = request.attempt.to_string();
        let range = range(request.begun_at - CLOCKS_DIFFER, self.clock.now());
        let query = [
            ("created[gte]", range.0.as_str()),
            ("created[lte]", range.1.as_str()),
            ("customer", &stored.customer),
        ];
        let is_it = |intent: &Intent| intent.attempt() == Some(&attempt);
        let found = self.first("payment_intents", &query, |i: &Intent| &i.id, is_it).await?;
        Ok(found.map(|intent| of_intent(&intent, request)).transpose()?)
    }

    /// The first entry of a list that is meant.
    pub(super) async fn first<T: DeserializeOwned>(
        &self,
        path: &str,
        query: &[(&str, &str)],
        id: impl Fn(&T) -> &String,
        is_it: impl Fn(&T) -> bool,
    ) -> Result<Option<T>, Failure> {
        let mut after: Option<String> = None;
        for _ in 0..PAGES {
            let mut query = [query, &[("limit", PAGE)]].concat();
            if let Some(after) = &after {
                query.push(("starting_after", after));
            }
            let List { data, has_more } = self.wire.get::<List<T>>(path, &query).await?;
            after = data.last().map(|last| id(last).clone());
            if let Some(found) = data.into_iter().find(&is_it) {
                return Ok(Some(found));
            }
            if !has_more {
                return Ok(None);
            }
        }
        Err(NoAnswer::from("the list has no end").into())
    }
}

fn range(from: DateTime<Utc>, until: DateTime<Utc>) -> (String, String) {
    (from.timestamp().to_string(), until.timestamp().to_string())
}
