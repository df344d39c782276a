//! The demo's provider as one who keeps ways to pay: its page asks how the card will behave, so
//! that every end of an automatic renewal can be tried.

use async_trait::async_trait;
use domain::demo::DemoMethod;
use domain::order::PaymentMethod;
use platform::Tx;
use uuid::Uuid;

use super::behaviour::stored;
use super::provider::{DemoProvider, no_answer};
use crate::ports::method_setup::{MethodVault, Payer, SetupAnswer, SetupOutcome, SetupRequest};
use crate::ports::no_answer::NoAnswer;
use crate::{Context, Error, Result};

/// A way to pay as the provider's page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoSetup {
    /// Card or PayPal.
    pub kind: PaymentMethod,
    /// Where the customer goes afterwards.
    pub back: String,
    /// True when nothing more can be done here.
    pub is_over: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
enum State {
    Open,
    Closed,
    Pays,
    IsRefused,
    IsVoid,
    WantsConfirmation,
}

#[derive(sqlx::FromRow)]
struct Row {
    kind: PaymentMethod,
    back: String,
    state: State,
}

impl State {
    fn method(self) -> Option<DemoMethod> {
        Some(match self {
            Self::Pays => DemoMethod::Pays,
            Self::IsRefused => DemoMethod::IsRefused,
            Self::IsVoid => DemoMethod::IsVoid,
            Self::WantsConfirmation => DemoMethod::WantsConfirmation,
            Self::Open | Self::Closed => return None,
        })
    }
}

#[async_trait]
impl MethodVault for DemoProvider {
    async fn create_customer(&self, who: &Payer) -> Result<String, NoAnswer> {
        Ok(format!("demo_{}", who.account.0.simple()))
    }

    async fn begin_setup(&self, request: &SetupRequest) -> Result<SetupAnswer, NoAnswer> {
        self.remember_method(request).await.map_err(|error| no_answer(&error))?;
        self.ask_setup(&request.id.to_string()).await
    }

    async fn ask_setup(&self, reference: &str) -> Result<SetupAnswer, NoAnswer> {
        self.told(reference).await.map_err(|error| no_answer(&error))
    }

    async fn detach(&self, _: &str) -> Result<(), NoAnswer> {
        Ok(())
    }
}

impl DemoProvider {
    async fn remember_method(&self, request: &SetupRequest) -> Result<()> {
        let mut tx = self.db.write().await?;
        tx.sql(
            "INSERT INTO demo_method (id, kind, back, state) VALUES ($1, $2, $3, 'open') \
             ON CONFLICT DO NOTHING",
        )
        .bind(request.id)
        .bind(request.kind)
        .bind(request.back.as_str())
        .run()
        .await?;
        Ok(tx.commit().await?)
    }

    /// `reference` is the id of a request, or the name of a payment that was made.
    async fn told(&self, reference: &str) -> Result<SetupAnswer> {
        let mut tx = self.db.read().await?;
        let unknown = || Error::NotFound("demo method");
        if let Some(attempt) = reference.strip_prefix("demo_") {
            let id = Uuid::parse_str(attempt).map_err(|_| unknown())?;
            let kind = self.paid_with(&mut tx, id).await?.ok_or_else(unknown)?;
            let state = SetupOutcome::Stored(stored(kind, DemoMethod::Pays, id));
            return Ok(SetupAnswer { reference: reference.to_owned(), state });
        }
        let id = Uuid::parse_str(reference).map_err(|_| unknown())?;
        let row = row(&mut tx, id).await?.ok_or_else(unknown)?;
        let state = match row.state.method() {
            Some(method) => SetupOutcome::Stored(stored(row.kind, method, id)),
            None if row.state == State::Closed => SetupOutcome::GivenUp,
            None => {
                SetupOutcome::Open { page: Some(format!("{}/demo/metodo/{id}", self.home_url)) }
            }
        };
        Ok(SetupAnswer { reference: reference.to_owned(), state })
    }

    async fn paid_with(&self, tx: &mut Tx, attempt: Uuid) -> Result<Option<PaymentMethod>> {
        let row: Option<(PaymentMethod,)> = tx
            .sql(
                "SELECT method FROM payment_attempt \
                 JOIN demo_payment ON attempt_id = payment_attempt.id \
                 WHERE attempt_id = $1 AND demo_payment.state = 'succeeded'",
            )
            .bind(attempt)
            .optional()
            .await?;
        Ok(row.map(|(method,)| method))
    }
}

async fn row(tx: &mut Tx, id: Uuid) -> Result<Option<Row>> {
    Ok(tx
        .sql("SELECT kind, back, state FROM demo_method WHERE id = $1")
        .bind(id)
        .optional()
        .await?)
}

async fn existing(ctx: &Context, tx: &mut Tx, id: Uuid) -> Result<Row> {
    let row = if ctx.settings.demo { row(tx, id).await? } else { None };
    row.ok_or(Error::NotFound("demo method"))
}

/// The way to pay that a page of the provider is about. Only the demo has such pages.
///
/// # Errors
/// `NotFound` when it is not at this provider.
pub async fn method_setup(ctx: &Context, id: Uuid) -> Result<DemoSetup> {
    let mut tx = ctx.db.read().await?;
    let Row { kind, back, state } = existing(ctx, &mut tx, id).await?;
    Ok(DemoSetup { kind, back, is_over: state != State::Open })
}

/// What the person on the page has chosen; none when they give up.
///
/// # Errors
/// `NotFound` when it is not at this provider.
pub async fn choose_method(
    ctx: &Context,
    id: Uuid,
    method: Option<DemoMethod>,
) -> Result<DemoSetup> {
    let mut tx = ctx.db.write().await?;
    existing(ctx, &mut tx, id).await?;
    let state = match method {
        Some(DemoMethod::Pays) => State::Pays,
        Some(DemoMethod::IsRefused) => State::IsRefused,
        Some(DemoMethod::IsVoid) => State::IsVoid,
        Some(DemoMethod::WantsConfirmation) => State::WantsConfirmation,
        None => State::Closed,
    };
    tx.sql("UPDATE demo_method SET state = $2 WHERE id = $1 AND state = 'open'")
        .bind(id)
        .bind(state)
        .run()
        .await?;
    tx.commit().await?;
    method_setup(ctx, id).await
}
