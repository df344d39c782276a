//! The server functions of `Disdetta`.

use domain::Product;
use domain::calendar::Date;
use domain::termination::When;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::error::AppError;
use ui::form::Kept;
use ui::json::Json;

/// The service that can be given up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TerminationView {
    pub service: Product,
    pub expires: Date,
    /// It has not expired, so it can still be given up for its expiry.
    pub is_active: bool,
    /// The day on which it was asked for, and for when, if it was.
    pub asked: Option<(Date, When)>,
    /// The form as it came back.
    pub kept: Option<Kept<TypedTermination>>,
}

/// What the form asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TypedTermination {
    pub when: When,
    pub reason: String,
    /// The documents are saved.
    pub downloaded: bool,
}

/// The name under which the form waits in the session.
#[cfg(feature = "ssr")]
const WAITING: &str = "termination";

/// The service of whoever asks; nothing when there is none to give up.
#[server(output = Json)]
pub async fn load_termination() -> Result<Option<TerminationView>, AppError> {
    use services::civil_time;
    use ui::paths;
    use ui::request::{context, kept, signed_in};
    let account = signed_in(paths::TERMINATION).await?;
    let Some(known) = services::termination::of_account(&context(), account).await? else {
        return Ok(None);
    };
    Ok(Some(TerminationView {
        service: known.service,
        expires: known.expires,
        is_active: known.is_active,
        asked: known.asked.map(|(at, when)| (civil_time(at).date(), when)),
        kept: kept(WAITING).await?,
    }))
}

/// `Chiedi la disdetta`.
#[server(output = Json)]
pub async fn ask_termination(
    #[server(default)] when: When,
    #[server(default)] reason: String,
    #[server(default)] downloaded: bool,
) -> Result<(), AppError> {
    use ui::paths;
    use ui::request::{context, finish, signed_in};
    let typed = TypedTermination { when, reason, downloaded };
    let outcome = async {
        let account = signed_in(paths::TERMINATION).await?;
        let TypedTermination { when, ref reason, downloaded } = typed;
        services::termination::ask(&context(), account, when, downloaded, reason).await?;
        Ok(paths::TERMINATION.to_owned())
    };
    finish(WAITING, &typed, paths::TERMINATION, outcome.await).await
}

/// `Ritira la richiesta`.
#[server(output = Json)]
pub async fn take_back_termination() -> Result<(), AppError> {
    use ui::paths;
    use ui::request::{context, finish, signed_in};
    let account = signed_in(paths::TERMINATION).await?;
    let taken = services::termination::take_back(&context(), account).await;
    let outcome = taken.map(|()| paths::TERMINATION.to_owned()).map_err(AppError::from);
    finish(WAITING, &TypedTermination::default(), paths::TERMINATION, outcome).await
}
