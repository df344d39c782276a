//! The demo's payment provider: a page of ours where whoever tries the shop chooses what the
//! provider does. It keeps to itself and speaks to the shop only as a real one would: by its
//! answers and by its messages.

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use domain::Money;
use domain::demo::DemoOutcome;
use domain::id::AttemptId;
use domain::payment::{AttemptState, Refusal};
use platform::{Clock, Db, Tx};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::behaviour::collected;
use crate::ports::method_setup::MethodVault;
use crate::ports::no_answer::NoAnswer;
use crate::ports::provider::{
    Answer, Envelope, Notice, PaymentRequest, Provider, RefundAnswer, RefundRequest, Untrusted,
};
use crate::store::events;
use crate::{Context, Error, Result};

const NAME: &str = "demo";

/// How long it is silent when it answers late: the janitor has asked once or twice by then.
const LATE: TimeDelta = TimeDelta::minutes(2);

/// The provider of the demonstration shop.
#[derive(Clone, Debug)]
pub struct DemoProvider {
    pub(super) db: Db,
    clock: Clock,
    pub(super) home_url: String,
}

/// A payment as the provider's page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoPayment {
    /// Of the order that is paid.
    pub order_number: i64,
    /// The amount that the page collects.
    pub amount: Money,
    /// Where the customer goes afterwards.
    pub back: String,
    /// What its page asks for.
    pub step: DemoStep,
}

/// What the page asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DemoStep {
    /// The outcome of the payment is chosen.
    Pay,
    /// Whether the bank is told yes.
    Confirm,
    /// Nothing more can be done here.
    Over,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
enum State {
    Open,
    NeedsAuthentication,
    Succeeded,
    Declined,
    AuthenticationFailed,
    Closed,
    Sly,
}

#[derive(sqlx::FromRow)]
struct Row {
    order_number: i64,
    amount: i64,
    back: String,
    state: State,
    answers_from: Option<DateTime<Utc>>,
}

/// What a message of this provider says.
#[derive(Serialize, Deserialize)]
struct Body {
    attempt: AttemptId,
    outcome: Told,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
enum Told {
    Paid,
    Declined,
    NotConfirmed,
    Closed,
}

impl DemoProvider {
    /// On the database of the shop; its pages stand below `home_url`.
    #[must_use]
    pub fn new(db: Db, clock: Clock, home_url: String) -> Self {
        Self { db, clock, home_url }
    }

    async fn row(&self, request: &PaymentRequest) -> Result<Row, NoAnswer> {
        let mut tx = self.db.read().await.map_err(|error| no_answer(&error))?;
        let row = row(&mut tx, request.attempt).await.map_err(|error| no_answer(&error))?;
        match row {
            Some(row) if row.answers_from.is_some_and(|from| from <= self.clock.now()) => Ok(row),
            Some(_) => Err(NoAnswer::from("the demo's provider is silent, as chosen on its page")),
            None => Err(NoAnswer::from("the demo's provider does not know this payment")),
        }
    }

    fn answer(&self, request: &PaymentRequest, row: &Row) -> Answer {
        let state = match row.state {
            State::Open | State::Sly => AttemptState::Pending,
            State::NeedsAuthentication => AttemptState::NeedsAuthentication,
            State::Succeeded => AttemptState::Succeeded,
            // A stored method has a reason of its own.
            State::Declined => match &request.stored {
                Some(stored) => collected(&stored.method),
                None => AttemptState::Refused(Refusal::Declined),
            },
            State::AuthenticationFailed => AttemptState::Refused(Refusal::AuthenticationFailed),
            State::Closed => AttemptState::Cancelled,
        };
        Answer {
            state,
            reference: Some(format!("demo_{}", request.attempt.0.simple())),
            page: request
                .is_attended
                .then(|| format!("{}/demo/pagamento/{}", self.home_url, request.attempt)),
            amount: Some(Money::from_cents(row.amount)),
        }
    }

    async fn remember(&self, request: &PaymentRequest) -> Result<()> {
        let state = match request.stored.as_ref().map(|stored| collected(&stored.method)) {
            Some(AttemptState::Succeeded) => State::Succeeded,
            Some(AttemptState::NeedsAuthentication) => State::NeedsAuthentication,
            Some(_) => State::Declined,
            None => State::Open,
        };
        let mut tx = self.db.write().await?;
        tx.sql(
            "INSERT INTO demo_payment (attempt_id, order_number, amount, back, state, \
             answers_from) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        )
        .bind(request.attempt)
        .bind(request.order_number)
        .bind(request.amount.cents())
        .bind(request.back.as_str())
        .bind(state)
        .bind(self.clock.now())
        .run()
        .await?;
        Ok(tx.commit().await?)
    }

    async fn close(&self, request: &PaymentRequest) -> Result<()> {
        let mut tx = self.db.write().await?;
        let Some(row) = row(&mut tx, request.attempt).await? else { return Ok(()) };
        match row.state {
            State::Open | State::NeedsAuthentication => {
                set(&mut tx, request.attempt, State::Closed, row.answers_from).await?;
            }
            State::Sly => {
                set(&mut tx, request.attempt, State::Closed, row.answers_from).await?;
                tell(&mut tx, request.attempt, Told::Paid, self.clock.now()).await?;
            }
            State::Succeeded | State::Declined | State::AuthenticationFailed | State::Closed => {}
        }
        Ok(tx.commit().await?)
    }
}

#[async_trait]
impl Provider for DemoProvider {
    fn name(&self) -> &'static str {
        NAME
    }

    async fn begin(&self, request: &PaymentRequest) -> Result<Answer, NoAnswer> {
        self.remember(request).await.map_err(|error| no_answer(&error))?;
        self.ask(request).await
    }

    async fn ask(&self, request: &PaymentRequest) -> Result<Answer, NoAnswer> {
        if request.reference.is_none() {
            self.remember(request).await.map_err(|error| no_answer(&error))?;
        }
        let row = self.row(request).await?;
        Ok(self.answer(request, &row))
    }

    async fn call_off(&self, request: &PaymentRequest) -> Result<Answer, NoAnswer> {
        self.row(request).await?;
        self.close(request).await.map_err(|error| no_answer(&error))?;
        self.ask(request).await
    }

    async fn give_back(&self, request: &RefundRequest) -> Result<RefundAnswer, NoAnswer> {
        Ok(RefundAnswer::Done { reference: format!("demo_{}", request.refund.0.simple()) })
    }

    /// Its messages never come from outside.
    fn verify(&self, _: Envelope<'_>, _: DateTime<Utc>) -> Result<String, Untrusted> {
        Err(Untrusted::Signature)
    }

    fn read(&self, body: &str) -> Result<Notice, Untrusted> {
        let body: Body = serde_json::from_str(body).map_err(|_| Untrusted::Unreadable)?;
        let state = match body.outcome {
            Told::Paid => AttemptState::Succeeded,
            Told::Declined => AttemptState::Refused(Refusal::Declined),
            Told::NotConfirmed => AttemptState::Refused(Refusal::AuthenticationFailed),
            Told::Closed => AttemptState::Cancelled,
        };
        Ok(Notice { about: Some((body.attempt, Answer::of(state))) })
    }

    fn method_vault(&self) -> Option<&dyn MethodVault> {
        Some(self)
    }
}

/// The payment that a page of the provider is about. Only the demo has such pages.
///
/// # Errors
/// `NotFound` when it is not at this provider.
pub async fn payment(ctx: &Context, attempt: AttemptId) -> Result<DemoPayment> {
    let mut tx = ctx.db.read().await?;
    let row = existing(ctx, &mut tx, attempt).await?;
    Ok(DemoPayment {
        order_number: row.order_number,
        amount: Money::from_cents(row.amount),
        back: row.back,
        step: match row.state {
            State::Open => DemoStep::Pay,
            State::NeedsAuthentication => DemoStep::Confirm,
            State::Succeeded
            | State::Declined
            | State::AuthenticationFailed
            | State::Closed
            | State::Sly => DemoStep::Over,
        },
    })
}

/// What the person on the page has chosen. Tells whether they leave the page now.
///
/// # Errors
/// `NotFound` when it is not at this provider.
pub async fn choose(
    ctx: &Context,
    attempt: AttemptId,
    outcome: DemoOutcome,
) -> Result<DemoPayment> {
    let mut tx = ctx.db.write().await?;
    let row = existing(ctx, &mut tx, attempt).await?;
    if !matches!(row.state, State::Open | State::NeedsAuthentication) {
        drop(tx);
        return payment(ctx, attempt).await;
    }
    let now = ctx.now();
    let (state, answers_from, told): (_, _, &[Told]) = match outcome {
        DemoOutcome::Succeeds => (State::Succeeded, Some(now), &[Told::Paid]),
        DemoOutcome::Declined => (State::Declined, Some(now), &[Told::Declined]),
        DemoOutcome::NeedsAuthentication => (State::NeedsAuthentication, Some(now), &[]),
        DemoOutcome::AuthenticationFails => {
            (State::AuthenticationFailed, Some(now), &[Told::NotConfirmed])
        }
        DemoOutcome::GivesUp => (State::Closed, Some(now), &[Told::Closed]),
        DemoOutcome::AnswersLate => (State::Succeeded, Some(now + LATE), &[]),
        DemoOutcome::NeverAnswers => (State::Succeeded, None, &[]),
        DemoOutcome::SaysItTwice => (State::Succeeded, Some(now), &[Told::Paid, Told::Paid]),
        DemoOutcome::SucceedsAfterCancel => (State::Sly, Some(now), &[]),
    };
    set(&mut tx, attempt, state, answers_from).await?;
    for outcome in told {
        tell(&mut tx, attempt, *outcome, now).await?;
    }
    tx.commit().await?;
    payment(ctx, attempt).await
}

async fn existing(ctx: &Context, tx: &mut Tx, attempt: AttemptId) -> Result<Row> {
    if !ctx.settings.demo {
        return Err(Error::NotFound("demo payment"));
    }
    row(tx, attempt).await?.ok_or(Error::NotFound("demo payment"))
}

async fn row(tx: &mut Tx, attempt: AttemptId) -> Result<Option<Row>> {
    Ok(tx
        .sql(
            "SELECT order_number, amount, back, state, answers_from FROM demo_payment \
         WHERE attempt_id = $1",
        )
        .bind(attempt)
        .optional()
        .await?)
}

async fn set(
    tx: &mut Tx,
    attempt: AttemptId,
    state: State,
    answers_from: Option<DateTime<Utc>>,
) -> Result<()> {
    tx.sql("UPDATE demo_payment SET state = $2, answers_from = $3 WHERE attempt_id = $1")
        .bind(attempt)
        .bind(state)
        .bind(answers_from)
        .run()
        .await?;
    Ok(())
}

/// Sends the shop a message, where a real provider would call its address.
async fn tell(tx: &mut Tx, attempt: AttemptId, outcome: Told, now: DateTime<Utc>) -> Result<()> {
    let body = serde_json::to_string(&Body { attempt, outcome }).map_err(Error::broken)?;
    events::insert(tx, NAME, &format!("demo_{}", Uuid::new_v4().simple()), &body, now).await?;
    Ok(())
}

pub(super) fn no_answer(error: &impl std::fmt::Display) -> NoAnswer {
    NoAnswer(error.to_string())
}
