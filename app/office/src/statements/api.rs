//! The server functions of bank statements.

use domain::id::CreditId;
use domain::statement::{Credit, Match};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::columns::api::RememberedView;
use super::done::Decided;
#[cfg(feature = "ssr")]
use super::files::waiting;
use super::files::{StatementView, Upload};
use ui::error::AppError;
use ui::form::Kept;
use ui::json::Json;

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementsView {
    /// What can be trusted most comes first.
    pub credits: Vec<CreditView>,
    /// True when there are more than these.
    pub has_more: bool,
    pub statements: Vec<StatementView>,
    /// The tables that are understood because somebody said how.
    pub remembered: Vec<RememberedView>,
    /// The file that was sent a moment ago.
    pub upload: Option<Upload>,
    /// What was decided a moment ago.
    pub done: Option<Decided>,
    /// A decision that came back.
    pub kept: Option<Kept<TypedDecision>>,
}

/// A credit that nobody has decided about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditView {
    pub id: CreditId,
    pub credit: Credit,
    pub found: Match,
}

/// What was typed about a credit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TypedDecision {
    pub credit: Option<CreditId>,
    /// The number of an order, as typed.
    pub number: String,
    pub why: String,
}

/// The page; `outcome` names what was just decided.
#[server(output = Json)]
pub async fn load_statements(
    #[server(default)] outcome: String,
) -> Result<StatementsView, AppError> {
    use services::civil_time;
    use ui::request::{context, kept, note, outcome as done, staff};
    staff().await?;
    let overview = services::statement::overview(&context()).await?;
    let credit = |found: services::statement::Found| CreditView {
        id: found.id,
        credit: found.credit,
        found: found.found,
    };
    let statement = |statement: services::statement::Statement| StatementView {
        name: statement.name,
        account: statement.account,
        period: statement.from_on.zip(statement.until_on),
        imported_on: civil_time(statement.imported_at).date(),
        imported_by: statement.imported_by,
        credits: statement.credits,
        open: statement.open,
    };
    let table = |layout: services::statement::Layout| RememberedView {
        digest: layout.digest,
        names: layout.names,
        set_on: civil_time(layout.set_at).date(),
        set_by: layout.set_by,
    };
    let remembered = services::statement::remembered(&context()).await?;
    Ok(StatementsView {
        credits: overview.credits.into_iter().map(credit).collect(),
        has_more: overview.has_more,
        statements: overview.statements.into_iter().map(statement).collect(),
        remembered: remembered.into_iter().map(table).collect(),
        upload: note(waiting::UPLOAD).await?,
        done: done(waiting::DONE, &outcome).await?,
        kept: kept(waiting::DECISION).await?,
    })
}

/// `Accetta`: the proposal, or an order whose number was typed.
#[server(output = Json)]
pub async fn accept_credit(decision: TypedDecision) -> Result<(), AppError> {
    use super::done::Done;
    use ui::paths;
    use ui::request::{context, finish, leave_outcome, staff};
    let accept = async {
        let by = staff().await?;
        let number = domain::text::digits(&decision.number);
        let (Some(credit), Ok(number)) = (decision.credit, number.parse()) else {
            return Err(AppError::NotFound);
        };
        let accepted = services::statement::accept(&context(), credit, number, &by).await?;
        let done = Decided { done: Done::of(accepted), order: Some(number) };
        leave_outcome(paths::OFFICE_STATEMENTS, waiting::DONE, &done).await
    };
    finish(waiting::DECISION, &decision, paths::OFFICE_STATEMENTS, accept.await).await
}

/// `Metti da parte`: nobody's order, or one that is not known yet.
#[server(output = Json)]
pub async fn set_credit_aside(decision: TypedDecision) -> Result<(), AppError> {
    use super::done::Done;
    use ui::paths;
    use ui::request::{context, finish, leave_outcome, staff};
    let set_aside = async {
        let by = staff().await?;
        let credit = decision.credit.ok_or(AppError::NotFound)?;
        let now = services::statement::set_aside(&context(), credit, &decision.why, &by).await?;
        let done = if now { Done::SetAside } else { Done::Before };
        let done = Decided { done, order: None };
        leave_outcome(paths::OFFICE_STATEMENTS, waiting::DONE, &done).await
    };
    finish(waiting::DECISION, &decision, paths::OFFICE_STATEMENTS, set_aside.await).await
}
